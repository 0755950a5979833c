import { ohneWorte } from "../domain/hkp/loeschung.js";
import type { Impuls } from "../domain/ports/aenderungsstrom.js";
import type { Cursor } from "../domain/ports/vorgang-store.js";

/** The impulses of the last while, without gap: whoever was away for a short time needs no query. */
export class Impulsring {
  readonly #mindestens: number;
  #von: Cursor | null = null;
  #impulse: Impuls[] = [];

  /** Keeps between `mindestens` and twice as many. */
  constructor(mindestens: number) {
    this.#mindestens = mindestens;
  }

  /** Forgets all; complete from behind this position on. Null: from the next impulse on. */
  beginne(von: Cursor | null): void {
    this.#von = von;
    this.#impulse = [];
  }

  nimmAuf(impuls: Impuls): void {
    this.#vergissWorte(impuls);
    // Its own position is the first from which on the ring is known to be complete.
    this.#von ??= impuls.cursor;
    this.#impulse.push(impuls);
    if (this.#impulse.length < 2 * this.#mindestens) return;
    const verdraengte = this.#impulse.splice(0, this.#mindestens);
    this.#von = verdraengte.at(-1)?.cursor ?? this.#von;
  }

  /** What a deletion takes out of the feed must not come back from here to whoever resumes at an earlier cursor. */
  #vergissWorte({ vorgangId, status, aktion }: Impuls): void {
    const alles = status === "GELOESCHT";
    if (!alles && aktion !== "entscheidungLoeschen") return;
    this.#impulse = this.#impulse.map((frueherer) =>
      frueherer.vorgangId !== vorgangId
        ? frueherer
        : {
            ...frueherer,
            meldungen: frueherer.meldungen.map((meldung) =>
              alles || meldung.begruendung !== null ? ohneWorte(meldung) : meldung,
            ),
          },
    );
  }

  /** Whether everything behind `nach` is here. */
  reichtZurueckBis(nach: Cursor): boolean {
    return this.#von !== null && nach >= this.#von;
  }

  hinter(nach: Cursor): readonly Impuls[] {
    const letzter = this.#impulse.findLastIndex(({ cursor }) => cursor <= nach);
    return this.#impulse.slice(letzter + 1);
  }
}
