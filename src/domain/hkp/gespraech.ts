import { schluessel } from "../kern/akteur.js";
import type { Teilnehmer, Teilnehmerrolle } from "../kern/akteur.js";
import { sichtbarFuer } from "./aenderung.js";
import type { Gespraechsnachricht } from "./datensaetze/gespraechsnachricht.js";
import type { Vorgang } from "./vorgang.js";

/** The conversation of a Vorgang: who takes part, who reads what. */

const PARTNER: Record<Teilnehmerrolle, (vorgang: Vorgang) => Teilnehmer | null> = {
  VERORDNENDER: ({ verordnender }) => verordnender,
  // Never both: annehmen ends the Zuweisung.
  PFLEGEDIENST: ({ pflegedienst, zuweisung }) => pflegedienst ?? zuweisung,
  KOSTENTRAEGER: ({ kostentraeger }) => kostentraeger,
  VERSICHERTER: ({ versicherter }) => versicherter,
};

export const nimmtTeil = (vorgang: Vorgang, teilnehmer: Teilnehmer): boolean =>
  sichtbarFuer(vorgang).includes(schluessel(teilnehmer));

/** The participant of this role that can be written to now; null: none takes part. */
export function gespraechspartner(vorgang: Vorgang, rolle: Teilnehmerrolle): Teilnehmer | null {
  const partner = PARTNER[rolle](vorgang);
  return partner !== null && nimmtTeil(vorgang, partner) ? partner : null;
}

/** A message is its sender's and its addressees' alone, by identity: a later Pflegedienst does not read an earlier one's. */
export function liestNachricht({ absender, an }: Gespraechsnachricht, leser: Teilnehmer | null): boolean {
  return leser !== null && [absender, ...an].some((einer) => schluessel(einer) === schluessel(leser));
}
