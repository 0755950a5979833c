import assert from "node:assert/strict";
import type { Schalterstellung } from "../../../../src/domain/hkp/ablauf.js";
import { SCHALTER_VORGABE } from "../../../../src/domain/hkp/ablauf.js";
import { wendeAn } from "../../../../src/domain/hkp/aenderung.js";
import { entscheide } from "../../../../src/domain/hkp/entscheiden.js";
import { faelligeFrist, fristAnfrageId, offeneFristen } from "../../../../src/domain/hkp/fristen.js";
import { FristNichtFaellig } from "../../../../src/domain/hkp/fristwirkung.js";
import type { Vorgang } from "../../../../src/domain/hkp/vorgang.js";
import { elena, kasse, KASSE, system } from "../../../helfer/akteure.js";
import { entscheide as entscheidungsbefehl, kontext, smcbPflege } from "../befehle.js";
import { fuehreDurch } from "../durchfuehren.js";
import { beantworteBlanko, JA } from "../korrektur/rahmen.js";
import {
  AUS_PRUEFUNG_AN_PFLEGEDIENST,
  datensatz,
  einreichbar,
  entscheidung,
  inPruefungKostenerstattung,
} from "../vorgaenge.js";
import { EINGEREICHT_AM, eingereicht, klareBlankoverordnung, klarerAntrag } from "./antraege.js";

const MIT: Schalterstellung = { ...SCHALTER_VORGABE, dunkelverarbeitung: { iks: [KASSE.kennung], vorrangMs: 60_000 } };
const ANDERE: Schalterstellung = { ...SCHALTER_VORGABE, dunkelverarbeitung: { iks: ["104212059"], vorrangMs: 60_000 } };
const KURZ_DANACH = "2026-03-03T08:30:01Z";
const VORLEGEN = { aktion: "vorlegen", frist: "DUNKELVERARBEITUNG" } as const;

const faellig = (vorgang: Vorgang, schalter = MIT, jetzt = KURZ_DANACH): string | undefined =>
  faelligeFrist(vorgang, new Date(jetzt), schalter)?.art;

describe("Dunkelverarbeitung: when it runs", () => {
  it("at once when the application comes in, for a Kasse that has it", () => {
    const frist = faelligeFrist(klarerAntrag(), EINGEREICHT_AM, MIT);
    assert.deepEqual(frist, { art: "DUNKELVERARBEITUNG", faelligAm: EINGEREICHT_AM, bis: null });
    assert.equal(fristAnfrageId(frist), "FRIST:DUNKELVERARBEITUNG:2026-03-03T08:30:00.000Z");
  });

  it("for nobody by default, and not for another Kasse", () => {
    assert.equal(faellig(klarerAntrag(), SCHALTER_VORGABE), undefined);
    assert.equal(faellig(klarerAntrag(), ANDERE), undefined);
  });

  it("not by AP1, not before submission, not while a Korrektur is open", () => {
    const protokoll = [eingereicht()];
    assert.equal(faellig(inPruefungKostenerstattung({ protokoll })), undefined);
    assert.equal(faellig(einreichbar({ protokoll })), undefined);
    const korrektur = AUS_PRUEFUNG_AN_PFLEGEDIENST;
    assert.equal(faellig(klarerAntrag({ status: "KORREKTURANFRAGE", korrektur })), undefined);
  });

  it("again when a Korrektur has brought it back (K5, K6), under an id of its own", () => {
    const zurueck = {
      ...eingereicht(new Date("2026-03-04T07:00:00Z")),
      aktion: "korrekturBeantworten",
      statusVorher: "KORREKTURANFRAGE",
    } as const;
    const erledigt = { anfrageId: "FRIST:DUNKELVERARBEITUNG:2026-03-03T08:30:00.000Z" } as Vorgang["anfragen"][number];
    const [frist] = offeneFristen(
      klarerAntrag({ protokoll: [eingereicht(), zurueck], anfragen: [erledigt] }),
      zurueck.zeit,
      MIT,
    );
    assert.deepEqual([frist?.art, frist?.faelligAm], ["DUNKELVERARBEITUNG", zurueck.zeit]);
  });

  it("not once the Vorgang is to be deleted: after an outage of months nobody decides any more", () => {
    assert.equal(faellig(klarerAntrag(), MIT, "2026-08-01T00:00:00Z"), "AL3");
  });
});

