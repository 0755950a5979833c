import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import Fastify from "fastify";
import {
  ANMELDE_AUSSTELLER,
  ANMELDE_JWKS_PFAD,
  ANMELDE_SEITE_PFAD,
  ANMELDE_ZIELGRUPPE,
  anmeldestelle,
} from "./anmeldung/anmeldestelle.js";
import type { Anmeldestelle } from "./anmeldung/anmeldestelle.js";
import { starteClientmodul } from "./clientmodul/clientmodul.js";
import type { Clientmodul } from "./clientmodul/clientmodul.js";
import { holePostfach } from "./clientmodul/postfach-holen.js";
import type { Fachdienst } from "./clientmodul/fachdienst.js";
import type { Stoerung } from "./clientmodul/stoerung.js";
import { kartenausgabe } from "./karten/kartenausgabe.js";
import type { Kartenausgabe } from "./karten/kartenausgabe.js";
import { INSTITUTIONEN, KIM_DOMAENE } from "./personen.js";
import { POPP_AUSSTELLER, POPP_JWKS_PFAD, poppDienst } from "./popp/popp-dienst.js";
import type { Poppdienst } from "./popp/popp-dienst.js";
import { richteTimEin } from "./tim/konten.js";
import type { Homeserver } from "./tim/synapse.js";
import { starteVerzeichnis } from "./verzeichnis/verzeichnis.js";

export interface Sandboxoptionen {
  /** Data folder; everything of the sandbox lies in `sandbox/` below it and outlives a restart. */
  readonly ordner: string;
  readonly smtpPort?: number;
  readonly pop3Port?: number;
  readonly stoerung?: Stoerung;
  /** The mail service behind the Clientmodul; absent: the sandbox's own. */
  readonly fachdienst?: (adressen: readonly string[]) => Promise<Fachdienst>;
  /** The TI-Messenger's homeserver; absent: nobody has an account there, and the gateway does not offer the channel. */
  readonly homeserver?: Homeserver;
}

/** The neighbours of the gateway: sign-in, PoPP service, cards, Verzeichnisdienst and Clientmodul, all on loopback. */
export interface Sandbox {
  readonly anmeldestelle: Anmeldestelle;
  readonly popp: Poppdienst;
  readonly karten: Kartenausgabe;
  readonly clientmodul: Clientmodul;
  /** Page with ready-made sign-ins. */
  readonly anmeldeseite: string;
  readonly gatewayPostfach: { readonly adresse: string; readonly rolle: string };
  /** Settings with which a gateway uses this sandbox. */
  readonly einstellungen: Readonly<Record<string, string>>;
  /** Fetches a mailbox over POP3, as a mail program would. */
  holePostfach(adresse: string): Promise<readonly { messageId: string; betreff: string }[]>;
  schliesse(): Promise<void>;
}

/** All mailboxes share it: there is nothing to protect, and anyone should be able to open them. */
export const POSTFACH_PASSWORT = "sandbox";
const GATEWAY_ADRESSE = `gateway@${KIM_DOMAENE}`;

