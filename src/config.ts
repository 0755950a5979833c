import { readFileSync } from "node:fs";
import { z } from "zod";
import { SCHALTER_VORGABE } from "./domain/hkp/ablauf.js";
import { FRISTARTEN } from "./domain/hkp/fristregeln.js";
import type { FreigabenJeKasse } from "./domain/hkp/dunkelverarbeitung/freigabe.js";
import { istIknr } from "./domain/kennungen/iknr.js";
import { freigabenAusText } from "./freigabendatei.js";
import { VERSANDPLAN_VORGABE } from "./app/versandplan.js";
import { TOKEN_ALGORITHMEN } from "./adapters/anmeldung/jwt-anmeldung.js";
import { KIM_ADRESSE, kimKonfiguration } from "./adapters/kim/konfiguration.js";
import type { KimKonfiguration } from "./adapters/kim/konfiguration.js";
import { timKonfiguration } from "./adapters/tim/konfiguration.js";
import type { TimKonfiguration } from "./adapters/tim/konfiguration.js";
import { verzeichnisKonfiguration } from "./adapters/verzeichnis/konfiguration.js";
import type { VerzeichnisKonfiguration } from "./adapters/verzeichnis/konfiguration.js";

/**
 * The only reader of the environment. Every setting stands here once, with its meaning and default; docs/BETRIEB.md
 * lists the same and is compared in a test. All faults are reported at once.
 */
export type Umgebung = Readonly<Record<string, string | undefined>>;

export function umgebung(): Umgebung {
  return process.env;
}

const text = z.string().trim().min(1);
const port = z.coerce.number().int().min(1).max(65535);
const anzahl = (kleinste: number, groesste: number) => z.coerce.number().int().min(kleinste).max(groesste);
const schalter = z.stringbool();
const url = z.url({ protocol: /^https?$/ });

