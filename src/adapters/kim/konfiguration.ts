import { z } from "zod";

/** Parts of a KIM user name are joined by "#"; none may hold one, nor a blank or control character. */
const namensteil = z.string().regex(/^[\x21\x22\x24-\x7e]+$/, "darf weder leer sein noch # oder Leerzeichen enthalten");

/** Local part up to 64, domain up to 189 characters. Source: domain.md 1.5. */
export const KIM_ADRESSE =
  /^[A-Za-z0-9._-]{1,64}@(?=.{1,189}$)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/;

/** Text that becomes a header value: printable, one line. */
const kopfwert = z.string().regex(/^[^\p{Cc}]{1,200}$/u, "muss einzeilig sein");

const RUECKKOPPLUNG = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/;

const tls = z.object({
  /** PEM certificates that are trusted: the CA, or the Clientmodul's own self-signed certificate. */
  vertrauen: z.array(z.string().includes("BEGIN CERTIFICATE")).min(1),
  /** Name in the certificate, if it differs from `host`. */
  rechnername: z.string().optional(),
  /** PEM of the client certificate, if the Clientmodul wants one. */
  client: z.object({ zertifikat: z.string(), schluessel: z.string() }).optional(),
});

const ms = (vorgabe: number) => z.int().positive().default(vorgabe);

/** Everything the KIM channel needs; parsed once, at the start. */
export const kimKonfiguration = z
  .object({
    host: z.string().min(1),
    /** The Clientmodul's own listening ports; the specification fixes none (domain.md, section 10 no. 8). */
    smtpPort: z.int().min(1).max(65535),
    pop3Port: z.int().min(1).max(65535),
    tls: z
      .discriminatedUnion("art", [
        z.object({ art: z.literal("keine") }),
        tls.extend({ art: z.literal("starttls") }),
        tls.extend({ art: z.literal("direkt") }),
      ])
      .default({ art: "keine" }),
    konto: z.object({
      /** KIM address of the gateway: sender, and the mailbox of the proofs. */
      adresse: z.string().regex(KIM_ADRESSE),
      passwort: z.string().min(1),
      absendername: kopfwert.optional(),
      /** `domain:port` of the Fachdienst, not of the Clientmodul. */
      smtpDienst: namensteil,
      pop3Dienst: namensteil,
      mandant: namensteil,
      clientsystem: namensteil,
      arbeitsplatz: namensteil,
      /** Only POP3, only with an HBA. */
      nutzer: namensteil.optional(),
      konnektor: namensteil.optional(),
    }),
    sendersystem: z.object({ name: kopfwert, version: kopfwert }),
    /** Support address of the vendor. */
    support: kopfwert,
    /** `{typ}` becomes the message type. No Dienstkennung is published for HKP, hence configuration (domain.md 1.5). */
    dienstkennung: kopfwert
      .refine((wert) => !wert.split(";", 1)[0]?.includes("{typ}"), {
        message: "der erste Teil muss für alle Nachrichten gleich sein: An ihm werden Antworten erkannt",
      })
      .default("eVO-HKP;{typ};V0.9"),
    /** Base name of the attachment without prefix; `{typ}` and `{uuid}` are filled in (domain.md 2.3). */
    anhangname: z
      .string()
      .regex(/^[A-Za-z0-9_{}-]{1,80}$/)
      .default("EVOHKP0_{typ}_{uuid}"),
    /** Ask every recipient for a read receipt; off, because it disturbs people and structured messages must not (domain.md 2.2). */
    lesebestaetigung: z.boolean().default(false),
    /** T = test, E = Echtbetrieb. */
    betriebsart: z.enum(["T", "E"]).default("T"),
    /** Deadlines per phase in ms. The Clientmodul itself allows 5 min for SMTP and 1 min for its Konnektor. */
    fristen: z
      .object({
        /** TCP, TLS, greeting and EHLO together. */
        verbindenMs: ms(30_000),
        anmeldenMs: ms(90_000),
        /** From MAIL FROM to the final dot. */
        uebertragenMs: ms(300_000),
        /** From the final dot to the reply: the Clientmodul signs and encrypts meanwhile. */
        antwortMs: ms(330_000),
        /** One POP3 command with its whole reply. */
        pop3Ms: ms(60_000),
      })
      .prefault({}),
    eingang: z
      .object({
        /** Largest mail that is fetched, raw. 15 MiB decoded, which every KIM version carries, are some 21 MiB in base64 (domain.md 1.2). */
        hoechstensBytes: z.int().min(65_536).default(22_020_096),
        /** Act only upon mails whose signature the Clientmodul has checked; off only for one that does not tell (before KIM 1.5). */
        integritaetPflicht: z.boolean().default(true),
      })
      .prefault({}),
    /** Circuit breaker of the account; see sperre.ts. */
    sperre: z
      .object({
        nach: z.int().positive().default(5),
        ersteMs: ms(10_000),
        laengsteMs: ms(300_000),
        hoechstensMs: ms(48 * 3_600_000),
      })
      .prefault({}),
    verbindungen: z.int().min(1).max(50).default(4),
    /** An unused connection is closed after this time; below the 5 min of the Clientmodul. */
    leerlaufMs: ms(60_000),
    nachrichtenJeVerbindung: z.int().positive().default(100),
  })
  .refine((k) => k.tls.art !== "keine" || RUECKKOPPLUNG.test(k.host), {
    path: ["tls"],
    message: "TLS ist Pflicht, wenn das Clientmodul nicht auf demselben Rechner läuft (KOM-LE-A_2066)",
  });

export type KimKonfiguration = z.output<typeof kimKonfiguration>;
export type KimTls = KimKonfiguration["tls"];
