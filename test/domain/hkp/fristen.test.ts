import assert from "node:assert/strict";
import type { Schalterstellung } from "../../../src/domain/hkp/ablauf.js";
import { wendeAn } from "../../../src/domain/hkp/aenderung.js";
import type { Fristbefehl } from "../../../src/domain/hkp/befehle.js";
import type { Verordnung } from "../../../src/domain/hkp/datensaetze/verordnung.js";
import { entscheide } from "../../../src/domain/hkp/entscheiden.js";
import {
  faelligeFrist,
  fristAnfrageId,
  naechsteFrist,
  offeneFristen,
  vorlaeufigeKostenuebernahme,
} from "../../../src/domain/hkp/fristen.js";
import { FristNichtFaellig } from "../../../src/domain/hkp/fristwirkung.js";
import { SCHALTER_VORGABE } from "../../../src/domain/hkp/ablauf.js";
import type { Aktion } from "../../../src/domain/hkp/status.js";
import type { Protokolleintrag, Vorgang } from "../../../src/domain/hkp/vorgang.js";
import { arzt, betrieb, elena, HAND_UND_HERZ, PRAXIS, renate, system } from "../../helfer/akteure.js";
import { kontext } from "./befehle.js";
import { abgelehnt } from "../../helfer/abgelehnt.js";
import {
  ANGELEGT_AM,
  AUS_OFFEN_AN_PRAXIS,
  beschieden,
  datensatz,
  dauerhaft,
  initialisiert,
  inPruefung,
  inPruefungKostenerstattung,
  offen,
  verordnung,
  VOM_PFLEGEDIENST,
  zugewiesen,
} from "./vorgaenge.js";

/*
 * The Verordnung of the builders: of 01.03.2026, for 02.03. to 29.03.2026; summer time begins on 29.03.2026. So the period ends at
 * 22:00 UTC, the 100 days with 07.07.2026, and submitting (D10) with 05.03.2026.
 */
const FRUEH = new Date("2026-03-01T09:00:00Z");

function eintrag(aktion: Aktion, zeit: string): Protokolleintrag {
  const wer = { rolle: "PFLEGEDIENST", kennung: HAND_UND_HERZ.kennung, person: "PDL", name: "Elena Fischer" } as const;
  return { id: zeit, zeit: new Date(zeit), wer, aktion, statusVorher: null, status: "ZUGEWIESEN", text: "hat …" };
}

const fristen = (vorgang: Vorgang, ab = FRUEH): Record<string, string> =>
  Object.fromEntries(
    offeneFristen(vorgang, ab, SCHALTER_VORGABE).map(({ art, faelligAm }) => [art, faelligAm.toISOString()]),
  );

const korrekturVon = (korrektur: NonNullable<Vorgang["korrektur"]>, bau = zugewiesen): Vorgang =>
  bau({
    status: "KORREKTURANFRAGE",
    korrektur,
    protokoll: [eintrag("korrekturAnfragen", "2026-03-02T10:00:00Z")],
  });

