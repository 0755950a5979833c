import type net from "node:net";
import { hebeAn, verbinde, type Ziel } from "./tls-verbindung.js";

/** A status line has at most 512 bytes (RFC 1939, section 3); some room for talkative servers. */
const HOECHSTE_ZEILE = 4096;

export type Pop3Fehlercode =
  "GETRENNT" | "ZEITUEBERSCHREITUNG" | "ABGEBROCHEN" | "ABGEWIESEN" | "ZU_GROSS" | "PROTOKOLL";

/** `ABGEWIESEN`: the server said -ERR and the session goes on; every other code ends the connection. */
export class Pop3Fehler extends Error {
  constructor(
    readonly code: Pop3Fehlercode,
    readonly befehl: string,
  ) {
    super(`${code} ${befehl}`);
    this.name = "Pop3Fehler";
  }
}

export interface Pop3Optionen {
  readonly ziel: Ziel;
  readonly benutzer: string;
  readonly passwort: string;
  /** One command with its whole reply, in ms. */
  readonly fristMs: number;
  readonly signal: AbortSignal;
}

interface Erwartung {
  readonly mehrzeilig: boolean;
  readonly hoechstens: number;
  readonly fertig: (ergebnis: Buffer | Pop3Fehler) => void;
  readonly befehl: string;
}

const ENDE = Buffer.from("\r\n.\r\n");

/** Undoes dot-stuffing: a dot at the start of a line was doubled by the server. Bytes are otherwise untouched. */
function entstopfe(bytes: Buffer): Buffer {
  const stuecke: Buffer[] = [];
  let anfang = 0;
  if (bytes[0] === 0x2e) anfang = 1;
  for (let i = bytes.indexOf("\r\n.", anfang); i >= 0; i = bytes.indexOf("\r\n.", i + 3)) {
    stuecke.push(bytes.subarray(anfang, i + 2));
    anfang = i + 3;
  }
  stuecke.push(bytes.subarray(anfang));
  return Buffer.concat(stuecke);
}

/**
 * Small POP3 client on Buffers (RFC 1939). The kept packages corrupt mail: dot-stuffing is not undone, 8-bit bytes are
 * replaced (libraries.md, section 7). One command at a time; methods throw `Pop3Fehler`.
 */
export class Pop3 {
  readonly #socket: net.Socket;
  readonly #fristMs: number;
  readonly #signal: AbortSignal;
  #stuecke: Buffer[] = [];
  #laenge = 0;
  /** Last bytes received: the end of a reply may lie across two pieces. */
  #schwanz: Buffer = Buffer.alloc(0);
  #imInhalt = false;
  #erwartung: Erwartung | undefined;
  #ende: Pop3Fehlercode | undefined;

