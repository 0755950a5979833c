import type { Teilnehmerschluessel } from "../kern/akteur.js";
import type { Einstellungen } from "../hkp/einstellungen.js";

/** Settings as they are stored. */
export interface Einstellungsstand {
  readonly einstellungen: Einstellungen;
  /** Counts changes from 1. */
  readonly version: number;
  readonly geaendertAm: Date;
}

/** A change as its sender names it, so that it can be repeated. */
export interface Einstellungsanfrage {
  readonly anfrageId: string;
  /** Who sent it (domain/hkp/entscheiden.ts, anfragesteller). */
  readonly wer: string;
}

/** So many of a participant's last changes are answered again when they are repeated. */
export const GEMERKTE_ANFRAGEN = 20;

/** Settings per participant, replaced as a whole. Methods may throw ErgebnisUnbekannt. */
export interface Einstellungsspeicher {
  /** Of those who have set something; whoever is missing has not. */
  lies(teilnehmer: readonly Teilnehmerschluessel[]): Promise<ReadonlyMap<Teilnehmerschluessel, Einstellungsstand>>;
  /** What this request wrote when it came first, or null. */
  ersteAntwort(teilnehmer: Teilnehmerschluessel, anfrage: Einstellungsanfrage): Promise<Einstellungsstand | null>;
  /**
   * One write, guarded by the version before (`stand.version - 1`; 0: nothing was set). KONFLIKT: nothing was written.
   * Durable when it resolves.
   */
  schreibe(
    teilnehmer: Teilnehmerschluessel,
    stand: Einstellungsstand,
    anfrage: Einstellungsanfrage | null,
  ): Promise<"GESCHRIEBEN" | "KONFLIKT">;
}
