import { schluessel } from "../domain/kern/akteur.js";
import type { Teilnehmer, Teilnehmerschluessel } from "../domain/kern/akteur.js";
import { einstellungsvorgabe } from "../domain/hkp/einstellungen.js";
import type { Einstellungen, Versandwahl } from "../domain/hkp/einstellungen.js";
import type { Einstellungsspeicher } from "../domain/ports/einstellungen.js";
import type { Kanal } from "../domain/ports/zustellung.js";

export interface Pufferteile {
  readonly speicher: Pick<Einstellungsspeicher, "lies">;
  /** Channels that this gateway offers. */
  readonly angeboten: ReadonlySet<Kanal>;
  /** Milliseconds of a clock that only goes forward; not the clock of the domain, which tests move. */
  readonly jetztMs: () => number;
}

/** A change made on another instance is known here after this at the latest. */
const HOECHSTALTER_MS = 5_000;
/** Some hundred bytes each; when it is full the oldest are read anew. */
const HOECHSTENS = 10_000;

interface Gelesen {
  /** Null: has set nothing. */
  readonly einstellungen: Einstellungen | null;
  readonly gelesenMs: number;
}

/**
 * Settings as the write path needs them: of those who are told, read at most every five seconds and instance, so that a
 * transition usually costs no read for them.
 */
export class Einstellungspuffer {
  readonly #teile: Pufferteile;
  /** In the order of reading, oldest first. */
  readonly #gelesene = new Map<Teilnehmerschluessel, Gelesen>();

  constructor(teile: Pufferteile) {
    this.#teile = teile;
  }

  get angeboten(): ReadonlySet<Kanal> {
    return this.#teile.angeboten;
  }

  /** What holds for these recipients. */
  async wahlFuer(empfaenger: readonly Teilnehmer[]): Promise<Versandwahl> {
    const alle = [...new Set(empfaenger.map(schluessel))];
    const jetzige = new Map(alle.map((einer) => [einer, this.#frisch(einer)]));
    const fehlende = alle.filter((einer) => jetzige.get(einer) === undefined);
    if (fehlende.length > 0) for (const [wer, gelesen] of await this.#lies(fehlende)) jetzige.set(wer, gelesen);
    return {
      angeboten: this.angeboten,
      einstellungenVon: (teilnehmer) =>
        jetzige.get(schluessel(teilnehmer))?.einstellungen ?? einstellungsvorgabe(teilnehmer.rolle),
    };
  }

  /** The next one asks the database: somebody has changed them here. */
  vergiss(teilnehmer: Teilnehmerschluessel): void {
    this.#gelesene.delete(teilnehmer);
  }

  #frisch(teilnehmer: Teilnehmerschluessel): Gelesen | undefined {
    const gelesen = this.#gelesene.get(teilnehmer);
    return gelesen !== undefined && this.#teile.jetztMs() - gelesen.gelesenMs < HOECHSTALTER_MS ? gelesen : undefined;
  }

  async #lies(teilnehmer: readonly Teilnehmerschluessel[]): Promise<ReadonlyMap<Teilnehmerschluessel, Gelesen>> {
    // Before the read: what is read may be older than its arrival.
    const gelesenMs = this.#teile.jetztMs();
    const staende = await this.#teile.speicher.lies(teilnehmer);
    const gelesene = new Map(
      teilnehmer.map((einer) => [einer, { einstellungen: staende.get(einer)?.einstellungen ?? null, gelesenMs }]),
    );
    for (const [einer, gelesen] of gelesene) {
      this.#gelesene.delete(einer);
      this.#gelesene.set(einer, gelesen);
    }
    for (const aeltester of this.#gelesene.keys()) {
      if (this.#gelesene.size <= HOECHSTENS) break;
      this.#gelesene.delete(aeltester);
    }
    return gelesene;
  }
}
