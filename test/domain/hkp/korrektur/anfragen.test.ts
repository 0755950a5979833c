import assert from "node:assert/strict";
import type { Aenderungswunsch } from "../../../../src/domain/hkp/datensaetze/korrektur.js";
import type { FhirBundle } from "../../../../src/domain/ports/zustellung.js";
import { daniel, elena, kasse, miriam, arzt } from "../../../helfer/akteure.js";
import { kontext } from "../befehle.js";
import { fuehreDurch, gesehen, lehntAb } from "../durchfuehren.js";
import {
  FESTE_LEISTUNG,
  BLANKO_LEISTUNG,
  inPruefung,
  inPruefungKostenerstattung,
  offen,
  zugewiesen,
  datensatz,
  verordnung,
} from "../vorgaenge.js";
import {
  aktualisieren,
  anfragen,
  BLANKO_SELTENER,
  blankoGefragt,
  gefragtVomPflegedienst,
  gefragtVonKasse,
  HAEUFIGER,
  KOMPRESSION,
  letzte,
  NEUE_EINSCHRAENKUNG,
  ZURUECKZIEHEN,
} from "./rahmen.js";

const PRAXIS = "VERORDNENDER:1-20HKPSANDBOX0001";
const RENATE = "VERSICHERTER:X000001014";
const PD = "PFLEGEDIENST:10-67.245.HKPSANDBOX0001";
const KASSE = "KOSTENTRAEGER:109500969";