export const EINSTELLUNGEN = z.object({
  NODE_ENV: z
    .string()
    .default("")
    .describe("`production`: no sandbox, no introspection, no GraphiQL; every mandatory setting must be there."),
  HOST: text.default("127.0.0.1").describe("Address the HTTP server binds to. TLS is the reverse proxy's."),
  PORT: anzahl(0, 65535).default(4000).describe("Port of the HTTP server; 0 takes a free one."),
  DATEN_VERZEICHNIS: text.default(".data").describe("Folder for the embedded database and the sandbox."),
  LOG_STUFE: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"])
    .default("info")
    .describe("Level of the log (JSON lines on stderr)."),
  VERTRAUTE_PROXYS: text
    .optional()
    .describe("Addresses or networks of reverse proxies whose X-Forwarded-For is believed, separated by commas."),

  MONGODB_URI: text.optional().describe("Replica set or sharded cluster, 6.0 or newer. Absent: the embedded server."),
  MONGODB_BINARY: text.optional().describe("A mongod to use for the embedded server instead of the one installed."),
  WERKZEUG_VERZEICHNIS: text
    .optional()
    .describe("Where the embedded server is installed; default `werkzeuge` below DATEN_VERZEICHNIS."),
  MONGODB_DATENBANK: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,63}$/)
    .default("hkp")
    .describe("Name of the database."),

  ANMELDUNG_AUSSTELLER: text.describe("`iss` of the access tokens."),
  ANMELDUNG_ZIELGRUPPE: text.describe("`aud` of the access tokens."),
  ANMELDUNG_JWKS_URL: url.describe("Keys of the issuer."),
  ANMELDUNG_ALGORITHMEN: text
    .default("ES256")
    .transform((liste) => liste.split(",").map((einer) => einer.trim()))
    .pipe(z.array(z.enum(TOKEN_ALGORITHMEN)).min(1))
    .describe(`Accepted algorithms, separated by commas, of: ${TOKEN_ALGORITHMEN.join(", ")}.`),
  POPP_AUSSTELLER: text.describe("`iss` of the PoPP tokens, literally."),
  POPP_JWKS_URL: url.describe("Keys of the PoPP service."),
  POPP_HOECHSTALTER_SEKUNDEN: anzahl(1, 86_400)
    .default(1800)
    .describe("Age up to which a PoPP token is accepted, in seconds."),
  VERTRAUENSANKER: text.describe("Folder with the PEM certificates of the CAs whose cards may sign."),

  VZD_URL: url.describe("FHIR search of the Verzeichnisdienst, e.g. `https://…/search`."),
  VZD_TOKEN_DATEI: text
    .optional()
    .describe("File that holds the bearer token for the Verzeichnisdienst; read at the start."),

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

  TIM_HOMESERVER: url
    .optional()
    .describe("Base URL of the TI-Messenger's homeserver. Absent: the channel is not offered."),
  TIM_MXID: text.optional().describe("MXID of the institution's account or bot; mandatory with TIM_HOMESERVER."),
  TIM_PASSWORT: text.optional().describe("Password of the account; better in a file."),
  TIM_PASSWORT_DATEI: text
    .optional()
    .describe("File that holds the password; one of the two is mandatory with TIM_HOMESERVER."),
  TIM_SPEICHERSCHLUESSEL: text
    .optional()
    .describe("32 bytes as Base64: seals the stored state of the Matrix device; better in a file."),
  TIM_SPEICHERSCHLUESSEL_DATEI: text
    .optional()
    .describe("File that holds it; one of the two is mandatory with TIM_HOMESERVER. Losing it loses the device."),
  TIM_WIEDERHERSTELLUNG: text
    .optional()
    .describe("32 bytes as Base64: key of the account's secret storage, for a lost device; better in a file."),
  TIM_WIEDERHERSTELLUNG_DATEI: text
    .optional()
    .describe("File that holds it; one of the two is mandatory with TIM_HOMESERVER. Keep a copy elsewhere."),
  TIM_GERAETENAME: text.default("HKP-Gateway").describe("Name of the Matrix device as other clients show it."),
  TIM_ANZEIGENAME: text
    .optional()
    .describe("Name of the account as the other parties see it, e.g. `Praxis Sommer (Chatbot)`. Absent: left alone."),
  TIM_INHALTE: schalter
    .default(false)
    .describe("Send contents into the room (names, data sets); else kind, request, reference and link only."),
  TIM_LINK: text
    .optional()
    .describe("Page of a Vorgang for the link in the message, `{id}` is filled in. Absent: no link."),
  TIM_LEASE_MS: anzahl(1_000, 600_000)
    .default(30_000)
    .describe("Silence after which another instance takes the Matrix device over, in ms."),
  TIM_BESTAETIGUNG_MS: anzahl(10_000, 86_400_000)
    .default(600_000)
    .describe("How long a command in a room waits for its confirmation, in ms."),
  TIM_SCHLUESSELFRIST_MS: anzahl(1_000, 3_600_000)
    .default(60_000)
    .describe("How long a message in a room that cannot be decrypted waits for its key, and the room with it, in ms."),
  TIM_DATEI_HOECHSTENS_BYTES: anzahl(10_000, 100_000_000)
    .default(5_000_000)
    .describe("Largest file that is taken out of a room, in bytes."),

  SANDBOX_SMTP_PORT: anzahl(0, 65535)
    .default(0)
    .describe("Sandbox only: SMTP port of its Clientmodul; 0 takes a free one."),
  SANDBOX_POP3_PORT: anzahl(0, 65535)
    .default(0)
    .describe("Sandbox only: POP3 port of its Clientmodul; 0 takes a free one."),

  HKP_FLOWTYPE: z
    .string()
    .regex(/^\d{3}$/)
    .default("163")
    .describe("First three digits of a Verordnungs-ID. None is reserved for HKP yet."),
  KORREKTUR_AUS_OFFEN: schalter
    .default(SCHALTER_VORGABE.korrekturAusOffen)
    .describe("Decision D1: a Kostentraeger with access may ask for a Korrektur in OFFEN."),
  MFA_LOESCHT_OFFENE: schalter
    .default(SCHALTER_VORGABE.mfaLoeschtOffene)
    .describe("Decision D11: an MFA may delete in OFFEN."),
  ENTSCHEIDUNG_SIGNATUR_PFLICHT: schalter
    .default(SCHALTER_VORGABE.entscheidungSignaturPflicht)
    .describe("Decision D9: a decision must be signed."),
  EINREICHFRIST_TAGE: anzahl(1, 30)
    .default(SCHALTER_VORGABE.einreichfrist.tage)
    .describe("Decision D10: days after the Ausstellung within which submitting keeps the provisional cost cover."),
  EINREICHFRIST_ART: z
    .enum(FRISTARTEN)
    .default(SCHALTER_VORGABE.einreichfrist.art)
    .describe("Decision D10: what is counted; `ARBEITSTAGE` leaves out weekends and holidays of the whole country."),

  DUNKELVERARBEITUNG_IKS: text
    .transform((liste) => liste.split(",").map((einer) => einer.trim()))
    .pipe(z.array(z.string().refine(istIknr, "ist kein IK")))
    .optional()
    .describe("IK of the payers whose clear applications are approved automatically, separated by commas."),
  DUNKELVERARBEITUNG_FREIGABEN: text
    .optional()
    .describe("JSON file: up to which extent a payer lets a Leistung be approved automatically (format below)."),
  DUNKELVERARBEITUNG_VORRANG_MS: anzahl(0, 86_400_000)
    .default(SCHALTER_VORGABE.dunkelverarbeitung.vorrangMs)
    .describe("How long the message to such a payer waits for the automatic decision, in ms."),

  ANFRAGE_HOECHSTENS_BYTES: anzahl(10_000, 100_000_000)
    .default(5_000_000)
    .describe("Largest body of a request, in bytes."),
  UNTERLAGE_HOECHSTENS_BYTES: anzahl(10_000, 100_000_000)
    .default(10_485_760)
    .describe("Largest Unterlage, in bytes; held in memory until it is judged, up to 16 at once."),
  VIRENPRUEFUNG_URL: z
    .string()
    .regex(/^tcp:\/\/[^/\s:]+:\d{1,5}$/, "ist nicht tcp://<rechner>:<port>")
    .optional()
    .describe(
      "clamd that scans each Unterlage, `tcp://host:port`; its StreamMaxLength must not be below UNTERLAGE_HOECHSTENS_BYTES.",
    ),
  UNTERLAGEN_UNGEPRUEFT: schalter
    .default(false)
    .describe("Without VIRENPRUEFUNG_URL: take Unterlagen without a scan. Neither of the two: none are taken."),
  AUFRAEUMEN_BLICK_MS: anzahl(100, 3_600_000)
    .default(60_000)
    .describe("Longest pause between two looks for content of Unterlagen that nobody needs any more, in ms."),
  ANFRAGEN_JE_MINUTE: anzahl(1, 10_000_000)
    .default(1_200)
    .describe("Requests per signed-in institution or address and minute."),
  FEHLVERSUCH_MS: anzahl(0, 10_000)
    .default(500)
    .describe("Delay before `VORGANG_UNBEKANNT` is answered, in ms (A_20703)."),

  FRISTEN_LEASE_MS: anzahl(1_000, 600_000)
    .default(30_000)
    .describe("Silence after which another instance carries out the deadlines, in ms."),
  FRISTEN_BLICK_MS: anzahl(1_000, 3_600_000)
    .default(60_000)
    .describe("Longest pause between two looks for due deadlines, in ms."),

  VERSAND_GLEICHZEITIG: anzahl(1, 50).default(4).describe("Messages handed over at the same time."),
  VERSAND_ERSTE_RUECKKEHR_MS: anzahl(10, 3_600_000)
    .default(VERSANDPLAN_VORGABE.ersteRueckkehrMs)
    .describe("Pause after the first temporary failure, in ms; doubles each time."),
  VERSAND_LAENGSTE_RUECKKEHR_MS: anzahl(10, 86_400_000)
    .default(VERSANDPLAN_VORGABE.laengsteRueckkehrMs)
    .describe("Longest pause between attempts, in ms."),
  VERSAND_AUFGEBEN_NACH_MS: anzahl(1_000, 30 * 86_400_000)
    .default(VERSANDPLAN_VORGABE.aufgebenNachMs)
    .describe("Age at which a message becomes a dead letter, in ms."),
  VERSAND_NACHWEISFRIST_MS: anzahl(10, 86_400_000)
    .default(VERSANDPLAN_VORGABE.nachweisfristMs)
    .describe("After an unknown outcome: wait for a proof of delivery before the one further attempt, in ms."),
  VERSAND_LEASE_MS: anzahl(1_000, 3_600_000)
    .default(60_000)
    .describe("How long a claim on a message holds without a sign of life of its instance, in ms."),
  NACHWEIS_INTERVALL_MS: anzahl(50, 3_600_000)
    .default(30_000)
    .describe("Interval of reading the KIM mailbox: proofs of delivery and answers, in ms."),
  POST_LEASE_MS: anzahl(1_000, 600_000)
    .default(30_000)
    .describe("Silence after which another instance takes the KIM mailbox over, in ms."),
  POST_HOECHSTENS_JE_STUNDE: anzahl(1, 1_000)
    .default(120)
    .describe("Mails of one sender that are acted upon within an hour; what is more is set aside unread."),
  ANTWORTEN_AUFBEWAHREN_TAGE: anzahl(1, 90)
    .default(14)
    .describe("Days after which an answer to a mail is removed, sent or not; its content goes when it is handed over."),
});

