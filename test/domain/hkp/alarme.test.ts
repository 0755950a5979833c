import assert from "node:assert/strict";
import { empfaengerVon, istUeberholbar } from "../../../src/domain/hkp/alarme.js";
import { EREIGNISSE } from "../../../src/domain/hkp/ereignisse.js";
import type { Ereignis } from "../../../src/domain/hkp/ereignisse.js";
import type { Vorgang } from "../../../src/domain/hkp/vorgang.js";
import { schluessel } from "../../../src/domain/kern/akteur.js";
import type { Teilnehmer } from "../../../src/domain/kern/akteur.js";
import { HAND_UND_HERZ, INTEGRAL, KASSE, PRAXIS, RENATE } from "../../helfer/akteure.js";
import {
  AUS_OFFEN_AN_PRAXIS,
  AUS_PRUEFUNG_AN_PFLEGEDIENST,
  AUS_PRUEFUNG_AN_PRAXIS,
  beschieden,
  inPruefung,
  inPruefungKostenerstattung,
  offen,
  verordnung,
  VOM_PFLEGEDIENST,
  zugewiesen,
} from "./vorgaenge.js";

/* Who is alerted and who is informed: each row of the table in fachregeln.md section 4, written out by hand. */

interface Fall {
  readonly titel: string;
  readonly ereignis: Ereignis;
  readonly vorgang: Vorgang;
  /** Who acted; null: a deadline. */
  readonly durch: Teilnehmer | null;
  readonly genannte?: readonly Teilnehmer[];
  readonly alarm: readonly Teilnehmer[];
  readonly information: readonly Teilnehmer[];
}

const korrektur = (vorgang: Vorgang, eine: NonNullable<Vorgang["korrektur"]>): Vorgang => ({
  ...vorgang,
  status: "KORREKTURANFRAGE",
  korrektur: eine,
});
const paragraph13 = verordnung({ wahlKostenerstattung: true });
const abgeschlossen = beschieden({ status: "ABGESCHLOSSEN" });

