import { LEISTUNGSVERZEICHNIS_2026 } from "./leistungsverzeichnis.daten.js";

/** Columns whose cells can be unverified. */
export const VERZEICHNISSPALTEN = ["titel", "hoechstdauer", "hoechsthaeufigkeit", "blanko"] as const;
export type Verzeichnisspalte = (typeof VERZEICHNISSPALTEN)[number];

/** Over what a recommended frequency is counted. */
export const VERZEICHNISEINHEITEN = ["TAG", "WOCHE", "MONAT", "VERORDNUNG"] as const;
export type Verzeichniseinheit = (typeof VERZEICHNISEINHEITEN)[number];

/** One line of the Leistungsverzeichnis (Anlage of the HKP-RL). Recommendations are hints, never errors. */
export interface Verzeichnisleistung {
  /** E.g. `26`, `31a`. */
  readonly nummer: string;
  readonly titel: string;
  /** Recommended longest duration; null if there is none or it is unverified. */
  readonly hoechstdauer: { readonly text: string; readonly tage: number | null } | null;
  /** Recommended highest frequency; `VERORDNUNG` counts over the whole Dauer. Null as above. */
  readonly hoechsthaeufigkeit: {
    readonly text: string;
    readonly anzahl: number;
    readonly je: Verzeichniseinheit;
  } | null;
  /** May Haeufigkeit and Dauer be left to the Pflegefachperson? Null: unverified, then allowed. */
  readonly blanko: boolean | null;
  readonly bedingung: string | null;
  /** What is believed of the cells that are unverified and therefore null (or, for `titel`, shown all the same). */
  readonly unbestaetigt: Readonly<Partial<Record<Verzeichnisspalte, string>>>;
}

export interface Leistungsverzeichnis {
  readonly version: string;
  readonly quelle: string;
  readonly leistungen: readonly Verzeichnisleistung[];
}

/** The version in force; a later table is added beside it, never edited in place. */
export const LEISTUNGSVERZEICHNIS: Leistungsverzeichnis = LEISTUNGSVERZEICHNIS_2026;

export function findeVerzeichnisleistung(
  nummer: string,
  verzeichnis: Leistungsverzeichnis = LEISTUNGSVERZEICHNIS,
): Verzeichnisleistung | null {
  return verzeichnis.leistungen.find((leistung) => leistung.nummer === nummer) ?? null;
}