describe("Fristen: which apply, and when (fachregeln.md section 5)", () => {
  const FAELLE: readonly (readonly [string, Vorgang, Record<string, string>])[] = [
    [
      "INITIALISIERT: 10 × 24 h, reminder 3 days before",
      initialisiert(),
      { AL1_NAHT: "2026-03-08T09:00:00.000Z", AL1: "2026-03-11T09:00:00.000Z" },
    ],
    ["OFFEN", offen(), { AA1: "2026-03-29T22:00:00.000Z" }],
    [
      "ZUGEWIESEN",
      dauerhaft(zugewiesen()),
      {
        EINREICHEN_NAHT: "2026-03-03T23:00:00.000Z",
        ZEITRAUM_ENDET: "2026-03-24T23:00:00.000Z",
        AA2: "2026-03-29T22:00:00.000Z",
      },
    ],
    [
      "ZUGEWIESEN with § 13 (2): nothing is submitted",
      dauerhaft(zugewiesen({}, verordnung({ wahlKostenerstattung: true }))),
      { ZEITRAUM_ENDET: "2026-03-24T23:00:00.000Z", AA2: "2026-03-29T22:00:00.000Z" },
    ],
    [
      "ZUGEWIESEN for a week: nobody is told that so short a period ends soon",
      dauerhaft(zugewiesen({ verordnungszeitraumBis: "2026-03-06" })),
      { EINREICHEN_NAHT: "2026-03-03T23:00:00.000Z", AA2: "2026-03-06T23:00:00.000Z" },
    ],
    [
      "ANTRAGSPRUEFUNG is not closed but deleted (AL3)",
      dauerhaft(inPruefung()),
      { ZEITRAUM_ENDET: "2026-03-24T23:00:00.000Z", AL3: "2026-07-07T22:00:00.000Z" },
    ],
    [
      "ANTRAGSPRUEFUNG by AP1: no Pflegedienst takes part",
      dauerhaft(inPruefungKostenerstattung()),
      { AL3: "2026-07-07T22:00:00.000Z" },
    ],
    [
      "BESCHIEDEN",
      dauerhaft(beschieden()),
      { ZEITRAUM_ENDET: "2026-03-24T23:00:00.000Z", AA2: "2026-03-29T22:00:00.000Z" },
    ],
    [
      "a need that is temporary: nobody is reminded that the period ends (P2.1)",
      dauerhaft(beschieden(), false),
      { AA2: "2026-03-29T22:00:00.000Z" },
    ],
    ["a need of which nothing is said: nobody is reminded", beschieden(), { AA2: "2026-03-29T22:00:00.000Z" }],
    ["ABGESCHLOSSEN: period + 100 days", beschieden({ status: "ABGESCHLOSSEN" }), { AL2: "2026-07-07T22:00:00.000Z" }],
    [
      "ABGESCHLOSSEN, Kostenerstattung: 10 years after the Verordnungsdatum",
      offen({ status: "ABGESCHLOSSEN", prinzip: "KOSTENERSTATTUNG" }),
      { AL2: "2036-03-01T23:00:00.000Z" },
    ],
    [
      "ABGESCHLOSSEN, Kostenerstattung of a leap day: with 28 February",
      offen({ status: "ABGESCHLOSSEN", prinzip: "KOSTENERSTATTUNG" }, verordnung({ verordnungsdatum: "2028-02-29" })),
      { AL2: "2038-02-28T23:00:00.000Z" },
    ],
    [
      "GELOESCHT: 3 years after the deletion",
      offen({ status: "GELOESCHT", geaendertAm: new Date("2028-02-29T12:00:00Z") }),
      { PROTOKOLL: "2031-02-28T23:00:00.000Z" },
    ],
    [
      "KORREKTURANFRAGE from ZUGEWIESEN (D4): as there, but the asked one is next",
      dauerhaft(korrekturVon(VOM_PFLEGEDIENST)),
      {
        KORREKTUR_OFFEN: "2026-03-04T23:00:00.000Z",
        ZEITRAUM_ENDET: "2026-03-24T23:00:00.000Z",
        AA2: "2026-03-29T22:00:00.000Z",
      },
    ],
    [
      "KORREKTURANFRAGE from OFFEN (D4)",
      korrekturVon(AUS_OFFEN_AN_PRAXIS, offen),
      { KORREKTUR_OFFEN: "2026-03-04T23:00:00.000Z", AA1: "2026-03-29T22:00:00.000Z" },
    ],
  ];
  for (const [titel, vorgang, erwartet] of FAELLE)
    it(titel, () => {
      assert.deepEqual(fristen(vorgang), erwartet);
      assert.deepEqual(Object.keys(fristen(vorgang)), Object.keys(erwartet), "earliest first");
    });

  it("a reminder whose time is over is left out, what ends is not", () => {
    assert.deepEqual(Object.keys(fristen(dauerhaft(zugewiesen()), new Date("2026-03-05T22:59:59.999Z"))), [
      "EINREICHEN_NAHT",
      "ZEITRAUM_ENDET",
      "AA2",
    ]);
    assert.deepEqual(Object.keys(fristen(dauerhaft(zugewiesen()), new Date("2026-03-05T23:00:00Z"))), [
      "ZEITRAUM_ENDET",
      "AA2",
    ]);
    assert.deepEqual(Object.keys(fristen(dauerhaft(zugewiesen()), new Date("2030-01-01T00:00:00Z"))), ["AA2"]);
  });

  it("a Korrektur that is not answered reminds no more once the Vorgang ends by itself", () => {
    assert.deepEqual(
      Object.keys(fristen(dauerhaft(korrekturVon(VOM_PFLEGEDIENST)), new Date("2026-03-29T22:00:00Z"))),
      ["AA2"],
    );
  });

  it("is due from its instant on", () => {
    assert.equal(faelligeFrist(offen(), new Date("2026-03-29T21:59:59.999Z"), SCHALTER_VORGABE), null);
    assert.equal(faelligeFrist(offen(), new Date("2026-03-29T22:00:00Z"), SCHALTER_VORGABE)?.art, "AA1");
    assert.equal(naechsteFrist(offen(), FRUEH, SCHALTER_VORGABE)?.art, "AA1");
  });
});

