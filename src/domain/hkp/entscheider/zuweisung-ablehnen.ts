import { Fachfehler } from "../../kern/fehler.js";
import type { BefehlFuer } from "../befehle.js";
import { pruefeTexte } from "../datensaetze/bausteine.js";
import { TEXT_HOECHSTENS } from "../datensaetze/gespraechsnachricht.js";
import { verlange } from "../datensaetze/regeln.js";
import type { Entscheider } from "../wirkung.js";
import { neueZugriffscodes } from "./hilfen.js";

/**
 * The chosen Pflegedienst declines the Zuweisung (fachregeln.md section 9): it and its access end, and the Versicherter chooses again.
 * Rejected: `zurueckgeben`, which is transition 3 out of ZUGEWIESEN.
 * @throws Fachfehler EINGABE_UNGUELTIG
 */
export const zuweisungAblehnen: Entscheider<BefehlFuer<"zuweisungAblehnen">> = ({ grund }, _vorgang, { ids }) => {
  const text = grund?.replace(/\r\n?/g, "\n").trim();
  const verstoesse = [
    ...pruefeTexte(text, "grund"),
    ...verlange(text === undefined || [...text].length <= TEXT_HOECHSTENS, "grund", "TEXT_ZU_LANG"),
  ];
  if (verstoesse.length > 0) throw new Fachfehler("EINGABE_UNGUELTIG", { verstoesse });
  return {
    setze: { zuweisung: null, kontakt: null, zugriffscodes: neueZugriffscodes(ids) },
    ereignis: "ZUWEISUNG_ABGELEHNT",
    ...(text === undefined ? {} : { hinweise: { VERSICHERTER: `Der Pflegedienst schreibt: ${text}` } }),
    // What was told about the Zuweisung no longer holds.
    ueberholtAlarme: true,
  };
};
