import SMTPConnection, {
  type SMTPConnectionCustomAuthContext,
  type SMTPEnvelopeDsn,
} from "nodemailer/lib/smtp-connection";
import { smtpBenutzername } from "./benutzername.js";
import type { KimKonfiguration } from "./konfiguration.js";
import { Punktwaechter } from "./punktwaechter.js";
import { pruefeGegenstelle, tlsOptionen, verbinde, Verbindungsfehler, type Ziel } from "./tls-verbindung.js";
import type { Fehlerbild, Phase } from "./urteile.js";

/** One reply is some lines; a peer that sends more is broken. */
const HOECHSTE_ANTWORT = 64 * 1024;
/** How long a peer may take to answer QUIT. */
const ABSCHIED_MS = 2_000;

/** An attempt failed; what happened is in `bild`. */
export class SmtpFehler extends Error {
  constructor(
    readonly bild: Fehlerbild,
    ursache?: unknown,
  ) {
    super(`${bild.phase} ${bild.ursache} ${bild.antwort ?? ""}`.trim(), { cause: ursache });
    this.name = "SmtpFehler";
  }
}

export interface Umschlag {
  readonly von: string;
  readonly an: string;
  /** Goes out only if the server offers DSN. */
  readonly dsn: { readonly kennung: string };
}

interface NodemailerFehler extends Error {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
}

const BEFEHLE: Readonly<Record<string, Fehlerbild["befehl"]>> = {
  "MAIL FROM": "MAIL",
  "RCPT TO": "RCPT",
  DATA: "DATA",
};

/** A reply counts only if it answers a command; nodemailer also reads one out of the rest of a cut connection ("CONN"). */
function bildVon(fehler: unknown, phase: Phase): Fehlerbild {
  if (fehler instanceof SmtpFehler) return fehler.bild;
  if (fehler instanceof Verbindungsfehler) {
    const ursache = fehler.code === "TLS" || fehler.code === "NICHT_ERREICHBAR" ? ("GETRENNT" as const) : fehler.code;
    return { phase, antwort: null, befehl: null, ursache };
  }
  const { code, command = "", responseCode } = fehler as NodemailerFehler;
  const befehl = command.startsWith("AUTH") ? ("AUTH" as const) : (BEFEHLE[command] ?? null);
  const ursache =
    befehl && responseCode
      ? ("ANTWORT" as const)
      : code === "ETIMEDOUT"
        ? ("ZEITUEBERSCHREITUNG" as const)
        : code === "EPROTOCOL"
          ? ("PROTOKOLL" as const)
          : ("GETRENNT" as const);
  return { phase, antwort: befehl ? (responseCode ?? null) : null, befehl, ursache };
}

/**
 * One signed-in SMTP connection to the Clientmodul, on nodemailer's connection. nodemailer's own pool is not used: it sends
 * a message again on its own when a connection closes, and it does not tell which connection carried a message, so that
 * nobody could say whether the final dot had gone out.
 */
export class SmtpSitzung {
  readonly #verbindung: SMTPConnection;
  readonly #fristen: KimKonfiguration["fristen"];
  readonly #waechter: Punktwaechter;
  readonly kannDsn: boolean;
  /** Largest message in bytes that the server announced (SIZE); null if it did not. */
  readonly hoechsteGroesse: number | null;
  gesendete = 0;

  private constructor(
    verbindung: SMTPConnection,
    konfig: KimKonfiguration,
    waechter: Punktwaechter,
    faehig: { readonly dsn: boolean; readonly groesse: number | null },
  ) {
    this.#verbindung = verbindung;
    this.#fristen = konfig.fristen;
    this.#waechter = waechter;
    this.kannDsn = faehig.dsn;
    this.hoechsteGroesse = faehig.groesse;
  }

  /** @throws SmtpFehler in phase VERBINDEN or ANMELDEN */
  static async oeffne(konfig: KimKonfiguration, signal: AbortSignal): Promise<SmtpSitzung> {
    const ziel: Ziel = { host: konfig.host, port: konfig.smtpPort, tls: konfig.tls };
    const direkt = konfig.tls.art === "direkt";
    let phase: Phase = "VERBINDEN";
    let verbindung: SMTPConnection | undefined;
    try {
      const beginn = Date.now();
      const socket = await verbinde(ziel, konfig.fristen.verbindenMs, signal);
      const faehig = { dsn: false, groesse: null as number | null };
      verbindung = new SMTPConnection({
        connection: socket,
        host: konfig.host,
        port: konfig.smtpPort,
        secure: direkt,
        secured: direkt,
        ignoreTLS: konfig.tls.art === "keine",
        requireTLS: konfig.tls.art === "starttls",
        tls: tlsOptionen(ziel),
        maxResponseSize: HOECHSTE_ANTWORT,
        // Deadlines are ours, per phase; nodemailer's count only silence. Closing must drop unsent bytes, see `sende`.
        socketTimeout: konfig.fristen.uebertragenMs + konfig.fristen.antwortMs,
        socketCloseTimeout: 0,
        customAuth: { PLAIN: anmelden(faehig), LOGIN: anmelden(faehig) },
      });
      // Without a listener an error, above all on an idle connection, would end the process.
      verbindung.on("error", () => undefined);
      const rest = Math.max(konfig.fristen.verbindenMs - (Date.now() - beginn), 1);
      await warte(verbindung, rest, signal, phase, (fertig) => verbindung?.connect(fertig));
      const offen = verbindung._socket;
      if (!offen) throw new Verbindungsfehler("NICHT_ERREICHBAR");
      // STARTTLS is nodemailer's; the check of the peer is ours and comes before the password.
      pruefeGegenstelle(offen, ziel);
      phase = "ANMELDEN";
      await warte(verbindung, konfig.fristen.anmeldenMs, signal, phase, (fertig) =>
        verbindung?.login({ user: smtpBenutzername(konfig.konto), pass: konfig.konto.passwort }, fertig),
      );
      return new SmtpSitzung(verbindung, konfig, new Punktwaechter(offen), faehig);
    } catch (fehler) {
      verbindung?.close();
      throw new SmtpFehler(bildVon(fehler, phase), fehler);
    }
  }

