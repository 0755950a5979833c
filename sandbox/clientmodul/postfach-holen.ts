import PostalMime from "postal-mime";
import { Pop3 } from "../../src/adapters/kim/pop3.js";
import type { Postfachnachricht } from "./clientmodul.js";

export interface Abholung {
  readonly host: string;
  readonly port: number;
  /** Address, or the whole KIM user name. */
  readonly benutzer: string;
  readonly passwort: string;
}

const FRIST_MS = 30_000;
const HOECHSTENS = 64 * 1024 * 1024;

/** Fetches a whole mailbox over POP3, as a mail program would, and leaves it as it is. @throws Pop3Fehler | Verbindungsfehler */
export async function holePostfach({
  host,
  port,
  benutzer,
  passwort,
}: Abholung): Promise<readonly Postfachnachricht[]> {
  const pop3 = await Pop3.verbinde({
    ziel: { host, port, tls: { art: "keine" } },
    benutzer,
    passwort,
    fristMs: FRIST_MS,
    signal: new AbortController().signal,
  });
  try {
    const nachrichten: Postfachnachricht[] = [];
    for (const { nummer, uid } of await pop3.uidl()) {
      const roh = await pop3.retr(nummer, HOECHSTENS);
      nachrichten.push({ uid, roh, mail: await PostalMime.parse(roh) });
    }
    await pop3.quit();
    return nachrichten;
  } finally {
    pop3.trenne();
  }
}