describe("korrekturAnfragen (K1, K4) [6.8.2, 6.8.3]", () => {
  it("K1: ZUGEWIESEN, the Praxis is alerted, the Versicherter informed", () => {
    const ergebnis = fuehreDurch(anfragen([HAEUFIGER, NEUE_EINSCHRAENKUNG]), zugewiesen(), kontext(daniel()));
    assert.deepEqual(gesehen(ergebnis), {
      status: "KORREKTURANFRAGE",
      ereignis: "KORREKTUR_VOM_PFLEGEDIENST",
      alarme: [`${PRAXIS} über KIM: WARTET`],
      informationen: [RENATE],
      dran: PRAXIS,
      sehen: [PRAXIS, RENATE, PD],
    });
    const { inhalt, signatur, von } = letzte(ergebnis.danach, "VO_K");
    assert.equal(signatur, null);
    assert.equal(von.name, "Daniel Wagner");
    assert.equal(inhalt.absender, "10-67.245.HKPSANDBOX0001");
    assert.equal(inhalt.zuVersion, 1);
    assert.equal(new Set(inhalt.aenderungen.map(({ id }) => id)).size, 2);
  });

  it("is stored as a QuestionnaireResponse that names the sender", () => {
    const { bundle } = letzte(gefragtVomPflegedienst(HAEUFIGER), "VO_K");
    const bogen = (JSON.parse(bundle) as FhirBundle).entry[0]?.resource as unknown as {
      resourceType: string;
      author: { identifier: { value: string } };
      item: { linkId: string }[];
    };
    assert.equal(bogen.resourceType, "QuestionnaireResponse");
    assert.equal(bogen.author.identifier.value, "10-67.245.HKPSANDBOX0001");
    assert.deepEqual(
      bogen.item.map(({ linkId }) => linkId),
      ["ressourceAeandern"],
    );
  });

  it("K4 to the Praxis: the Pflegedienst, which is not asked, is informed", () => {
    assert.deepEqual(gesehen(fuehreDurch(anfragen([HAEUFIGER]), inPruefung(), kontext(kasse()))), {
      status: "KORREKTURANFRAGE",
      ereignis: "KORREKTUR_VOM_KOSTENTRAEGER",
      alarme: [`${PRAXIS} über KIM: WARTET`],
      informationen: [RENATE, PD],
      dran: PRAXIS,
      sehen: [PRAXIS, RENATE, PD, KASSE],
    });
  });

  it("K4 to the Pflegedienst, on its Blankoverordnung", () => {
    const ergebnis = fuehreDurch(anfragen([BLANKO_SELTENER], "PFLEGEDIENST"), inPruefung(), kontext(kasse()));
    assert.deepEqual(gesehen(ergebnis), {
      status: "KORREKTURANFRAGE",
      ereignis: "KORREKTUR_VOM_KOSTENTRAEGER",
      alarme: [`${PD} über KIM: WARTET`],
      informationen: [RENATE, PRAXIS],
      dran: PD,
      sehen: [PRAXIS, RENATE, PD, KASSE],
    });
    assert.equal(letzte(ergebnis.danach, "BLANKO_K").inhalt.absender, "8-01-HKPSANDBOX0001");
  });

  it("AP1 too can be asked about, but there is nobody to ask about a Blankoverordnung", () => {
    const ap1 = inPruefungKostenerstattung();
    assert.equal(fuehreDurch(anfragen([HAEUFIGER]), ap1, kontext(kasse())).danach.status, "KORREKTURANFRAGE");
    assert.equal(
      lehntAb(anfragen([BLANKO_SELTENER], "PFLEGEDIENST"), ap1, kontext(kasse())).code,
      "KORREKTUR_ADRESSAT_UNZULAESSIG",
    );
  });

  it("a Blanko-k needs a Blankoverordnung, and a Pflegedienst asks nobody for one", () => {
    const ohne = inPruefung({ datensaetze: [datensatz("VERORDNUNG", verordnung())] });
    const befehl = anfragen([BLANKO_SELTENER], "PFLEGEDIENST");
    assert.equal(lehntAb(befehl, ohne, kontext(kasse())).code, "KORREKTUR_ADRESSAT_UNZULAESSIG");
    const vomVorgaenger = inPruefung({ pflegedienst: { rolle: "PFLEGEDIENST", kennung: "10-67.245.HKPSANDBOX0002" } });
    assert.equal(lehntAb(befehl, vomVorgaenger, kontext(kasse())).code, "KORREKTUR_ADRESSAT_UNZULAESSIG");
    assert.equal(lehntAb(befehl, zugewiesen(), kontext(elena())).code, "KORREKTUR_ADRESSAT_UNZULAESSIG");
  });

  it("rule 1: a second one is KORREKTUR_AKTIV, whoever asks", () => {
    assert.equal(
      lehntAb(anfragen([HAEUFIGER]), gefragtVomPflegedienst(HAEUFIGER), kontext(elena())).code,
      "KORREKTUR_AKTIV",
    );
    assert.equal(lehntAb(anfragen([HAEUFIGER]), gefragtVonKasse(HAEUFIGER), kontext(kasse())).code, "KORREKTUR_AKTIV");
  });

  it("rule 2: on an older version it is VERSION_VERALTET with both numbers", () => {
    const zweite = zugewiesen({
      datensaetze: [datensatz("VERORDNUNG", verordnung()), datensatz("VERORDNUNG", verordnung(), 2)],
    });
    assert.deepEqual(lehntAb(anfragen([HAEUFIGER]), zweite, kontext(elena())), {
      code: "VERSION_VERALTET",
      details: { bezogenAuf: 1, gueltig: 2 },
    });
    const blanko = anfragen([BLANKO_SELTENER], "PFLEGEDIENST", 2);
    assert.deepEqual(lehntAb(blanko, inPruefung(), kontext(kasse())), {
      code: "VERSION_VERALTET",
      details: { bezogenAuf: 2, gueltig: 1 },
    });
  });

  it("rule 9 and section 2: neither the Versicherte nor the Praxis nor another Pflegedienst asks", () => {
    assert.equal(lehntAb(anfragen([HAEUFIGER]), zugewiesen(), kontext(miriam())).code, "VERBOTEN");
    assert.equal(lehntAb(anfragen([HAEUFIGER]), zugewiesen(), kontext(arzt())).code, "VERBOTEN");
    assert.equal(lehntAb(anfragen([HAEUFIGER]), inPruefung(), kontext(elena())).code, "VERBOTEN");
  });
});

const aendere = (pfad: string, text: string): Aenderungswunsch => ({
  art: "AENDERN",
  pfad,
  wert: { typ: "TEXT", text },
  begruendung: "Grund",
});

describe("rule 4: master data cannot be proposed (STAMMDATEN_UNVERAENDERLICH)", () => {
  for (const pfad of [
    "versicherter.nachname",
    "versicherter.anschrift.ort",
    "kostentraeger.ik",
    "verordnender.lanr",
    "verordnender.telematikId",
    "pflegedienst.name",
    "versicherter[0]!",
  ])
    it(pfad, () => {
      assert.deepEqual(lehntAb(anfragen([HAEUFIGER, aendere(pfad, "neu")]), zugewiesen(), kontext(elena())), {
        code: "STAMMDATEN_UNVERAENDERLICH",
        details: { pfade: [pfad] },
      });
    });

  it("of the Blankoverordnung: pflegefachperson.lbnr", () => {
    const befehl = anfragen([aendere("pflegefachperson.lbnr", "100000012")], "PFLEGEDIENST");
    assert.equal(lehntAb(befehl, inPruefung(), kontext(kasse())).code, "STAMMDATEN_UNVERAENDERLICH");
  });
});

