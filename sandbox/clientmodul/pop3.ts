import { once } from "node:events";
import net from "node:net";
import type { Fachdienst, Postfachzugang } from "./fachdienst.js";
import type { Teilnehmerkonto } from "./smtp.js";

export interface Pop3Optionen {
  readonly konten: ReadonlyMap<string, Teilnehmerkonto>;
  readonly fachdienst: Fachdienst;
  readonly port: number;
}

/** A command line is short; more is no POP3 client. */
const HOECHSTE_ZEILE = 1024;
const LEERLAUF_MS = 600_000;

interface Nachricht {
  readonly uid: string;
  readonly bytes: Buffer;
  geloescht: boolean;
}

/** A dot at the start of a line is doubled; the reply ends with a line of one dot. Bytes are otherwise untouched. */
function mehrzeilig(status: string, inhalt: Buffer): Buffer {
  const stuecke: Buffer[] = [Buffer.from(`${status}\r\n`)];
  let anfang = 0;
  const stopfe = (bis: number) => {
    if (inhalt[anfang] === 0x2e) stuecke.push(Buffer.from("."));
    stuecke.push(inhalt.subarray(anfang, bis));
    anfang = bis;
  };
  for (let i = inhalt.indexOf("\r\n"); i >= 0; i = inhalt.indexOf("\r\n", i + 2)) stopfe(i + 2);
  if (anfang < inhalt.length) {
    stopfe(inhalt.length);
    stuecke.push(Buffer.from("\r\n"));
  }
  stuecke.push(Buffer.from(".\r\n"));
  return Buffer.concat(stuecke);
}

function oben(bytes: Buffer, zeilen: number): Buffer {
  const kopfende = bytes.indexOf("\r\n\r\n");
  if (kopfende < 0) return bytes;
  let ende = kopfende + 4;
  for (let i = 0; i < zeilen && ende < bytes.length; i++) {
    const naechste = bytes.indexOf("\r\n", ende);
    ende = naechste < 0 ? bytes.length : naechste + 2;
  }
  return bytes.subarray(0, ende);
}

/** One session (RFC 1939): sees the mailbox as it was at sign-in; deletions take effect with QUIT. */
class Sitzung {
  #adresse = "";
  #postfach: Postfachzugang | undefined;
  #nachrichten: Nachricht[] = [];

  constructor(readonly optionen: Pop3Optionen) {}

