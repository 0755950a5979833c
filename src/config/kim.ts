import { z } from "zod";
import { KIM_ADRESSE, kimKonfiguration } from "../adapters/kim/konfiguration.js";
import type { KimKonfiguration } from "../adapters/kim/konfiguration.js";
import { anzahl, port, schalter, text } from "./felder.js";
import type { Shapewerte } from "./felder.js";
import { liesDatei } from "./umgebung.js";
import type { Umgebung } from "./umgebung.js";
import type { VERSAND } from "./versand.js";

/** The channel KIM: Clientmodul, account, headers. */
export const KIM = {
  KIM_HOST: text.default("127.0.0.1").describe("Host of the KIM Clientmodul."),
  KIM_SMTP_PORT: port.describe("The Clientmodul's own SMTP port."),
  KIM_POP3_PORT: port.describe("The Clientmodul's own POP3 port."),
  KIM_TLS: z
    .enum(["keine", "starttls", "direkt"])
    .default("keine")
    .describe("TLS to the Clientmodul; mandatory unless it runs on the same machine."),
  KIM_TLS_VERTRAUEN: text
    .optional()
    .describe("PEM file of the CA (or the Clientmodul's own certificate); mandatory with TLS."),
  KIM_TLS_RECHNERNAME: text.optional().describe("Name in the Clientmodul's certificate if it differs from KIM_HOST."),
  KIM_TLS_CLIENT_ZERTIFIKAT: text
    .optional()
    .describe("PEM file of the client certificate, if the Clientmodul wants one."),
  KIM_TLS_CLIENT_SCHLUESSEL: text.optional().describe("PEM file of the client certificate's key."),
  KIM_ADRESSE: z
    .string()
    .regex(KIM_ADRESSE, "ist keine KIM-Adresse")
    .describe("KIM address of the gateway: sender, and the mailbox of the proofs of delivery."),
  KIM_PASSWORT: text.optional().describe("Password of the KIM account; better in a file."),
  KIM_PASSWORT_DATEI: text.optional().describe("File that holds the password; one of the two is mandatory."),
  KIM_ABSENDERNAME: text.default("HKP-Gateway").describe("Display name of the sender."),
  KIM_SMTP_DIENST: text.describe("`domain:port` of the Fachdienst for sending (part of the user name)."),
  KIM_POP3_DIENST: text.describe("`domain:port` of the Fachdienst for fetching (part of the user name)."),
  KIM_MANDANT: text.describe("MandantId of the Konnektor."),
  KIM_CLIENTSYSTEM: text.describe("ClientsystemId of the Konnektor."),
  KIM_ARBEITSPLATZ: text.describe("WorkplaceId of the Konnektor."),
  KIM_KONNEKTOR: text.optional().describe("KonnektorId, if the Clientmodul serves several."),
  KIM_SUPPORT: text.default("support@hkp-gateway.example").describe("Address in `X-KIM-Support`."),
  KIM_DIENSTKENNUNG: text
    .default("eVO-HKP;{typ};V0.9")
    .describe("Dienstkennung; `{typ}` is filled in. None is published for HKP yet."),
  KIM_ANHANGNAME: text
    .default("EVOHKP0_{typ}_{uuid}")
    .describe("Base name of the attachment; `{typ}` and `{uuid}` are filled in."),
  KIM_PDF: schalter
    .default(true)
    .describe("Attach what the recipient may read as PDF too, for receivers whose system does not read FHIR."),
  KIM_SPERRE_NACH: anzahl(1, 1_000)
    .default(5)
    .describe("Failed connections or sign-ins in a row after which nothing is sent over KIM until a probe succeeds."),
  KIM_SPERRE_ERSTE_MS: anzahl(10, 3_600_000)
    .default(10_000)
    .describe("Pause before the first probe, in ms; doubles each time."),
  KIM_SPERRE_LAENGSTE_MS: anzahl(10, 3_600_000).default(300_000).describe("Longest pause between probes, in ms."),
  KIM_BETRIEBSART: z.enum(["T", "E"]).default("T").describe("Prefix of the attachment: T test, E Echtbetrieb."),
  KIM_LESEBESTAETIGUNG: schalter
    .default(false)
    .describe("Ask recipients for a read receipt (MDN); it disturbs people, and most send none."),
  KIM_EINGANG_HOECHSTENS_BYTES: z.coerce
    .number()
    .int()
    .min(65_536)
    .default(22_020_096)
    .describe("Largest mail that is fetched, in bytes as it lies there; the default holds KIM's 15 MiB in base64."),
  KIM_INTEGRITAET_PFLICHT: schalter
    .default(true)
    .describe("Act only upon mails whose signature the Clientmodul has checked (X-KIM-IntegrityCheckResult)."),
} satisfies z.ZodRawShape;

/** The settings this channel is made of; two are the outbox's. */
type Werte = Shapewerte<typeof KIM & Pick<typeof VERSAND, "VERSAND_GLEICHZEITIG" | "VERSAND_AUFGEBEN_NACH_MS">>;

