/** So many events in a row without a refusal, and the interval shrinks to this part: the limit may have grown meanwhile. */
const IN_FOLGE = 20;
const ERHOLUNG = 0.8;
/** Weight of the newest interval in the observed one. */
const GEWICHT = 0.2;
/** A longer interval between two events says nothing about the pace, unless the homeserver slows down as much. */
const LEERLAUF_AB_MS = 10_000;
/** Below it there is no limit worth pacing. */
const KLEINSTER_ABSTAND_MS = 20;

/**
 * Pace of one account. At first nothing is held back; after a 429 the homeserver's own pause becomes the interval between two
 * events, one at a time, so that a queue does not turn into a storm of refusals.
 */
export class Takt {
  #abstandMs = 0;
  #freiAb = 0;
  #unterwegs = 0;
  #inFolge = 0;
  #letzter: number | null = null;
  #beobachtetMs: number | null = null;
  readonly #jetztMs: () => number;

  constructor(jetztMs: () => number) {
    this.#jetztMs = jetztMs;
  }

  /** Interval between two events; 0: nothing is held back. */
  get abstandMs(): number {
    return this.#abstandMs;
  }

  /** 0: an event may go out now. Infinity: not before the one under way has its answer. */
  wartezeitMs(): number {
    if (this.#abstandMs > 0 && this.#unterwegs > 0) return Infinity;
    return Math.max(this.#freiAb - this.#jetztMs(), 0);
  }

  beginne(): void {
    this.#unterwegs++;
  }

  /** `genommen`: the homeserver took it; a number: it asked for a pause of so many ms; `sonst`: it says nothing about the pace. */
  beende(ausgang: "genommen" | "sonst" | number): void {
    this.#unterwegs--;
    const jetzt = this.#jetztMs();
    if (typeof ausgang === "number") {
      this.#abstandMs = Math.max(this.#abstandMs, ausgang + this.#gewartetMs(jetzt));
      this.#inFolge = 0;
      this.#freiAb = Math.max(this.#freiAb, jetzt + ausgang);
      return;
    }
    if (ausgang === "sonst") return;
    this.#merkeAbstand(jetzt);
    if (++this.#inFolge % IN_FOLGE === 0) this.#abstandMs *= ERHOLUNG;
    if (this.#abstandMs < KLEINSTER_ABSTAND_MS) this.#abstandMs = 0;
    this.#freiAb = jetzt + this.#abstandMs;
  }

  /** What was waited in vain belongs to the interval; an idle time does not. */
  #gewartetMs(jetzt: number): number {
    const seither = this.#letzter === null ? 0 : jetzt - this.#letzter;
    return seither <= 1.5 * this.#abstandMs ? seither : 0;
  }

  #merkeAbstand(jetzt: number): void {
    const neuer = this.#letzter === null ? Infinity : jetzt - this.#letzter;
    // Longer: there was nothing to send.
    if (neuer <= Math.max(LEERLAUF_AB_MS, 3 * this.#abstandMs)) {
      this.#beobachtetMs =
        this.#beobachtetMs === null ? neuer : this.#beobachtetMs + GEWICHT * (neuer - this.#beobachtetMs);
    }
    this.#letzter = jetzt;
  }

  /** How long so many events will take at the observed pace, in ms; null: nothing was observed yet. */
  dauertMs(wartende: number): number | null {
    const jeEreignis = Math.max(this.#abstandMs, this.#beobachtetMs ?? this.#abstandMs);
    if (wartende === 0) return 0;
    return this.#beobachtetMs === null && this.#abstandMs === 0 ? null : Math.round(wartende * jeEreignis);
  }
}