describe("Dunkelverarbeitung: handing over to a person", () => {
  const uebergabe = (vorgang: Vorgang, anfrageId: string | null = null) =>
    entscheide(VORLEGEN, vorgang, kontext(system(), KURZ_DANACH, MIT), { anfrageId });

  it("is written down for the Versicherter, tells nobody, and happens once", () => {
    const antrag = klarerAntrag();
    const aenderung = uebergabe(antrag, "FRIST:DUNKELVERARBEITUNG:2026-03-03T08:30:00.000Z");
    const danach = wendeAn(antrag, aenderung);
    assert.deepEqual(
      [danach.status, danach.alarmstand, aenderung.meldungen, aenderung.auftraege],
      ["ANTRAGSPRUEFUNG", antrag.alarmstand, [], []],
    );
    const { wer, text } = danach.protokoll.at(-1) ?? assert.fail("no entry");
    assert.deepEqual(
      [wer.rolle, text],
      ["SYSTEM", "hat den Antrag automatisch geprüft; die Entscheidung trifft ein Mensch beim Kostenträger."],
    );
    assert.equal(faellig(danach), undefined);
    assert.throws(() => uebergabe(danach), FristNichtFaellig);
  });

  it("is nobody's but the SYSTEM's", () => {
    for (const akteur of [kasse(), kasse({ person: "DUNKELVERARBEITUNG" }), elena()])
      assert.throws(
        () => entscheide(VORLEGEN, klarerAntrag(), kontext(akteur, KURZ_DANACH, MIT), { anfrageId: null }),
        {
          code: "VERBOTEN",
        },
      );
  });
});

describe("Dunkelverarbeitung: who is told", () => {
  const auftraege = (
    vorgang: Vorgang,
    befehl: Parameters<typeof fuehreDurch>[0],
    akteur: Parameters<typeof kontext>[0],
    schalter: Schalterstellung,
  ) =>
    fuehreDurch(befehl, vorgang, kontext(akteur, "2026-03-02T11:00:00Z", schalter)).aenderung.auftraege.map(
      ({ empfaenger, naechsterVersuch }) => `${empfaenger.rolle} ${naechsterVersuch?.toISOString() ?? ""}`,
    );
  const EINREICHEN = { aktion: "einreichen" } as const;

  it("the Alarm to the Kasse waits for the automatic decision", () => {
    assert.deepEqual(auftraege(einreichbar(), EINREICHEN, elena(), MIT), ["KOSTENTRAEGER 2026-03-02T11:01:00.000Z"]);
  });

  it("without it the Alarm goes at once", () => {
    for (const schalter of [SCHALTER_VORGABE, ANDERE])
      assert.deepEqual(auftraege(einreichbar(), EINREICHEN, elena(), schalter), [
        "KOSTENTRAEGER 2026-03-02T11:00:00.000Z",
      ]);
  });

  it("the Alarm about an answer (K5) waits too", () => {
    const blankoK = {
      verordnungsId: klarerAntrag().id,
      zuVersion: 1,
      absender: "8-01-HKPSANDBOX0001",
      aenderungen: [
        {
          id: "00000000-0000-4000-8000-0000000000aa",
          art: "AENDERN",
          pfad: "leistungen[leistung-blanko].haeufigkeit",
          wert: { typ: "HAEUFIGKEIT", haeufigkeit: { anzahl: 2, je: "TAG" } },
          begruendung: "Zweimal genügt.",
        },
      ],
      zurueckgezogenAm: null,
    } as const;
    const gefragt = klarerAntrag({
      status: "KORREKTURANFRAGE",
      korrektur: AUS_PRUEFUNG_AN_PFLEGEDIENST,
      datensaetze: [...klarerAntrag().datensaetze, datensatz("BLANKO_K", blankoK)],
    });
    const muster = klareBlankoverordnung();
    const neu = {
      ...muster,
      leistungen: muster.leistungen.map((eine) => ({ ...eine, haeufigkeit: { anzahl: 2, je: "TAG" } as const })),
    };
    const befehl = beantworteBlanko(gefragt, neu, [JA], smcbPflege());
    assert.deepEqual(auftraege(gefragt, befehl, elena(), MIT), ["KOSTENTRAEGER 2026-03-02T11:01:00.000Z"]);
  });

  it("the decision overtakes it and goes to the Pflegedienst at once; the Protokoll says that no person decided", () => {
    const { aenderung: eingang, danach: antrag } = fuehreDurch(
      EINREICHEN,
      einreichbar(),
      kontext(elena(), "2026-03-02T11:00:00Z", MIT),
    );
    const automatik = kasse({ person: "DUNKELVERARBEITUNG", name: "Automatische Prüfung des Kostenträgers" });
    const { aenderung, danach } = fuehreDurch(
      entscheidungsbefehl(entscheidung()),
      antrag,
      kontext(automatik, "2026-03-02T11:00:02Z", MIT),
    );
    assert.deepEqual(
      aenderung.auftraege.map(({ empfaenger, naechsterVersuch }) => [
        empfaenger.rolle,
        naechsterVersuch?.toISOString(),
      ]),
      [["PFLEGEDIENST", "2026-03-02T11:00:02.000Z"]],
    );
    const [wartend] = eingang.auftraege;
    assert.ok(wartend !== undefined && wartend.stand < danach.alarmstand, "never sent");
    assert.equal(
      danach.protokoll.at(-1)?.text,
      "hat automatisch, ohne Prüfung durch einen Menschen, über die beantragten Leistungen entschieden.",
    );
  });
});
