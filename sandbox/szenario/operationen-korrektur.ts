/** GraphQL operations of the Korrekturprozess, as a portal would send them. */
const ERGEBNIS = `aktion statusVorher status version vorgang { id }`;

export const KORREKTUR_ANFRAGEN = `mutation($vorgangId: ID!, $an: Korrekturadressat, $vorschlag: KorrekturvorschlagEingabe!, $anfrageId: UUID) {
  korrekturAnfragen(vorgangId: $vorgangId, an: $an, vorschlag: $vorschlag, anfrageId: $anfrageId) { ${ERGEBNIS} }
}`;

export const KORREKTUR_AKTUALISIEREN = `mutation($vorgangId: ID!, $vorschlag: KorrekturvorschlagEingabe!, $anfrageId: UUID) {
  korrekturAktualisieren(vorgangId: $vorgangId, vorschlag: $vorschlag, anfrageId: $anfrageId) { ${ERGEBNIS} }
}`;

export const KORREKTUR_ZURUECKZIEHEN = `mutation($vorgangId: ID!, $anfrageId: UUID) {
  korrekturZurueckziehen(vorgangId: $vorgangId, anfrageId: $anfrageId) { ${ERGEBNIS} }
}`;

export const KORREKTUR_BEANTWORTEN = `mutation($vorgangId: ID!, $antworten: [AenderungsantwortEingabe!]!, $signiert: Base64!, $anfrageId: UUID) {
  korrekturBeantworten(vorgangId: $vorgangId, antworten: $antworten, signiert: $signiert, anfrageId: $anfrageId) { ${ERGEBNIS} }
}`;

export const KORREKTUREN = `query($id: ID!) {
  vorgang(id: $id) {
    id status
    korrektur { id }
    korrekturen {
      id art zuVersion aktiv absender zurueckgezogenAm neueVersion bundle
      aenderungen { id art pfad vorher nachher satz begruendung antwort { ergebnis begruendung } }
    }
    versionsvergleich(von: 1, bis: 2) { artOderUmfangGeaendert unterschiede { art pfad vorher nachher satz } }
  }
}`;
