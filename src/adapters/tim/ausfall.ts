import type { Zustellgrund } from "../../domain/ports/zustellung.js";

/** Longer than any pause between two attempts (anlauf.ts): after it another instance has the device, and what is known here is old. */
const BEKANNT_MS = 45 * 60_000;

interface Stoerung {
  readonly seitMs: number;
  readonly zuletztMs: number;
  readonly zeit: Date;
  readonly grund: Zustellgrund;
}

/** Why this instance could not bring the device up, and since when without a break. */
export class Ausfall {
  readonly #hoechstensMs: number;
  readonly #jetztMs: () => number;
  #stoerung: Stoerung | null = null;

  /** @param hoechstensMs of no device, after which orders are let through @param jetztMs monotonic */
  constructor(hoechstensMs: number, jetztMs: () => number) {
    this.#hoechstensMs = hoechstensMs;
    this.#jetztMs = jetztMs;
  }

  gescheitert(grund: Zustellgrund, zeit: Date): void {
    const zuletztMs = this.#jetztMs();
    const { seitMs, zeit: seit } = this.stoerung ?? { seitMs: zuletztMs, zeit };
    this.#stoerung = { seitMs, zuletztMs, zeit: seit, grund };
  }

  /** The device is up, or another instance has it. */
  behoben(): void {
    this.#stoerung = null;
  }

  /** Null: none, or none that is known of any more. */
  get stoerung(): Stoerung | null {
    const bekannt = this.#stoerung !== null && this.#jetztMs() - this.#stoerung.zuletztMs < BEKANNT_MS;
    return bekannt ? this.#stoerung : null;
  }

  /**
   * Too long: orders must be able to grow old and be given up visibly, or go over another channel, instead of waiting for ever, as
   * with KIM (kim/sperre.ts).
   */
  get istZuLang(): boolean {
    const { stoerung } = this;
    return stoerung !== null && stoerung.zuletztMs - stoerung.seitMs >= this.#hoechstensMs;
  }
}
