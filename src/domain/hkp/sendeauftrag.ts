import type { Teilnehmer } from "../kern/akteur.js";
import type { Kanal, Zustellgrund } from "../ports/zustellung.js";
import type { Ereignis } from "./ereignisse.js";
import type { Vorgang } from "./vorgang.js";

export const ZUSTELLZUSTAENDE = [
  /** Waits for its (next) attempt. */
  "WARTET",
  /** The channel took it (SMTP 250). */
  "UEBERGEBEN",
  /** Proof of delivery (DSN), or on PORTAL: it is in the recipient's feed. */
  "ZUGESTELLT",
  /** The recipient's program showed it (MDN). */
  "GELESEN",
  /** Sent, answer not seen; waits for a proof or its one further attempt. */
  "UNBEKANNT",
  /** Refused for good or given up: visible, never silent. */
  "UNZUSTELLBAR",
  /** Overtaken by the state before it went out. */
  "ZURUECKGEZOGEN",
] as const;
export type Zustellzustand = (typeof ZUSTELLZUSTAENDE)[number];

/**
 * Stand of an order that no transition overtakes (an Information tells what happened, which no later status makes untrue;
 * alarme.ts, `unueberholbar`): above every Alarmstand, so that the one comparison
 * of the outbox holds for it too. Rejected: null, which each query of the outbox would have to treat on its own.
 */
export const NIE_UEBERHOLT = Number.MAX_SAFE_INTEGER;

/** An order of the outbox: one Meldung over one channel. Created by the transition's write, advanced by the Versand only. */
export interface Sendeauftrag {
  readonly id: string;
  readonly meldungId: string;
  readonly ereignis: Ereignis;
  /**
   * Whose transition caused it and who therefore sees how the delivery went; null: a deadline, or a recipient that the one who
   * acted does not know (ansicht.ts, `betrifftBekannten`).
   */
  readonly absender: Teilnehmer | null;
  readonly empfaenger: Teilnehmer;
  readonly kanal: Kanal;
  /** Where the Meldung goes next if this order turns out undeliverable, best first; absent or empty: nowhere, it stands in the feed. */
  readonly ersatzkanaele?: readonly Ersatzkanal[];
  /** The first order of this Meldung, in whose place this one came; absent: this is the first. */
  readonly ersatzFuer?: string;
  /** Version of the Vorgang that the transition made. */
  readonly version: number;
  /** Alarmstand at creation, or NIE_UEBERHOLT; an order whose Stand is below the Vorgang's is overtaken. */
  readonly stand: number;
  readonly erstelltAm: Date;
  /** Not sent before, by the recipient's settings (quiet hours, Sammelzeit); absent: at once. Fixed: later settings do not move it. */
  readonly nichtVor?: Date;
  /** An Information that goes out in a Sammelmeldung with others. */
  readonly sammelbar?: true;
  /** The Sammlung it goes out with; given once, when it is put together. */
  readonly sammelId?: string;
  readonly zustand: Zustellzustand;
  readonly zustandSeit: Date;
  /** Null: nothing left to do for the Versand. */
  readonly naechsterVersuch: Date | null;
  readonly versuche: number;
  /** Attempts that ended in UNBEKANNT; how many more follow says wiederholung.ts. */
  readonly unbekannt: number;
  /** Address on the channel, known after the first attempt. */
  readonly adresse: string | null;
  readonly nachrichtId: string | null;
  readonly grund: Zustellgrund | null;
  readonly anspruch: Anspruch | null;
  /** Overtaken after it was sent, and marked as settled in the chat room; absent: not so. */
  readonly erledigtSeit?: Date;
}

/**
 * A channel that takes over. The order's id is given with the first order, so that whoever records the failure, and however
 * often, makes the same one; the settings of that time hold, as for everything else about the order.
 */
export interface Ersatzkanal {
  readonly kanal: Kanal;
  readonly auftragId: string;
}

/** Lease of a worker on an order. */
export interface Anspruch {
  /** Fencing token; a verdict is recorded only under the token it was claimed with. */
  readonly marke: string;
  readonly bis: Date;
  /** Set right before the channel is entered; a lease that ends after it leaves the outcome unknown. */
  readonly uebergabeSeit: Date | null;
}

/** What an order has before anybody has tried it. */
export const UNVERSUCHT = {
  versuche: 0,
  unbekannt: 0,
  adresse: null,
  nachrichtId: null,
  grund: null,
  anspruch: null,
} as const satisfies Partial<Sendeauftrag>;

/**
 * Whether the Versand must drop this order instead of sending it. What overtakes the first order of a Meldung overtakes those in
 * its place, also if the transition could not know of them yet.
 */
export function istUeberholt(
  { id, ersatzFuer, stand }: Pick<Sendeauftrag, "id" | "ersatzFuer" | "stand">,
  { alarmstand, ueberholteAuftraege }: Pick<Vorgang, "alarmstand" | "ueberholteAuftraege">,
): boolean {
  return (
    stand < alarmstand || [id, ersatzFuer].some((eine) => eine !== undefined && ueberholteAuftraege.includes(eine))
  );
}
