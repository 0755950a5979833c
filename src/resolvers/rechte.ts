import type { Akteur, Rolle } from "../domain/kern/akteur.js";
import { Fachfehler } from "../domain/kern/fehler.js";
import { weiseKostenerstattungAb } from "../domain/hkp/zulaessig.js";

const BETEILIGTE = ["VERORDNENDER", "PFLEGEDIENST", "KOSTENTRAEGER", "VERSICHERTER", "VERTRETER"] as const;

/**
 * The one table of permissions: root field → roles that may use it at all. What a role may do on a single Vorgang say
 * the tables of the domain. A root field that is missing here is refused for everybody; a test compares both directions.
 */
export const RECHTE = {
  ich: [...BETEILIGTE, "BETRIEB"],
  leistungsverzeichnis: BETEILIGTE,
  vorgang: BETEILIGTE,
  arbeitsliste: BETEILIGTE,
  verordnungsuebersicht: ["VERORDNENDER", "KOSTENTRAEGER", "VERSICHERTER", "VERTRETER"],
  einloesbareVerordnungen: ["PFLEGEDIENST"],
  protokoll: ["VERSICHERTER", "VERTRETER"],
  meldungen: BETEILIGTE,
  einstellungen: BETEILIGTE,
  verordnungZuSignieren: ["VERORDNENDER"],
  blankoverordnungZuSignieren: ["PFLEGEDIENST"],
  angabenZuSignieren: ["PFLEGEDIENST"],
  verfuegbarkeitsanfragen: ["PFLEGEDIENST"],
  antwortregeln: ["PFLEGEDIENST"],
  pflegedienste: ["VERSICHERTER", "VERTRETER"],
  meinePflegedienste: ["VERSICHERTER", "VERTRETER"],
  signaturliste: ["VERORDNENDER"],
  profile: ["VERORDNENDER"],
  zustellungen: ["BETRIEB"],
  zustellzahlen: ["BETRIEB"],
  kanalstaende: ["BETRIEB"],
  posteingang: ["BETRIEB"],

  anlegen: ["VERORDNENDER"],
  entwurfAnlegen: ["VERORDNENDER"],
  entwurfAendern: ["VERORDNENDER"],
  aktivieren: ["VERORDNENDER"],
  mehrereAktivieren: ["VERORDNENDER"],
  profilSpeichern: ["VERORDNENDER"],
  profilLoeschen: ["VERORDNENDER"],
  neueVersion: ["VERORDNENDER"],
  loeschen: ["VERORDNENDER", "VERSICHERTER", "VERTRETER"],
  zuweisen: ["VERSICHERTER", "VERTRETER"],
  zuweisungAblehnen: ["PFLEGEDIENST"],
  verfuegbarkeitAnfragen: ["VERSICHERTER", "VERTRETER"],
  verfuegbarkeitAntworten: ["PFLEGEDIENST"],
  verfuegbarkeitZurueckziehen: ["VERSICHERTER", "VERTRETER"],
  antwortregelnSetzen: ["PFLEGEDIENST"],
  stammpflegedienstSetzen: ["VERSICHERTER", "VERTRETER"],
  favoritMarkieren: ["VERSICHERTER", "VERTRETER"],
  zugriffGeben: ["VERSICHERTER", "VERTRETER"],
  zugriffEntziehen: ["VERSICHERTER", "VERTRETER"],
  annehmen: ["PFLEGEDIENST"],
  zurueckgeben: ["PFLEGEDIENST"],
  blankoverordnungSpeichern: ["PFLEGEDIENST"],
  angabenSpeichern: ["PFLEGEDIENST"],
  unterlageHinzufuegen: ["VERORDNENDER", "PFLEGEDIENST"],
  unterlageEntfernen: ["VERORDNENDER", "PFLEGEDIENST"],
  einreichen: ["PFLEGEDIENST"],
  antragKostenerstattung: ["KOSTENTRAEGER"],
  entscheiden: ["KOSTENTRAEGER"],
  entscheidungAendern: ["KOSTENTRAEGER"],
  zugriffWeitergeben: ["KOSTENTRAEGER"],
  entscheidungLoeschen: ["KOSTENTRAEGER"],
  abschliessen: ["KOSTENTRAEGER"],
  korrekturAnfragen: ["PFLEGEDIENST", "KOSTENTRAEGER"],
  korrekturAktualisieren: ["PFLEGEDIENST", "KOSTENTRAEGER"],
  korrekturZurueckziehen: ["PFLEGEDIENST", "KOSTENTRAEGER"],
  korrekturBeantworten: ["VERORDNENDER", "PFLEGEDIENST"],
  leistungVermindern: ["VERORDNENDER"],
  nachrichtSchreiben: BETEILIGTE,
  einstellungenSetzen: BETEILIGTE,
  folgeverordnungErbitten: ["PFLEGEDIENST"],
  zustellungWiederholen: ["BETRIEB"],
  postAbholen: ["BETRIEB"],
  postErneutLesen: ["BETRIEB"],
  postVerwerfen: ["BETRIEB"],

  vorgangGeaendert: BETEILIGTE,
} as const satisfies Record<string, readonly Rolle[]>;

export type Operation = keyof typeof RECHTE;

/** Root fields the role may use; empty for a Kostentraeger of the Kostenerstattung principle. */
export function operationenFuer(akteur: Akteur): readonly Operation[] {
  if (akteur.rolle === "KOSTENTRAEGER" && akteur.prinzip === "KOSTENERSTATTUNG") return [];
  return (Object.keys(RECHTE) as Operation[]).filter((operation) => rollenFuer(operation).includes(akteur.rolle));
}

const rollenFuer = (operation: string): readonly Rolle[] =>
  Object.hasOwn(RECHTE, operation) ? RECHTE[operation as Operation] : [];

/** @throws Fachfehler NICHT_ANGEMELDET, KOSTENERSTATTUNG_OHNE_ZUGRIFF or VERBOTEN, in this order. */
export function pruefeRecht(operation: string, akteur: Akteur | null): void {
  if (akteur === null) throw new Fachfehler("NICHT_ANGEMELDET");
  weiseKostenerstattungAb(akteur);
  const erlaubteRollen = rollenFuer(operation);
  if (!erlaubteRollen.includes(akteur.rolle)) throw new Fachfehler("VERBOTEN", { erlaubteRollen });
}
