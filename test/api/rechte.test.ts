import assert from "node:assert/strict";
import type { GraphQLObjectType } from "graphql";
import { baueSchema } from "../../src/resolvers/build-schema.js";
import type { Akteur } from "../../src/domain/kern/akteur.js";
import { arzt, betrieb, elena, kasse, mfa, privatversicherung, renate, vertreterin } from "../helfer/akteure.js";
import { einTestserver } from "./helfer/ein-testserver.js";
import { abonniereEinmal } from "./helfer/ws-client.js";
import { codes } from "./helfer/testserver.js";

/** Smallest valid call of each root field. */
const AUFRUFE: Readonly<Record<string, string>> = {
  ich: "{ ich { rolle } }",
  leistungsverzeichnis: "{ leistungsverzeichnis { version } }",
  vorgang: '{ vorgang(id: "1") { id } }',
  arbeitsliste: "{ arbeitsliste { pageInfo { hasNextPage } } }",
  verordnungsuebersicht: '{ verordnungsuebersicht(versicherter: "X000001014") { pageInfo { hasNextPage } } }',
  einloesbareVerordnungen: '{ einloesbareVerordnungen(poppToken: "x") { pageInfo { hasNextPage } } }',
  protokoll: '{ protokoll(vorgangId: "1") { id } }',
  meldungen: "{ meldungen { pageInfo { hasNextPage } } }",
  einstellungen: "{ einstellungen { version } }",
  einstellungenSetzen: `mutation { einstellungenSetzen(eingabe: {
    kanaele: [PORTAL], alleInformationen: false, informationen: [], ruhezeiten: [] }) { version } }`,
  zustellungen: "{ zustellungen { pageInfo { hasNextPage } } }",
  kanalstaende: "{ kanalstaende { kanal } }",
  zustellzahlen: "{ zustellzahlen { anzahl } }",
  posteingang: "{ posteingang { anzahlBeiseitegelegte } }",
  blankoverordnungZuSignieren: `{ blankoverordnungZuSignieren(vorgangId: "1", blankoverordnung: { zuVersion: 1,
    pflegefachperson: { lbnr: "1", name: "a" }, pflegedienst: { telematikId: "1", name: "a" }, leistungen: [] }) { sha256 } }`,
  angabenZuSignieren: `{ angabenZuSignieren(vorgangId: "1", angaben: { zuVersion: 1, leistungen: [], pflegedienst: {
    telematikId: "1", ik: "1", name: "a", ansprechpartner: "a", anschrift: { strasse: "a", plz: "1", ort: "a" } } }) { sha256 } }`,
  verordnungZuSignieren: `{ verordnungZuSignieren(vorgangId: "1", verordnung: { art: ERSTVERORDNUNG, verordnungsdatum: "2026-01-01",
    verordnungszeitraum: { von: "2026-01-01", bis: "2026-01-02" }, diagnosen: [], einschraenkungen: [], leistungen: [],
    wahlKostenerstattung: false, kostentraeger: { ik: "1", name: "a", art: GKV },
    verordnender: { lanr: "1", vorname: "a", nachname: "a", telematikId: "1", institution: "a" },
    versicherter: { kvnr: "1", vorname: "a", nachname: "a", geburtsdatum: "2000-01-01",
      anschrift: { strasse: "a", plz: "1", ort: "a" } } }) { sha256 } }`,
  signaturliste: "{ signaturliste { pageInfo { hasNextPage } } }",
  profile: "{ profile { id } }",
  anlegen: "mutation { anlegen { status } }",
  entwurfAnlegen: "mutation { entwurfAnlegen { zuzahlungshinweis } }",
  entwurfAendern: 'mutation { entwurfAendern(vorgangId: "1", entwurf: {}) { status } }',
  mehrereAktivieren: 'mutation { mehrereAktivieren(auftraege: [{ vorgangId: "1", signiert: "AAAA" }]) { vorgangId } }',
  profilSpeichern: 'mutation { profilSpeichern(profil: { name: "a", leistungen: [] }) { id } }',
  profilLoeschen: 'mutation { profilLoeschen(id: "1") }',
  aktivieren: 'mutation { aktivieren(vorgangId: "1", signiert: "AAAA") { status } }',
  neueVersion: 'mutation { neueVersion(vorgangId: "1", signiert: "AAAA") { status } }',
  loeschen: 'mutation { loeschen(vorgangId: "1") { status } }',
  zuweisen: 'mutation { zuweisen(vorgangId: "1", pflegedienst: "1") { status } }',
  zuweisungAblehnen: 'mutation { zuweisungAblehnen(vorgangId: "1") { status } }',
  antwortregeln: "{ antwortregeln { version } }",
  pflegedienste: '{ pflegedienste(ort: "Berlin") { unvollstaendig } }',
  meinePflegedienste: "{ meinePflegedienste { favoriten { name } } }",
  antwortregelnSetzen: "mutation { antwortregelnSetzen(eingabe: { alleAblehnen: false, regeln: [] }) { version } }",
  stammpflegedienstSetzen: "mutation { stammpflegedienstSetzen { favoriten { name } } }",
  favoritMarkieren: 'mutation { favoritMarkieren(pflegedienst: "1") { favoriten { name } } }',
  verfuegbarkeitsanfragen: "{ verfuegbarkeitsanfragen { pageInfo { hasNextPage } } }",
  verfuegbarkeitAnfragen: 'mutation { verfuegbarkeitAnfragen(vorgangId: "1", pflegedienst: "1") { status } }',
  verfuegbarkeitAntworten: 'mutation { verfuegbarkeitAntworten(vorgangId: "1", verfuegbar: true) { status } }',
  verfuegbarkeitZurueckziehen: 'mutation { verfuegbarkeitZurueckziehen(vorgangId: "1", anfrage: "1") { status } }',
  zugriffGeben: 'mutation { zugriffGeben(vorgangId: "1") { status } }',
  zugriffEntziehen: 'mutation { zugriffEntziehen(vorgangId: "1") { status } }',
  zurueckgeben: 'mutation { zurueckgeben(vorgangId: "1") { status } }',
  antragKostenerstattung: 'mutation { antragKostenerstattung(vorgangId: "1") { status } }',
  zugriffWeitergeben: 'mutation { zugriffWeitergeben(vorgangId: "1", kostentraeger: "1") { status } }',
  entscheidungAendern: 'mutation { entscheidungAendern(vorgangId: "1", signiert: "AAAA") { status } }',
  entscheidungLoeschen: 'mutation { entscheidungLoeschen(vorgangId: "1") { status } }',
  abschliessen: 'mutation { abschliessen(vorgangId: "1") { status } }',
  annehmen: 'mutation { annehmen(vorgangId: "1") { status } }',
  blankoverordnungSpeichern: 'mutation { blankoverordnungSpeichern(vorgangId: "1", signiert: "AAAA") { status } }',
  angabenSpeichern: 'mutation { angabenSpeichern(vorgangId: "1", signiert: "AAAA") { status } }',
  unterlageHinzufuegen:
    'mutation { unterlageHinzufuegen(vorgangId: "1", unterlageId: "00000000-0000-4000-8000-000000000000", art: SONSTIGES, titel: "x") { status } }',
  unterlageEntfernen:
    'mutation { unterlageEntfernen(vorgangId: "1", unterlageId: "00000000-0000-4000-8000-000000000000") { status } }',
  einreichen: 'mutation { einreichen(vorgangId: "1") { status } }',
  entscheiden: 'mutation { entscheiden(vorgangId: "1", signiert: "AAAA") { status } }',
  leistungVermindern: 'mutation { leistungVermindern(vorgangId: "1", aenderungen: []) { status } }',
  nachrichtSchreiben: 'mutation { nachrichtSchreiben(vorgangId: "1", an: [VERORDNENDER], text: "a") { status } }',
  folgeverordnungErbitten: 'mutation { folgeverordnungErbitten(vorgangId: "1") { status } }',
  korrekturAnfragen: `mutation { korrekturAnfragen(vorgangId: "1", vorschlag: { zuVersion: 1, aenderungen: [] }) { status } }`,
  korrekturAktualisieren: `mutation { korrekturAktualisieren(vorgangId: "1", vorschlag: { zuVersion: 1, aenderungen: [] })
    { status } }`,
  korrekturZurueckziehen: 'mutation { korrekturZurueckziehen(vorgangId: "1") { status } }',
  korrekturBeantworten: 'mutation { korrekturBeantworten(vorgangId: "1", antworten: [], signiert: "AAAA") { status } }',
  postAbholen: "mutation { postAbholen { anzahlBeiseitegelegte } }",
  postErneutLesen: 'mutation { postErneutLesen(uid: "1") { wirdGelesen } }',
  postVerwerfen: 'mutation { postVerwerfen(uid: "1") { verworfen } }',
  zustellungWiederholen: 'mutation { zustellungWiederholen(id: "1") { erneutEingeplant } }',
};

