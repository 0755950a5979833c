/** GraphQL operations around the unverbindliche Anfrage, as a portal would send them. */

const ERGEBNIS = `aktion statusVorher status version vorgang { id }`;

export const VERFUEGBARKEIT_ANFRAGEN = `mutation(
  $vorgangId: ID!, $pflegedienst: String!, $wunsch: AnfragewunschEingabe, $anfrageId: UUID
) {
  verfuegbarkeitAnfragen(vorgangId: $vorgangId, pflegedienst: $pflegedienst, wunsch: $wunsch, anfrageId: $anfrageId) { ${ERGEBNIS} }
}`;

export const VERFUEGBARKEIT_ANTWORTEN = `mutation($vorgangId: ID!, $verfuegbar: Boolean!, $text: String, $anfrageId: UUID) {
  verfuegbarkeitAntworten(vorgangId: $vorgangId, verfuegbar: $verfuegbar, text: $text, anfrageId: $anfrageId) { ${ERGEBNIS} }
}`;

export const ANFRAGEN_EINSEHEN = `query($id: ID!) {
  vorgang(id: $id) { id status verfuegbarkeitsanfragen { name zustand antwort } }
}`;

/** The own list of a Pflegedienst; also what it no longer sees. */
export const ANFRAGENLISTE = `query { verfuegbarkeitsanfragen(first: 100) { edges { node { vorgangId zustand } } } }`;