const FAELLE: readonly Fall[] = [
  {
    titel: "1 activated: the Versicherter chooses",
    ereignis: "AKTIVIERT",
    vorgang: offen(),
    durch: PRAXIS,
    alarm: [RENATE],
    information: [],
  },
  {
    titel: "1 activated with § 13 (2): the Kostenträger instead",
    ereignis: "AKTIVIERT_MIT_KOSTENERSTATTUNG",
    vorgang: offen({ kostentraegerHatZugriff: true }, paragraph13),
    durch: PRAXIS,
    alarm: [KASSE],
    information: [],
  },
  {
    titel: "zuweisen: the chosen Pflegedienst",
    ereignis: "ZUGEWIESEN",
    vorgang: offen(),
    durch: RENATE,
    genannte: [INTEGRAL],
    alarm: [INTEGRAL],
    information: [],
  },
  {
    titel: "Zuweisung declined",
    ereignis: "ZUWEISUNG_ABGELEHNT",
    vorgang: offen(),
    durch: HAND_UND_HERZ,
    alarm: [RENATE],
    information: [],
  },
  {
    titel: "2 accepted: it is the Pflegedienst's own turn",
    ereignis: "ANGENOMMEN",
    vorgang: zugewiesen(),
    durch: HAND_UND_HERZ,
    alarm: [],
    information: [RENATE, PRAXIS],
  },
  {
    titel: "3 given back",
    ereignis: "ZURUECKGEGEBEN",
    vorgang: offen(),
    durch: HAND_UND_HERZ,
    alarm: [RENATE],
    information: [PRAXIS],
  },
  {
    titel: "K1",
    ereignis: "KORREKTUR_VOM_PFLEGEDIENST",
    vorgang: korrektur(zugewiesen(), VOM_PFLEGEDIENST),
    durch: HAND_UND_HERZ,
    alarm: [PRAXIS],
    information: [RENATE],
  },
  {
    titel: "K2: the asking Pflegedienst",
    ereignis: "KORREKTUR_BEANTWORTET",
    vorgang: zugewiesen({ korrektur: VOM_PFLEGEDIENST }),
    durch: PRAXIS,
    alarm: [HAND_UND_HERZ],
    information: [RENATE],
  },
  {
    titel: "K3",
    ereignis: "KORREKTUR_ZURUECKGEZOGEN",
    vorgang: zugewiesen({ korrektur: VOM_PFLEGEDIENST }),
    durch: HAND_UND_HERZ,
    alarm: [],
    information: [RENATE],
  },
  {
    titel: "korrekturAktualisieren by the Pflegedienst",
    ereignis: "KORREKTUR_AKTUALISIERT",
    vorgang: korrektur(zugewiesen(), VOM_PFLEGEDIENST),
    durch: HAND_UND_HERZ,
    alarm: [PRAXIS],
    information: [],
  },
  {
    titel: "korrekturAktualisieren by the Kostenträger towards the Pflegedienst",
    ereignis: "KORREKTUR_AKTUALISIERT",
    vorgang: korrektur(inPruefung(), AUS_PRUEFUNG_AN_PFLEGEDIENST),
    durch: KASSE,
    alarm: [HAND_UND_HERZ],
    information: [],
  },
  {
    titel: "AP3",
    ereignis: "EINGEREICHT",
    vorgang: inPruefung(),
    durch: HAND_UND_HERZ,
    alarm: [KASSE],
    information: [RENATE, PRAXIS],
  },
  {
    titel: "AP1: the Kostenträger took it up himself, so nobody is alerted",
    ereignis: "ANTRAG_KOSTENERSTATTUNG",
    vorgang: inPruefungKostenerstattung(),
    durch: KASSE,
    alarm: [],
    information: [RENATE, PRAXIS],
  },
  {
    titel: "K4 to the practice",
    ereignis: "KORREKTUR_VOM_KOSTENTRAEGER",
    vorgang: korrektur(inPruefung(), AUS_PRUEFUNG_AN_PRAXIS),
    durch: KASSE,
    alarm: [PRAXIS],
    information: [RENATE, HAND_UND_HERZ],
  },
  {
    titel: "K4 to the Pflegedienst",
    ereignis: "KORREKTUR_VOM_KOSTENTRAEGER",
    vorgang: korrektur(inPruefung(), AUS_PRUEFUNG_AN_PFLEGEDIENST),
    durch: KASSE,
    alarm: [HAND_UND_HERZ],
    information: [RENATE, PRAXIS],
  },
  {
    titel: "K4 from OFFEN (D1): there is no Pflegedienst to inform",
    ereignis: "KORREKTUR_VOM_KOSTENTRAEGER",
    vorgang: korrektur(offen({ kostentraegerHatZugriff: true }), AUS_OFFEN_AN_PRAXIS),
    durch: KASSE,
    alarm: [PRAXIS],
    information: [RENATE],
  },
  {
    titel: "K5 by the practice",
    ereignis: "KORREKTUR_DEM_KOSTENTRAEGER_BEANTWORTET",
    vorgang: inPruefung({ korrektur: AUS_PRUEFUNG_AN_PRAXIS }),
    durch: PRAXIS,
    alarm: [KASSE],
    information: [RENATE, HAND_UND_HERZ],
  },
  {
    titel: "K5 by the Pflegedienst, who is not told what it did itself",
    ereignis: "KORREKTUR_DEM_KOSTENTRAEGER_BEANTWORTET",
    vorgang: inPruefung({ korrektur: AUS_PRUEFUNG_AN_PFLEGEDIENST }),
    durch: HAND_UND_HERZ,
    alarm: [KASSE],
    information: [RENATE],
  },
  {
    titel: "K6",
    ereignis: "KORREKTUR_ZURUECKGEZOGEN",
    vorgang: inPruefung({ korrektur: AUS_PRUEFUNG_AN_PRAXIS }),
    durch: KASSE,
    alarm: [],
    information: [RENATE],
  },
  {
    titel: "AP4",
    ereignis: "ENTSCHIEDEN",
    vorgang: beschieden(),
    durch: KASSE,
    alarm: [HAND_UND_HERZ],
    information: [PRAXIS, RENATE],
  },
  {
    titel: "AP4 Unzuständig",
    ereignis: "UNZUSTAENDIG",
    vorgang: beschieden(),
    durch: KASSE,
    alarm: [HAND_UND_HERZ],
    information: [RENATE, PRAXIS],
  },
  {
    titel: "Unzuständig, the access passed on (section 10)",
    ereignis: "ZUGRIFF_WEITERGEGEBEN",
    vorgang: beschieden(),
    durch: KASSE,
    genannte: [{ rolle: "KOSTENTRAEGER", kennung: "102099990" }],
    alarm: [{ rolle: "KOSTENTRAEGER", kennung: "102099990" }],
    information: [RENATE, HAND_UND_HERZ],
  },
  {
    titel: "AP2",
    ereignis: "KOSTENERSTATTUNG_ENTSCHIEDEN",
    vorgang: offen({ kostentraegerHatZugriff: true, kennzeichenKostenerstattung: true }),
    durch: KASSE,
    alarm: [RENATE],
    information: [PRAXIS],
  },
  {
    titel: "decision changed",
    ereignis: "ENTSCHEIDUNG_GEAENDERT",
    vorgang: beschieden(),
    durch: KASSE,
    alarm: [HAND_UND_HERZ],
    information: [PRAXIS, RENATE],
  },
  {
    titel: "decision deleted (D8)",
    ereignis: "ENTSCHEIDUNG_GELOESCHT",
    vorgang: beschieden({ status: "ABGESCHLOSSEN" }),
    durch: KASSE,
    alarm: [],
    information: [HAND_UND_HERZ, PRAXIS, RENATE],
  },
  {
    titel: "Blankoverordnung stored",
    ereignis: "BLANKOVERORDNUNG_GESPEICHERT",
    vorgang: zugewiesen(),
    durch: HAND_UND_HERZ,
    alarm: [],
    information: [PRAXIS],
  },
  {
    titel: "Angaben stored",
    ereignis: "ANGABEN_GESPEICHERT",
    vorgang: zugewiesen(),
    durch: HAND_UND_HERZ,
    alarm: [],
    information: [PRAXIS],
  },
  {
    titel: "own correction in OFFEN: the Versicherter and whoever was given access",
    ereignis: "EIGENE_KORREKTUR",
    vorgang: offen(),
    durch: PRAXIS,
    genannte: [INTEGRAL, KASSE],
    alarm: [],
    information: [RENATE, INTEGRAL, KASSE],
  },
  {
    titel: "ML2 by the Arzt",
    ereignis: "GELOESCHT_DURCH_ARZT",
    vorgang: offen({ status: "GELOESCHT" }),
    durch: PRAXIS,
    genannte: [INTEGRAL],
    alarm: [RENATE],
    information: [INTEGRAL],
  },
  {
    titel: "AA2: whoever takes part",
    ereignis: "ABGESCHLOSSEN",
    vorgang: abgeschlossen,
    durch: null,
    alarm: [],
    information: [PRAXIS, RENATE, HAND_UND_HERZ, KASSE],
  },
  {
    titel: "AA1: a Kostenträger without access takes no part",
    ereignis: "ABGESCHLOSSEN",
    vorgang: offen({ status: "ABGESCHLOSSEN" }),
    durch: null,
    alarm: [],
    information: [PRAXIS, RENATE],
  },
  {
    titel: "4: the Kostenträger completed it himself",
    ereignis: "ABGESCHLOSSEN",
    vorgang: offen({ status: "ABGESCHLOSSEN", kostentraegerHatZugriff: true }),
    durch: KASSE,
    alarm: [],
    information: [PRAXIS, RENATE],
  },
  {
    titel: "ML3",
    ereignis: "GELOESCHT",
    vorgang: { ...abgeschlossen, status: "GELOESCHT" },
    durch: RENATE,
    alarm: [],
    information: [PRAXIS, HAND_UND_HERZ, KASSE],
  },
  {
    titel: "AL3",
    ereignis: "GELOESCHT",
    vorgang: inPruefung({ status: "GELOESCHT" }),
    durch: null,
    alarm: [],
    information: [PRAXIS, RENATE, HAND_UND_HERZ, KASSE],
  },
  {
    titel: "unverbindliche Anfrage: the asked Pflegedienst",
    ereignis: "UNVERBINDLICHE_ANFRAGE",
    vorgang: offen(),
    durch: RENATE,
    genannte: [INTEGRAL],
    alarm: [INTEGRAL],
    information: [],
  },
  {
    titel: "answer to it",
    ereignis: "ANFRAGE_BEANTWORTET",
    vorgang: offen(),
    durch: INTEGRAL,
    alarm: [RENATE],
    information: [],
  },
  {
    titel: "assigned elsewhere while an Anfrage is open",
    ereignis: "ANFRAGE_ENTSCHIEDEN",
    vorgang: offen(),
    durch: RENATE,
    genannte: [HAND_UND_HERZ, INTEGRAL],
    alarm: [],
    information: [HAND_UND_HERZ, INTEGRAL],
  },
  {
    titel: "request for a Folgeverordnung",
    ereignis: "FOLGEVERORDNUNG_ERBETEN",
    vorgang: beschieden(),
    durch: HAND_UND_HERZ,
    alarm: [PRAXIS],
    information: [],
  },
  {
    titel: "Verordnungszeitraum ends soon",
    ereignis: "VERORDNUNGSZEITRAUM_ENDET",
    vorgang: beschieden(),
    durch: null,
    alarm: [PRAXIS],
    information: [HAND_UND_HERZ],
  },
  {
    titel: "a deadline of the next actor comes near",
    ereignis: "FRIST_NAHT",
    vorgang: zugewiesen(),
    durch: null,
    genannte: [HAND_UND_HERZ],
    alarm: [HAND_UND_HERZ],
    information: [],
  },
  {
    titel: "Leistung reduced or paused: both must act",
    ereignis: "LEISTUNG_VERMINDERT",
    vorgang: beschieden(),
    durch: PRAXIS,
    genannte: [HAND_UND_HERZ, KASSE],
    alarm: [HAND_UND_HERZ, KASSE],
    information: [RENATE],
  },
  {
    titel: "message in the conversation",
    ereignis: "NACHRICHT",
    vorgang: beschieden(),
    durch: HAND_UND_HERZ,
    genannte: [PRAXIS],
    alarm: [PRAXIS],
    information: [],
  },
];

