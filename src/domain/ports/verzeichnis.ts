import type { Teilnehmer } from "../kern/akteur.js";
import type { Eingangskanal } from "./eingang.js";

/** Port: Verzeichnisdienst (FHIR VZD). Source: domain.md section 6. */
export interface Verzeichniseintrag {
  readonly telematikId: string;
  /** IK if the entry carries one. */
  readonly ik: string | null;
  readonly name: string;
  readonly professionOids: readonly string[];
  /** Active KIM endpoint. */
  readonly kim: { readonly adresse: string; readonly version: string } | null;
  /** Account in the TI-Messenger; MEHRDEUTIG: several active ones of the same rank, so none is chosen. */
  readonly tim: { readonly mxid: string } | "MEHRDEUTIG" | null;
}

export type Verzeichnisergebnis =
  | { readonly art: "gefunden"; readonly eintrag: Verzeichniseintrag }
  | { readonly art: "unbekannt" }
  /** More than one active entry fits: never guess a recipient. */
  | { readonly art: "mehrdeutig" }
  | { readonly art: "nichtErreichbar" };

export interface Verzeichnis {
  /** Looks an institution up by its Telematik-ID; a KOSTENTRAEGER by its IK or its Telematik-ID. VERSICHERTE are never looked up. */
  finde(teilnehmer: Teilnehmer, signal?: AbortSignal): Promise<Verzeichnisergebnis>;
}

/** The same directory, asked the other way round. */
export interface Absenderverzeichnis {
  /**
   * The institution that a message came from: by its KIM address, in whatever case, or its MXID. Never answered from what was
   * known once: an address that was taken away acts for nobody. Of the entry `kim` is this address, and null if it was found by
   * an MXID and has several.
   */
  findeZuAdresse(kanal: Eingangskanal, adresse: string, signal?: AbortSignal): Promise<Verzeichnisergebnis>;
}