describe("rule 3: single changes, each in its place and with a reason (KORREKTUR_UNGUELTIG)", () => {
  const feste = `leistungen[${FESTE_LEISTUNG}]`;
  /** What is wrong, the changes, and the places that are named. */
  const FAELLE: readonly (readonly [string, readonly Aenderungswunsch[], readonly string[]])[] = [
    ["no change at all", [], ["aenderungen"]],
    ["no reason", [{ ...HAEUFIGER, begruendung: "  " }], ["aenderungen[0].begruendung"]],
    ["a path that is not in the table", [aendere("wahlKostenerstattung", "ja")], ["aenderungen[0].pfad"]],
    ["the id of the Verordnung", [aendere("verordnungsId", "x")], ["aenderungen[0].pfad"]],
    ["a name every object has", [aendere("constructor", "x")], ["aenderungen[0].pfad"]],
    ["no path at all", [aendere("leistungen[", "x")], ["aenderungen[0].pfad"]],
    ["a value of another kind", [aendere(`${feste}.haeufigkeit`, "oft")], ["aenderungen[0].wert"]],
    ["an unknown Leistung", [aendere("leistungen[gibtsnicht].einzelheiten", "x")], ["aenderungen[0].pfad"]],
    ["an Einschränkung beyond the list", [aendere("einschraenkungen[1]", "x")], ["aenderungen[0].pfad"]],
    ["a value that stands there already", [aendere(`${feste}.nummer`, "26")], ["aenderungen[0]"]],
    ["the same place twice", [HAEUFIGER, HAEUFIGER], ["aenderungen[1]"]],
    [
      "a Leistung removed and changed",
      [HAEUFIGER, { art: "ENTFERNEN", leistungId: FESTE_LEISTUNG, begruendung: "Grund" }],
      ["aenderungen[0]"],
    ],
    [
      "removal of what is not there",
      [{ art: "ENTFERNEN", einschraenkung: "nie", begruendung: "G" }],
      ["aenderungen[0]"],
    ],
    [
      "the last Einschränkung removed",
      [{ art: "ENTFERNEN", einschraenkung: "kann die Medikamente nicht selbst richten", begruendung: "G" }],
      ["einschraenkungen"],
    ],
    [
      "a Häufigkeit for a Blanko Leistung",
      [{ ...HAEUFIGER, pfad: `leistungen[${BLANKO_LEISTUNG}].haeufigkeit` }] as readonly Aenderungswunsch[],
      ["leistungen[1].haeufigkeit"],
    ],
    [
      "a Leistung that needs a Verordnung of its own",
      [{ ...KOMPRESSION, leistung: { ...KOMPRESSION.leistung, nummer: "27a" } }],
      ["leistungen[2].nummer"],
    ],
  ];
  for (const [titel, aenderungen, pfade] of FAELLE)
    it(titel, () => {
      const { code, details } = lehntAb(anfragen(aenderungen), zugewiesen(), kontext(elena()));
      assert.equal(code, "KORREKTUR_UNGUELTIG");
      const { verstoesse } = details as { verstoesse: readonly { pfad: string }[] };
      assert.deepEqual(
        verstoesse.map(({ pfad }) => pfad),
        pfade,
      );
    });

  it("to a Blankoverordnung no Leistung can be added or removed", () => {
    const befehl = anfragen([KOMPRESSION], "PFLEGEDIENST");
    assert.equal(lehntAb(befehl, inPruefung(), kontext(kasse())).code, "KORREKTUR_UNGUELTIG");
  });
});

