import assert from "node:assert/strict";
import { sichtbarFuer, urheber, wendeAn, zustaendig } from "../../../src/domain/hkp/aenderung.js";
import { anfragesteller } from "../../../src/domain/hkp/entscheiden.js";
import type { Status } from "../../../src/domain/hkp/status.js";
import { istUeberholt } from "../../../src/domain/hkp/sendeauftrag.js";
import { neueste, versionen } from "../../../src/domain/hkp/vorgang.js";
import type { Vorgang } from "../../../src/domain/hkp/vorgang.js";
import type { Akteur } from "../../../src/domain/kern/akteur.js";
import {
  arzt,
  AURELIA,
  betrieb,
  daniel,
  elena,
  HAND_UND_HERZ,
  KASSE,
  kasse,
  mfa,
  PRAXIS,
  RENATE,
  renate,
  system,
  vertreterin,
} from "../../helfer/akteure.js";
import { aktivieren, kontext, speichereAngaben } from "./befehle.js";
import { fuehreDurch } from "./durchfuehren.js";
import {
  angaben,
  AUS_PRUEFUNG_AN_PFLEGEDIENST,
  beschieden,
  datensatz,
  einreichbar,
  initialisiert,
  inPruefung,
  offen,
  verordnung,
  VOM_PFLEGEDIENST,
  zugewiesen,
} from "./vorgaenge.js";

const EINREICHEN = { aktion: "einreichen" } as const;
const ANNEHMEN = { aktion: "annehmen" } as const;
const ANFRAGE = "7a1d1c0e-0000-4000-8000-000000000001";
const JETZT = new Date("2026-03-02T11:00:00Z");

describe("Aenderung: what every transition leaves behind", () => {
  it("counts the version of the Vorgang by one and says when", () => {
    const { danach } = fuehreDurch(EINREICHEN, einreichbar({ version: 5 }), kontext(elena()));
    assert.equal(danach.version, 6);
    assert.deepEqual(danach.geaendertAm, JETZT);
  });

  it("writes exactly one Protokoll entry: who, what, from where to where, in German", () => {
    const { aenderung, danach } = fuehreDurch(EINREICHEN, einreichbar(), kontext(elena()));
    assert.equal(aenderung.protokoll.length, 1);
    const { id, ...eintrag } = danach.protokoll.at(-1) ?? assert.fail("no entry");
    assert.match(id, /^[0-9a-f-]{36}$/);
    assert.deepEqual(eintrag, {
      zeit: JETZT,
      wer: { rolle: "PFLEGEDIENST", kennung: HAND_UND_HERZ.kennung, person: "PDL", name: "Elena Fischer" },
      aktion: "einreichen",
      statusVorher: "ZUGEWIESEN",
      status: "ANTRAGSPRUEFUNG",
      text: "hat die Verordnung zur Leistungsentscheidung eingereicht.",
    });
  });

  it("keeps the request with its first answer, if it has an id", () => {
    const { danach } = fuehreDurch(EINREICHEN, einreichbar({ version: 5 }), kontext(elena()), ANFRAGE);
    assert.deepEqual(danach.anfragen, [
      {
        anfrageId: ANFRAGE,
        wer: "PFLEGEDIENST:10-67.245.HKPSANDBOX0001:PDL",
        aktion: "einreichen",
        statusVorher: "ZUGEWIESEN",
        status: "ANTRAGSPRUEFUNG",
        version: 6,
        zeit: JETZT,
      },
    ]);
  });

  it("keeps no request without an id", () => {
    assert.deepEqual(fuehreDurch(EINREICHEN, einreichbar(), kontext(elena())).danach.anfragen, []);
  });

  it("adds to the lists and takes nothing away", () => {
    const { danach } = fuehreDurch(speichereAngaben(angaben()), einreichbar(), kontext(elena()));
    assert.deepEqual(danach.datensaetze.slice(0, 3), einreichbar().datensaetze);
    assert.equal(danach.datensaetze.length, 4);
  });

  it("a Meldung says which transition it is about", () => {
    const { aenderung } = fuehreDurch(EINREICHEN, einreichbar({ version: 5 }), kontext(elena()));
    for (const { zeit, version, status, begruendung } of aenderung.meldungen)
      assert.deepEqual(
        { zeit, version, status, begruendung },
        { zeit: JETZT, version: 6, status: "ANTRAGSPRUEFUNG", begruendung: null },
      );
    assert.equal(new Set(aenderung.meldungen.map(({ id }) => id)).size, 3, "each has an id of its own");
  });
});