  readonly #offen: Readonly<Record<string, (argument: string) => Promise<string | Buffer>>> = {
    CAPA: async () => mehrzeilig("+OK", Buffer.from("USER\r\nTOP\r\nUIDL\r\nRESP-CODES\r\nUTF8\r\n")),
    USER: async (argument) => {
      // Either the bare address (any mail program) or the pattern of the Clientmodul.
      this.#adresse = argument.split("#", 1)[0]?.toLowerCase() ?? "";
      return "+OK";
    },
    PASS: async (argument) => {
      const konto = this.optionen.konten.get(this.#adresse);
      if (!konto || konto.passwort !== argument) return "-ERR [AUTH] Anmeldung falsch";
      this.#postfach = this.optionen.fachdienst.postfach(this.#adresse);
      const alle = (await this.#postfach?.alle()) ?? [];
      this.#nachrichten = alle.map(({ uid, bytes }) => ({ uid, bytes, geloescht: false }));
      return `+OK ${this.#nachrichten.length}`;
    },
  };

  readonly #angemeldet: Readonly<Record<string, (argument: string) => Promise<string | Buffer>>> = {
    STAT: async () => {
      const da = this.#nachrichten.filter((n) => !n.geloescht);
      return `+OK ${da.length} ${da.reduce((summe, n) => summe + n.bytes.length, 0)}`;
    },
    LIST: async (argument) => this.#liste(argument, (n) => String(n.bytes.length)),
    UIDL: async (argument) => this.#liste(argument, (n) => n.uid),
    RETR: async (argument) => this.#mit(argument, (n) => mehrzeilig(`+OK ${n.bytes.length}`, n.bytes)),
    TOP: async (argument) => {
      const [nummer = "", zeilen = ""] = argument.split(/\s+/);
      if (!/^\d{1,9}$/.test(zeilen)) return "-ERR TOP <Nummer> <Zeilen>";
      return this.#mit(nummer, (n) => mehrzeilig("+OK", oben(n.bytes, Number(zeilen))));
    },
    DELE: async (argument) =>
      this.#mit(argument, (n) => {
        n.geloescht = true;
        return "+OK";
      }),
    RSET: async () => {
      for (const n of this.#nachrichten) n.geloescht = false;
      return "+OK";
    },
    NOOP: async () => "+OK",
  };

  async fuehreAus(zeile: string): Promise<string | Buffer> {
    const [, name = "", argument = ""] = /^(\S*)\s?(.*)$/.exec(zeile) ?? [];
    const befehl = name.toUpperCase();
    const tabelle = this.#postfach && befehl !== "CAPA" ? this.#angemeldet : this.#offen;
    const arbeit = Object.hasOwn(tabelle, befehl) ? tabelle[befehl] : undefined;
    return arbeit ? arbeit(argument) : "-ERR Befehl hier nicht moeglich";
  }

  async beende(): Promise<void> {
    const geloeschte = this.#nachrichten.filter((n) => n.geloescht).map(({ uid }) => uid);
    if (geloeschte.length > 0) await this.#postfach?.loesche(geloeschte);
  }

  async #mit(argument: string, arbeit: (n: Nachricht) => string | Buffer): Promise<string | Buffer> {
    const n = /^\d{1,9}$/.test(argument) ? this.#nachrichten[Number(argument) - 1] : undefined;
    return n && !n.geloescht ? arbeit(n) : "-ERR keine solche Nachricht";
  }

  async #liste(argument: string, wert: (n: Nachricht) => string): Promise<string | Buffer> {
    if (argument !== "") return this.#mit(argument, (n) => `+OK ${argument} ${wert(n)}`);
    const zeilen = this.#nachrichten.flatMap((n, i) => (n.geloescht ? [] : [`${i + 1} ${wert(n)}\r\n`]));
    return mehrzeilig("+OK", Buffer.from(zeilen.join("")));
  }
}

async function bediene(socket: net.Socket, optionen: Pop3Optionen): Promise<void> {
  const sitzung = new Sitzung(optionen);
  socket.write("+OK KIM-Clientmodul der Sandbox\r\n");
  let puffer = "";
  for await (const stueck of socket) {
    puffer += (stueck as Buffer).toString("utf8");
    for (let ende = puffer.indexOf("\n"); ende >= 0; ende = puffer.indexOf("\n")) {
      const zeile = puffer.slice(0, ende).replace(/\r$/, "");
      puffer = puffer.slice(ende + 1);
      if (zeile.toUpperCase() === "QUIT") {
        await sitzung.beende();
        socket.end("+OK\r\n");
        return;
      }
      const antwort = await sitzung.fuehreAus(zeile);
      socket.write(typeof antwort === "string" ? `${antwort}\r\n` : antwort);
    }
    if (puffer.length > HOECHSTE_ZEILE) {
      socket.end("-ERR Zeile zu lang\r\n");
      return;
    }
  }
}

/** POP3 side of the Clientmodul, on loopback; any mail program can read the mailboxes. */
export async function startePop3(optionen: Pop3Optionen): Promise<{ port: number; schliesse(): Promise<void> }> {
  const offene = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    offene.add(socket);
    socket.setTimeout(LEERLAUF_MS, () => socket.destroy());
    socket.once("close", () => offene.delete(socket));
    // A client that cuts the line ends its session without deleting anything.
    bediene(socket, optionen).catch(() => socket.destroy());
  });
  server.listen(optionen.port, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as net.AddressInfo;
  return {
    port,
    schliesse: async () => {
      const zu = new Promise<void>((fertig) => server.close(() => fertig()));
      for (const socket of offene) socket.destroy();
      await zu;
    },
  };
}