describe("Fristbefehle: what the SYSTEM does, and when it does nothing", () => {
  const fuehre = (befehl: Fristbefehl, vorgang: Vorgang, jetzt: string) => {
    const aenderung = entscheide(befehl, vorgang, kontext(system(), jetzt), { anfrageId: null });
    return { aenderung, danach: wendeAn(vorgang, aenderung) };
  };
  const ABSCHLIESSEN = { aktion: "abschliessen", frist: "AA2" } as const;
  const NACH_ENDE = "2026-03-29T22:00:00Z";

  const NICHTS: readonly (readonly [string, Fristbefehl, Vorgang, string])[] = [
    ["too early, by a millisecond", ABSCHLIESSEN, beschieden(), "2026-03-29T21:59:59.999Z"],
    [
      "another deadline than the one that is due",
      { aktion: "erinnern", frist: "ZEITRAUM_ENDET" },
      dauerhaft(beschieden()),
      NACH_ENDE,
    ],
    ["an action that is not this deadline's", { aktion: "erinnern", frist: "AA2" }, beschieden(), NACH_ENDE],
    [
      "a reminder that has gone out",
      { aktion: "erinnern", frist: "ZEITRAUM_ENDET" },
      dauerhaft(beschieden({ anfragen: [erledigt("FRIST:ZEITRAUM_ENDET:2026-03-24T23:00:00.000Z")] })),
      "2026-03-25T09:00:00Z",
    ],
  ];
  for (const [titel, befehl, vorgang, jetzt] of NICHTS)
    it(`nothing: ${titel}`, () => assert.throws(() => fuehre(befehl, vorgang, jetzt), FristNichtFaellig));

  it("nothing where the state has moved on: the transition table refuses", () => {
    const { code } = abgelehnt(() => fuehre(ABSCHLIESSEN, beschieden({ status: "ABGESCHLOSSEN" }), NACH_ENDE));
    assert.equal(code, "STATUS_UNZULAESSIG");
  });

  for (const akteur of [arzt(), elena(), renate(), betrieb()])
    it(`nobody but the SYSTEM reminds: not ${akteur.rolle}`, () => {
      const versuch = () =>
        entscheide(
          { aktion: "erinnern", frist: "AL1_NAHT" },
          initialisiert(),
          kontext(akteur, "2026-03-09T09:00:00Z"),
          {
            anfrageId: null,
          },
        );
      assert.equal(abgelehnt(versuch).code, "VERBOTEN");
    });

  it("a reminder stays in the status, alerts one and leaves open Alarme standing", () => {
    const { aenderung, danach } = fuehre(
      { aktion: "erinnern", frist: "EINREICHEN_NAHT" },
      zugewiesen(),
      "2026-03-03T23:00:00Z",
    );
    assert.equal(danach.status, "ZUGEWIESEN");
    assert.equal(danach.alarmstand, zugewiesen().alarmstand);
    assert.deepEqual(
      aenderung.auftraege.map(({ ereignis, absender, empfaenger }) => ({ ereignis, absender, empfaenger })),
      [{ ereignis: "FRIST_NAHT", absender: null, empfaenger: HAND_UND_HERZ }],
    );
  });

  it("a Korrekturanfrage ends with the Vorgang (D4)", () => {
    const { danach } = fuehre(ABSCHLIESSEN, korrekturVon(VOM_PFLEGEDIENST), NACH_ENDE);
    assert.deepEqual([danach.status, danach.korrektur], ["ABGESCHLOSSEN", null]);
  });

  it("a deletion leaves the id, who took part and the Protokoll, and no content", () => {
    const begruendung = "Grund, den niemand mehr lesen darf";
    const meldung = {
      id: "m",
      art: "ALARM",
      ereignis: "ENTSCHIEDEN",
      empfaenger: PRAXIS,
      zeit: ANGELEGT_AM,
      version: 7,
      status: "BESCHIEDEN",
      begruendung,
    } as const;
    const vorher = beschieden({ status: "ABGESCHLOSSEN", meldungen: [meldung] });
    const { danach } = fuehre({ aktion: "loeschen", frist: "AL2" }, vorher, "2026-07-07T22:00:00Z");
    const text = JSON.stringify(danach);
    for (const inhalt of ["Renate", "Rosenstra", "I83.0", "Medikamente", begruendung, "a".repeat(64), "GENEHMIGT"])
      assert.ok(JSON.stringify(vorher).includes(inhalt) && !text.includes(inhalt), inhalt);
    assert.equal(danach.status, "GELOESCHT");
    assert.equal(danach.versicherter?.kennung, renate().kvnr);
    assert.equal(danach.protokoll.length, 1);
    assert.deepEqual(
      danach.meldungen.map(({ ereignis }) => ereignis),
      ["ENTSCHIEDEN", ...Array<string>(4).fill("GELOESCHT")],
    );
  });

  it("the id of its request is the same on every instance and differs when the deadline is another", () => {
    const frist = naechsteFrist(offen(), FRUEH, SCHALTER_VORGABE);
    assert.ok(frist);
    assert.equal(fristAnfrageId(frist), "FRIST:AA1:2026-03-29T22:00:00.000Z");
  });

  function erledigt(anfrageId: string): Vorgang["anfragen"][number] {
    return {
      anfrageId,
      wer: "SYSTEM",
      aktion: "erinnern",
      statusVorher: "BESCHIEDEN",
      status: "BESCHIEDEN",
      version: 8,
      zeit: ANGELEGT_AM,
    };
  }
});

