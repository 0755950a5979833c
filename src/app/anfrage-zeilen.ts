import { deutschesDatum } from "../domain/kern/kalender.js";
import { schluessel } from "../domain/kern/akteur.js";
import type { Teilnehmer } from "../domain/kern/akteur.js";
import type { Kontakt } from "../domain/hkp/datensaetze/verfuegbarkeitsanfrage.js";
import type { Ereignis } from "../domain/hkp/ereignisse.js";
import type { Vorgang } from "../domain/hkp/vorgang.js";
import { wortwoertlich } from "./mitteilung.js";

/**
 * What the insured person asked for and left as contact, as lines of the mail to the Pflegedienst it was meant for; her
 * words marked line by line, so that none of them can pass for a line of the gateway.
 */
export function anfragezeilen(ereignis: Ereignis, empfaenger: Teilnehmer, vorgang: Vorgang): readonly string[] {
  if (ereignis === "ZUGEWIESEN") return kontaktzeilen(vorgang.kontakt ?? undefined);
  if (ereignis !== "UNVERBINDLICHE_ANFRAGE") return [];
  const wunsch = vorgang.verfuegbarkeitsanfragen.find(
    ({ pflegedienst }) => schluessel(pflegedienst) === schluessel(empfaenger),
  )?.wunsch;
  const { wunschzeitraum: zeitraum, wuensche, kontakt } = wunsch ?? {};
  return [
    ...(zeitraum === undefined
      ? []
      : ["", `Gewünschter Zeitraum: ${deutschesDatum(zeitraum.von)} bis ${deutschesDatum(zeitraum.bis)}`]),
    ...(wuensche === undefined ? [] : ["", "Weitere Wünsche:", ...wortwoertlich(wuensche)]),
    ...kontaktzeilen(kontakt),
  ];
}

function kontaktzeilen(kontakt: Kontakt | undefined): readonly string[] {
  if (kontakt === undefined) return [];
  const teile = [kontakt.name, kontakt.telefon, kontakt.email].filter((teil) => teil !== undefined);
  return ["", `Kontakt: ${teile.join(", ")}`];
}