  private constructor(socket: net.Socket, optionen: Pop3Optionen) {
    this.#socket = socket;
    this.#fristMs = optionen.fristMs;
    this.#signal = optionen.signal;
    socket.on("data", (stueck: Buffer) => this.#empfange(stueck));
    socket.on("error", () => this.#trenne("GETRENNT"));
    socket.on("close", () => this.#trenne("GETRENNT"));
    socket.on("end", () => this.#trenne("GETRENNT"));
  }

  /** Connects and signs in. @throws Pop3Fehler | Verbindungsfehler */
  static async verbinde(optionen: Pop3Optionen): Promise<Pop3> {
    const { ziel, fristMs, signal } = optionen;
    let client = new Pop3(await verbinde(ziel, fristMs, signal), optionen);
    try {
      await client.#lies("Begruessung", false, HOECHSTE_ZEILE);
      if (ziel.tls.art === "starttls") {
        await client.#befehl("STLS");
        const offen = client.#socket;
        offen.removeAllListeners();
        client = new Pop3(await hebeAn(offen, ziel, fristMs), optionen);
      }
      await client.#befehl(`USER ${optionen.benutzer}`);
      await client.#befehl(`PASS ${optionen.passwort}`);
      return client;
    } catch (fehler) {
      client.trenne();
      throw fehler;
    }
  }

  /** Message number and unique id, in mailbox order. */
  async uidl(): Promise<readonly { readonly nummer: number; readonly uid: string }[]> {
    const liste = (await this.#befehl("UIDL", true, 16 * 1024 * 1024)).toString("latin1");
    return liste
      .split("\r\n")
      .filter((zeile) => zeile !== "")
      .map((zeile) => {
        const [, nummer, uid] = /^(\d{1,9}) ([\x21-\x7e]{1,70})$/.exec(zeile) ?? [];
        if (nummer === undefined || uid === undefined) throw this.#scheitere("PROTOKOLL", "UIDL");
        return { nummer: Number(nummer), uid };
      });
  }

  /** Message number → size in bytes, as the server states it. */
  async list(): Promise<ReadonlyMap<number, number>> {
    const liste = (await this.#befehl("LIST", true, 16 * 1024 * 1024)).toString("latin1");
    return new Map(
      liste
        .split("\r\n")
        .filter((zeile) => zeile !== "")
        .map((zeile) => {
          const [, nummer, bytes] = /^(\d{1,9}) (\d{1,12})(?: |$)/.exec(zeile) ?? [];
          if (nummer === undefined || bytes === undefined) throw this.#scheitere("PROTOKOLL", "LIST");
          return [Number(nummer), Number(bytes)];
        }),
    );
  }

  /** Header of a message. */
  async top(nummer: number, hoechstens = 1024 * 1024): Promise<Buffer> {
    return this.#befehl(`TOP ${nummer} 0`, true, hoechstens);
  }

  /** The message, byte for byte. Larger than `hoechstens` bytes: `ZU_GROSS`, and the connection is closed. */
  async retr(nummer: number, hoechstens: number): Promise<Buffer> {
    return this.#befehl(`RETR ${nummer}`, true, hoechstens);
  }

  /** Takes effect with `quit` only. */
  async dele(nummer: number): Promise<void> {
    await this.#befehl(`DELE ${nummer}`);
  }

  /** Ends the session; deletions are done when this resolves. */
  async quit(): Promise<void> {
    try {
      await this.#befehl("QUIT");
    } finally {
      this.trenne();
    }
  }

  /** Leaves without QUIT: nothing is deleted. */
  trenne(): void {
    this.#trenne("ABGEBROCHEN");
  }

  async #befehl(zeile: string, mehrzeilig = false, hoechstens = HOECHSTE_ZEILE): Promise<Buffer> {
    // The name alone: an argument may be a password.
    const befehl = zeile.split(" ", 1)[0] ?? "";
    if (/[\r\n\0]/.test(zeile)) throw new Pop3Fehler("PROTOKOLL", befehl);
    if (!this.#ende) this.#socket.write(`${zeile}\r\n`);
    return this.#lies(befehl, mehrzeilig, hoechstens);
  }

  #lies(befehl: string, mehrzeilig: boolean, hoechstens: number): Promise<Buffer> {
    if (this.#signal.aborted) this.#trenne("ABGEBROCHEN");
    if (this.#ende) return Promise.reject(new Pop3Fehler(this.#ende, befehl));
    return new Promise((erfuelle, verwirf) => {
      const abbruch = () => this.#trenne("ABGEBROCHEN");
      const uhr = setTimeout(() => this.#trenne("ZEITUEBERSCHREITUNG"), this.#fristMs);
      this.#signal.addEventListener("abort", abbruch, { once: true });
      const fertig = (ergebnis: Buffer | Pop3Fehler) => {
        clearTimeout(uhr);
        this.#signal.removeEventListener("abort", abbruch);
        this.#erwartung = undefined;
        if (ergebnis instanceof Pop3Fehler) verwirf(ergebnis);
        else erfuelle(ergebnis);
      };
      this.#erwartung = { befehl, mehrzeilig, hoechstens, fertig };
      this.#werteAus();
    });
  }

  #empfange(stueck: Buffer): void {
    if (this.#ende) return;
    this.#stuecke.push(stueck);
    this.#laenge += stueck.length;
    const rand = Buffer.concat([this.#schwanz, stueck]);
    this.#schwanz = rand.subarray(-4);
    // Joining all pieces for each new one would be quadratic: within a long reply wait for something like its end.
    if (this.#imInhalt && this.#laenge <= (this.#erwartung?.hoechstens ?? 0) && !rand.includes(ENDE)) return;
    this.#werteAus();
  }

  #werteAus(): void {
    const erwartung = this.#erwartung;
    if (this.#laenge === 0) return;
    // Bytes that nobody asked for: the greeting may come early, anything else is a broken server.
    if (!erwartung) return this.#laenge > HOECHSTE_ZEILE ? this.#trenne("PROTOKOLL") : undefined;
    const { befehl, hoechstens, fertig } = erwartung;
    const alles = Buffer.concat(this.#stuecke);
    this.#stuecke = [alles];
    const zeilenende = alles.indexOf("\r\n");
    if (zeilenende < 0 || zeilenende > HOECHSTE_ZEILE) {
      return alles.length > HOECHSTE_ZEILE ? this.#trenne("PROTOKOLL") : undefined;
    }
    const status = alles.subarray(0, zeilenende).toString("latin1");
    if (/^-ERR(?: |$)/.test(status)) {
      this.#verbrauche(alles, zeilenende + 2);
      return fertig(new Pop3Fehler("ABGEWIESEN", befehl));
    }
    if (!/^\+OK(?: |$)/.test(status)) return this.#trenne("PROTOKOLL");
    if (!erwartung.mehrzeilig) {
      this.#verbrauche(alles, zeilenende + 2);
      return fertig(Buffer.alloc(0));
    }
    this.#imInhalt = true;
    // The CRLF of the status line may be the one before the final dot: an empty reply.
    const ende = alles.indexOf(ENDE, zeilenende);
    const laenge = (ende < 0 ? alles.length : ende) - zeilenende - 2;
    if (laenge > hoechstens) return this.#trenne("ZU_GROSS");
    if (ende < 0) return;
    const inhalt = alles.subarray(zeilenende + 2, Math.max(ende + 2, zeilenende + 2));
    this.#verbrauche(alles, ende + ENDE.length);
    fertig(entstopfe(inhalt));
  }

  #verbrauche(alles: Buffer, bytes: number): void {
    const rest = alles.subarray(bytes);
    this.#stuecke = rest.length > 0 ? [rest] : [];
    this.#laenge = rest.length;
    this.#imInhalt = false;
  }

  #scheitere(code: Pop3Fehlercode, befehl: string): Pop3Fehler {
    this.#trenne(code);
    return new Pop3Fehler(code, befehl);
  }

  #trenne(code: Pop3Fehlercode): void {
    if (this.#ende) return;
    this.#ende = code;
    this.#socket.destroy();
    const { fertig, befehl } = this.#erwartung ?? {};
    fertig?.(new Pop3Fehler(code, befehl ?? ""));
  }
}