type Werte = z.output<typeof EINSTELLUNGEN>;

export interface Konfiguration extends Omit<Werte, `KIM_${string}` | `TIM_${string}`> {
  readonly produktion: boolean;
  readonly kim: KimKonfiguration & { readonly pdf: boolean };
  /** Null: the channel is not offered. */
  readonly tim: (TimKonfiguration & { readonly leaseMs: number; readonly bestaetigungMs: number }) | null;
  readonly verzeichnis: VerzeichnisKonfiguration;
  readonly freigaben: FreigabenJeKasse;
}

/** Settings are missing or wrong; `faelle` names all of them, German, without values (they may be secrets). */
export class Konfigurationsfehler extends Error {
  constructor(readonly faelle: readonly string[]) {
    super(`Die Konfiguration ist unvollständig oder fehlerhaft:\n${faelle.map((fall) => `  - ${fall}`).join("\n")}`);
    this.name = "Konfigurationsfehler";
  }
}

export function istProduktion(umgebung: Umgebung): boolean {
  return umgebung["NODE_ENV"] === "production";
}

/** @throws Konfigurationsfehler with all faults at once */
export function leseKonfiguration(umgebung: Umgebung, version: string): Konfiguration {
  // An empty variable is an absent one: compose files and shells cannot express absence.
  const gesetzt = Object.fromEntries(Object.entries(umgebung).filter(([, wert]) => wert !== undefined && wert !== ""));
  const gelesen = EINSTELLUNGEN.safeParse(gesetzt);
  const faelle = gelesen.success ? [] : gelesen.error.issues.map((fehler) => alsFall(fehler, gesetzt));
  const passwort = liesPasswort(gesetzt, faelle);
  const timGeheimnisse = liesTimGeheimnisse(gesetzt, faelle);
  const tokendatei = gesetzt["VZD_TOKEN_DATEI"];
  const vzdToken = tokendatei === undefined ? undefined : liesDatei("VZD_TOKEN_DATEI", tokendatei, faelle).trim();
  const freigaben = liesFreigaben(gesetzt["DUNKELVERARBEITUNG_FREIGABEN"], faelle);
  if (!gelesen.success || faelle.length > 0) throw new Konfigurationsfehler(faelle);

  const kim = kimKonfiguration.safeParse(alsKim(gelesen.data, passwort, version, faelle));
  if (!kim.success) faelle.push(...kim.error.issues.map(({ path, message }) => `KIM (${path.join(".")}): ${message}`));
  const tim = alsTim(gelesen.data, timGeheimnisse, faelle);
  if (!kim.success || faelle.length > 0) throw new Konfigurationsfehler(faelle);
  return {
    ...gelesen.data,
    produktion: istProduktion(umgebung),
    kim: { ...kim.data, pdf: gelesen.data.KIM_PDF },
    tim,
    freigaben,
    verzeichnis: verzeichnisKonfiguration.parse({
      basis: gelesen.data.VZD_URL,
      anwendung: gelesen.data.KIM_DIENSTKENNUNG.split(";", 1)[0],
      ...(vzdToken === undefined ? {} : { token: vzdToken }),
    }),
  };
}