  get offen(): boolean {
    return !this.#verbindung.destroyed;
  }

  /**
   * Sends one message to one recipient; resolves with the 250 after the final dot.
   * @throws SmtpFehler; the connection is closed then
   */
  async sende(umschlag: Umschlag, inhalt: Buffer, signal: AbortSignal): Promise<void> {
    const dsn: SMTPEnvelopeDsn | undefined = this.kannDsn
      ? { ret: "HDRS", envid: umschlag.dsn.kennung, notify: ["SUCCESS", "FAILURE", "DELAY"] }
      : undefined;
    try {
      await warte(this.#verbindung, this.#fristen.uebertragenMs, signal, "UEBERTRAGEN", (fertig, stelle) => {
        this.#waechter.beginne(() => stelle(this.#fristen.antwortMs));
        this.#verbindung.send(
          { from: umschlag.von, to: [umschlag.an], size: inhalt.length, ...(dsn ? { dsn } : {}) },
          inhalt,
          fertig,
        );
      });
      this.gesendete++;
    } catch (fehler) {
      const phase = this.#waechter.gesendet ? "NACH_PUNKT" : "UEBERTRAGEN";
      // Destroys the socket: bytes still waiting in this process, above all the final dot, never go out any more.
      this.#verbindung.close();
      throw new SmtpFehler({ ...bildVon(fehler, phase), phase }, fehler);
    }
  }

  /** RSET: asks for a reply and sends nothing. */
  async pruefe(signal: AbortSignal): Promise<void> {
    await warte(this.#verbindung, this.#fristen.verbindenMs, signal, "UEBERTRAGEN", (fertig) =>
      this.#verbindung.reset(fertig),
    );
  }

  /** QUIT; resolves when the connection is gone, at the latest after the grace period. */
  async beende(): Promise<void> {
    if (!this.offen) return;
    await new Promise<void>((weg) => {
      const uhr = setTimeout(() => this.#verbindung.close(), ABSCHIED_MS);
      this.#verbindung.once("end", () => {
        clearTimeout(uhr);
        weg();
      });
      this.#verbindung.quit();
    });
  }

  trenne(): void {
    this.#verbindung.close();
  }
}

type Fertig = (fehler?: Error | null, ergebnis?: unknown) => void;

/** Runs one step of the connection under a deadline and the caller's signal; `stelle` sets the deadline anew. */
function warte(
  verbindung: SMTPConnection,
  fristMs: number,
  signal: AbortSignal,
  phase: Phase,
  schritt: (fertig: Fertig, stelle: (ms: number) => void) => void,
): Promise<void> {
  return new Promise((erfuelle, verwirf) => {
    let uhr: NodeJS.Timeout | undefined;
    const fertig: Fertig = (fehler) => {
      clearTimeout(uhr);
      signal.removeEventListener("abort", abbruch);
      verbindung.removeListener("error", fertig);
      verbindung.removeListener("end", getrennt);
      if (fehler) verwirf(fehler);
      else erfuelle();
    };
    const scheitere = (ursache: Fehlerbild["ursache"]) =>
      fertig(new SmtpFehler({ phase, antwort: null, befehl: null, ursache }));
    const abbruch = () => scheitere("ABGEBROCHEN");
    // The pending step gets its own, more exact error in the same turn if nodemailer has one.
    const getrennt = () => setImmediate(() => scheitere("GETRENNT"));
    const stelle = (ms: number) => {
      clearTimeout(uhr);
      uhr = setTimeout(() => scheitere("ZEITUEBERSCHREITUNG"), ms);
    };
    if (signal.aborted) return abbruch();
    signal.addEventListener("abort", abbruch, { once: true });
    verbindung.once("error", fertig);
    verbindung.once("end", getrennt);
    stelle(fristMs);
    schritt(fertig, stelle);
  });
}

const base64 = (text: string) => Buffer.from(text, "utf8").toString("base64");

/**
 * PLAIN and LOGIN as custom handlers of nodemailer: its own do the same, but only a custom handler is told, by public
 * interface, what the server offered in EHLO.
 */
function anmelden(faehig: { dsn: boolean; groesse: number | null }) {
  return async (kontext: SMTPConnectionCustomAuthContext): Promise<void> => {
    faehig.dsn = kontext.extensions.includes("DSN");
    faehig.groesse = kontext.maxAllowedSize || null;
    const { user, pass } = kontext.auth.credentials;
    const schritte =
      kontext.method === "LOGIN"
        ? ["AUTH LOGIN", base64(user), base64(pass)]
        : [`AUTH PLAIN ${base64(`\0${user}\0${pass}`)}`];
    for (const [nummer, schritt] of schritte.entries()) {
      const { status } = await kontext.sendCommand(schritt);
      const erwartet = nummer === schritte.length - 1 ? 235 : 334;
      if (status !== erwartet) return kontext.reject(new Error("AUTH refused"));
    }
    kontext.resolve();
  };
}