const AKTEURE: Readonly<Record<string, () => Akteur>> = {
  ARZT: arzt,
  MFA: mfa,
  PFLEGEDIENST: elena,
  KASSE: kasse,
  VERSICHERTER: renate,
  VERTRETER: vertreterin,
  BETRIEB: betrieb,
};

/** By hand from fachregeln.md sections 1–4: + may use it, - VERBOTEN. Columns as in AKTEURE. */
const MATRIX: Readonly<Record<string, string>> = {
  //                            ARZT MFA PD KASSE VERS VERTR BETR
  ich: /*                         */ "+ + + + + + +",
  leistungsverzeichnis: /*        */ "+ + + + + + -",
  vorgang: /*                     */ "+ + + + + + -",
  arbeitsliste: /*                */ "+ + + + + + -",
  verordnungsuebersicht: /*       */ "+ + - + + + -",
  einloesbareVerordnungen: /*     */ "- - + - - - -",
  protokoll: /*                   */ "- - - - + + -",
  meldungen: /*                   */ "+ + + + + + -",
  zustellungen: /*                */ "- - - - - - +",
  zustellzahlen: /*               */ "- - - - - - +",
  kanalstaende: /*                */ "- - - - - - +",
  posteingang: /*                 */ "- - - - - - +",
  postAbholen: /*                 */ "- - - - - - +",
  postErneutLesen: /*             */ "- - - - - - +",
  postVerwerfen: /*               */ "- - - - - - +",
  einstellungen: /*               */ "+ + + + + + -",
  einstellungenSetzen: /*         */ "+ + + + + + -",
  verordnungZuSignieren: /*       */ "+ + - - - - -",
  blankoverordnungZuSignieren: /* */ "- - + - - - -",
  angabenZuSignieren: /*          */ "- - + - - - -",
  signaturliste: /*               */ "+ + - - - - -",
  profile: /*                     */ "+ + - - - - -",
  anlegen: /*                     */ "+ + - - - - -",
  entwurfAnlegen: /*              */ "+ + - - - - -",
  entwurfAendern: /*              */ "+ + - - - - -",
  mehrereAktivieren: /*           */ "+ + - - - - -",
  profilSpeichern: /*             */ "+ + - - - - -",
  profilLoeschen: /*              */ "+ + - - - - -",
  aktivieren: /*                  */ "+ + - - - - -",
  neueVersion: /*                 */ "+ + - - - - -",
  loeschen: /*                    */ "+ + - - + + -",
  zuweisen: /*                    */ "- - - - + + -",
  zuweisungAblehnen: /*           */ "- - + - - - -",
  antwortregeln: /*               */ "- - + - - - -",
  pflegedienste: /*               */ "- - - - + + -",
  meinePflegedienste: /*          */ "- - - - + + -",
  antwortregelnSetzen: /*         */ "- - + - - - -",
  stammpflegedienstSetzen: /*     */ "- - - - + + -",
  favoritMarkieren: /*            */ "- - - - + + -",
  verfuegbarkeitsanfragen: /*     */ "- - + - - - -",
  verfuegbarkeitAnfragen: /*      */ "- - - - + + -",
  verfuegbarkeitAntworten: /*     */ "- - + - - - -",
  verfuegbarkeitZurueckziehen: /* */ "- - - - + + -",
  zugriffGeben: /*                */ "- - - - + + -",
  zugriffEntziehen: /*            */ "- - - - + + -",
  zurueckgeben: /*                */ "- - + - - - -",
  antragKostenerstattung: /*      */ "- - - + - - -",
  zugriffWeitergeben: /*          */ "- - - + - - -",
  entscheidungAendern: /*         */ "- - - + - - -",
  entscheidungLoeschen: /*        */ "- - - + - - -",
  abschliessen: /*                */ "- - - + - - -",
  annehmen: /*                    */ "- - + - - - -",
  blankoverordnungSpeichern: /*   */ "- - + - - - -",
  angabenSpeichern: /*            */ "- - + - - - -",
  unterlageHinzufuegen: /*        */ "+ + + - - - -",
  unterlageEntfernen: /*          */ "+ + + - - - -",
  einreichen: /*                  */ "- - + - - - -",
  entscheiden: /*                 */ "- - - + - - -",
  leistungVermindern: /*          */ "+ + - - - - -",
  nachrichtSchreiben: /*          */ "+ + + + + + -",
  folgeverordnungErbitten: /*     */ "- - + - - - -",
  korrekturAnfragen: /*           */ "- - + + - - -",
  korrekturAktualisieren: /*      */ "- - + + - - -",
  korrekturZurueckziehen: /*      */ "- - + + - - -",
  korrekturBeantworten: /*        */ "+ + + - - - -",
  zustellungWiederholen: /*       */ "- - - - - - +",
};

