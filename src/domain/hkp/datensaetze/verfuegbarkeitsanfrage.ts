import type { Teilnehmer } from "../../kern/akteur.js";
import type { Zeitraum } from "./verordnung.js";

/**
 * Unverbindliche Anfrage of the insured person to one Pflegedienst [6.5.2]. Not a signed data set: it lives beside them in the
 * Vorgang and goes with it.
 */

/** Three Pflegedienste at a time: those whose answer is awaited, and those that are available. */
export const ANFRAGEN_HOECHSTENS = 3;

export const ANFRAGEZUSTAENDE = [
  /** Asked; a person of the Pflegedienst may answer, or nobody. */
  "OFFEN",
  /** Answered: a snapshot that binds nobody. */
  "VERFUEGBAR",
  "NICHT_VERFUEGBAR",
  /** The Verordnung went another way (assigned, accepted, closed) while the Anfrage lasted. */
  "ENTSCHIEDEN",
  /** Withdrawn by the insured person. */
  "ZURUECKGEZOGEN",
] as const;
export type Anfragezustand = (typeof ANFRAGEZUSTAENDE)[number];

/** How the Pflegedienst reaches the insured person or a relative; at least one of telephone and e-mail. */
export interface Kontakt {
  /** Who answers the telephone, if not the insured person. */
  readonly name?: string;
  readonly telefon?: string;
  readonly email?: string;
}

/** What the insured person adds to the Verordnung. */
export interface Anfragewunsch {
  /** When the care is wanted. */
  readonly wunschzeitraum?: Zeitraum;
  /** Further wishes, e.g. times of the day or other services. */
  readonly wuensche?: string;
  readonly kontakt?: Kontakt;
}

export interface Verfuegbarkeitsanfrage {
  readonly id: string;
  readonly pflegedienst: Teilnehmer;
  /** Name in the Verzeichnisdienst when it was asked. */
  readonly name: string;
  readonly wunsch: Anfragewunsch;
  readonly gestelltAm: Date;
  readonly zustand: Anfragezustand;
  /** Free text of the answer; null: none. */
  readonly antwort: string | null;
  readonly beantwortetAm: Date | null;
  /** Answered by a rule of the Pflegedienst and not by a person. */
  readonly automatisch: boolean;
}
