import assert from "node:assert/strict";
import type { Verordnung } from "../../../../src/domain/hkp/datensaetze/verordnung.js";
import { versionen } from "../../../../src/domain/hkp/vorgang.js";
import type { Vorgang } from "../../../../src/domain/hkp/vorgang.js";
import { arzt, daniel, elena, fremderArzt, kasse, mfa, miriam } from "../../../helfer/akteure.js";
import { entscheide, hbaPflege, kontext, smcbPflege, smcbPraxis } from "../befehle.js";
import { fuehreDurch, gesehen, lehntAb } from "../durchfuehren.js";
import { blankoverordnung, entscheidung, FESTE_LEISTUNG, verordnung, BLANKO_LEISTUNG } from "../vorgaenge.js";
import {
  ANDERS,
  anfragen,
  beantworte,
  beantworteBlanko,
  BLANKO_SELTENER,
  blankoGefragt,
  gefragtVomPflegedienst,
  gefragtVonKasse,
  HAEUFIGER,
  JA,
  KOMPRESSION,
  NEIN,
  NEUE_EINSCHRAENKUNG,
  ZURUECKZIEHEN,
} from "./rahmen.js";

const PRAXIS = "VERORDNENDER:1-20HKPSANDBOX0001";
const RENATE = "VERSICHERTER:X000001014";
const PD = "PFLEGEDIENST:10-67.245.HKPSANDBOX0001";
const KASSE = "KOSTENTRAEGER:109500969";

const [FEST, BLANKO] = verordnung().leistungen;
assert(FEST !== undefined && BLANKO !== undefined);
const oft = (anzahl: number): Verordnung =>
  verordnung({ leistungen: [{ ...FEST, haeufigkeit: { anzahl, je: "TAG" } }, BLANKO] });

