import type { Teilnehmerschluessel } from "../kern/akteur.js";
import type { Aktion, Status } from "../hkp/status.js";
import type { Meldung } from "../hkp/vorgang.js";
import type { Cursor } from "./vorgang-store.js";

/** One committed transition, in the order of commit, as every instance sees it. */
export interface Impuls {
  readonly cursor: Cursor;
  readonly vorgangId: string;
  readonly version: number;
  readonly aktion: Aktion;
  readonly statusVorher: Status | null;
  readonly status: Status;
  readonly zeit: Date;
  /** Participants who see the Vorgang after it. */
  readonly sichtbarFuer: readonly Teilnehmerschluessel[];
  readonly meldungen: readonly Meldung[];
}

/**
 * Feed of committed transitions: one change stream per instance, whatever the number of subscribers.
 * A subscription resumed with a cursor goes on right behind it, without gap or repeat.
 */
export interface Aenderungsstrom {
  /**
   * Ends when `signal` aborts. With `nach` it first delivers what was committed behind that cursor.
   * @throws Fachfehler CURSOR_UNGUELTIG, or CURSOR_ABGELAUFEN if the database no longer knows the position.
   */
  abonniere(optionen: { readonly nach?: Cursor; readonly signal: AbortSignal }): AsyncIterable<Impuls>;
  /** Where the stream stands now: what is committed later lies behind it. Null while it has no position. */
  stand(): Cursor | null;
  /** Called at each commit, also by other instances; wakes the Versand. Returns how to stop. */
  beiImpuls(rueckruf: (impuls: Impuls) => void): () => void;
  schliesse(): Promise<void>;
}
