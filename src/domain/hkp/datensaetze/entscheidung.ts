import type { Haeufigkeit, Kalendertag, Zeitraum } from "./verordnung.js";

/** Entscheidungsdatensatz of the Kostentraeger. Source: gemF_VO_HKP 7.1.4, Tabelle 12; fachregeln.md section 8. */
export const GESAMTERGEBNISSE = [
  "GENEHMIGT",
  "TEILWEISE_GENEHMIGT",
  "NICHT_GENEHMIGT_MIT_VORLAEUFIGER_KOSTENZUSAGE",
  "NICHT_GENEHMIGT_OHNE_VORLAEUFIGE_KOSTENZUSAGE",
  "UNZUSTAENDIG",
] as const;
export type Gesamtergebnis = (typeof GESAMTERGEBNISSE)[number];

export const EINZELERGEBNISSE = ["GENEHMIGT", "TEILGENEHMIGT", "ABGELEHNT"] as const;
export type Einzelergebnis = (typeof EINZELERGEBNISSE)[number];

export interface EntscheidungZuLeistung {
  readonly leistungId: string;
  readonly ergebnis: Einzelergebnis;
  /** The committed extent; with TEILGENEHMIGT the smaller one, absent with ABGELEHNT. */
  readonly haeufigkeit?: Haeufigkeit;
  readonly zusage?: Zeitraum;
  readonly gpos?: readonly { readonly nummer: string; readonly anzahl?: number }[];
  readonly acTk?: string;
}

export interface Entscheidung {
  readonly verordnungsId: string;
  readonly gesamtergebnis: Gesamtergebnis;
  readonly entschiedenAm: Kalendertag;
  readonly genehmigungskennzeichen?: string;
  /** One per applied-for Leistung; empty with UNZUSTAENDIG. */
  readonly leistungen: readonly EntscheidungZuLeistung[];
  /** Three separate Begruendungen; one actor never sees another actor's. */
  readonly begruendungen: {
    readonly verordnender?: string;
    readonly pflegedienst?: string;
    readonly versicherter?: string;
  };
  /** Set by AP2 only: Kennzeichen "Kostenerstattung / Persoenliches Budget". */
  readonly kennzeichenKostenerstattung: boolean;
}
