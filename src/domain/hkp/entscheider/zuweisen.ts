import { schluessel } from "../../kern/akteur.js";
import { Fachfehler } from "../../kern/fehler.js";
import type { BefehlFuer } from "../befehle.js";
import { pruefeKontakt } from "../datensaetze/verfuegbarkeitsanfrage-regeln.js";
import type { Entscheider } from "../wirkung.js";
import { imVerordnungszeitraum, neueZugriffscodes } from "./hilfen.js";

/**
 * The Versicherter hands the access to one Pflegedienst [6.5.1.2]; the status changes only when that one accepts. With
 * § 13 (2) it can read and accept, but not submit (einreichen.ts, ansicht.ts) [6.4].
 */
export const zuweisen: Entscheider<BefehlFuer<"zuweisen">> = ({ pflegedienst, kontakt }, vorgang, { jetzt, ids }) => {
  if (vorgang.kennzeichenKostenerstattung) throw new Fachfehler("KENNZEICHEN_KOSTENERSTATTUNG");
  imVerordnungszeitraum(vorgang, jetzt);
  const verstoesse = kontakt === undefined ? [] : pruefeKontakt(kontakt, "kontakt");
  if (verstoesse.length > 0) throw new Fachfehler("EINGABE_UNGUELTIG", { verstoesse });
  const bisher = vorgang.zuweisung;
  // It was alerted already, and nobody gets the same Alarm twice.
  if (bisher !== null && schluessel(bisher) === schluessel(pflegedienst))
    return { ...(kontakt === undefined ? {} : { setze: { kontakt } }), ereignis: null };
  return {
    // Whoever gave it back or only read it loses the access with the next Zuweisung, so the codes it knows end too.
    setze: { zuweisung: pflegedienst, kontakt: kontakt ?? null, zugriffscodes: neueZugriffscodes(ids) },
    ereignis: "ZUGEWIESEN",
    genannte: [pflegedienst],
    // The Alarm to the one chosen before, if it has not gone out.
    ueberholtAlarme: bisher !== null,
  };
};