describe("Sendeauftrag: one order per Alarm, none for an Information", () => {
  it("to an institution it is due at once, over KIM, and knows who caused it", () => {
    const { aenderung } = fuehreDurch(EINREICHEN, einreichbar({ version: 5, alarmstand: 2 }), kontext(elena()));
    const alarm = aenderung.meldungen.find(({ art }) => art === "ALARM");
    const [auftrag, ...weitere] = aenderung.auftraege;
    assert.deepEqual(weitere, []);
    const { id, ...ohneId } = auftrag ?? assert.fail("no order");
    assert.notEqual(id, alarm?.id);
    assert.deepEqual(ohneId, {
      meldungId: alarm?.id,
      ereignis: "EINGEREICHT",
      absender: HAND_UND_HERZ,
      empfaenger: KASSE,
      kanal: "KIM",
      version: 6,
      stand: 3,
      erstelltAm: JETZT,
      zustand: "WARTET",
      zustandSeit: JETZT,
      naechsterVersuch: JETZT,
      versuche: 0,
      unbekannt: 0,
      adresse: null,
      nachrichtId: null,
      grund: null,
      anspruch: null,
    });
  });

  it("to the insured person it is delivered by the write itself: the feed is the push", () => {
    const { aenderung } = fuehreDurch(aktivieren(verordnung()), initialisiert(), kontext(arzt()));
    const [auftrag, ...weitere] = aenderung.auftraege;
    assert.deepEqual(weitere, []);
    assert.deepEqual(
      {
        empfaenger: auftrag?.empfaenger,
        kanal: auftrag?.kanal,
        zustand: auftrag?.zustand,
        naechsterVersuch: auftrag?.naechsterVersuch,
      },
      { empfaenger: RENATE, kanal: "PORTAL", zustand: "ZUGESTELLT", naechsterVersuch: null },
    );
  });
});

describe("Alarmstand: an Alarm is overtaken as soon as its status is left", () => {
  it("a change of status overtakes the orders before it, not its own", () => {
    const eingereicht = fuehreDurch(EINREICHEN, einreichbar(), kontext(elena()));
    const [auftrag] = eingereicht.aenderung.auftraege;
    assert(auftrag !== undefined);
    assert.equal(istUeberholt(auftrag, eingereicht.danach), false);
    const weiter: Vorgang = wendeAn(eingereicht.danach, { ...eingereicht.aenderung, ueberholtAlarme: true });
    assert.equal(istUeberholt(auftrag, weiter), true);
  });

  it("an action that stays in the status leaves open Alarme standing", () => {
    const { aenderung, danach } = fuehreDurch(speichereAngaben(angaben()), einreichbar(), kontext(elena()));
    assert.equal(aenderung.ueberholtAlarme, false);
    assert.equal(danach.alarmstand, einreichbar().alarmstand);
  });

  it("accepting overtakes the Alarm of the activation", () => {
    const aktiviert = fuehreDurch(
      aktivieren(verordnung({ wahlKostenerstattung: true })),
      initialisiert(),
      kontext(arzt()),
    );
    const [alarm] = aktiviert.aenderung.auftraege;
    assert(alarm !== undefined);
    const { danach } = fuehreDurch(ANNEHMEN, aktiviert.danach, kontext(daniel()));
    assert.equal(istUeberholt(alarm, danach), true);
  });
});

describe("zustaendig: exactly one responsible participant per status, none in a final one", () => {
  /** Section 4 by hand: who must act next. */
  const FAELLE: readonly (readonly [string, Vorgang, string | null])[] = [
    ["INITIALISIERT: the practice signs", initialisiert(), "VERORDNENDER"],
    ["OFFEN: the Versicherter chooses", offen(), "VERSICHERTER"],
    [
      "OFFEN with access for Beratung: still the Versicherter (S8)",
      offen({ kostentraegerHatZugriff: true }),
      "VERSICHERTER",
    ],
    [
      "OFFEN with § 13 (2): the Kostenträger",
      offen({ kostentraegerHatZugriff: true }, verordnung({ wahlKostenerstattung: true })),
      "KOSTENTRAEGER",
    ],
    [
      "OFFEN after AP2: the Versicherter",
      offen({ kostentraegerHatZugriff: true, kennzeichenKostenerstattung: true, antrag: "AP1" }),
      "VERSICHERTER",
    ],
    ["ZUGEWIESEN", zugewiesen(), "PFLEGEDIENST"],
    ["ANTRAGSPRUEFUNG", inPruefung(), "KOSTENTRAEGER"],
    [
      "KORREKTURANFRAGE to the practice",
      zugewiesen({ status: "KORREKTURANFRAGE", korrektur: VOM_PFLEGEDIENST }),
      "VERORDNENDER",
    ],
    [
      "KORREKTURANFRAGE to the Pflegedienst",
      inPruefung({ status: "KORREKTURANFRAGE", korrektur: AUS_PRUEFUNG_AN_PFLEGEDIENST }),
      "PFLEGEDIENST",
    ],
    ["BESCHIEDEN", beschieden(), "PFLEGEDIENST"],
    ["ABGESCHLOSSEN: nobody", beschieden({ status: "ABGESCHLOSSEN" }), null],
    ["GELOESCHT: nobody", beschieden({ status: "GELOESCHT" }), null],
  ];
  const KENNUNGEN: Record<string, string> = {
    VERORDNENDER: PRAXIS.kennung,
    VERSICHERTER: RENATE.kennung,
    PFLEGEDIENST: HAND_UND_HERZ.kennung,
    KOSTENTRAEGER: KASSE.kennung,
  };

  it("is tried in all 8 statuses", () => {
    assert.equal(new Set<Status>(FAELLE.map(([, { status }]) => status)).size, 8);
  });

  for (const [titel, vorgang, rolle] of FAELLE)
    it(titel, () => {
      assert.deepEqual(zustaendig(vorgang), rolle === null ? null : { rolle, kennung: KENNUNGEN[rolle] });
    });
});

