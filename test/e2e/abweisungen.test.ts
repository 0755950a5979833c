import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { PersonId } from "../../sandbox/personen.js";
import {
  KORREKTUR_AKTUALISIEREN,
  KORREKTUR_ANFRAGEN,
  KORREKTUR_BEANTWORTEN,
  KORREKTUR_ZURUECKZIEHEN,
} from "../../sandbox/szenario/operationen-korrektur.js";
import { testGateway } from "../helfer/gateway.js";
import { base64, EINLOESBARE, lehntAb, LESEN, pfade, PROTOKOLL, UNBEKANNT } from "./abweisungen-handlungen.js";
import * as daten from "./daten.js";
import {
  bisAntragspruefung,
  bisOffen,
  bisZugewiesen,
  mutation,
  signiert,
  speichereBlanko,
  versuche,
  zuSignieren,
} from "./handlungen.js";
import type { Aktion, Datensatz } from "./handlungen.js";
import { ENTFERNEN, HINZUFUEGEN } from "./unterlagen-handlungen.js";
import { als } from "./portal.js";
import type { Fehler, Variablen } from "./portal.js";
import { Stillstand } from "./unveraendert.js";

/** Bad input and failure: each refusal has its code, and leaves no trace. */
describe("refusals over HTTP", function () {
  this.timeout(30_000);
  const gateway = testGateway("e2e-abweisungen");
  let offen: string;
  let zugewiesen: string;
  let mitBlanko: string;
  let ohneBlanko: string;
  let inPruefung: string;
  let stillstand: Stillstand;

  before(async () => {
    offen = await bisOffen(gateway);
    zugewiesen = await bisZugewiesen(gateway);
    mitBlanko = await bisZugewiesen(gateway);
    await speichereBlanko(gateway, mitBlanko);
    ohneBlanko = await bisZugewiesen(gateway, { versicherter: "aurelia", haus: "integral", blanko: false });
    inPruefung = await bisAntragspruefung(gateway);
    stillstand = await Stillstand.ab(gateway);
  });
  afterEach("nothing changed, no mail came", () => stillstand.pruefe());
  const lehnt = lehntAb(gateway);

  describe("a Vorgang that is unknown and one that is not one's own", () => {
    /** The whole error but the id of the request. */
    const ohneAnfrage = ({ extensions: { anfrageId, ...rest }, ...fehler }: Fehler) => {
      assert.match(anfrageId, /\S/);
      return { ...fehler, extensions: rest };
    };
    const beliebig = Buffer.from("kein CMS").toString("base64");
    interface Frage {
      readonly person: PersonId;
      readonly query: string;
      readonly variablen: (id: string) => Variablen;
    }
    const lesen = (person: PersonId, query: string): Frage => ({ person, query, variablen: (id) => ({ id }) });
    const handeln = (person: PersonId, aktion: Aktion, mehr: Variablen = {}): Frage => ({
      person,
      query: mutation(aktion, { vorgangId: "", ...mehr }),
      variablen: (vorgangId) => ({ vorgangId, ...mehr }),
    });
    const FRAGEN: Readonly<Record<string, Frage>> = {
      "read by a Pflegedienst": lesen("miriam", LESEN),
      "read by the Kasse": lesen("kasse", LESEN),
      "read by another Versicherte": lesen("aurelia", LESEN),
      Protokoll: lesen("aurelia", PROTOKOLL),
      "annehmen without a proof": handeln("miriam", "annehmen"),
      "annehmen with a made-up code": handeln("miriam", "annehmen", { zugang: { zugriffscode: "0".repeat(64) } }),
      einreichen: handeln("miriam", "einreichen"),
      "einreichen with a version": handeln("miriam", "einreichen", { version: 17 }),
      blankoverordnungSpeichern: handeln("miriam", "blankoverordnungSpeichern", { signiert: beliebig }),
      angabenSpeichern: handeln("miriam", "angabenSpeichern", { signiert: beliebig }),
      entscheiden: handeln("kasse", "entscheiden", { entscheidung: daten.entscheidung(true) }),
      angabenZuSignieren: {
        person: "miriam",
        query: zuSignieren("angaben"),
        variablen: (vorgangId) => ({ vorgangId, angaben: daten.angaben("integral", true) }),
      },
    };
    for (const [name, { person, query, variablen }] of Object.entries(FRAGEN))
      it(`are refused alike: ${name}`, async () => {
        const portal = await als(gateway, person);
        const unbekannt = ohneAnfrage(await portal.abgelehnt(query, variablen(UNBEKANNT)));
        assert.deepEqual(unbekannt.extensions, { code: "VORGANG_UNBEKANNT" });
        assert.equal(
          unbekannt.message,
          "Diesen Vorgang gibt es nicht oder Sie haben keinen Zugriff darauf. Prüfen Sie die Verordnungs-ID und die Zugriffsinformationen.",
        );
        for (const fremd of [offen, zugewiesen])
          assert.deepEqual(ohneAnfrage(await portal.abgelehnt(query, variablen(fremd))), unbekannt);
        assert.deepEqual(ohneAnfrage(await portal.abgelehnt(query, variablen("keine Verordnungs-ID"))), unbekannt);
      });
  });

  describe("status, version and conditions", () => {
    it("a stale version: VERSIONSKONFLIKT with both numbers", async () => {
      const zugang = { poppToken: await gateway.welt.leseKarte("renate", "hand-und-herz") };
      await lehnt("elena", "annehmen", { vorgangId: offen, zugang, version: 1 }, "VERSIONSKONFLIKT", {
        erwartet: 1,
        vorhanden: 2,
      });
    });

    it("an action that the status does not have: STATUS_UNZULAESSIG, naming it and what is allowed", async () => {
      const cms = base64(Buffer.from("wird nicht gelesen"));
      const fehler = await versuche(gateway, "aerztin", "aktivieren", { vorgangId: zugewiesen, signiert: cms });
      assert.equal(fehler.extensions.code, "STATUS_UNZULAESSIG");
      const { status, aktion, erlaubteAktionen } = fehler.extensions.details as {
        status: string;
        aktion: string;
        erlaubteAktionen: readonly string[];
      };
      assert.deepEqual([status, aktion], ["ZUGEWIESEN", "aktivieren"]);
      assert.deepEqual([...erlaubteAktionen].sort(), [
        "abschliessen",
        "angabenSpeichern",
        "blankoverordnungSpeichern",
        "einreichen",
        "folgeverordnungErbitten",
        "korrekturAnfragen",
        "leistungVermindern",
        "nachrichtSchreiben",
        "unterlageEntfernen",
        "unterlageHinzufuegen",
        "zugriffEntziehen",
        "zugriffGeben",
        "zurueckgeben",
      ]);
    });

    it("einreichen without Blankoverordnung, and without Angaben", async () => {
      await lehnt("elena", "einreichen", { vorgangId: zugewiesen }, "BLANKO_FEHLT");
      await lehnt("elena", "einreichen", { vorgangId: mitBlanko }, "ANGABEN_FEHLEN");
      await lehnt("miriam", "einreichen", { vorgangId: ohneBlanko }, "ANGABEN_FEHLEN");
    });

    it("Blankoverordnung by Daniel, who is not qualified", async () => {
      const inhalt = daten.blankoverordnung("hand-und-herz", {
        pflegefachperson: { lbnr: "100000012", name: "Daniel Wagner" },
      });
      const cms = await signiert(gateway, "daniel", "blankoverordnung", zugewiesen, inhalt, "hand-und-herz");
      const variablen = { vorgangId: zugewiesen, signiert: cms };
      await lehnt("daniel", "blankoverordnungSpeichern", variablen, "BLANKO_QUALIFIKATION_FEHLT");
      // Elena is, but it must name her.
      const fehler = await versuche(gateway, "elena", "blankoverordnungSpeichern", variablen);
      assert.equal(fehler.extensions.code, "DATENSATZ_UNGUELTIG");
      assert.deepEqual(pfade(fehler), ["pflegefachperson.lbnr"]);
    });

    it("Blankoverordnung where nothing is left to the Pflegefachperson", async () => {
      const inhalt = daten.blankoverordnung("integral");
      const cms = await signiert(gateway, "miriam", "blankoverordnung", ohneBlanko, inhalt, "integral");
      const variablen = { vorgangId: ohneBlanko, signiert: cms };
      await lehnt("miriam", "blankoverordnungSpeichern", variablen, "BLANKO_NICHT_VORGESEHEN");
    });

    it("a data set to another version of the Verordnung", async () => {
      const inhalt = daten.blankoverordnung("hand-und-herz", { zuVersion: 2 });
      const cms = await signiert(gateway, "elena", "blankoverordnung", zugewiesen, inhalt, "hand-und-herz");
      const variablen = { vorgangId: zugewiesen, signiert: cms };
      const details = { bezogenAuf: 2, gueltig: 1 };
      await lehnt("elena", "blankoverordnungSpeichern", variablen, "VERSION_VERALTET", details);
    });
  });

  describe("a decision that contradicts itself", () => {
    const genehmigt = daten.entscheidung(true).leistungen;
    const [medikamente] = genehmigt;
    const FAELLE: Readonly<Record<string, [teil: Parameters<typeof daten.entscheidung>[1], pfad: string]>> = {
      "NICHT_GENEHMIGT, but everything is granted": [
        { gesamtergebnis: "NICHT_GENEHMIGT_OHNE_VORLAEUFIGE_KOSTENZUSAGE" },
        "gesamtergebnis",
      ],
      "TEILWEISE_GENEHMIGT, but everything is granted": [{ gesamtergebnis: "TEILWEISE_GENEHMIGT" }, "gesamtergebnis"],
      "one Leistung without a result": [{ leistungen: medikamente === undefined ? [] : [medikamente] }, "leistungen"],
      "UNZUSTAENDIG, but with results": [{ gesamtergebnis: "UNZUSTAENDIG" }, "leistungen"],
    };
    for (const [name, [teil, pfad]] of Object.entries(FAELLE))
      it(`${name}: ENTSCHEIDUNG_WIDERSPRUECHLICH at ${pfad}`, async () => {
        const fehler = await versuche(gateway, "kasse", "entscheiden", {
          vorgangId: inPruefung,
          entscheidung: daten.entscheidung(true, teil),
        });
        assert.equal(fehler.extensions.code, "ENTSCHEIDUNG_WIDERSPRUECHLICH");
        assert.deepEqual(pfade(fehler), [pfad]);
      });
  });

  describe("a Kostenträger of the Kostenerstattung", () => {
    const id = UNBEKANNT;
    const cms = Buffer.from("x").toString("base64");
    const mit = (art: Datensatz, inhalt: object) => [zuSignieren(art), { vorgangId: id, [art]: inhalt }] as const;
    const vorschlag = { zuVersion: 1, aenderungen: [] };
    const befehl = (aktion: Aktion, variablen: Variablen) => [mutation(aktion, variablen), variablen] as const;
    /** Every field of Query and Mutation; the subscriptions are in abonnement.test.ts. */
    const FELDER: Readonly<Record<string, readonly [query: string, variablen: Variablen]>> = {
      ich: ["query { ich { rolle } }", {}],
      leistungsverzeichnis: ["query { leistungsverzeichnis { version } }", {}],
      vorgang: [LESEN, { id }],
      arbeitsliste: ["query { arbeitsliste { edges { node { id } } } }", {}],
      einloesbareVerordnungen: [EINLOESBARE, { t: "x" }],
      protokoll: [PROTOKOLL, { id }],
      meldungen: ["query { meldungen { edges { node { id } } } }", {}],
      verordnungZuSignieren: mit("verordnung", daten.verordnung("rolf", false)),
      blankoverordnungZuSignieren: mit("blankoverordnung", daten.blankoverordnung()),
      angabenZuSignieren: mit("angaben", daten.angaben("integral", false)),
      verordnungsuebersicht: [
        'query { verordnungsuebersicht(versicherter: "X000001014") { edges { node { id } } } }',
        {},
      ],
      zustellungen: ["query { zustellungen { edges { node { id } } } }", {}],
      kanalstaende: ["query { kanalstaende { kanal } }", {}],
      zustellzahlen: ["query { zustellzahlen { anzahl } }", {}],
      signaturliste: ["query { signaturliste { edges { node { id } } } }", {}],
      profile: ["query { profile { id } }", {}],
      profilSpeichern: ['mutation { profilSpeichern(profil: { name: "a", leistungen: [] }) { id } }', {}],
      profilLoeschen: ['mutation { profilLoeschen(id: "1") }', {}],
      entwurfAnlegen: ["mutation { entwurfAnlegen { zuzahlungshinweis } }", {}],
      entwurfAendern: ["mutation($id: ID!) { entwurfAendern(vorgangId: $id, entwurf: {}) { status } }", { id }],
      mehrereAktivieren: [
        "mutation($auftraege: [AktivierungEingabe!]!) { mehrereAktivieren(auftraege: $auftraege) { vorgangId } }",
        { auftraege: [{ vorgangId: id, signiert: cms }] },
      ],
      anlegen: befehl("anlegen", {}),
      aktivieren: befehl("aktivieren", { vorgangId: id, signiert: cms }),
      annehmen: befehl("annehmen", { vorgangId: id, zugang: { zugriffscode: "0".repeat(64) } }),
      blankoverordnungSpeichern: befehl("blankoverordnungSpeichern", { vorgangId: id, signiert: cms }),
      angabenSpeichern: befehl("angabenSpeichern", { vorgangId: id, signiert: cms }),
      einreichen: befehl("einreichen", { vorgangId: id }),
      entscheiden: befehl("entscheiden", { vorgangId: id, entscheidung: daten.entscheidung(true) }),
      neueVersion: befehl("neueVersion", { vorgangId: id, signiert: cms }),
      loeschen: befehl("loeschen", { vorgangId: id }),
      zuweisen: befehl("zuweisen", { vorgangId: id, pflegedienst: "1" }),
      antwortregeln: ["query { antwortregeln { version } }", {}],
      pflegedienste: ['query { pflegedienste(ort: "Berlin") { unvollstaendig } }', {}],
      meinePflegedienste: ["query { meinePflegedienste { favoriten { name } } }", {}],
      antwortregelnSetzen: [
        "mutation { antwortregelnSetzen(eingabe: { alleAblehnen: true, regeln: [] }) { version } }",
        {},
      ],
      stammpflegedienstSetzen: ["mutation { stammpflegedienstSetzen { favoriten { name } } }", {}],
      favoritMarkieren: [
        "mutation($id: String!) { favoritMarkieren(pflegedienst: $id) { favoriten { name } } }",
        { id },
      ],
      verfuegbarkeitsanfragen: ["query { verfuegbarkeitsanfragen { edges { node { id } } } }", {}],
      verfuegbarkeitAnfragen: [
        'mutation($vorgangId: ID!) { verfuegbarkeitAnfragen(vorgangId: $vorgangId, pflegedienst: "1") { status } }',
        { vorgangId: id },
      ],
      verfuegbarkeitAntworten: [
        "mutation($vorgangId: ID!) { verfuegbarkeitAntworten(vorgangId: $vorgangId, verfuegbar: true) { status } }",
        { vorgangId: id },
      ],
      verfuegbarkeitZurueckziehen: [
        'mutation($vorgangId: ID!) { verfuegbarkeitZurueckziehen(vorgangId: $vorgangId, anfrage: "1") { status } }',
        { vorgangId: id },
      ],
      einstellungen: ["{ einstellungen { version } }", {}],
      einstellungenSetzen: [
        `mutation { einstellungenSetzen(eingabe: {
          kanaele: [PORTAL], alleInformationen: false, informationen: [], ruhezeiten: [] }) { version } }`,
        {},
      ],
      zugriffGeben: befehl("zugriffGeben", { vorgangId: id }),
      zugriffEntziehen: befehl("zugriffEntziehen", { vorgangId: id }),
      zurueckgeben: befehl("zurueckgeben", { vorgangId: id }),
      zuweisungAblehnen: befehl("zuweisungAblehnen", { vorgangId: id }),
      antragKostenerstattung: befehl("antragKostenerstattung", { vorgangId: id }),
      zugriffWeitergeben: befehl("zugriffWeitergeben", { vorgangId: id, kostentraeger: "102099990" }),
      entscheidungAendern: befehl("entscheidungAendern", { vorgangId: id, entscheidung: daten.entscheidung(true) }),
      entscheidungLoeschen: befehl("entscheidungLoeschen", { vorgangId: id }),
      abschliessen: befehl("abschliessen", { vorgangId: id }),
      korrekturAnfragen: [KORREKTUR_ANFRAGEN, { vorgangId: id, an: "VERORDNENDER", vorschlag }],
      korrekturAktualisieren: [KORREKTUR_AKTUALISIEREN, { vorgangId: id, vorschlag }],
      korrekturZurueckziehen: [KORREKTUR_ZURUECKZIEHEN, { vorgangId: id }],
      korrekturBeantworten: [KORREKTUR_BEANTWORTEN, { vorgangId: id, antworten: [], signiert: cms }],
      folgeverordnungErbitten: befehl("folgeverordnungErbitten", { vorgangId: id }),
      unterlageHinzufuegen: [
        HINZUFUEGEN,
        { vorgangId: id, unterlageId: randomUUID(), art: "SONSTIGES", titel: "a", anfrageId: randomUUID() },
      ],
      unterlageEntfernen: [ENTFERNEN, { vorgangId: id, unterlageId: randomUUID() }],
      leistungVermindern: befehl("leistungVermindern", { vorgangId: id, aenderungen: [] }),
      nachrichtSchreiben: befehl("nachrichtSchreiben", { vorgangId: id, an: ["VERORDNENDER"], text: "a" }),
      zustellungWiederholen: ["mutation($id: ID!) { zustellungWiederholen(id: $id) { id } }", { id: randomUUID() }],
      posteingang: ["{ posteingang { anzahlBeiseitegelegte } }", {}],
      postAbholen: ["mutation { postAbholen { anzahlBeiseitegelegte } }", {}],
      postErneutLesen: ['mutation { postErneutLesen(uid: "1") { wirdGelesen } }', {}],
      postVerwerfen: ['mutation { postVerwerfen(uid: "1") { verworfen } }', {}],
    };
    it("is refused in every field", async () => {
      const portal = await als(gateway, "private");
      for (const [feld, [query, variablen]] of Object.entries(FELDER)) {
        const { extensions } = await portal.abgelehnt(query, variablen);
        assert.equal(extensions.code, "KOSTENERSTATTUNG_OHNE_ZUGRIFF", feld);
      }
    });

    it("and these are all fields there are", async () => {
      const portal = await als(gateway, "elena");
      const felder = await portal.frage<{
        __schema: { queryType: { fields: { name: string }[] }; mutationType: { fields: { name: string }[] } };
      }>("query { __schema { queryType { fields { name } } mutationType { fields { name } } } }");
      const { queryType, mutationType } = felder.__schema;
      const namen = [...queryType.fields, ...mutationType.fields].map(({ name }) => name);
      assert.deepEqual(Object.keys(FELDER).sort(), namen.sort());
    });
  });

  it("sign-in: none, a made-up and an expired token", async () => {
    const { anmeldestelle } = gateway.betrieb.sandbox;
    const frage = async (kopf: Record<string, string>): Promise<unknown> => {
      const antwort = await fetch(gateway.url, {
        method: "POST",
        headers: { "content-type": "application/json", ...kopf },
        body: JSON.stringify({ query: "query { ich { rolle } }" }),
      });
      const { errors } = (await antwort.json()) as { errors: readonly Fehler[] };
      return errors[0]?.extensions.code;
    };
    const abgelaufen = await anmeldestelle.token("elena", { gueltigSekunden: -3600 });
    assert.equal(await frage({}), "NICHT_ANGEMELDET");
    assert.equal(await frage({ authorization: "Bearer erfunden" }), "ANMELDUNG_UNGUELTIG");
    assert.equal(await frage({ authorization: `Bearer ${abgelaufen}` }), "ANMELDUNG_ABGELAUFEN");
  });

  it("the Protokoll is refused to everybody but the Versicherter", async () => {
    for (const person of ["aerztin", "mfa", "elena", "daniel", "kasse", "betrieb"] as const) {
      const portal = await als(gateway, person);
      const { extensions } = await portal.abgelehnt(PROTOKOLL, { id: inPruefung });
      assert.equal(extensions.code, "VERBOTEN", person);
      assert.deepEqual(extensions.details, { erlaubteRollen: ["VERSICHERTER", "VERTRETER"] });
    }
  });
});