describe("korrekturBeantworten (K2, K5)", () => {
  it("K2: one new signed version; the asking Pflegedienst is alerted, the Korrektur ends by itself (rule 6)", () => {
    const vorgang = gefragtVomPflegedienst(HAEUFIGER);
    const ergebnis = fuehreDurch(beantworte(vorgang, oft(3), [JA]), vorgang, kontext(arzt()));
    assert.deepEqual(gesehen(ergebnis), {
      status: "ZUGEWIESEN",
      ereignis: "KORREKTUR_BEANTWORTET",
      alarme: [`${PD} über KIM: WARTET`],
      informationen: [RENATE],
      dran: PD,
      sehen: [PRAXIS, RENATE, PD],
    });
    assert.equal(ergebnis.danach.korrektur, null);
    assert.deepEqual(
      versionen(ergebnis.danach, "VERORDNUNG").map(({ version, inhalt }) => [
        version,
        inhalt.leistungen[0]?.haeufigkeit,
      ]),
      [
        [1, { anzahl: 2, je: "TAG" }],
        [2, { anzahl: 3, je: "TAG" }],
      ],
    );
    const [antwort] = versionen(ergebnis.danach, "KORREKTURANTWORT");
    assert.equal(antwort?.inhalt.neueVersion, 2);
    assert.deepEqual(
      antwort.inhalt.antworten.map(({ ergebnis: wert }) => wert),
      ["AUFGENOMMEN"],
    );
  });

  it("after K2 Angaben and Blankoverordnung must be for the new version: einreichen says so", () => {
    const vorgang = gefragtVomPflegedienst(HAEUFIGER);
    const { danach } = fuehreDurch(beantworte(vorgang, verordnung(), [NEIN]), vorgang, kontext(arzt()));
    assert.equal(lehntAb({ aktion: "einreichen" }, danach, kontext(elena())).code, "BLANKO_FEHLT");
  });

  it("K5: the Kostenträger is alerted; the Pflegedienst gets a hint, because the extent changed", () => {
    const vorgang = gefragtVonKasse(HAEUFIGER);
    const ergebnis = fuehreDurch(beantworte(vorgang, oft(3), [JA]), vorgang, kontext(arzt()));
    assert.deepEqual(gesehen(ergebnis), {
      status: "ANTRAGSPRUEFUNG",
      ereignis: "KORREKTUR_DEM_KOSTENTRAEGER_BEANTWORTET",
      alarme: [`${KASSE} über KIM: WARTET`],
      informationen: [RENATE, PD],
      dran: KASSE,
      sehen: [PRAXIS, RENATE, PD, KASSE],
    });
    assert.deepEqual(hinweise(ergebnis.aenderung.meldungen), [
      undefined,
      undefined,
      "Hinweis: Art oder Umfang der verordneten Leistungen hat sich geändert. Bitte prüfen Sie Ihre Planung.",
    ]);
  });

  it("K5 without a change in kind or extent: no hint", () => {
    const vorgang = gefragtVonKasse(NEUE_EINSCHRAENKUNG);
    const neu = verordnung({ einschraenkungen: [...verordnung().einschraenkungen, "lebt allein"] });
    const { aenderung } = fuehreDurch(beantworte(vorgang, neu, [JA]), vorgang, kontext(arzt()));
    assert.deepEqual(hinweise(aenderung.meldungen), [undefined, undefined, undefined]);
  });

  it("K5: the Kasse decides on the corrected extent, although the Angaben are older and unchangeable", () => {
    const vorgang = gefragtVonKasse(HAEUFIGER);
    const { danach } = fuehreDurch(beantworte(vorgang, oft(3), [JA]), vorgang, kontext(arzt()));
    const mit = (anzahl: number) =>
      entscheide(
        entscheidung({
          leistungen: [
            { leistungId: FESTE_LEISTUNG, ergebnis: "GENEHMIGT", haeufigkeit: { anzahl, je: "TAG" } },
            { leistungId: BLANKO_LEISTUNG, ergebnis: "GENEHMIGT" },
          ],
        }),
      );
    assert.equal(fuehreDurch(mit(3), danach, kontext(kasse())).danach.status, "BESCHIEDEN");
    assert.equal(lehntAb(mit(2), danach, kontext(kasse())).code, "ENTSCHEIDUNG_WIDERSPRUECHLICH");
  });

  it("the new end of the Verordnungszeitraum counts for the deadlines", () => {
    const vorgang = gefragtVomPflegedienst({
      art: "AENDERN",
      pfad: "verordnungszeitraum",
      wert: { typ: "ZEITRAUM", zeitraum: { von: "2026-03-02", bis: "2026-04-05" } },
      begruendung: "Die Behandlung dauert länger.",
    });
    const neu = verordnung({ verordnungszeitraum: { von: "2026-03-02", bis: "2026-04-05" } });
    const { danach } = fuehreDurch(beantworte(vorgang, neu, [JA]), vorgang, kontext(arzt()));
    assert.equal(danach.verordnungszeitraumBis, "2026-04-05");
  });

  it("K5 by the Pflegedienst: a new Blankoverordnung; it is not told what it did itself", () => {
    const vorgang = blankoGefragt(BLANKO_SELTENER);
    const neu = seltener(2);
    const ergebnis = fuehreDurch(beantworteBlanko(vorgang, neu, [JA]), vorgang, kontext(elena()));
    assert.deepEqual(gesehen(ergebnis), {
      status: "ANTRAGSPRUEFUNG",
      ereignis: "KORREKTUR_DEM_KOSTENTRAEGER_BEANTWORTET",
      alarme: [`${KASSE} über KIM: WARTET`],
      informationen: [RENATE],
      dran: KASSE,
      sehen: [PRAXIS, RENATE, PD, KASSE],
    });
    assert.equal(versionen(ergebnis.danach, "BLANKOVERORDNUNG").length, 2);
  });

  it("rule 8: an MFA with the SMC-B may answer, another institution may not", () => {
    const vorgang = gefragtVomPflegedienst(HAEUFIGER);
    assert.equal(
      fuehreDurch(beantworte(vorgang, oft(3), [JA], smcbPraxis()), vorgang, kontext(mfa())).danach.status,
      "ZUGEWIESEN",
    );
    const befehl = beantworte(vorgang, oft(3), [JA]);
    assert.equal(lehntAb(befehl, vorgang, kontext(fremderArzt())).code, "VERBOTEN");
    assert.equal(lehntAb(befehl, vorgang, kontext(elena())).code, "VERBOTEN");
    assert.equal(lehntAb(befehl, gefragtVonKasse(HAEUFIGER), kontext(miriam())).code, "VERBOTEN");
  });

  it("the signature rules are those of the data set", () => {
    const vorgang = gefragtVomPflegedienst(HAEUFIGER);
    const fremd = beantworte(vorgang, oft(3), [JA], smcbPraxis("1-20HKPSANDBOX0099"));
    assert.equal(lehntAb(fremd, vorgang, kontext(arzt())).code, "SIGNATUR_FREMD");
    const pflege = beantworte(vorgang, oft(3), [JA], hbaPflege());
    assert.equal(lehntAb(pflege, vorgang, kontext(arzt())).code, "SIGNATUR_ROLLE");
    const blanko = blankoGefragt(BLANKO_SELTENER);
    const ohne = beantworteBlanko(blanko, seltener(2), [JA], smcbPflege());
    assert.equal(lehntAb(ohne, blanko, kontext(daniel())).code, "BLANKO_QUALIFIKATION_FEHLT");
  });

  it("an answered one can neither be withdrawn nor answered again", () => {
    const vorgang = gefragtVomPflegedienst(HAEUFIGER);
    const befehl = beantworte(vorgang, oft(3), [JA]);
    const { danach } = fuehreDurch(befehl, vorgang, kontext(arzt()));
    assert.equal(lehntAb(befehl, danach, kontext(arzt())).code, "STATUS_UNZULAESSIG");
    assert.equal(lehntAb(ZURUECKZIEHEN, danach, kontext(elena())).code, "STATUS_UNZULAESSIG");
    assert.equal(lehntAb(anfragen([NEUE_EINSCHRAENKUNG]), danach, kontext(elena())).code, "VERSION_VERALTET");
  });
});

