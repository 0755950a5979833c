import type { Anschrift, Haeufigkeit, Zeitraum } from "./verordnung.js";

/**
 * Angaben zur Leistungserbringung of the Pflegedienst. Source: gemF_VO_HKP 6.6.1, P3.1.3, Tabelle 12.
 * A Folgeverordnung without changes needs only the institution (`leistungen` empty).
 */
export interface Angaben {
  readonly verordnungsId: string;
  readonly zuVersion: number;
  readonly pflegedienst: {
    readonly telematikId: string;
    readonly ik: string;
    readonly name: string;
    readonly anschrift: Anschrift;
    readonly ansprechpartner: string;
    readonly telefon?: string;
  };
  /** Applied-for Leistungen; may be a part of the Verordnung (P1.2). */
  readonly leistungen: readonly AngabenLeistung[];
  /** Leistungserbringergruppenschluessel, optional. */
  readonly acTk?: string;
}

export interface AngabenLeistung {
  readonly leistungId: string;
  readonly haeufigkeit: Haeufigkeit;
  readonly dauer: Zeitraum;
  /** Gebuehrenposition, 6 characters, optional. */
  readonly gpos?: string;
}
