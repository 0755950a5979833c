import type { BefehlFuer } from "../befehle.js";
import { urheber } from "../aenderung.js";
import type { Entscheider } from "../wirkung.js";
import { baueAnfrage } from "./korrektur-hilfen.js";
import { laufendeAnfrage } from "./laufende-anfrage.js";

/**
 * Overwrites the unanswered proposal [6.8.2]: nothing of the former remains. An alarm that has not gone out is replaced
 * by this one; to one that has, it is the update.
 */
export const korrekturAktualisieren: Entscheider<BefehlFuer<"korrekturAktualisieren">> = (
  { wunsch },
  vorgang,
  kontext,
) => {
  const { anfrage } = laufendeAnfrage(vorgang);
  const neu = baueAnfrage(anfrage.art, wunsch, vorgang, kontext);
  return {
    ersetze: { ...anfrage, ...neu, erstelltAm: kontext.jetzt, von: urheber(kontext.akteur) },
    ereignis: "KORREKTUR_AKTUALISIERT",
    ueberholtAlarme: true,
  };
};
