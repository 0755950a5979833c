import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Arbeiterantwort } from "./mime-arbeiter.js";
import { Aufbaufehler, type Zerlegtes } from "./mime-zerlegung.js";

/** A mail of 21 MiB in base64 has 290,000 lines; postal-mime pays for each. */
const HOECHSTENS_ZEILEN = 600_000;
/** The largest mail takes some 3 s on a busy machine. */
const FRIST_MS = 30_000;
const SPEICHER_MB = 512;

/** The parser failed at this mail, or took too long; `name` holds nothing of the mail. */
export class Parserfehler extends Error {
  constructor(readonly grund: string) {
    super(`MIME parser: ${grund}`);
    this.name = "Parserfehler";
  }
}

/**
 * Takes mails apart in a thread with limits of time and memory: a mail made to hang the parser (tried: a megabyte of empty lines
 * takes postal-mime 15 s, its HTML conversion far longer) costs this deadline and not the gateway. One mail at a time.
 */
export class MimeLeser {
  readonly #fristMs: number;
  #arbeiter: Worker | null = null;

  constructor(fristMs = FRIST_MS) {
    this.#fristMs = fristMs;
  }

  /** @throws Aufbaufehler for what a mail may not be, Parserfehler if the parser failed */
  async lies(roh: Buffer): Promise<Zerlegtes> {
    if (hatMehrZeilenAls(roh, HOECHSTENS_ZEILEN)) throw new Aufbaufehler();
    const antwort = await this.#frage(roh);
    if (antwort.art === "aufbau") throw new Aufbaufehler();
    if (antwort.art === "fehler") throw new Parserfehler(antwort.name);
    return antwort.zerlegtes;
  }

  /** Ends the thread; the next mail starts one. */
  async schliesse(): Promise<void> {
    const arbeiter = this.#arbeiter;
    this.#arbeiter = null;
    await arbeiter?.terminate();
  }

  async #frage(roh: Buffer): Promise<Arbeiterantwort> {
    const arbeiter = (this.#arbeiter ??= starteArbeiter());
    const stille = new AbortController();
    const frist = setTimeout(() => stille.abort(), this.#fristMs);
    try {
      const antwort = once(arbeiter, "message", { signal: stille.signal }) as Promise<[Arbeiterantwort]>;
      const ende = once(arbeiter, "exit", { signal: stille.signal });
      arbeiter.postMessage(new Uint8Array(roh));
      const [erste] = await Promise.race([antwort, ende.then(() => Promise.reject(new Parserfehler("BEENDET")))]);
      return erste;
    } catch (fehler) {
      // In the middle of a mail the thread is of no further use. Without memory it ends with an error of its own.
      await this.schliesse();
      throw fehler instanceof Parserfehler ? fehler : new Parserfehler(stille.signal.aborted ? "ZEIT" : "ABGESTUERZT");
    } finally {
      clearTimeout(frist);
      stille.abort();
    }
  }
}

function starteArbeiter(): Worker {
  const arbeiter = new Worker(new URL("./mime-arbeiter.js", import.meta.url), {
    // Without the environment: it may hold secrets, and the parser needs none.
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: SPEICHER_MB },
  });
  // Told by the mail that it happened at; without any listener it would end the process.
  arbeiter.on("error", () => undefined);
  return arbeiter;
}

function hatMehrZeilenAls(bytes: Buffer, hoechstens: number): boolean {
  let anzahl = 0;
  for (let i = bytes.indexOf(0x0a); i >= 0; i = bytes.indexOf(0x0a, i + 1)) if (++anzahl > hoechstens) return true;
  return false;
}
