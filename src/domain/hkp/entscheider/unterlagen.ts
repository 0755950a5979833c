import { alsTeilnehmer } from "../../kern/akteur.js";
import { Fachfehler } from "../../kern/fehler.js";
import { urheber } from "../aenderung.js";
import type { BefehlFuer } from "../befehle.js";
import { UNTERLAGEN_HOECHSTENS } from "../unterlagen.js";
import type { Entscheider } from "../wirkung.js";

const TITEL_HOECHSTENS = 120;

/**
 * The Praxis adds Unterlagen with the Verordnung, the assigned Pflegedienst its own [6.1.4 Arzt 5, Tabelle 12]. Nobody is
 * told (fachregeln.md section 4 has no such row): they are read with the Verordnung.
 */
export const unterlageHinzufuegen: Entscheider<BefehlFuer<"unterlageHinzufuegen">> = (
  { unterlage },
  { unterlagen, zuLoeschendeUnterlagen },
  { akteur, jetzt },
) => {
  pruefeTitel(unterlage.titel);
  // Added before, or added and taken away, and its content is about to go.
  if (unterlagen.some(({ id }) => id === unterlage.id) || zuLoeschendeUnterlagen.includes(unterlage.id))
    throw new Fachfehler("UNTERLAGE_UNBEKANNT");
  // Each institution's own: what one left that gave the Verordnung back nobody else could take away to make room.
  const { rolle, kennung } = urheber(akteur);
  const eigene = unterlagen.filter(({ von }) => von.rolle === rolle && von.kennung === kennung);
  if (eigene.length >= UNTERLAGEN_HOECHSTENS)
    throw new Fachfehler("UNTERLAGEN_ZU_VIELE", { hoechstens: UNTERLAGEN_HOECHSTENS });
  const neue = { ...unterlage, titel: unterlage.titel.trim(), von: urheber(akteur), hinzugefuegtAm: jetzt };
  return { setze: { unterlagen: [...unterlagen, neue] }, ereignis: null };
};

/** Rights belong to the institution: any person of the one that added it. The content goes by the order left here. */
export const unterlageEntfernen: Entscheider<BefehlFuer<"unterlageEntfernen">> = (
  { unterlageId },
  { unterlagen, zuLoeschendeUnterlagen },
  { akteur },
) => {
  const selbst = alsTeilnehmer(akteur);
  const eigene = unterlagen.find(
    ({ id, von }) => id === unterlageId && von.rolle === selbst?.rolle && von.kennung === selbst.kennung,
  );
  if (eigene === undefined) throw new Fachfehler("UNTERLAGE_UNBEKANNT");
  return {
    setze: {
      unterlagen: unterlagen.filter((einer) => einer !== eigene),
      zuLoeschendeUnterlagen: [...zuLoeschendeUnterlagen, eigene.id],
    },
    ereignis: null,
  };
};

function pruefeTitel(titel: string): void {
  const laenge = titel.trim().length;
  if (laenge >= 1 && laenge <= TITEL_HOECHSTENS && !/\p{Cc}/u.test(titel)) return;
  throw new Fachfehler("EINGABE_UNGUELTIG", {
    verstoesse: [
      {
        pfad: "titel",
        regel: `Der Titel hat 1 bis ${TITEL_HOECHSTENS} Zeichen in einer Zeile.`,
        hinweis: "Geben Sie einen kurzen Titel ein, z. B. „Behandlungsplan“.",
      },
    ],
  });
}
