import { grundeinschraenkung, richtlinie, schluesselverwendung, zulassung } from "./erweiterungen.js";
import type { Verwendung } from "./erweiterungen.js";
import { baueZertifikat } from "./zertifikat-bauen.js";
import type { Schluesselpaar } from "./zertifikat-bauen.js";

/** A card as data. */
export interface Kartendaten {
  readonly id: string;
  readonly art: "HBA" | "SMC-B";
  readonly name: string;
  /** HBA: the person's own; SMC-B: the institution's. */
  readonly telematikId: string;
  readonly professionOid: string;
}

/** A card that can sign (`signiere`); the PIN is always known in the sandbox. */
export interface Karte extends Schluesselpaar {
  readonly daten: Kartendaten;
  /** Certificates between the card and the root, sent along in the CMS. */
  readonly zwischenzertifikate: readonly Uint8Array<ArrayBuffer>[];
}

export interface Gueltigkeit {
  readonly von: Date;
  readonly bis: Date;
}

/** Profile per kind of card: C.HP.QES and C.HCI.OSIG of gemSpec_PKI. */
const PROFILE: Readonly<Record<Kartendaten["art"], { richtlinie: string; verwendungen: readonly Verwendung[] }>> = {
  HBA: { richtlinie: "1.2.276.0.76.4.72", verwendungen: ["nonRepudiation"] },
  "SMC-B": { richtlinie: "1.2.276.0.76.4.78", verwendungen: ["digitalSignature", "nonRepudiation"] },
};

export interface Ca {
  readonly wurzel: Schluesselpaar;
  readonly unterstelle: Schluesselpaar;
}

export function neueCa(name: string, gueltig: Gueltigkeit): Ca {
  const zeiten = { gueltigVon: gueltig.von, gueltigBis: gueltig.bis };
  const verwendung = schluesselverwendung(["keyCertSign", "cRLSign"]);
  const wurzel = baueZertifikat({
    ...zeiten,
    name: `${name} Wurzel`,
    erweiterungen: [grundeinschraenkung({ ca: true }), verwendung],
  });
  const unterstelle = baueZertifikat({
    ...zeiten,
    name: `${name} Karten`,
    aussteller: wurzel,
    erweiterungen: [grundeinschraenkung({ ca: true, pfadlaenge: 0 }), verwendung],
  });
  return { wurzel, unterstelle };
}

export function neueKarte(ca: Ca, daten: Kartendaten, gueltig: Gueltigkeit): Karte {
  const profil = PROFILE[daten.art];
  const paar = baueZertifikat({
    name: daten.name,
    gueltigVon: gueltig.von,
    gueltigBis: gueltig.bis,
    aussteller: ca.unterstelle,
    erweiterungen: [
      grundeinschraenkung({ ca: false }),
      schluesselverwendung(profil.verwendungen),
      richtlinie(profil.richtlinie),
      zulassung({ bezeichnung: daten.name, professionOid: daten.professionOid, telematikId: daten.telematikId }),
    ],
  });
  return { ...paar, daten, zwischenzertifikate: [ca.unterstelle.zertifikat] };
}