describe("rule 5: the answers and the new version tell the same", () => {
  const vorgang = gefragtVomPflegedienst(HAEUFIGER, NEUE_EINSCHRAENKUNG, KOMPRESSION);
  const einschraenkungen = [...verordnung().einschraenkungen, "lebt allein"];
  const alles = { ...oft(3), einschraenkungen, leistungen: [...oft(3).leistungen, KOMPRESSION.leistung] };

  const GUT: readonly (readonly [string, Verordnung, Parameters<typeof beantworte>[2]])[] = [
    ["everything taken up", alles, [JA, JA, JA]],
    ["everything rejected: the unchanged content", verordnung(), [NEIN, NEIN, NEIN]],
    ["one of three", oft(3), [JA, NEIN, NEIN]],
    ["one taken up differently", { ...oft(4), einschraenkungen }, [ANDERS, JA, NEIN]],
    ["the order of entries is no difference", { ...alles, leistungen: [...alles.leistungen].reverse() }, [JA, JA, JA]],
    [
      "another Leistung than the proposed one",
      verordnung({ leistungen: [FEST, BLANKO, { ...KOMPRESSION.leistung, id: "andere", nummer: "31c" }] }),
      [NEIN, NEIN, ANDERS],
    ],
  ];
  for (const [titel, neu, ergebnisse] of GUT)
    it(titel, () => {
      assert.equal(
        fuehreDurch(beantworte(vorgang, neu, ergebnisse), vorgang, kontext(arzt())).danach.status,
        "ZUGEWIESEN",
      );
    });

  const SCHLECHT: readonly (readonly [string, Verordnung, Parameters<typeof beantworte>[2], readonly string[]])[] = [
    ["an answer is missing", alles, [JA, JA], ["aenderungen[2]"]],
    ["an answer too many", alles, [JA, JA, JA, JA], ["antworten[3].aenderungId"]],
    [
      "a rejection without a reason",
      verordnung(),
      [NEIN, NEIN, { ergebnis: "ABGELEHNT" }],
      ["antworten[2].begruendung"],
    ],
    ["said to be taken up, but it is not", oft(3), [JA, JA, NEIN], ["aenderungen[1]"]],
    ["said to be taken up, but with another value", oft(4), [JA, NEIN, NEIN], ["aenderungen[0]"]],
    ["said to be rejected, but taken up", alles, [JA, JA, NEIN], ["aenderungen[2]"]],
    ["said to be rejected, but changed", oft(5), [NEIN, NEIN, NEIN], ["aenderungen[0]"]],
    ["said to be taken up differently, but exactly so", oft(3), [ANDERS, NEIN, NEIN], ["aenderungen[0]"]],
    ["said to be taken up differently, but nothing changed", verordnung(), [ANDERS, NEIN, NEIN], ["aenderungen[0]"]],
    [
      "everything rejected, but something else changed",
      verordnung({ hinweise: "neu" }),
      [NEIN, NEIN, NEIN],
      ["hinweise"],
    ],
    [
      "taken up differently in one part does not cover another",
      { ...oft(4), diagnosen: [{ icd: "L89.24" }] },
      [ANDERS, NEIN, NEIN],
      ["diagnosen", "diagnosen"],
    ],
    [
      "Wahl der Kostenerstattung is nobody's to correct",
      { ...oft(4), wahlKostenerstattung: true },
      [ANDERS, NEIN, NEIN],
      ["wahlKostenerstattung"],
    ],
  ];
  for (const [titel, neu, ergebnisse, pfade] of SCHLECHT)
    it(titel, () => {
      const { code, details } = lehntAb(beantworte(vorgang, neu, ergebnisse), vorgang, kontext(arzt()));
      assert.equal(code, "KORREKTURANTWORT_WIDERSPRUECHLICH");
      const { verstoesse } = details as { verstoesse: readonly { pfad: string }[] };
      assert.deepEqual(
        verstoesse.map(({ pfad }) => pfad),
        pfade,
      );
    });

  it("the new version must be formally valid and carry this Verordnungs-ID", () => {
    const leer = { ...verordnung(), verordnungsId: "169.000.000.000.002.59" };
    assert.equal(
      lehntAb(beantworte(vorgang, leer, [NEIN, NEIN, NEIN]), vorgang, kontext(arzt())).code,
      "VERORDNUNGS_ID_FALSCH",
    );
    const falsch = oft(0);
    assert.equal(
      lehntAb(beantworte(vorgang, falsch, [ANDERS, NEIN, NEIN]), vorgang, kontext(arzt())).code,
      "DATENSATZ_UNGUELTIG",
    );
  });
});