describe("sichtbarFuer: who sees a Vorgang without a further proof [7.1.1–7.1.8, Zugriffsberechtigung]", () => {
  const P = "VERORDNENDER:1-20HKPSANDBOX0001";
  const V = "VERSICHERTER:X000001014";
  const D = "PFLEGEDIENST:10-67.245.HKPSANDBOX0001";
  const K = "KOSTENTRAEGER:109500969";
  const FAELLE: readonly (readonly [string, Vorgang, readonly string[]])[] = [
    ["INITIALISIERT: the practice only", initialisiert(), [P]],
    ["OFFEN: Praxis and Versicherter", offen(), [P, V]],
    ["OFFEN with access given to the Kostenträger", offen({ kostentraegerHatZugriff: true }), [P, V, K]],
    ["ZUGEWIESEN: not the Kostenträger (7.1.3)", zugewiesen(), [P, V, D]],
    ["ZUGEWIESEN with access given (D6)", zugewiesen({ kostentraegerHatZugriff: true }), [P, V, D, K]],
    ["ANTRAGSPRUEFUNG", inPruefung(), [P, V, D, K]],
    ["BESCHIEDEN", beschieden(), [P, V, D, K]],
    ["ABGESCHLOSSEN", beschieden({ status: "ABGESCHLOSSEN" }), [P, V, D, K]],
  ];
  for (const [titel, vorgang, erwartet] of FAELLE) it(titel, () => assert.deepEqual(sichtbarFuer(vorgang), erwartet));
});

describe("urheber: what the Protokoll keeps of the one who acted", () => {
  const FAELLE: readonly (readonly [Akteur, unknown, string])[] = [
    [
      mfa(),
      { rolle: "VERORDNENDER", kennung: PRAXIS.kennung, person: "MFA", name: "Tobias Klein" },
      "VERORDNENDER:1-20HKPSANDBOX0001:MFA",
    ],
    [
      kasse(),
      { rolle: "KOSTENTRAEGER", kennung: "109500969", person: "SACHBEARBEITUNG", name: "Stefan Brandt" },
      "KOSTENTRAEGER:109500969:SACHBEARBEITUNG",
    ],
    [
      renate(),
      { rolle: "VERSICHERTER", kennung: "X000001014", person: null, name: "Renate Berger" },
      "VERSICHERTER:X000001014",
    ],
    [
      vertreterin(),
      { rolle: "VERTRETER", kennung: AURELIA.kennung, person: null, name: "Aurelia Neumann" },
      "VERTRETER:X000001026",
    ],
    [system(), { rolle: "SYSTEM", kennung: null, person: null, name: "Fristen" }, "SYSTEM"],
    [betrieb(), { rolle: "BETRIEB", kennung: null, person: null, name: "Olga Kern" }, "BETRIEB"],
  ];
  for (const [akteur, erwartet, anfrager] of FAELLE)
    it(`${akteur.rolle}: ${akteur.name}`, () => {
      assert.deepEqual(urheber(akteur), erwartet);
      assert.equal(anfragesteller({ akteur }), anfrager);
    });
});

describe("Versionen of the data sets", () => {
  const vorgang = offen({
    datensaetze: [
      datensatz("VERORDNUNG", verordnung()),
      datensatz("ANGABEN", angaben()),
      datensatz("VERORDNUNG", verordnung({ hinweise: "neu" }), 2),
    ],
  });

  it("all are kept, oldest first", () => {
    assert.deepEqual(
      versionen(vorgang, "VERORDNUNG").map(({ version }) => version),
      [1, 2],
    );
  });

  it("only the newest is valid", () => {
    assert.equal(neueste(vorgang, "VERORDNUNG")?.inhalt.hinweise, "neu");
    assert.equal(neueste(zugewiesen({ datensaetze: vorgang.datensaetze }), "ANGABEN")?.version, 1);
    assert.equal(neueste(vorgang, "ENTSCHEIDUNG"), null);
  });
});
