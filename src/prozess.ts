import { Konfigurationsfehler } from "./config.js";
import { Startfehler } from "./server/startfehler.js";
import { DatenbankFehler } from "./store/mongod/fehler.js";

/** Errors of a start whose message is a sentence for the operator. */
const VERSTAENDLICH = [Konfigurationsfehler, DatenbankFehler, Startfehler] as const;

/** Something that runs until it is closed. */
export interface Laufend {
  readonly url: string;
  schliesse(): Promise<void>;
}

/** A clean stop must end within 10 s; after this the process ends without it, and the next start cleans up. */
const HOECHSTENS_MS = 9_500;

const zeile = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/**
 * Runs a program as a process: says when it serves, ends with code 0 on SIGTERM and SIGINT, and prints errors of the
 * configuration, the database or the port as sentences instead of stacks (code 1).
 */
export async function betreibe(starte: (melde: (text: string) => void) => Promise<Laufend>): Promise<void> {
  let ende: Promise<never> | undefined;
  let laufend: Promise<Laufend> | undefined;
  const beende = (): void => {
    // A second signal changes nothing: the first stop is under way and bounded.
    ende ??= schliesse(laufend);
  };
  process.on("SIGTERM", beende);
  process.on("SIGINT", beende);
  try {
    laufend = starte(zeile);
    const { url } = await laufend;
    if (ende === undefined) zeile(`bereit: ${url}`);
  } catch (fehler) {
    if (ende !== undefined) return;
    const verstaendlich = VERSTAENDLICH.some((art) => fehler instanceof art);
    process.stderr.write(`${verstaendlich ? (fehler as Error).message : String((fehler as Error).stack ?? fehler)}\n`);
    process.exit(1);
  }
}

async function schliesse(laufend: Promise<Laufend> | undefined): Promise<never> {
  const zeitgrenze = setTimeout(() => process.exit(0), HOECHSTENS_MS);
  try {
    await (await laufend)?.schliesse();
  } catch (fehler) {
    process.stderr.write(`${String((fehler as Error).stack ?? fehler)}\n`);
  }
  clearTimeout(zeitgrenze);
  process.exit(0);
}
