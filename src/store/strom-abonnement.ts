import { Fachfehler } from "../domain/kern/fehler.js";
import type { Impuls } from "../domain/ports/aenderungsstrom.js";
import type { Cursor } from "../domain/ports/vorgang-store.js";

type Ergebnis = IteratorResult<Impuls, undefined>;
interface Wartender {
  readonly erfuelle: (ergebnis: Ergebnis) => void;
  readonly verwirf: (fehler: Error) => void;
}

const FERTIG: Ergebnis = { done: true, value: undefined };

export interface Abonnementoptionen {
  /** First position not to be delivered again; everything up to it was delivered or is not wanted. */
  readonly position: Cursor;
  readonly signal: AbortSignal;
  /** Impulses that may wait for a slow subscriber. */
  readonly hoechstens: number;
  readonly beiEnde: (abonnement: Abonnement) => void;
}

/**
 * Queue of one subscriber. It is open from its creation on, whether or not somebody iterates already, and ends by abort, by
 * `return()`, or by `beende`; what waits is still delivered before a failure is.
 */
export class Abonnement implements AsyncIterableIterator<Impuls, undefined> {
  #position: Cursor;
  readonly #signal: AbortSignal;
  readonly #hoechstens: number;
  readonly #beiEnde: (abonnement: Abonnement) => void;
  #grenze: number;
  #schlange: Impuls[] = [];
  #wartende: Wartender[] = [];
  #beendet = false;
  #fehler: Error | null = null;
  #beiPlatz: (() => void) | null = null;

  constructor({ position, signal, hoechstens, beiEnde }: Abonnementoptionen) {
    this.#position = position;
    this.#signal = signal;
    this.#hoechstens = this.#grenze = hoechstens;
    this.#beiEnde = beiEnde;
    signal.addEventListener("abort", this.#brichAb, { once: true });
    if (signal.aborted) this.#brichAb();
  }

  get position(): Cursor {
    return this.#position;
  }

  get beendet(): boolean {
    return this.#beendet;
  }

  /** Delivers an impulse behind the position; an older one is dropped. A full queue ends the subscription. */
  schiebe(impuls: Impuls): void {
    if (this.#beendet || impuls.cursor <= this.#position) return;
    // The client goes on from its last cursor; dropping single impulses would leave a gap.
    if (this.#schlange.length >= this.#grenze) return this.beende(new Fachfehler("NICHT_VERFUEGBAR"));
    this.#position = impuls.cursor;
    const wartender = this.#wartende.shift();
    if (wartender === undefined) this.#schlange.push(impuls);
    else wartender.erfuelle({ done: false, value: impuls });
  }

  /** Delivers many at once; they do not count as slowness of the subscriber. */
  schiebeAlle(impulse: readonly Impuls[]): void {
    this.#grenze = this.#schlange.length + impulse.length + this.#hoechstens;
    for (const impuls of impulse) this.schiebe(impuls);
  }

  /** Resolves when there is room in the queue, or after the time; ended counts as room. */
  async platz(hoechstensMs: number): Promise<boolean> {
    if (this.#beendet || this.#schlange.length < this.#hoechstens) return true;
    return new Promise((fertig) => {
      const frist = setTimeout(() => {
        this.#beiPlatz = null;
        fertig(false);
      }, hoechstensMs);
      this.#beiPlatz = () => {
        this.#beiPlatz = null;
        clearTimeout(frist);
        fertig(true);
      };
    });
  }

  /** Ends it after what waits was delivered; with a failure that is thrown then. */
  beende(fehler: Error | null = null): void {
    if (this.#beendet) return;
    this.#beendet = true;
    this.#fehler = fehler;
    this.#signal.removeEventListener("abort", this.#brichAb);
    this.#beiEnde(this);
    this.#beiPlatz?.();
    const [erster, ...weitere] = this.#wartende.splice(0);
    if (erster === undefined) return;
    this.#fehler = null;
    if (fehler === null) erster.erfuelle(FERTIG);
    else erster.verwirf(fehler);
    for (const wartender of weitere) wartender.erfuelle(FERTIG);
  }

  readonly #brichAb = (): void => {
    this.#schlange = [];
    this.beende();
    this.#fehler = null;
  };

  async next(): Promise<Ergebnis> {
    const impuls = this.#schlange.shift();
    if (impuls !== undefined) {
      if (this.#schlange.length < this.#hoechstens) this.#beiPlatz?.();
      return { done: false, value: impuls };
    }
    if (!this.#beendet) return new Promise((erfuelle, verwirf) => this.#wartende.push({ erfuelle, verwirf }));
    const fehler = this.#fehler;
    this.#fehler = null;
    if (fehler !== null) throw fehler;
    return FERTIG;
  }

  async return(): Promise<Ergebnis> {
    this.#brichAb();
    return FERTIG;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
