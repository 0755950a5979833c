import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { signiere } from "../../sandbox/karten/signieren.js";
import type { Karte } from "../../sandbox/karten/karte.js";
import type { PersonId } from "../../sandbox/personen.js";
import {
  KORREKTUR_AKTUALISIEREN,
  KORREKTUR_ANFRAGEN,
  KORREKTUR_BEANTWORTEN,
  KORREKTUR_ZURUECKZIEHEN,
} from "../../sandbox/szenario/operationen-korrektur.js";
import { entscheidungAlsBundle } from "../../src/domain/fhir/entscheidung-bundle.js";
import { testGateway } from "../helfer/gateway.js";
import * as daten from "./daten.js";
import { IK_KASSE, PERSONEN, TELEMATIK_ID } from "./daten.js";
import {
  bisAntragspruefung,
  bisInitialisiert,
  bisOffen,
  bisZugewiesen,
  mutation,
  signiert,
  speichereBlanko,
  tue,
  versuche,
  vorlage,
  zuSignieren,
} from "./handlungen.js";
import type { Aktion, Datensatz } from "./handlungen.js";
import { ENTFERNEN, HINZUFUEGEN } from "./unterlagen-handlungen.js";
import { als } from "./portal.js";
import type { Fehler, Variablen } from "./portal.js";
import { Stillstand } from "./unveraendert.js";

const LESEN = "query($id: ID!, $zugang: ZugangEingabe) { vorgang(id: $id, zugang: $zugang) { id } }";
const PROTOKOLL = "query($id: ID!) { protokoll(vorgangId: $id) { aktion text wer { name } } }";
const EINLOESBARE = "query($t: String!) { einloesbareVerordnungen(poppToken: $t) { edges { node { id } } } }";
/** Right form and check digits, never given out: the serial number is drawn at random from 10^12. */
const UNBEKANNT = "163.000.000.000.000.98";

/** A decision as the Kasse's own software makes it. */
function entscheidungsbundle(verordnungsId: string): string {
  const inhalt = { ...daten.entscheidung(true), verordnungsId, kennzeichenKostenerstattung: false };
  return JSON.stringify(entscheidungAlsBundle(inhalt, { bundleId: randomUUID(), zeitpunkt: new Date() }));
}

