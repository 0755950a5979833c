export interface Sperrgrenzen {
  /** Failures to connect or to sign in, one after the other, that close the account. */
  readonly nach: number;
  /** First pause before the connection is probed; doubles after each probe in vain. */
  readonly ersteMs: number;
  readonly laengsteMs: number;
  /**
   * Pauses after which orders are let through although nothing has answered: they must be able to grow old and be given up
   * visibly, or go over another channel, instead of waiting for ever.
   */
  readonly hoechstensMs: number;
}

/** Runs something later; returns how to call it off. */
export type Spaeter = (ms: number, arbeit: () => void) => () => void;

const SPAETER: Spaeter = (ms, arbeit) => {
  const uhr = setTimeout(arbeit, ms);
  uhr.unref();
  return () => clearTimeout(uhr);
};

/**
 * Circuit breaker of one account. While it is closed, no order is claimed for the channel: orders wait without using up attempts, and
 * the Clientmodul sees one probe in a growing pause instead of all of them. The probe signs in and sends nothing, so that no message
 * has to be the one that finds out. Rejected: cockatiel's breaker (libraries.md section 13), which lets the next call be the probe and
 * fails the others.
 */
export class Sperre {
  readonly #grenzen: Sperrgrenzen;
  readonly #probe: () => Promise<boolean>;
  readonly #beiWechsel: (gesperrt: boolean) => void;
  readonly #spaeter: Spaeter;
  #folge = 0;
  #gesperrt = false;
  #gewartetMs = 0;
  #geschlossen = false;
  #rufeAb: () => void = () => undefined;

  constructor(
    grenzen: Sperrgrenzen,
    { probe, beiWechsel }: { readonly probe: () => Promise<boolean>; readonly beiWechsel: (gesperrt: boolean) => void },
    spaeter: Spaeter = SPAETER,
  ) {
    this.#grenzen = grenzen;
    this.#probe = probe;
    this.#beiWechsel = beiWechsel;
    this.#spaeter = spaeter;
  }

  /** True: do not send. */
  get gesperrt(): boolean {
    return this.#gesperrt && this.#gewartetMs < this.#grenzen.hoechstensMs;
  }

  /** The account answered, with whatever. */
  gelungen(): void {
    this.#folge = 0;
    if (!this.#gesperrt) return;
    this.#rufeAb();
    this.#gesperrt = false;
    this.#gewartetMs = 0;
    this.#beiWechsel(false);
  }

  /** No connection came about, or no sign-in. */
  gescheitert(): void {
    this.#folge++;
    if (this.#gesperrt || this.#folge < this.#grenzen.nach) return;
    this.#gesperrt = true;
    this.#beiWechsel(true);
    if (!this.#geschlossen) this.#warte(this.#grenzen.ersteMs);
  }

  /** No probe any more. */
  schliesse(): void {
    this.#geschlossen = true;
    this.#rufeAb();
  }

  #warte(ms: number): void {
    this.#rufeAb = this.#spaeter(ms, () => {
      this.#gewartetMs += ms;
      void this.#pruefe(Math.min(ms * 2, this.#grenzen.laengsteMs));
    });
  }

  async #pruefe(naechsteMs: number): Promise<void> {
    // A probe that throws is a fault of the program; the account stays closed and is probed again.
    const steht = await this.#probe().catch(() => false);
    if (!this.#gesperrt || this.#geschlossen) return;
    if (steht) this.gelungen();
    else this.#warte(naechsteMs);
  }
}
