/** GraphQL operations of the scenarios, as a portal would send them. */

const ZUSTELLUNG = `id ereignis kanal zustand empfaengerRolle adresse nachrichtId vorgangVersion`;

const ERGEBNIS = `aktion statusVorher status version vorgang { id }`;

export const ANLEGEN = `mutation($anfrageId: UUID) { anlegen(anfrageId: $anfrageId) { ${ERGEBNIS} } }`;

export const AKTIVIEREN = `mutation($vorgangId: ID!, $signiert: Base64!, $anfrageId: UUID) {
  aktivieren(vorgangId: $vorgangId, signiert: $signiert, anfrageId: $anfrageId) { ${ERGEBNIS} }
}`;

export const ANNEHMEN = `mutation($vorgangId: ID!, $zugang: ZugangEingabe, $anfrageId: UUID) {
  annehmen(vorgangId: $vorgangId, zugang: $zugang, anfrageId: $anfrageId) { ${ERGEBNIS} }
}`;

export const BLANKOVERORDNUNG_SPEICHERN = `mutation($vorgangId: ID!, $signiert: Base64!, $anfrageId: UUID) {
  blankoverordnungSpeichern(vorgangId: $vorgangId, signiert: $signiert, anfrageId: $anfrageId) { ${ERGEBNIS} }
}`;

export const ANGABEN_SPEICHERN = `mutation($vorgangId: ID!, $signiert: Base64!, $anfrageId: UUID) {
  angabenSpeichern(vorgangId: $vorgangId, signiert: $signiert, anfrageId: $anfrageId) { ${ERGEBNIS} }
}`;

export const ZUWEISEN = `mutation($vorgangId: ID!, $pflegedienst: String!, $anfrageId: UUID) {
  zuweisen(vorgangId: $vorgangId, pflegedienst: $pflegedienst, anfrageId: $anfrageId) { ${ERGEBNIS} }
}`;

export const ZUGRIFF_GEBEN = `mutation($vorgangId: ID!, $anfrageId: UUID) {
  zugriffGeben(vorgangId: $vorgangId, anfrageId: $anfrageId) { ${ERGEBNIS} }
}`;

export const EINREICHEN = `mutation($vorgangId: ID!, $anfrageId: UUID) {
  einreichen(vorgangId: $vorgangId, anfrageId: $anfrageId) { ${ERGEBNIS} }
}`;

export const ENTSCHEIDEN = `mutation($vorgangId: ID!, $entscheidung: EntscheidungEingabe!, $anfrageId: UUID) {
  entscheiden(vorgangId: $vorgangId, entscheidung: $entscheidung, anfrageId: $anfrageId) { ${ERGEBNIS} }
}`;

export const VERORDNUNG_ZU_SIGNIEREN = `query($vorgangId: ID!, $verordnung: VerordnungEingabe!) {
  zuSignieren: verordnungZuSignieren(vorgangId: $vorgangId, verordnung: $verordnung) { bundle }
}`;

export const BLANKOVERORDNUNG_ZU_SIGNIEREN = `query($vorgangId: ID!, $blankoverordnung: BlankoverordnungEingabe!) {
  zuSignieren: blankoverordnungZuSignieren(vorgangId: $vorgangId, blankoverordnung: $blankoverordnung) { bundle }
}`;

export const ANGABEN_ZU_SIGNIEREN = `query($vorgangId: ID!, $angaben: AngabenEingabe!) {
  zuSignieren: angabenZuSignieren(vorgangId: $vorgangId, angaben: $angaben) { bundle }
}`;

export const EINLOESBARE = `query($poppToken: String!) {
  einloesbareVerordnungen(poppToken: $poppToken, first: 20) { edges { node { id status } } }
}`;

export const EINSEHEN = `query($id: ID!, $zugang: ZugangEingabe) {
  vorgang(id: $id, zugang: $zugang) {
    id status version
    verordnung { version inhalt { leistungen { id nummer blanko } } }
    entscheidung { inhalt { gesamtergebnis } }
  }
}`;

export const STAND = `query { arbeitsliste(first: 100) { edges { node { id status version } } } }`;

/** The decision as its reader sees it. */
export const ENTSCHEIDUNG_EINSEHEN = `query($id: ID!) {
  vorgang(id: $id) {
    id status
    entscheidung { inhalt { gesamtergebnis begruendungen { verordnender pflegedienst versicherter } } }
  }
}`;

/** Deliveries as the operator sees them: no content, no KVNR. */
export const ZUSTELLUNGEN = `query { zustellungen(first: 100) { edges { node { vorgangId ${ZUSTELLUNG} } } } }`;

export const FEED = `query { meldungen(first: 100) { edges { node { id art ereignis vorgangId version satz } } } }`;

export const MELDUNGEN = `subscription { meldungen { cursor vorgangId meldung { id } } }`;