export async function starteSandbox(optionen: Sandboxoptionen): Promise<Sandbox> {
  const { ordner, smtpPort, pop3Port, stoerung } = optionen;
  const fachdienst = await optionen.fachdienst?.(POSTFAECHER.map(({ adresse }) => adresse));
  const ablage = join(ordner, "sandbox");
  const [anmeldung, popp, karten] = await Promise.all([
    anmeldestelle(join(ablage, "anmeldung")),
    poppDienst(join(ablage, "popp")),
    kartenausgabe(join(ablage, "karten")),
  ]);
  const anker = await legeAnker(join(ablage, "anker"), karten.ankerPem);

  const web = Fastify();
  await web.register(anmeldung.routen);
  await web.register(popp.routen);
  const webUrl = await web.listen({ host: "127.0.0.1", port: 0 });
  const { homeserver } = optionen;
  const tim = homeserver === undefined ? null : await richteTimEin(homeserver, join(ablage, "tim"));
  const verzeichnis = await starteVerzeichnis({
    eintraege: tim === null ? VERZEICHNISEINTRAEGE : VERZEICHNISEINTRAEGE.map(tim.mitKonto),
  });
  const clientmodul = await starteClientmodul({
    ordner,
    teilnehmer: POSTFAECHER,
    ...(smtpPort === undefined ? {} : { smtpPort }),
    ...(pop3Port === undefined ? {} : { pop3Port }),
    ...(stoerung === undefined ? {} : { stoerung }),
    ...(fachdienst === undefined ? {} : { fachdienst }),
  });

  return {
    anmeldestelle: anmeldung,
    popp,
    karten,
    clientmodul,
    anmeldeseite: `${webUrl}${ANMELDE_SEITE_PFAD}`,
    gatewayPostfach: { adresse: GATEWAY_ADRESSE, rolle: "GATEWAY" },
    einstellungen: {
      ANMELDUNG_AUSSTELLER: ANMELDE_AUSSTELLER,
      ANMELDUNG_ZIELGRUPPE: ANMELDE_ZIELGRUPPE,
      ANMELDUNG_JWKS_URL: `${webUrl}${ANMELDE_JWKS_PFAD}`,
      POPP_AUSSTELLER,
      POPP_JWKS_URL: `${webUrl}${POPP_JWKS_PFAD}`,
      VERTRAUENSANKER: anker,
      VZD_URL: verzeichnis.basis,
      KIM_SMTP_PORT: String(clientmodul.smtpPort),
      KIM_POP3_PORT: String(clientmodul.pop3Port),
      KIM_ADRESSE: GATEWAY_ADRESSE,
      KIM_PASSWORT: POSTFACH_PASSWORT,
      KIM_SMTP_DIENST: `${KIM_DOMAENE}:465`,
      KIM_POP3_DIENST: `${KIM_DOMAENE}:995`,
      KIM_MANDANT: "1",
      KIM_CLIENTSYSTEM: "HKP",
      KIM_ARBEITSPLATZ: "1",
      // Nobody installs a scanner for a demonstration.
      UNTERLAGEN_UNGEPRUEFT: "true",
      ...tim?.einstellungen,
      LOG_STUFE: "warn",
      // On loopback a proof comes at once; nobody wants to wait for it in a demonstration.
      NACHWEIS_INTERVALL_MS: "300",
    },
    async holePostfach(adresse) {
      const mails = await holePostfach({
        host: "127.0.0.1",
        port: clientmodul.pop3Port,
        benutzer: adresse,
        passwort: POSTFACH_PASSWORT,
      });
      return mails.map(({ mail }) => ({ messageId: mail.messageId ?? "", betreff: mail.subject ?? "" }));
    },
    async schliesse() {
      await Promise.all([web.close(), verzeichnis.schliesse(), clientmodul.schliesse()]);
    },
  };
}

const VERZEICHNISEINTRAEGE = INSTITUTIONEN.map((haus) => ({
  telematikId: haus.telematikId,
  ...("ik" in haus ? { ik: haus.ik } : {}),
  name: haus.name,
  anschrift: haus.anschrift,
  ...("position" in haus ? { position: haus.position, qualifikationen: haus.qualifikationen } : {}),
  professionOid: haus.professionOid,
  kimAdresse: haus.kim,
  kimVersion: "1.5+",
}));

const POSTFAECHER = [
  ...INSTITUTIONEN.map(({ kim, name }) => ({
    adresse: kim,
    name: name,
    passwort: POSTFACH_PASSWORT,
  })),
  { adresse: GATEWAY_ADRESSE, name: "HKP-Gateway", passwort: POSTFACH_PASSWORT },
];

async function legeAnker(ordner: string, pem: readonly string[]): Promise<string> {
  await mkdir(ordner, { recursive: true });
  await Promise.all(pem.map((inhalt, stelle) => writeFile(join(ordner, `anker-${stelle}.pem`), inhalt)));
  return ordner;
}