const lesbar = (teilnehmer: readonly Teilnehmer[]): readonly string[] => teilnehmer.map(schluessel).sort();

describe("Alarme: who is alerted and who is informed (fachregeln.md section 4)", () => {
  it("has an expectation for every event", () => {
    const geprueft = new Set(FAELLE.map(({ ereignis }) => ereignis));
    assert.deepEqual(
      EREIGNISSE.filter((ereignis) => !geprueft.has(ereignis)),
      [],
    );
  });

  for (const { titel, ereignis, vorgang, durch, genannte, alarm, information } of FAELLE)
    it(`${ereignis}: ${titel}`, () => {
      const empfaenger = empfaengerVon(ereignis, vorgang, durch, genannte);
      assert.deepEqual(
        { alarm: lesbar(empfaenger.alarm), information: lesbar(empfaenger.information) },
        { alarm: lesbar(alarm), information: lesbar(information) },
      );
    });

  it("is overtaken when its status is left, unless it is not about the status", () => {
    const bleiben: readonly Ereignis[] = [
      "ZUGRIFF_WEITERGEGEBEN",
      "UNVERBINDLICHE_ANFRAGE",
      "FOLGEVERORDNUNG_ERBETEN",
      "LEISTUNG_VERMINDERT",
      "NACHRICHT",
    ];
    assert.deepEqual(
      EREIGNISSE.filter((ereignis) => !istUeberholbar(ereignis)),
      bleiben,
    );
  });

  it("never gives one participant the Alarm and the Information of the same event", () => {
    const { alarm, information } = empfaengerVon("GELOESCHT_DURCH_ARZT", offen(), PRAXIS, [RENATE, INTEGRAL]);
    assert.deepEqual(lesbar(alarm), lesbar([RENATE]));
    assert.deepEqual(lesbar(information), lesbar([INTEGRAL]));
  });

  it("gives nobody the same Alarm twice, however often he is named", () => {
    const { alarm } = empfaengerVon("NACHRICHT", beschieden(), PRAXIS, [HAND_UND_HERZ, KASSE, HAND_UND_HERZ]);
    assert.deepEqual(lesbar(alarm), lesbar([HAND_UND_HERZ, KASSE]));
  });

  it("does not tell the one who acted, not even when he is named", () => {
    const { alarm, information } = empfaengerVon("NACHRICHT", beschieden(), KASSE, [KASSE]);
    assert.deepEqual([...alarm, ...information], []);
  });

  it("tells the same institution under another role apart", () => {
    const doppelrolle: Teilnehmer = { rolle: "PFLEGEDIENST", kennung: PRAXIS.kennung };
    const { alarm } = empfaengerVon("NACHRICHT", beschieden(), PRAXIS, [doppelrolle]);
    assert.deepEqual(lesbar(alarm), lesbar([doppelrolle]));
  });
});