/** Bad input and failure: each refusal has its code, and leaves no trace. */
describe("refusals over HTTP", function () {
  this.timeout(30_000);
  const gateway = testGateway("e2e-abweisungen");
  let initialisiert: string;
  let offen: string;
  let zweiterOffener: string;
  let zugewiesen: string;
  let mitBlanko: string;
  let ohneBlanko: string;
  let inPruefung: string;
  let codes: { readonly annehmen: string; readonly lesen: string };
  let frueherCode: string;
  let verbrauchterCode: string;
  let stillstand: Stillstand;

  before(async () => {
    initialisiert = await bisInitialisiert(gateway);
    frueherCode = (await codesVon(initialisiert, "mfa")).annehmen;
    offen = await bisOffen(gateway);
    codes = await codesVon(offen);
    zweiterOffener = await bisOffen(gateway);
    zugewiesen = await bisZugewiesen(gateway);
    mitBlanko = await bisZugewiesen(gateway);
    await speichereBlanko(gateway, mitBlanko);
    const vergeben = await bisOffen(gateway, { versicherter: "aurelia", haus: "integral", blanko: false });
    verbrauchterCode = (await codesVon(vergeben, "aurelia")).annehmen;
    await tue(gateway, "miriam", "annehmen", { vorgangId: vergeben, zugang: { zugriffscode: verbrauchterCode } });
    ohneBlanko = vergeben;
    inPruefung = await bisAntragspruefung(gateway);
    stillstand = await Stillstand.ab(gateway);
  });
  afterEach("nothing changed, no mail came", () => stillstand.pruefe());

  async function codesVon(
    id: string,
    person: PersonId = "renate",
  ): Promise<{ readonly annehmen: string; readonly lesen: string }> {
    const { vorgang } = await (
      await als(gateway, person)
    ).frage<{ vorgang: { zugriffscodes: { annehmen: string; lesen: string } } }>(
      "query($id: ID!) { vorgang(id: $id) { zugriffscodes { annehmen lesen } } }",
      { id },
    );
    return vorgang.zugriffscodes;
  }

  const lehnt = async (person: PersonId, aktion: Aktion, variablen: Variablen, code: string, details?: unknown) => {
    const { extensions, message } = await versuche(gateway, person, aktion, variablen);
    assert.equal(extensions.code, code, message);
    if (details !== undefined) assert.deepEqual(extensions.details, details);
  };
  const pfade = ({ extensions }: Fehler): readonly string[] =>
    (extensions.details as { verstoesse: readonly { pfad: string }[] }).verstoesse.map(({ pfad }) => pfad);
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
  const karten = () => gateway.betrieb.sandbox.karten;

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

  describe("AccessCode", () => {
    const FAELLE: Readonly<Record<string, () => [vorgangId: string, zugriffscode: string]>> = {
      "a wrong one": () => [offen, codes.annehmen.replace(/^./, (z) => (z === "0" ? "1" : "0"))],
      "the right one in upper case": () => [offen, codes.annehmen.toUpperCase().replace(/^/, "A").slice(0, 64)],
      "the reading code": () => [offen, codes.lesen],
      "the code of another Vorgang": () => [zweiterOffener, codes.annehmen],
      "before activation": () => [initialisiert, frueherCode],
      "after acceptance by another": () => [ohneBlanko, verbrauchterCode],
      "an empty one": () => [offen, ""],
    };
    for (const [name, fall] of Object.entries(FAELLE))
      it(`does not accept: ${name}`, async () => {
        const [vorgangId, zugriffscode] = fall();
        await lehnt("elena", "annehmen", { vorgangId, zugang: { zugriffscode } }, "VORGANG_UNBEKANNT");
      });

    it("does not read after acceptance by another", async () => {
      const portal = await als(gateway, "elena");
      const { extensions } = await portal.abgelehnt(LESEN, {
        id: ohneBlanko,
        zugang: { zugriffscode: verbrauchterCode },
      });
      assert.equal(extensions.code, "VORGANG_UNBEKANNT");
    });

    it("does not let a Kostenträger accept", async () => {
      const zugang = { zugriffscode: codes.annehmen };
      await lehnt("kasse", "annehmen", { vorgangId: offen, zugang }, "VERBOTEN", { erlaubteRollen: ["PFLEGEDIENST"] });
    });

    it("two proofs at once, or none in the object, are a wrong input", async () => {
      const poppToken = await gateway.welt.leseKarte("renate", "hand-und-herz");
      for (const zugang of [{ zugriffscode: codes.annehmen, poppToken }, {}]) {
        const fehler = await versuche(gateway, "elena", "annehmen", { vorgangId: offen, zugang });
        assert.equal(fehler.extensions.code, "EINGABE_UNGUELTIG");
        assert.deepEqual(pfade(fehler), ["zugang"]);
      }
    });
  });

  describe("PoPP token", () => {
    const stelleAus = (teil: { kvnr?: string; actorId?: string; jetzt?: Date } = {}): Promise<string> =>
      gateway.betrieb.sandbox.popp.ausstellen({
        kvnr: PERSONEN.renate.kvnr,
        ik: IK_KASSE,
        actorId: TELEMATIK_ID["hand-und-herz"],
        actorProfessionOid: "1.2.276.0.76.4.245",
        ...teil,
      });
    const veraendert = async (): Promise<string> => {
      const [kopf, inhalt = "", signatur] = (await stelleAus({ kvnr: PERSONEN.aurelia.kvnr })).split(".");
      const ansprueche = JSON.parse(Buffer.from(inhalt, "base64url").toString()) as object;
      const gefaelscht = JSON.stringify({ ...ansprueche, patientId: PERSONEN.renate.kvnr });
      return [kopf, Buffer.from(gefaelscht).toString("base64url"), signatur].join(".");
    };
    const unsigniert = async (): Promise<string> => {
      const [, inhalt = ""] = (await stelleAus()).split(".");
      const kopf = Buffer.from(JSON.stringify({ alg: "none", typ: "vnd.telematik.popp+jwt" })).toString("base64url");
      return `${kopf}.${inhalt}.`;
    };
    const FAELLE: Readonly<Record<string, [token: () => Promise<string>, code: string, details?: unknown]>> = {
      "of another institution": [() => stelleAus({ actorId: TELEMATIK_ID.integral }), "POPP_FREMD"],
      "of half an hour and a minute ago": [
        () => stelleAus({ jetzt: new Date(Date.now() - 31 * 60_000) }),
        "POPP_UNGUELTIG",
        { grund: "ABGELAUFEN" },
      ],
      "with another person written into it": [veraendert, "POPP_UNGUELTIG", { grund: "SIGNATUR_FALSCH" }],
      "without a signature": [unsigniert, "POPP_UNGUELTIG", { grund: "ALGORITHMUS_UNZULAESSIG" }],
      "that is a sign-in token": [
        () => gateway.welt.token("elena"),
        "POPP_UNGUELTIG",
        { grund: "SCHLUESSEL_UNBEKANNT" },
      ],
      "that is no token": [() => Promise.resolve("unsinn"), "POPP_UNGUELTIG", { grund: "NICHT_LESBAR" }],
      "of another person": [() => stelleAus({ kvnr: PERSONEN.rolf.kvnr }), "VORGANG_UNBEKANNT"],
    };
    for (const [name, [token, code, details]] of Object.entries(FAELLE))
      it(`does not accept: one ${name}`, async () => {
        const zugang = { poppToken: await token() };
        await lehnt("elena", "annehmen", { vorgangId: offen, zugang }, code, details);
        const portal = await als(gateway, "elena");
        const { extensions } = await portal.abgelehnt(LESEN, { id: offen, zugang });
        assert.equal(extensions.code, code);
      });

    it("of another institution lists nothing either", async () => {
      const portal = await als(gateway, "elena");
      const { extensions } = await portal.abgelehnt(EINLOESBARE, {
        t: await stelleAus({ actorId: TELEMATIK_ID.integral }),
      });
      assert.equal(extensions.code, "POPP_FREMD");
    });
  });

  describe("content of a signed Verordnung", () => {
    const verordnung = daten.verordnung("renate", true);
    const { versicherter, kostentraeger, verordnender, leistungen } = verordnung;
    const FAELLE: Readonly<Record<string, [teil: Parameters<typeof daten.verordnung>[2], pfad: string]>> = {
      "KVNR with a wrong check digit": [{ versicherter: { ...versicherter, kvnr: "X000001015" } }, "versicherter.kvnr"],
      "IK with a wrong check digit": [{ kostentraeger: { ...kostentraeger, ik: "109500968" } }, "kostentraeger.ik"],
      "LANR with a wrong check digit": [{ verordnender: { ...verordnender, lanr: "838382302" } }, "verordnender.lanr"],
      "another institution's Telematik-ID": [
        { verordnender: { ...verordnender, telematikId: "1-20HKPSANDBOX0099" } },
        "verordnender.telematikId",
      ],
      "a Blanko Leistung with Häufigkeit": [
        {
          leistungen: leistungen.map((leistung) =>
            leistung.blanko ? { ...leistung, haeufigkeit: { anzahl: 1, je: "TAG" as const } } : leistung,
          ),
        },
        "leistungen[1].haeufigkeit",
      ],
    };
    for (const [name, [teil, pfad]] of Object.entries(FAELLE))
      it(`${name}: DATENSATZ_UNGUELTIG at ${pfad}`, async () => {
        const inhalt = daten.verordnung("renate", true, teil);
        const cms = await signiert(gateway, "aerztin", "verordnung", initialisiert, inhalt, "aerztin");
        const fehler = await versuche(gateway, "aerztin", "aktivieren", { vorgangId: initialisiert, signiert: cms });
        assert.equal(fehler.extensions.code, "DATENSATZ_UNGUELTIG");
        assert.deepEqual(pfade(fehler), [pfad]);
        const { verstoesse } = fehler.extensions.details as {
          verstoesse: readonly { regel: string; hinweis: string }[];
        };
        for (const { regel, hinweis } of verstoesse) {
          assert.match(regel, /\.$/);
          assert.match(hinweis, /\.$/);
        }
        // The rejected value itself is not repeated: it may be a patient's.
        assert.ok(!JSON.stringify(fehler).includes("X00000101"));
      });

    it("all faults at once, each with its path", async () => {
      const inhalt = daten.verordnung("renate", true, {
        versicherter: { ...versicherter, kvnr: "X000001015" },
        verordnender: { ...verordnender, lanr: "838382302" },
      });
      const cms = await signiert(gateway, "aerztin", "verordnung", initialisiert, inhalt, "aerztin");
      const fehler = await versuche(gateway, "aerztin", "aktivieren", { vorgangId: initialisiert, signiert: cms });
      assert.deepEqual(pfade(fehler), ["versicherter.kvnr", "verordnender.lanr"]);
    });

    it("the Verordnungs-ID of another Vorgang: VERORDNUNGS_ID_FALSCH", async () => {
      const anderer = JSON.parse(await vorlage(gateway, "aerztin", "verordnung", initialisiert, verordnung)) as unknown;
      const text = JSON.stringify(anderer).replaceAll(initialisiert, UNBEKANNT);
      const cms = gateway.welt.signiert("aerztin", text);
      await lehnt("aerztin", "aktivieren", { vorgangId: initialisiert, signiert: cms }, "VERORDNUNGS_ID_FALSCH", {
        erwartet: initialisiert,
      });
    });

    it("signed bytes that are no FHIR Bundle: DATENSATZ_UNGUELTIG", async () => {
      const signiertesNichts = gateway.welt.signiert("aerztin", "Guten Tag");
      await lehnt(
        "aerztin",
        "aktivieren",
        { vorgangId: initialisiert, signiert: signiertesNichts },
        "DATENSATZ_UNGUELTIG",
      );
    });

    it("another kind of data set: DATENSATZ_UNGUELTIG", async () => {
      const text = await vorlage(gateway, "elena", "angaben", zugewiesen, daten.angaben("hand-und-herz", true));
      const cms = gateway.welt.signiert("aerztin", text);
      await lehnt("aerztin", "aktivieren", { vorgangId: initialisiert, signiert: cms }, "DATENSATZ_UNGUELTIG");
    });
  });

  describe("signature", () => {
    const text = () => vorlage(gateway, "aerztin", "verordnung", initialisiert, daten.verordnung("renate", true));
    const mitKarte = async (karte: Karte) => base64(signiere(karte, Buffer.from(await text())));
    const gedreht = async () => {
      const cms = Buffer.from(gateway.welt.signiert("aerztin", await text()), "base64");
      cms[cms.length - 1] = (cms.at(-1) ?? 0) ^ 1;
      return base64(cms);
    };
    const verfaelscht = async () => {
      const cms = Buffer.from(gateway.welt.signiert("aerztin", await text()), "base64");
      const stelle = cms.indexOf("Renate");
      assert.ok(stelle > 0);
      cms.write("Beate!", stelle);
      return base64(cms);
    };
    const FAELLE: Readonly<Record<string, [cms: () => Promise<string>, code: string, details?: unknown]>> = {
      "broken: one bit of it turned": [gedreht, "SIGNATUR_UNGUELTIG", { grund: "SIGNATUR_FALSCH" }],
      "over other content": [verfaelscht, "SIGNATUR_UNGUELTIG", { grund: "INHALT_VERAENDERT" }],
      "that is none": [
        () => Promise.resolve(base64(Buffer.from("kein CMS"))),
        "SIGNATUR_UNGUELTIG",
        { grund: "NICHT_LESBAR" },
      ],
      "of a card by a CA that nobody trusts": [
        () => mitKarte(karten().fremdeKarte("aerztin")),
        "SIGNATUR_UNGUELTIG",
        { grund: "ZERTIFIKAT_NICHT_VERTRAUT" },
      ],
      "of a card that has run out": [
        () => mitKarte(karten().abgelaufeneKarte("aerztin")),
        "SIGNATUR_UNGUELTIG",
        { grund: "ZERTIFIKAT_ABGELAUFEN" },
      ],
      "of a Pflegedienst's SMC-B": [() => mitKarte(karten().karte("hand-und-herz")), "SIGNATUR_ROLLE"],
      "of a Kostenträger's SMC-B": [() => mitKarte(karten().karte("gematiker-kasse")), "SIGNATUR_ROLLE"],
    };
    for (const [name, [cms, code, details]] of Object.entries(FAELLE))
      it(`is refused: one ${name}`, async () => {
        for (const person of ["aerztin", "mfa"] as const)
          await lehnt(person, "aktivieren", { vorgangId: initialisiert, signiert: await cms() }, code, details);
      });

    it("of the Angaben must be the Pflegedienst's own SMC-B", async () => {
      const angaben = await vorlage(gateway, "elena", "angaben", zugewiesen, daten.angaben("hand-und-herz", true));
      const erwartet = { integral: "SIGNATUR_FREMD", aerztin: "SIGNATUR_ROLLE", praxis: "SIGNATUR_ROLLE" };
      for (const [karte, code] of Object.entries(erwartet))
        await lehnt(
          "elena",
          "angabenSpeichern",
          { vorgangId: zugewiesen, signiert: gateway.welt.signiert(karte, angaben) },
          code,
        );
    });

    it("of a decision must be the Kasse's own SMC-B", async () => {
      const bundle = entscheidungsbundle(inPruefung);
      const erwartet = {
        "hand-und-herz": "SIGNATUR_ROLLE",
        aerztin: "SIGNATUR_ROLLE",
        privatversicherung: "SIGNATUR_FREMD",
      };
      for (const [karte, code] of Object.entries(erwartet))
        await lehnt(
          "kasse",
          "entscheiden",
          { vorgangId: inPruefung, signiert: gateway.welt.signiert(karte, bundle) },
          code,
        );
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
      zustellzahlen: ["query { zustellzahlen { anzahl } }", {}],
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

describe("what is not refused", function () {
  this.timeout(30_000);
  const gateway = testGateway("e2e-erlaubt");

  it("an MFA activates with the practice's SMC-B", async () => {
    const vorgangId = await bisInitialisiert(gateway);
    const cms = await signiert(gateway, "mfa", "verordnung", vorgangId, daten.verordnung("renate", true), "praxis");
    const { status } = await tue(gateway, "mfa", "aktivieren", { vorgangId, signiert: cms });
    assert.equal(status, "OFFEN");
  });

  it("a decision signed with the Kasse's SMC-B (D9)", async () => {
    const vorgangId = await bisAntragspruefung(gateway);
    const cms = gateway.welt.signiert("gematiker-kasse", entscheidungsbundle(vorgangId));
    const { status } = await tue(gateway, "kasse", "entscheiden", { vorgangId, signiert: cms });
    assert.equal(status, "BESCHIEDEN");
  });

  it("the Versicherter's Protokoll tells every act and every read in plain German, refusals and lists not", async () => {
    const vorgangId = await bisAntragspruefung(gateway);
    for (const person of ["elena", "kasse", "renate", "mfa"] as const)
      await (await als(gateway, person)).frage(LESEN, { id: vorgangId });
    // No read: a list without contents, a refused read, a refused act.
    await (await als(gateway, "kasse")).frage("query { arbeitsliste { edges { node { id } } } }");
    await (await als(gateway, "miriam")).abgelehnt(LESEN, { id: vorgangId });
    await versuche(gateway, "elena", "einreichen", { vorgangId });
    await tue(gateway, "kasse", "entscheiden", { vorgangId, entscheidung: daten.entscheidung(true) });

    const portal = await als(gateway, "renate");
    const { protokoll } = await portal.frage<{
      protokoll: readonly { wer: { name: string; rolle: string; kennung: string | null }; text: string }[];
    }>(
      "query($id: ID!) { protokoll(vorgangId: $id) { aktion text zeit statusVorher status wer { name rolle kennung } } }",
      { id: vorgangId },
    );
    assert.deepEqual(
      protokoll.map(({ wer, text }) => `${wer.name} ${text}`),
      [
        "Tobias Klein hat eine Verordnung angelegt.",
        "Dr. med. Claudia Sommer hat die signierte Verordnung bereitgestellt.",
        "Elena Fischer hat die Verordnung angenommen.",
        "Elena Fischer hat die Blankoverordnung gespeichert.",
        "Elena Fischer hat die Angaben zur Leistungserbringung gespeichert.",
        "Elena Fischer hat die Verordnung zur Leistungsentscheidung eingereicht.",
        "Elena Fischer hat die Verordnung eingesehen.",
        "Stefan Brandt hat die Verordnung eingesehen.",
        "Renate Berger hat die Verordnung eingesehen.",
        "Tobias Klein hat die Verordnung eingesehen.",
        "Stefan Brandt hat über die beantragten Leistungen entschieden.",
      ],
    );
    assert.deepEqual(
      protokoll.map(({ wer }) => wer.kennung).filter((kennung) => kennung === PERSONEN.renate.kvnr),
      [],
    );
    const { extensions } = await (await als(gateway, "aurelia")).abgelehnt(PROTOKOLL, { id: vorgangId });
    assert.equal(extensions.code, "VORGANG_UNBEKANNT");
  });
});
