import { kopfwert, teile } from "../../sandbox/clientmodul/empfang.js";
import { POSTFACH_PASSWORT } from "../../sandbox/sandbox.js";
import { Pop3 } from "../../src/adapters/kim/pop3.js";

/** Message-IDs of all mails of a mailbox at Dovecot, past the Clientmodul: outside the encryption. */
export async function nachrichtenIds(pop3Port: number, adresse: string): Promise<readonly string[]> {
  const pop3 = await Pop3.verbinde({
    ziel: { host: "127.0.0.1", port: pop3Port, tls: { art: "keine" } },
    benutzer: adresse,
    passwort: POSTFACH_PASSWORT,
    fristMs: 30_000,
    signal: new AbortController().signal,
  });
  try {
    const ids: string[] = [];
    for (const { nummer } of await pop3.uidl())
      ids.push(kopfwert(teile(await pop3.top(nummer)).kopf, "Message-ID") ?? "without");
    await pop3.quit();
    return ids;
  } finally {
    pop3.trenne();
  }
}

/** How often each occurs. */
export function haeufigkeiten(werte: readonly string[]): ReadonlyMap<string, number> {
  const mal = new Map<string, number>();
  for (const wert of werte) mal.set(wert, (mal.get(wert) ?? 0) + 1);
  return mal;
}
