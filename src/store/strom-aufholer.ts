import { Fachfehler } from "../domain/kern/fehler.js";
import type { Impuls } from "../domain/ports/aenderungsstrom.js";
import type { Cursor } from "../domain/ports/vorgang-store.js";
import type { Abonnement } from "./strom-abonnement.js";
import { beurteile } from "./strom-position.js";
import type { Stromurteil } from "./strom-position.js";
import type { Quelle, Quellenoeffner } from "./strom-quelle.js";

export interface Aufholoptionen {
  readonly oeffner: Quellenoeffner;
  /**
   * Called when everything up to `stand` was delivered to these; true: the shared stream has taken them over.
   */
  readonly uebergib: (abonnements: readonly Abonnement[], stand: Cursor) => boolean;
  /** How long the others wait for a subscriber that does not take what it asked for. */
  readonly geduldMs: number;
}

type Absage = () => Fachfehler;
const ABSAGEN: Record<Stromurteil, Absage> = {
  ABGELAUFEN: () => new Fachfehler("CURSOR_ABGELAUFEN"),
  UNGUELTIG: () => new Fachfehler("CURSOR_UNGUELTIG"),
  STOERUNG: () => new Fachfehler("NICHT_VERFUEGBAR"),
};

/**
 * Brings subscribers whose cursor lies behind the ring up to it. After a restart all of them come back at once, so those who
 * wait share one stream that begins at the oldest cursor; there is never more than one beside the shared stream.
 */
export class Aufholer {
  readonly #optionen: Aufholoptionen;
  #wartende: Abonnement[] = [];
  #laeuft = false;
  #lauf: Promise<void> = Promise.resolve();
  #quelle: Quelle | null = null;
  #geschlossen = false;

  constructor(optionen: Aufholoptionen) {
    this.#optionen = optionen;
  }

  /** Anything behind the subscription's position will be delivered, then the shared stream takes over. */
  reiheEin(abonnement: Abonnement): void {
    this.#wartende.push(abonnement);
    if (this.#laeuft) return;
    this.#laeuft = true;
    this.#lauf = this.#laufe();
  }

  async schliesse(): Promise<void> {
    this.#geschlossen = true;
    for (const abonnement of this.#wartende.splice(0)) abonnement.beende();
    await this.#quelle?.schliesse();
    await this.#lauf;
  }

  async #laufe(): Promise<void> {
    // Those who come in the same moment go together.
    await Promise.resolve();
    try {
      while (!this.#geschlossen && this.#wartende.length > 0) {
        const gruppe = this.#wartende.splice(0).sort((a, b) => (a.position < b.position ? -1 : 1));
        this.#wartende.push(...(await this.#hole(gruppe)));
      }
    } finally {
      // In the same step as the look at the queue, or somebody who comes now would wait for ever.
      this.#laeuft = false;
    }
  }

  /** @returns those who could not be served because the oldest cursor was refused */
  async #hole(gruppe: readonly Abonnement[]): Promise<readonly Abonnement[]> {
    const offene = gruppe.filter(({ beendet }) => !beendet);
    const [aeltestes, ...andere] = offene;
    if (aeltestes === undefined) return [];
    try {
      this.#quelle = await this.#optionen.oeffner(aeltestes.position);
    } catch (fehler) {
      const urteil = beurteile(fehler);
      aeltestes.beende(ABSAGEN[urteil]());
      if (urteil !== "STOERUNG") return andere;
      for (const abonnement of andere) abonnement.beende(ABSAGEN.STOERUNG());
      return [];
    }
    try {
      await this.#lies(this.#quelle, offene);
    } catch {
      // Whoever got something has a newer cursor to come back with.
      for (const abonnement of offene) abonnement.beende(this.#geschlossen ? null : ABSAGEN.STOERUNG());
    } finally {
      await this.#quelle.schliesse().catch(() => undefined);
      this.#quelle = null;
    }
    return [];
  }

  async #lies(quelle: Quelle, gruppe: readonly Abonnement[]): Promise<void> {
    for (;;) {
      const offene = gruppe.filter(({ beendet }) => !beendet);
      if (offene.length === 0) return;
      const impuls = await quelle.naechster();
      if (impuls !== null) await this.#liefere(impuls, offene);
      if (quelle.stand !== null && this.#optionen.uebergib(offene, quelle.stand)) return;
    }
  }

  async #liefere(impuls: Impuls, offene: readonly Abonnement[]): Promise<void> {
    await Promise.all(
      offene.map(async (abonnement) => {
        if (!(await abonnement.platz(this.#optionen.geduldMs))) abonnement.beende(ABSAGEN.STOERUNG());
        abonnement.schiebe(impuls);
      }),
    );
  }
}