const ABONNEMENTS: Readonly<Record<string, string>> = {
  meldungen: "subscription { meldungen { cursor } }",
  vorgangGeaendert: "subscription { vorgangGeaendert { cursor } }",
};

describe("Root fields × roles", () => {
  const api = einTestserver();

  it("the matrix calls every query and mutation of the schema, and every subscription is opened", () => {
    const schema = baueSchema();
    const felder = (wurzel: GraphQLObjectType | null | undefined) => Object.keys(wurzel?.getFields() ?? {});
    const erwartet = [...felder(schema.getQueryType()), ...felder(schema.getMutationType())].sort();
    assert.deepEqual(Object.keys(MATRIX).sort(), erwartet);
    assert.deepEqual(Object.keys(AUFRUFE).sort(), erwartet);
    assert.deepEqual(Object.keys(ABONNEMENTS).sort(), felder(schema.getSubscriptionType()).sort());
  });

  for (const [operation, zeile] of Object.entries(MATRIX))
    zeile.split(" ").forEach((darf, spalte) => {
      const [name, akteur] = Object.entries(AKTEURE)[spalte] ?? assert.fail();
      it(`${operation} as ${name}: ${darf === "+" ? "permitted" : "VERBOTEN"}`, async () => {
        const antwort = await api.server.als(akteur())(AUFRUFE[operation] ?? "");
        assert.equal(antwort.status, 200);
        assert.equal(codes(antwort).includes("VERBOTEN"), darf === "-", JSON.stringify(antwort.errors));
        if (darf === "-") assert.deepEqual(codes(antwort), ["VERBOTEN"]);
      });
    });

  for (const operation of Object.keys(AUFRUFE))
    it(`${operation} as a payer of the Kostenerstattung principle: refused`, async () => {
      const antwort = await api.server.als(privatversicherung())(AUFRUFE[operation] ?? "");
      assert.deepEqual(codes(antwort), ["KOSTENERSTATTUNG_OHNE_ZUGRIFF"]);
    });

  for (const [operation, query] of Object.entries(ABONNEMENTS))
    for (const [name, akteur] of Object.entries(AKTEURE))
      it(`subscription ${operation} as ${name}: ${name === "BETRIEB" ? "closed with 4403" : "opens"}`, async () => {
        const ergebnis = await abonniereEinmal(api.server.url, api.umgebung.tokenFuer(akteur()), query);
        if (name === "BETRIEB") assert.deepEqual(ergebnis, { art: "geschlossen", code: 4403, grund: "VERBOTEN" });
        else
          assert.deepEqual(ergebnis, {
            art: "ereignis",
            data: { [operation]: { cursor: api.server.speicher.stand() } },
          });
      });

  it("subscription as a payer of the Kostenerstattung principle: closed with 4403", async () => {
    const query = "subscription { meldungen { cursor } }";
    const ergebnis = await abonniereEinmal(api.server.url, api.umgebung.tokenFuer(privatversicherung()), query);
    assert.deepEqual(ergebnis, { art: "geschlossen", code: 4403, grund: "KOSTENERSTATTUNG_OHNE_ZUGRIFF" });
  });
});
