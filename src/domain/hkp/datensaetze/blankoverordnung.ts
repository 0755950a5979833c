import type { Haeufigkeit, Zeitraum } from "./verordnung.js";

/**
 * Blankoverordnung: Haeufigkeit and Dauer of the Blanko Leistungen, set by a qualified Pflegefachperson.
 * Source: gemF_VO_HKP 6.6.2, Tabelle 12. Covers exactly the Leistungen marked `blanko` in the newest Verordnung.
 */
export interface Blankoverordnung {
  readonly verordnungsId: string;
  /** Version of the Verordnung it completes. */
  readonly zuVersion: number;
  readonly pflegefachperson: { readonly lbnr: string; readonly name: string };
  readonly pflegedienst: { readonly telematikId: string; readonly name: string };
  readonly leistungen: readonly {
    /** Id of the Leistung in the Verordnung. */
    readonly leistungId: string;
    readonly haeufigkeit: Haeufigkeit;
    readonly dauer: Zeitraum;
  }[];
}
