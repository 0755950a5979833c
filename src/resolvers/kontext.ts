import type { Dienste } from "../app/dienste.js";
import type { Postverwaltung } from "../app/eingang/postverwaltung.js";
import type { Akteur } from "../domain/kern/akteur.js";
import type { Aenderungsstrom } from "../domain/ports/aenderungsstrom.js";
import type { Kanalstand } from "../domain/ports/zustellung.js";
import type { Ausgang } from "../domain/ports/ausgang.js";

/** What every resolver gets: who asks, and the parts of the application. Built once per request. */
export interface Kontext {
  readonly akteur: Akteur;
  /** Id of the request: in the log and in `extensions.anfrageId` of its errors. */
  readonly anfrageId: string;
  readonly dienste: Dienste;
  readonly strom: Pick<Aenderungsstrom, "abonniere" | "stand">;
  readonly ausgang: Pick<Ausgang, "zustellungen" | "zaehle" | "zaehleWartende" | "wiederhole">;
  /** The channels as this instance sees them. */
  readonly kanalstaende: () => readonly Kanalstand[];
  readonly post: Postverwaltung;
  /** Counts operations by root field. */
  readonly zaehle: (operation: string) => void;
}
