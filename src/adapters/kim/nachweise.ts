import type { Uhr } from "../../domain/ports/umgebung.js";
import type { Nachweisquelle, Zustellnachweis } from "../../domain/ports/zustellung.js";
import { pop3Benutzername } from "./benutzername.js";
import { istNachweis, liesNachweis } from "./dsn.js";
import type { KimKonfiguration } from "./konfiguration.js";
import { domainVon } from "./nachricht.js";
import { Pop3, Pop3Fehler } from "./pop3.js";

/** We ask for headers only (RET=HDRS); a proof with the whole message of 15 MiB in base64 still fits. */
const HOECHSTER_NACHWEIS = 32 * 1024 * 1024;

/**
 * Reads the proofs of delivery from the gateway's own mailbox. A proof is removed only after it was noted, and the removal
 * happens with QUIT: if that fails the proof comes again, so `vermerke` must bear repetition. Every other mail stays as it is.
 * Failures of the connection are thrown (Pop3Fehler, Verbindungsfehler): the caller polls again.
 */
export class KimNachweise implements Nachweisquelle {
  readonly #konfig: KimKonfiguration;
  readonly #uhr: Uhr;
  /** Mails that are known to be none of ours, so that their header is not fetched at each poll. */
  #fremde = new Set<string>();
  #laufend: Promise<void> = Promise.resolve();
  readonly #ende = new AbortController();

  constructor({ konfig, uhr }: { readonly konfig: KimKonfiguration; readonly uhr: Uhr }) {
    this.#konfig = konfig;
    this.#uhr = uhr;
  }

  /** @throws Pop3Fehler | Verbindungsfehler, or what `vermerke` throws */
  hole(vermerke: (nachweis: Zustellnachweis) => Promise<void>, signal: AbortSignal): Promise<void> {
    // One reader at a time: a mailbox admits one session (RFC 1939, section 8).
    const lauf = this.#laufend.then(() => this.#lies(vermerke, AbortSignal.any([signal, this.#ende.signal])));
    this.#laufend = lauf.catch(() => undefined);
    return lauf;
  }

  async schliesse(): Promise<void> {
    this.#ende.abort();
    await this.#laufend;
  }

  async #lies(vermerke: (nachweis: Zustellnachweis) => Promise<void>, signal: AbortSignal): Promise<void> {
    const { host, pop3Port: port, tls, konto, fristen } = this.#konfig;
    const pop3 = await Pop3.verbinde({
      ziel: { host, port, tls },
      benutzer: pop3Benutzername(konto),
      passwort: konto.passwort,
      fristMs: fristen.pop3Ms,
      signal,
    });
    try {
      const liste = await pop3.uidl();
      const vorhanden = new Set(liste.map(({ uid }) => uid));
      this.#fremde = new Set([...this.#fremde].filter((uid) => vorhanden.has(uid)));
      for (const { nummer, uid } of liste) {
        if (this.#fremde.has(uid)) continue;
        const nachweis = await this.#hole(pop3, nummer, uid);
        if (!nachweis) continue;
        await vermerke(nachweis);
        await pop3.dele(nummer);
      }
    } finally {
      await this.#beende(pop3);
    }
  }

  async #hole(pop3: Pop3, nummer: number, uid: string): Promise<Zustellnachweis | null> {
    try {
      if (await istNachweis(await pop3.top(nummer))) {
        const roh = await pop3.retr(nummer, HOECHSTER_NACHWEIS);
        const nachweis = await liesNachweis(roh, domainVon(this.#konfig), this.#uhr.jetzt());
        if (nachweis) return nachweis;
      }
    } catch (fehler) {
      // Refused now, perhaps given out at the next poll.
      if (fehler instanceof Pop3Fehler && fehler.code === "ABGEWIESEN") return null;
      if (fehler instanceof Pop3Fehler && fehler.code !== "ZU_GROSS") throw fehler;
      // Too large or not readable: must not stop the mails behind it, now or at the next poll.
      this.#fremde.add(uid);
      if (fehler instanceof Pop3Fehler) throw fehler;
      return null;
    }
    this.#fremde.add(uid);
    return null;
  }

  /** What was noted before a failure is removed all the same. */
  async #beende(pop3: Pop3): Promise<void> {
    try {
      await pop3.quit();
    } catch (fehler) {
      if (!(fehler instanceof Pop3Fehler)) throw fehler;
    }
  }
}
