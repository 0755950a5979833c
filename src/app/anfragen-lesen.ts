import { alsTeilnehmer } from "../domain/kern/akteur.js";
import type { Akteur } from "../domain/kern/akteur.js";
import { Fachfehler } from "../domain/kern/fehler.js";
import type { Anfragezustand } from "../domain/hkp/datensaetze/verfuegbarkeitsanfrage.js";
import type { AnfrageZumVorgang, Seite } from "../domain/ports/vorgang-store.js";
import type { Dienste } from "./dienste.js";
import type { Seitenwahl } from "./vorgaenge-lesen.js";

/**
 * Unverbindliche Anfragen to the actor's Pflegedienst, newest first, also those that have ended; heads only. That one was
 * decided is told here although the Vorgang is no longer seen [6.5.2].
 * @throws Fachfehler VERBOTEN
 */
export async function eigeneAnfragen(
  akteur: Akteur,
  wahl: Seitenwahl & { readonly zustand?: readonly Anfragezustand[] },
  { store }: Pick<Dienste, "store">,
): Promise<Seite<AnfrageZumVorgang>> {
  const pflegedienst = alsTeilnehmer(akteur);
  if (akteur.rolle !== "PFLEGEDIENST" || pflegedienst === null)
    throw new Fachfehler("VERBOTEN", { erlaubteRollen: ["PFLEGEDIENST"] });
  return store.anfragenAn(pflegedienst, wahl);
}