function alsFall({ path, message }: z.core.$ZodIssue, gesetzt: Umgebung): string {
  const name = String(path[0]);
  const bedeutung = EINSTELLUNGEN.shape[name as keyof Werte].description ?? "";
  return gesetzt[name] === undefined
    ? `${name} fehlt. ${bedeutung}`
    : `${name} ist ungültig (${message}). ${bedeutung}`;
}

function liesPasswort(gesetzt: Umgebung, faelle: string[]): string {
  const { KIM_PASSWORT: direkt, KIM_PASSWORT_DATEI: datei } = gesetzt;
  if (datei !== undefined) return liesDatei("KIM_PASSWORT_DATEI", datei, faelle).trimEnd();
  if (direkt === undefined) faelle.push("KIM_PASSWORT oder KIM_PASSWORT_DATEI fehlt.");
  return direkt ?? "";
}

/** Setting of the channel → its field in the configuration. */
const TIM_GEHEIMNISSE = {
  TIM_PASSWORT: "passwort",
  TIM_SPEICHERSCHLUESSEL: "speicherschluessel",
  TIM_WIEDERHERSTELLUNG: "wiederherstellung",
} as const;
type TimGeheimnisse = Readonly<Record<(typeof TIM_GEHEIMNISSE)[keyof typeof TIM_GEHEIMNISSE], string>>;