describe("korrekturAktualisieren: overwrites while unanswered", () => {
  const vorher = gefragtVomPflegedienst(HAEUFIGER);
  const ergebnis = fuehreDurch(aktualisieren([NEUE_EINSCHRAENKUNG]), vorher, kontext(daniel()));

  it("nothing of the former proposal remains", () => {
    assert.equal(ergebnis.danach.datensaetze.length, vorher.datensaetze.length);
    assert(!JSON.stringify(ergebnis.danach.datensaetze).includes("Die Mittagsgabe fehlt."));
    assert.equal(letzte(ergebnis.danach, "VO_K").inhalt.aenderungen[0]?.begruendung, "Steht im Entlassbrief.");
  });

  it("the addressee gets one update; the alarm that has not gone out is overtaken", () => {
    assert.deepEqual(gesehen(ergebnis), {
      status: "KORREKTURANFRAGE",
      ereignis: "KORREKTUR_AKTUALISIERT",
      alarme: [`${PRAXIS} über KIM: WARTET`],
      informationen: [],
      dran: PRAXIS,
      sehen: [PRAXIS, RENATE, PD],
    });
    const [alter, neuer] = ergebnis.danach.ausgang.map(({ stand }) => stand >= ergebnis.danach.alarmstand);
    assert.deepEqual([alter, neuer], [false, true]);
  });

  it("only by the asking institution, and only while a Korrektur is open", () => {
    assert.equal(lehntAb(aktualisieren([HAEUFIGER]), vorher, kontext(miriam())).code, "VERBOTEN");
    assert.equal(lehntAb(aktualisieren([HAEUFIGER]), vorher, kontext(kasse())).code, "VERBOTEN");
    assert.equal(lehntAb(aktualisieren([HAEUFIGER]), zugewiesen(), kontext(elena())).code, "STATUS_UNZULAESSIG");
  });

  it("the same rules hold as for the first proposal", () => {
    assert.equal(lehntAb(aktualisieren([HAEUFIGER], 2), vorher, kontext(elena())).code, "VERSION_VERALTET");
    assert.equal(lehntAb(aktualisieren([]), vorher, kontext(elena())).code, "KORREKTUR_UNGUELTIG");
  });
});

describe("korrekturZurueckziehen (K3, K6)", () => {
  it("K3: back to ZUGEWIESEN, nobody is alerted, the unsent alarm is overtaken, the content is erased (D3)", () => {
    const ergebnis = fuehreDurch(ZURUECKZIEHEN, gefragtVomPflegedienst(HAEUFIGER), kontext(elena()));
    assert.deepEqual(gesehen(ergebnis), {
      status: "ZUGEWIESEN",
      ereignis: "KORREKTUR_ZURUECKGEZOGEN",
      alarme: [],
      informationen: [RENATE],
      dran: PD,
      sehen: [PRAXIS, RENATE, PD],
    });
    const { danach } = ergebnis;
    assert.equal(danach.korrektur, null);
    assert(danach.ausgang.every(({ stand }) => stand < danach.alarmstand));
    const { inhalt, bundle } = letzte(danach, "VO_K");
    assert.deepEqual([inhalt.aenderungen, bundle], [[], ""]);
    assert.notEqual(inhalt.zurueckgezogenAm, null);
    assert(!JSON.stringify(danach).includes("Die Mittagsgabe fehlt."));
  });

  it("K6: back to the status before; a Blanko-k is kept (D3)", () => {
    const { danach } = fuehreDurch(ZURUECKZIEHEN, blankoGefragt(BLANKO_SELTENER), kontext(kasse()));
    assert.equal(danach.status, "ANTRAGSPRUEFUNG");
    assert.equal(letzte(danach, "BLANKO_K").inhalt.aenderungen.length, 1);
    const ausOffen = fuehreDurch(anfragen([HAEUFIGER]), offen({ kostentraegerHatZugriff: true }), kontext(kasse()));
    assert.equal(fuehreDurch(ZURUECKZIEHEN, ausOffen.danach, kontext(kasse())).danach.status, "OFFEN");
  });

  it("only by the asking institution", () => {
    const vorgang = gefragtVonKasse(HAEUFIGER);
    assert.equal(lehntAb(ZURUECKZIEHEN, vorgang, kontext(elena())).code, "VERBOTEN");
    assert.equal(lehntAb(ZURUECKZIEHEN, vorgang, kontext(arzt())).code, "VERBOTEN");
    assert.equal(lehntAb(ZURUECKZIEHEN, vorgang, kontext(kasse({ ik: "104212059" }))).code, "VERBOTEN");
  });

  it("rule 8: any number of rounds", () => {
    const einmal = fuehreDurch(ZURUECKZIEHEN, gefragtVomPflegedienst(HAEUFIGER), kontext(elena())).danach;
    const zweimal = fuehreDurch(anfragen([NEUE_EINSCHRAENKUNG]), einmal, kontext(elena())).danach;
    assert.equal(letzte(zweimal, "VO_K").version, 2);
    assert.equal(zweimal.status, "KORREKTURANFRAGE");
  });
});