describe("rule 4: master data cannot be changed by the answer (STAMMDATEN_UNVERAENDERLICH)", () => {
  const vorgang = gefragtVomPflegedienst(HAEUFIGER);
  const { versicherter, kostentraeger, verordnender } = verordnung();
  const FAELLE: readonly (readonly [string, Partial<Verordnung>])[] = [
    ["versicherter", { versicherter: { ...versicherter, nachname: "Bergér" } }],
    ["kostentraeger", { kostentraeger: { ...kostentraeger, name: "Andere Kasse" } }],
    ["verordnender", { verordnender: { ...verordnender, vorname: "Klaudia" } }],
  ];
  for (const [pfad, abweichung] of FAELLE)
    it(pfad, () => {
      const befehl = beantworte(vorgang, { ...oft(3), ...abweichung }, [JA]);
      assert.deepEqual(lehntAb(befehl, vorgang, kontext(arzt())), {
        code: "STAMMDATEN_UNVERAENDERLICH",
        details: { pfade: [pfad] },
      });
    });

  it("of the Blankoverordnung: the Pflegedienst; another qualified person may sign", () => {
    const blanko = blankoGefragt(BLANKO_SELTENER);
    const umbenannt = { ...seltener(2), pflegedienst: { ...blankoverordnung().pflegedienst, name: "Neu" } };
    assert.equal(
      lehntAb(beantworteBlanko(blanko, umbenannt, [JA]), blanko, kontext(elena())).code,
      "STAMMDATEN_UNVERAENDERLICH",
    );
    const vertretung = { ...seltener(2), pflegefachperson: { lbnr: "100000012", name: "Daniel Wagner" } };
    const wagner = daniel({ qualifikationen: ["BLANKOVERORDNUNG"] });
    assert.equal(
      fuehreDurch(beantworteBlanko(blanko, vertretung, [JA]), blanko, kontext(wagner)).danach.status,
      "ANTRAGSPRUEFUNG",
    );
  });
});

function seltener(anzahl: number): ReturnType<typeof blankoverordnung> {
  const [leistung] = blankoverordnung().leistungen;
  assert(leistung !== undefined);
  return blankoverordnung({ leistungen: [{ ...leistung, haeufigkeit: { anzahl, je: "TAG" } }] });
}

function hinweise(meldungen: Vorgang["meldungen"]): readonly (string | undefined)[] {
  return meldungen.map(({ hinweis }) => hinweis);
}
