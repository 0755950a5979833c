import type { Haeufigkeit, Kalendertag, Zeitraum } from "./verordnung.js";

/**
 * Changed need inside the Verordnungszeitraum: the physician tells that a Leistung is needed less, is paused, or is needed as
 * prescribed again. The Verordnung stays as it is; of several statements about a Leistung the newest holds. Unsigned.
 * Source: gemF_VO_HKP 6.2 Fall 2, 3; fachregeln.md section 10.
 */
export interface Leistungsaenderung {
  /** Version of the Verordnung that was valid then; the Leistungen are its. */
  readonly zuVersion: number;
  /** At least one, and one per Leistung. */
  readonly aenderungen: readonly Einzelleistungsaenderung[];
}

export const LEISTUNGSAENDERUNGSARTEN = ["VERMINDERT", "PAUSIERT", "AUFGEHOBEN"] as const;

/** `leistungId`: id of the Leistung in the Verordnung. `begruendung`: for Pflegedienst, Kostentraeger and Versicherter. */
export type Einzelleistungsaenderung = { readonly leistungId: string; readonly begruendung: string } & Umfangsaenderung;

export type Umfangsaenderung =
  /** Less often, for a shorter time, or both; what is absent stays. Each is smaller than prescribed. */
  | { readonly art: "VERMINDERT"; readonly haeufigkeit?: Haeufigkeit; readonly dauer?: Zeitraum }
  /** Not at all from `von` to `bis`, both inclusive; without `bis` until it is lifted. */
  | { readonly art: "PAUSIERT"; readonly von: Kalendertag; readonly bis?: Kalendertag }
  /** As prescribed again from `von` on: lifts a reduction or a pause. */
  | { readonly art: "AUFGEHOBEN"; readonly von: Kalendertag };