export type KimEinstellungen = KimKonfiguration & { readonly pdf: boolean };

/** The password of the account, from one of its two settings; a fault in `faelle` if there is none. */
export function liesKimPasswort(gesetzt: Umgebung, faelle: string[]): string {
  const { KIM_PASSWORT: direkt, KIM_PASSWORT_DATEI: datei } = gesetzt;
  if (datei !== undefined) return liesDatei("KIM_PASSWORT_DATEI", datei, faelle).trimEnd();
  if (direkt === undefined) faelle.push("KIM_PASSWORT oder KIM_PASSWORT_DATEI fehlt.");
  return direkt ?? "";
}

/** What the channel is made of; null, and the faults in `faelle`, if that does not do. */
export function alsKim(werte: Werte, passwort: string, version: string, faelle: string[]): KimEinstellungen | null {
  const optional = <K extends string>(name: K, wert: string | undefined) =>
    wert === undefined ? {} : ({ [name]: wert } as Record<K, string>);
  const gelesen = kimKonfiguration.safeParse({
    host: werte.KIM_HOST,
    smtpPort: werte.KIM_SMTP_PORT,
    pop3Port: werte.KIM_POP3_PORT,
    tls: werte.KIM_TLS === "keine" ? { art: "keine" } : { art: werte.KIM_TLS, ...tlsDateien(werte, faelle) },
    konto: {
      adresse: werte.KIM_ADRESSE,
      passwort,
      absendername: werte.KIM_ABSENDERNAME,
      smtpDienst: werte.KIM_SMTP_DIENST,
      pop3Dienst: werte.KIM_POP3_DIENST,
      mandant: werte.KIM_MANDANT,
      clientsystem: werte.KIM_CLIENTSYSTEM,
      arbeitsplatz: werte.KIM_ARBEITSPLATZ,
      ...optional("konnektor", werte.KIM_KONNEKTOR),
    },
    sendersystem: { name: "HKP-Gateway", version },
    support: werte.KIM_SUPPORT,
    dienstkennung: werte.KIM_DIENSTKENNUNG,
    anhangname: werte.KIM_ANHANGNAME,
    betriebsart: werte.KIM_BETRIEBSART,
    lesebestaetigung: werte.KIM_LESEBESTAETIGUNG,
    eingang: {
      hoechstensBytes: werte.KIM_EINGANG_HOECHSTENS_BYTES,
      integritaetPflicht: werte.KIM_INTEGRITAET_PFLICHT,
    },
    verbindungen: werte.VERSAND_GLEICHZEITIG,
    sperre: {
      nach: werte.KIM_SPERRE_NACH,
      ersteMs: werte.KIM_SPERRE_ERSTE_MS,
      laengsteMs: werte.KIM_SPERRE_LAENGSTE_MS,
      // From then on orders must come to be given up.
      hoechstensMs: werte.VERSAND_AUFGEBEN_NACH_MS,
    },
  } satisfies z.input<typeof kimKonfiguration>);
  if (gelesen.success) return { ...gelesen.data, pdf: werte.KIM_PDF };
  faelle.push(...gelesen.error.issues.map(({ path, message }) => `KIM (${path.join(".")}): ${message}`));
  return null;
}

function tlsDateien(werte: Werte, faelle: string[]) {
  const { KIM_TLS_VERTRAUEN, KIM_TLS_CLIENT_ZERTIFIKAT, KIM_TLS_CLIENT_SCHLUESSEL, KIM_TLS_RECHNERNAME } = werte;
  if (KIM_TLS_VERTRAUEN === undefined)
    faelle.push("KIM_TLS_VERTRAUEN fehlt: mit TLS muss die Gegenstelle bekannt sein.");
  const mitClient = KIM_TLS_CLIENT_ZERTIFIKAT !== undefined && KIM_TLS_CLIENT_SCHLUESSEL !== undefined;
  if (!mitClient && (KIM_TLS_CLIENT_ZERTIFIKAT ?? KIM_TLS_CLIENT_SCHLUESSEL) !== undefined)
    faelle.push("KIM_TLS_CLIENT_ZERTIFIKAT und KIM_TLS_CLIENT_SCHLUESSEL gehören zusammen.");
  return {
    vertrauen: KIM_TLS_VERTRAUEN === undefined ? [] : [liesDatei("KIM_TLS_VERTRAUEN", KIM_TLS_VERTRAUEN, faelle)],
    ...(KIM_TLS_RECHNERNAME === undefined ? {} : { rechnername: KIM_TLS_RECHNERNAME }),
    ...(mitClient
      ? {
          client: {
            zertifikat: liesDatei("KIM_TLS_CLIENT_ZERTIFIKAT", KIM_TLS_CLIENT_ZERTIFIKAT, faelle),
            schluessel: liesDatei("KIM_TLS_CLIENT_SCHLUESSEL", KIM_TLS_CLIENT_SCHLUESSEL, faelle),
          },
        }
      : {}),
  };
}
