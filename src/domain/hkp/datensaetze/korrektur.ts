import type { Diagnose, Haeufigkeit, Leistung, Zeitraum } from "./verordnung.js";

/**
 * Korrekturanfrage (VO-k, Blanko-k) as a readable object; it is stored as a FHIR QuestionnaireResponse.
 * Source: gemF_VO_HKP 6.8.4, Tabelle 12; fachregeln.md section 7.
 */

/** A new value of a field; which kind a field takes says the table of felder.ts. */
export type Korrekturwert =
  | { readonly typ: "TEXT"; readonly text: string }
  | { readonly typ: "HAEUFIGKEIT"; readonly haeufigkeit: Haeufigkeit }
  | { readonly typ: "ZEITRAUM"; readonly zeitraum: Zeitraum }
  | { readonly typ: "DIAGNOSE"; readonly diagnose: Diagnose };

export const KORREKTURARTEN = ["AENDERN", "HINZUFUEGEN", "ENTFERNEN"] as const;

/** What is to be changed; each alone may be taken up or rejected. */
export type Aenderungsinhalt =
  | {
      readonly art: "AENDERN";
      /** E.g. `leistungen[<id>].haeufigkeit`, `einschraenkungen[0]` (position in the version it is based on). */
      readonly pfad: string;
      readonly wert: Korrekturwert;
    }
  | { readonly art: "HINZUFUEGEN"; readonly leistung: Leistung }
  | { readonly art: "HINZUFUEGEN"; readonly einschraenkung: string }
  | { readonly art: "ENTFERNEN"; readonly leistungId: string }
  | { readonly art: "ENTFERNEN"; readonly einschraenkung: string };

/** A change as the asking party gives it. */
export type Aenderungswunsch = Aenderungsinhalt & { readonly begruendung: string };

/** The same with its own id, by which it is answered. */
export type Einzelaenderung = Aenderungswunsch & { readonly id: string };

export interface Korrekturvorschlag {
  readonly verordnungsId: string;
  /** Version of the Verordnung (VO-k) or of the Blankoverordnung (Blanko-k) it is based on. */
  readonly zuVersion: number;
  /** Telematik-ID of the asking institution [6.8.4: the addressee must see who asked]. */
  readonly absender: string;
  /** At least one; none after a VO-k was withdrawn (D3). */
  readonly aenderungen: readonly Einzelaenderung[];
}

/** A stored Korrekturanfrage. */
export interface Korrekturanfrage extends Korrekturvorschlag {
  readonly zurueckgezogenAm: Date | null;
}

export const ANTWORTERGEBNISSE = ["AUFGENOMMEN", "ANDERS_AUFGENOMMEN", "ABGELEHNT"] as const;
export type Antwortergebnis = (typeof ANTWORTERGEBNISSE)[number];

/** Answer to one change. */
export interface Einzelantwort {
  readonly aenderungId: string;
  readonly ergebnis: Antwortergebnis;
  /** Mandatory with ABGELEHNT. */
  readonly begruendung?: string;
}

/** The stored answer; the new signed version lies beside it. */
export interface Korrekturantwort {
  readonly verordnungsId: string;
  /** Id of the data set (VO_K, BLANKO_K) that is answered. */
  readonly zuKorrektur: string;
  readonly antworten: readonly Einzelantwort[];
  /** Version of the Verordnung or Blankoverordnung that the answer made. */
  readonly neueVersion: number;
}
