import { MatrixError } from "matrix-js-sdk";
import { Takt } from "./takt.js";

/** No room may be made just now; nothing was sent. */
export class RaumgrenzeErreicht extends Error {
  constructor(readonly nachMs: number) {
    super("the homeserver limits how many rooms are made");
    this.name = "RaumgrenzeErreicht";
  }
}

/**
 * Pace at which rooms are made: homeservers limit it far below that of messages (Synapse: one a minute after the first ten), and
 * messages into rooms that are there must not wait for it.
 */
export class Raumtakt {
  readonly #takt: Takt;
  readonly #jetztMs: () => number;
  /** The latest time that somebody was sent away to. */
  #vergebenBis = 0;

  constructor(jetztMs: () => number) {
    this.#jetztMs = jetztMs;
    this.#takt = new Takt(jetztMs);
  }

  /** @throws RaumgrenzeErreicht, without having asked if the pace forbids it; whatever `lege` throws */
  async lege<T>(lege: () => Promise<T>): Promise<T> {
    const wartezeitMs = this.#takt.wartezeitMs();
    if (wartezeitMs > 0) throw new RaumgrenzeErreicht(this.#platz(wartezeitMs === Infinity ? 0 : wartezeitMs));
    this.#takt.beginne();
    let ausgang: Parameters<Takt["beende"]>[0] = "sonst";
    try {
      const ergebnis = await lege();
      ausgang = "genommen";
      return ergebnis;
    } catch (fehler) {
      if (!(fehler instanceof MatrixError && fehler.isRateLimitError())) throw fehler;
      ausgang = fehler.getRetryAfterMs() ?? OHNE_ANGABE_MS;
      throw new RaumgrenzeErreicht(this.#platz(ausgang));
    } finally {
      this.#takt.beende(ausgang);
    }
  }

  /** One after the other: all at the same time they would be sent away again. */
  #platz(fruehestensMs: number): number {
    const jetzt = this.#jetztMs();
    this.#vergebenBis = Math.max(jetzt + fruehestensMs, this.#vergebenBis + this.#takt.abstandMs);
    return this.#vergebenBis - jetzt;
  }
}

/** A homeserver that does not say how long to wait. */
const OHNE_ANGABE_MS = 60_000;
