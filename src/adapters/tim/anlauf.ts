/** Longest pause between two attempts to come up. */
const HOECHSTENS_MS = 15 * 60_000;
/** Shorter than this, coming up was no success: somebody signs the device out again and again. */
const BEWAEHRT_NACH_MS = 10 * 60_000;

/** Pace at which a device is brought up: each attempt in vain, or soon undone, doubles the pause. */
export class Anlauf {
  readonly #ersteMs: number;
  readonly #jetztMs: () => number;
  #vergebliche = 0;
  #seit: number | null = null;

  /** @param ersteMs pause while nothing is wrong @param jetztMs monotonic */
  constructor(ersteMs: number, jetztMs: () => number) {
    this.#ersteMs = ersteMs;
    this.#jetztMs = jetztMs;
  }

  /** The device is up. */
  gelungen(): void {
    this.#seit = this.#jetztMs();
  }

  /** It could not be brought up, or the homeserver has signed it out. */
  gescheitert(): void {
    const bewaehrt = this.#seit !== null && this.#jetztMs() - this.#seit >= BEWAEHRT_NACH_MS;
    this.#vergebliche = bewaehrt ? 1 : this.#vergebliche + 1;
    this.#seit = null;
  }

  /** The first attempt in vain may be repeated at the usual pace. */
  get pauseMs(): number {
    return Math.min(this.#ersteMs * 2 ** Math.min(Math.max(this.#vergebliche - 1, 0), 20), HOECHSTENS_MS);
  }
}
