/** GraphQL operations for preparing Verordnungen, as a practice's system would send them. */

const ENTWURF = `entwurf {
  folgeAuf
  inhalt { art verordnungszeitraum { von bis } gesamtverordnungId leistungen { id nummer blanko haeufigkeit { anzahl je } dauer { von bis } } }
  maengel { pfad regel } hinweise { pfad regel } zuSignieren { bundle }
}`;

export const PROFIL_SPEICHERN = `mutation($profil: ProfilEingabe!, $anfrageId: UUID) {
  profilSpeichern(profil: $profil, anfrageId: $anfrageId) { id }
}`;

export const PROFILE = `query { profile { name leistungen { nummer blanko } } }`;

export const ENTWURF_ANLEGEN = `mutation(
  $entwurf: EntwurfEingabe, $profilIds: [ID!]! = [], $ausVerordnung: ID, $ausLeistungen: [ID!], $anfrageId: UUID
) {
  entwurfAnlegen(
    entwurf: $entwurf, profilIds: $profilIds, ausVerordnung: $ausVerordnung, ausLeistungen: $ausLeistungen, anfrageId: $anfrageId
  ) { gesamtverordnungId zuzahlungshinweis vorgaenge { id status version ${ENTWURF} } }
}`;

export const ENTWURF_AENDERN = `mutation($vorgangId: ID!, $entwurf: EntwurfEingabe!, $anfrageId: UUID) {
  entwurfAendern(vorgangId: $vorgangId, entwurf: $entwurf, anfrageId: $anfrageId) {
    statusVorher status version vorgang { id ${ENTWURF} }
  }
}`;

export const SIGNATURLISTE = `query { signaturliste(first: 50) { edges { node { id entwurf { zuSignieren { bundle } } } } } }`;

export const MEHRERE_AKTIVIEREN = `mutation($auftraege: [AktivierungEingabe!]!) {
  mehrereAktivieren(auftraege: $auftraege) { ergebnis { aktion statusVorher status version vorgang { id } } }
}`;

export const UEBERSICHT = `query($versicherter: String!) {
  verordnungsuebersicht(versicherter: $versicherter, first: 20) {
    edges { node { id status verordnung { inhalt { art leistungen { id nummer } } } } }
  }
}`;
