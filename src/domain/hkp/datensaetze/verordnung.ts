/**
 * The Verordnungsdatensatz (VO, VO-nV) as a readable object; inside it travels as a FHIR document Bundle.
 * Source: gemF_VO_HKP Tabelle 12; fachregeln.md section 6.
 */

/** Calendar day `YYYY-MM-DD`, meant in Europe/Berlin. */
export type Kalendertag = string;

export interface Zeitraum {
  readonly von: Kalendertag;
  readonly bis: Kalendertag;
}

export interface Anschrift {
  readonly strasse: string;
  readonly plz: string;
  readonly ort: string;
}

export interface VersichertenAngaben {
  readonly kvnr: string;
  readonly vorname: string;
  readonly nachname: string;
  readonly geburtsdatum: Kalendertag;
  readonly anschrift: Anschrift;
}

export const KOSTENTRAEGERARTEN = ["GKV", "DGUV", "BUNDESPOLIZEI", "PKV", "BEIHILFE", "SONSTIGE"] as const;
export type Kostentraegerart = (typeof KOSTENTRAEGERARTEN)[number];

export interface KostentraegerAngaben {
  readonly ik: string;
  readonly name: string;
  readonly art: Kostentraegerart;
}

export interface VerordnenderAngaben {
  readonly lanr: string;
  readonly vorname: string;
  readonly nachname: string;
  /** Institution; exactly one of BSNR (practice) and IK (hospital). */
  readonly bsnr?: string;
  readonly ik?: string;
  readonly telematikId: string;
  readonly institution: string;
}

export interface Diagnose {
  /** ICD-10-GM code, e.g. `I83.0`. */
  readonly icd: string;
  readonly text?: string;
}

export const HAEUFIGKEITSEINHEITEN = ["TAG", "WOCHE", "MONAT"] as const;
/** `anzahl` times per `je`. */
export interface Haeufigkeit {
  readonly anzahl: number;
  readonly je: (typeof HAEUFIGKEITSEINHEITEN)[number];
}

/** One Leistung; exactly one of `nummer` (Leistungsverzeichnis of the HKP-RL, e.g. `26`, `31a`) and `freitext`. */
export interface Leistung {
  /** Own id of the Leistung (P1.2), unique within the Verordnung. */
  readonly id: string;
  readonly nummer?: string;
  readonly freitext?: string;
  readonly einzelheiten?: string;
  /** Haeufigkeit and Dauer are left to the Pflegefachperson; then both must be absent (6.6.3 Arzt 3). */
  readonly blanko: boolean;
  readonly haeufigkeit?: Haeufigkeit;
  readonly dauer?: Zeitraum;
}

/**
 * Where the care is given: § 37 (1) and (2) SGB V, § 1 HKP-RL (household; assisted living; school and day nursery; workshop
 * for disabled people; a nursing home at exceptionally high need). Coded by this project: no KBV key table for HKP is published.
 */
export const VERSORGUNGSORTE = [
  "HAEUSLICHKEIT",
  "WOHNGRUPPE",
  "SCHULE_KITA",
  "WERKSTATT",
  "PFLEGEHEIM",
  "SONSTIGER",
] as const;
export type Versorgungsort = (typeof VERSORGUNGSORTE)[number];

export const VERORDNUNGSARTEN = ["ERSTVERORDNUNG", "FOLGEVERORDNUNG"] as const;

export interface Verordnung {
  readonly verordnungsId: string;
  readonly art: (typeof VERORDNUNGSARTEN)[number];
  readonly verordnungsdatum: Kalendertag;
  readonly verordnungszeitraum: Zeitraum;
  readonly versicherter: VersichertenAngaben;
  readonly kostentraeger: KostentraegerAngaben;
  readonly verordnender: VerordnenderAngaben;
  /** At least one. */
  readonly diagnosen: readonly Diagnose[];
  /** Einschraenkungen that make HKP necessary; at least one. */
  readonly einschraenkungen: readonly string[];
  /** At least one. */
  readonly leistungen: readonly Leistung[];
  /** Accident data, mandatory if the Kostentraeger is the DGUV. */
  readonly unfall?: { readonly tag: Kalendertag };
  /** Wahl der Kostenerstattung § 13 (2) SGB V, marked by the physician. */
  readonly wahlKostenerstattung: boolean;
  readonly hinweise?: string;
  /** Different places need Verordnungen of their own (P1.1); absent: not stated, as in data sets before version 0.2. */
  readonly versorgungsort?: Versorgungsort;
  /** UUID shared by the Verordnungen that were issued together, so that the Zuzahlung is asked once [6.1.1]. */
  readonly gesamtverordnungId?: string;
  /** The need outlasts the period (P2.1, 1): a reminder of a Folgeverordnung is wanted. Absent: not stated. */
  readonly bedarfDauerhaft?: boolean;
}