describe("D10: provisional cost cover by submitting within 4 calendar days of the Ausstellung", () => {
  const eingereicht = (zeit: string, bau = inPruefung): Vorgang => bau({ protokoll: [eintrag("einreichen", zeit)] });
  const FREITAG: Verordnung = verordnung({ verordnungsdatum: "2026-03-06" });
  const ARBEITSTAGE = { einreichfrist: { tage: 4, art: "ARBEITSTAGE" } } as const;
  const FAELLE: readonly (readonly [string, Vorgang, string, Pick<Schalterstellung, "einreichfrist">, unknown])[] = [
    [
      "not submitted, last day",
      zugewiesen(),
      "2026-03-05T22:59:59Z",
      SCHALTER_VORGABE,
      { frist: "2026-03-05", gewahrt: null },
    ],
    [
      "not submitted, too late",
      zugewiesen(),
      "2026-03-05T23:00:00Z",
      SCHALTER_VORGABE,
      { frist: "2026-03-05", gewahrt: false },
    ],
    [
      "submitted on the last day",
      eingereicht("2026-03-05T22:59:59Z"),
      "2026-04-01T00:00:00Z",
      SCHALTER_VORGABE,
      { frist: "2026-03-05", gewahrt: true },
    ],
    [
      "submitted a day late",
      eingereicht("2026-03-05T23:00:00Z"),
      "2026-04-01T00:00:00Z",
      SCHALTER_VORGABE,
      { frist: "2026-03-05", gewahrt: false },
    ],
    [
      "working days, over a weekend",
      offen({}, FREITAG),
      "2026-03-07T00:00:00Z",
      ARBEITSTAGE,
      { frist: "2026-03-12", gewahrt: null },
    ],
    [
      "§ 13 (2): none",
      offen({}, verordnung({ wahlKostenerstattung: true })),
      "2026-03-02T00:00:00Z",
      SCHALTER_VORGABE,
      null,
    ],
    ["Kostenerstattung: none", offen({ prinzip: "KOSTENERSTATTUNG" }), "2026-03-02T00:00:00Z", SCHALTER_VORGABE, null],
    ["before activation: none", initialisiert(), "2026-03-02T00:00:00Z", SCHALTER_VORGABE, null],
    [
      "counted from the first version, not from a corrected one",
      zugewiesen({ datensaetze: [datensatz("VERORDNUNG", verordnung()), datensatz("VERORDNUNG", FREITAG, 2)] }),
      "2026-03-02T00:00:00Z",
      SCHALTER_VORGABE,
      { frist: "2026-03-05", gewahrt: null },
    ],
  ];
  for (const [titel, vorgang, jetzt, regeln, erwartet] of FAELLE)
    it(titel, () => assert.deepEqual(vorlaeufigeKostenuebernahme(vorgang, new Date(jetzt), regeln), erwartet));
});
