import type { Teilnehmer } from "../../kern/akteur.js";

/**
 * A short message of the conversation of a Vorgang; unsigned. Source: gemF_VO_HKP chapters 3.1–3.4 (direct communication between the
 * actors); fachregeln.md section 4.
 */
export interface Gespraechsnachricht {
  /** Whose message it is: of a VERTRETER the represented person; who typed it stands in the data set's `von`. */
  readonly absender: Teilnehmer;
  /** At least one; never the sender. */
  readonly an: readonly Teilnehmer[];
  /** Plain text, 1 to {@link TEXT_HOECHSTENS} characters; lines end with `\n`. */
  readonly text: string;
  /** Id of the message that is answered; null: none. */
  readonly antwortAuf: string | null;
}

/** Characters (code points) of one message. */
export const TEXT_HOECHSTENS = 2000;

/** Messages that one participant may write in a Vorgang: it is one document and must stay far below the limit of the database. */
export const NACHRICHTEN_HOECHSTENS = 100;