function liesTimGeheimnisse(gesetzt: Umgebung, faelle: string[]): TimGeheimnisse {
  const angeboten = gesetzt["TIM_HOMESERVER"] !== undefined;
  const gelesene = Object.entries(TIM_GEHEIMNISSE).map(([name, feld]) => {
    const datei = gesetzt[`${name}_DATEI`];
    if (datei !== undefined) return [feld, liesDatei(`${name}_DATEI`, datei, faelle).trim()] as const;
    if (angeboten && gesetzt[name] === undefined) faelle.push(`${name} oder ${name}_DATEI fehlt.`);
    return [feld, gesetzt[name] ?? ""] as const;
  });
  return Object.fromEntries(gelesene) as TimGeheimnisse;
}

function alsTim(werte: Werte, geheimnisse: TimGeheimnisse, faelle: string[]): Konfiguration["tim"] {
  const { TIM_HOMESERVER: homeserver, TIM_MXID: mxid, TIM_LINK: link } = werte;
  if (homeserver === undefined) return null;
  const gelesen = timKonfiguration.safeParse({
    ...geheimnisse,
    homeserver: homeserver.replace(/\/+$/, ""),
    mxid: mxid ?? "",
    geraetename: werte.TIM_GERAETENAME,
    ...(werte.TIM_ANZEIGENAME === undefined ? {} : { anzeigename: werte.TIM_ANZEIGENAME }),
    inhalte: werte.TIM_INHALTE,
    schluesselfristMs: werte.TIM_SCHLUESSELFRIST_MS,
    dateiHoechstensBytes: werte.TIM_DATEI_HOECHSTENS_BYTES,
    ...(link === undefined ? {} : { link }),
  });
  if (gelesen.success)
    return { ...gelesen.data, leaseMs: werte.TIM_LEASE_MS, bestaetigungMs: werte.TIM_BESTAETIGUNG_MS };
  faelle.push(...gelesen.error.issues.map(({ path, message }) => `TIM (${path.join(".")}): ${message}`));
  return null;
}

function liesDatei(name: string, pfad: string, faelle: string[]): string {
  try {
    return readFileSync(pfad, "utf8");
  } catch {
    faelle.push(`${name}: Die Datei ist nicht lesbar.`);
    return "";
  }
}

function liesFreigaben(datei: string | undefined, faelle: string[]): FreigabenJeKasse {
  if (datei === undefined) return new Map();
  const vorher = faelle.length;
  const inhalt = liesDatei("DUNKELVERARBEITUNG_FREIGABEN", datei, faelle);
  if (faelle.length > vorher) return new Map();
  const gelesen = freigabenAusText(inhalt);
  if (gelesen.art === "gueltig") return gelesen.freigaben;
  faelle.push(...gelesen.faelle.map((fall) => `DUNKELVERARBEITUNG_FREIGABEN: ${fall}`));
  return new Map();
}

function alsKim(werte: Werte, passwort: string, version: string, faelle: string[]): z.input<typeof kimKonfiguration> {
  const optional = <K extends string>(name: K, wert: string | undefined) =>
    wert === undefined ? {} : ({ [name]: wert } as Record<K, string>);
  return {
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
  };
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
