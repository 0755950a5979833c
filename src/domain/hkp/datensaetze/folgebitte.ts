import type { Kalendertag } from "./verordnung.js";

/**
 * Request of the assigned Pflegedienst for a Folgeverordnung; unsigned. Source: gemF_VO_HKP chapter 3 („strukturierte Anfragen zur
 * Notwendigkeit für Folgeverordnungen durch den Pflegedienst“), P2.1.4; fachregeln.md section 4.
 */
export interface Folgebitte {
  /** Last day of the period that is to be followed: one request per Pflegedienst and period. */
  readonly zeitraumBis: Kalendertag;
  /** Ids of the Leistungen of the Verordnung that are needed further; empty: all of them. */
  readonly leistungen: readonly string[];
  /** Plain text, at most 2000 characters; null: none. */
  readonly text: string | null;
}
