import { createPrivateKey, X509Certificate } from "node:crypto";
import { join } from "node:path";
import { lege, lies } from "../ablage.js";
import { BESCHAEFTIGTE, INSTITUTIONEN } from "../personen.js";
import { neueCa, neueKarte } from "./karte.js";
import type { Ca, Gueltigkeit, Karte, Kartendaten } from "./karte.js";
import type { Schluesselpaar } from "./zertifikat-bauen.js";

/** One SMC-B per institution (its id) and one HBA per Arzt (the person's id). */
export const KARTEN: readonly Kartendaten[] = [
  ...INSTITUTIONEN.map(({ id, name, telematikId, professionOid }): Kartendaten => ({
    id,
    art: "SMC-B",
    name,
    telematikId,
    professionOid,
  })),
  ...BESCHAEFTIGTE.flatMap((person): Kartendaten[] =>
    "hba" in person ? [{ id: person.id, art: "HBA", name: person.name, ...person.hba }] : [],
  ),
];

export interface Kartenausgabe {
  /** PEM of the root: the trust anchor for the gateway. */
  readonly ankerPem: readonly string[];
  /** Throws for an id that has no card. */
  karte(id: string): Karte;
  /** The same card, made by a CA that nobody trusts; not kept. */
  fremdeKarte(id: string): Karte;
  /** The same card by the right CA, run out a day ago; not kept. */
  abgelaufeneKarte(id: string): Karte;
}

const TAG = 86_400_000;
const jahre = (anzahl: number): Gueltigkeit => ({
  von: new Date(Date.now() - TAG),
  bis: new Date(Date.now() + anzahl * 365 * TAG),
});

const pem = ({ zertifikat }: Schluesselpaar) => new X509Certificate(zertifikat).toString();

/** Certificate and key in one PEM file; a file that has run out, or nearly, counts as absent. */
async function liesPaar(pfad: string): Promise<Schluesselpaar | null> {
  const text = await lies(pfad);
  if (text === null) return null;
  const x509 = new X509Certificate(text);
  if (x509.validToDate.getTime() < Date.now() + 30 * TAG) return null;
  return { zertifikat: new Uint8Array(x509.raw), schluessel: createPrivateKey(text) };
}

async function legePaar(pfad: string, paar: Schluesselpaar): Promise<void> {
  const schluessel = paar.schluessel.export({ type: "pkcs8", format: "pem" }).toString();
  await lege(pfad, `${pem(paar)}${schluessel}`);
}

function ausgestellt(paar: Schluesselpaar, von: Schluesselpaar): boolean {
  const ca = new X509Certificate(von.zertifikat);
  const zertifikat = new X509Certificate(paar.zertifikat);
  return zertifikat.checkIssued(ca) && zertifikat.verify(ca.publicKey);
}

async function ladeCa(ordner: string): Promise<Ca> {
  const [wurzelPfad, unterstellePfad] = [join(ordner, "ca-wurzel.pem"), join(ordner, "ca-karten.pem")];
  const [wurzel, unterstelle] = await Promise.all([liesPaar(wurzelPfad), liesPaar(unterstellePfad)]);
  if (wurzel && unterstelle && ausgestellt(unterstelle, wurzel)) return { wurzel, unterstelle };
  const ca = neueCa("HKP-Sandbox", jahre(10));
  await legePaar(wurzelPfad, ca.wurzel);
  await legePaar(unterstellePfad, ca.unterstelle);
  return ca;
}

async function ladeKarte(ordner: string, ca: Ca, daten: Kartendaten): Promise<Karte> {
  const pfad = join(ordner, `karte-${daten.id}.pem`);
  const datenPfad = join(ordner, `karte-${daten.id}.json`);
  const inhalt = JSON.stringify(daten, null, 2);
  const [paar, alteDaten] = await Promise.all([liesPaar(pfad), lies(datenPfad)]);
  if (paar && alteDaten === inhalt && ausgestellt(paar, ca.unterstelle)) {
    return { ...paar, daten, zwischenzertifikate: [ca.unterstelle.zertifikat] };
  }
  const karte = neueKarte(ca, daten, jahre(5));
  await legePaar(pfad, karte);
  await lege(datenPfad, inhalt);
  return karte;
}

/**
 * The sandbox's issuer of cards: a root CA, a sub CA and the cards of the cast, made once in `ordner` and reused later.
 * What does not fit together (half a folder, changed card data, run-out certificates) is made anew.
 */
export async function kartenausgabe(ordner: string, daten: readonly Kartendaten[] = KARTEN): Promise<Kartenausgabe> {
  const ca = await ladeCa(ordner);
  const karten = new Map<string, Karte>();
  for (const eintrag of daten) karten.set(eintrag.id, await ladeKarte(ordner, ca, eintrag));

  const karte = (id: string): Karte => {
    const treffer = karten.get(id);
    if (treffer === undefined) throw new Error(`Keine Karte mit der Kennung „${id}“.`);
    return treffer;
  };
  return {
    ankerPem: [pem(ca.wurzel)],
    karte,
    fremdeKarte: (id) => neueKarte(neueCa("Fremde Stelle", jahre(1)), karte(id).daten, jahre(1)),
    abgelaufeneKarte: (id) => {
      const gestern = new Date(Date.now() - TAG);
      return neueKarte(ca, karte(id).daten, { von: new Date(gestern.getTime() - 365 * TAG), bis: gestern });
    },
  };
}
