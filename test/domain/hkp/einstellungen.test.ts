import assert from "node:assert/strict";
import { entscheide } from "../../../src/domain/hkp/entscheiden.js";
import { einstellungsvorgabe } from "../../../src/domain/hkp/einstellungen.js";
import type { Einstellungen, Versandwahl } from "../../../src/domain/hkp/einstellungen.js";
import type { Befehl, Fristbefehl } from "../../../src/domain/hkp/befehle.js";
import type { Sendeauftrag } from "../../../src/domain/hkp/sendeauftrag.js";
import type { Vorgang } from "../../../src/domain/hkp/vorgang.js";
import { istUeberholt } from "../../../src/domain/hkp/sendeauftrag.js";
import { schluessel } from "../../../src/domain/kern/akteur.js";
import type { Akteur, Teilnehmer } from "../../../src/domain/kern/akteur.js";
import type { Kanal } from "../../../src/domain/ports/zustellung.js";
import { arzt, elena, HAND_UND_HERZ, kasse, KASSE, PRAXIS, RENATE, renate, system } from "../../helfer/akteure.js";
import { aktivieren, entscheide as entscheiden, kontext, speichereBlanko } from "./befehle.js";
import { beantworte, gefragtVomPflegedienst, HAEUFIGER, NEIN } from "./korrektur/rahmen.js";
import {
  blankoverordnung,
  einreichbar,
  entscheidung,
  initialisiert,
  inPruefung,
  offen,
  verordnung,
  zugewiesen,
} from "./vorgaenge.js";

/* fachregeln.md section 4; who sets what is written out per case. */
const NACHT = { von: "20:00", bis: "07:00", wochentage: [] } as const;
const JETZT = "2026-03-02T11:00:00.000Z";
const ABENDS = "2026-03-02T21:00:00.000Z";
const MORGENS = "2026-03-03T06:00:00.000Z";

type Wahl = Partial<Einstellungen>;

function wahl(von: Teilnehmer, abweichung: Wahl, angeboten: readonly Kanal[] = ["KIM", "PORTAL"]): Versandwahl {
  return {
    angeboten: new Set(angeboten),
    einstellungenVon: (teilnehmer) => ({
      ...einstellungsvorgabe(teilnehmer.rolle),
      ...(schluessel(teilnehmer) === schluessel(von) ? abweichung : {}),
    }),
  };
}

function auftraege(
  befehl: Befehl | Fristbefehl,
  vorgang: Vorgang,
  akteur: Akteur,
  versandwahl: Versandwahl,
  jetzt = JETZT,
): readonly Sendeauftrag[] {
  const umstaende = { ...kontext(akteur), jetzt: new Date(jetzt) };
  return entscheide(befehl, vorgang, umstaende, { anfrageId: null }, versandwahl).auftraege;
}
const kurz = (alle: readonly Sendeauftrag[]): readonly string[] =>
  alle.map(({ empfaenger, kanal, zustand, naechsterVersuch }) =>
    [empfaenger.rolle, kanal, zustand, naechsterVersuch?.toISOString() ?? "–"].join(" "),
  );

const EINREICHEN = { aktion: "einreichen" } as const;
const ENTSCHEIDEN = entscheiden(entscheidung());
const BLANKO = speichereBlanko(blankoverordnung());

describe("Channel of an Alarm: the first of the list that is offered, and only that", () => {
  const FAELLE: readonly (readonly [string, readonly Kanal[], readonly Kanal[], string])[] = [
    ["default of an institution", ["KIM", "PORTAL"], ["KIM", "PORTAL"], `KIM WARTET ${JETZT}`],
    ["TIM is not offered yet: skipped", ["TIM", "KIM"], ["KIM", "PORTAL"], `KIM WARTET ${JETZT}`],
    ["TIM is offered", ["TIM", "KIM"], ["TIM", "KIM", "PORTAL"], `TIM WARTET ${JETZT}`],
    ["PORTAL first: feed only", ["PORTAL", "KIM"], ["KIM", "PORTAL"], "PORTAL ZUGESTELLT –"],
    ["nothing of it is offered: the feed is always there", ["TIM"], ["KIM", "PORTAL"], "PORTAL ZUGESTELLT –"],
  ];
  for (const [titel, kanaele, angeboten, erwartet] of FAELLE)
    it(titel, () =>
      assert.deepEqual(kurz(auftraege(EINREICHEN, einreichbar(), elena(), wahl(KASSE, { kanaele }, angeboten))), [
        `KOSTENTRAEGER ${erwartet}`,
      ]),
    );

  it("an insured person has no KIM: PORTAL by default", () => {
    const alle = auftraege(aktivieren(verordnung()), initialisiert(), arzt(), wahl(PRAXIS, {}));
    assert.deepEqual(kurz(alle), ["VERSICHERTER PORTAL ZUGESTELLT –"]);
  });
});

describe("Channels that take over, fixed when the order is made", () => {
  const ALLE = ["KIM", "TIM", "PORTAL"] as const;
  const FAELLE: readonly (readonly [string, readonly Kanal[], readonly Kanal[], Kanal, readonly Kanal[]])[] = [
    ["KIM, then TIM", ["KIM", "TIM"], ALLE, "KIM", ["TIM"]],
    ["TIM, then KIM, then the feed", ["TIM", "KIM", "PORTAL"], ALLE, "TIM", ["KIM"]],
    ["the feed ends the list: it does not fail", ["KIM", "PORTAL", "TIM"], ALLE, "KIM", []],
    ["what is not offered takes nothing over", ["KIM", "TIM"], ["KIM", "PORTAL"], "KIM", []],
    ["… nor has it a turn", ["TIM", "KIM"], ["KIM", "PORTAL"], "KIM", []],
    ["the default", ["KIM", "PORTAL"], ALLE, "KIM", []],
  ];
  for (const [titel, kanaele, angeboten, kanal, ersatz] of FAELLE)
    it(titel, () => {
      const alle = auftraege(EINREICHEN, einreichbar(), elena(), wahl(KASSE, { kanaele }, angeboten));
      assert.deepEqual(
        alle.map((einer) => [einer.kanal, (einer.ersatzkanaele ?? []).map((naechster) => naechster.kanal)]),
        [[kanal, ersatz]],
      );
      const ids = alle.flatMap(({ id, ersatzkanaele = [] }) => [
        id,
        ...ersatzkanaele.map(({ auftragId }) => auftragId),
      ]);
      assert.equal(new Set(ids).size, 1 + ersatz.length);
    });

  it("of an Information too", () => {
    const einstellungen = wahl(PRAXIS, { kanaele: ["TIM", "KIM"], alleInformationen: true, sammelzeit: "18:00" }, ALLE);
    const [auftrag] = auftraege(BLANKO, zugewiesen(), elena(), einstellungen);
    assert.deepEqual([auftrag?.kanal, auftrag?.ersatzkanaele?.[0]?.kanal, auftrag?.sammelbar], ["TIM", "KIM", true]);
  });

  it("what overtakes the first order overtakes the one in its place, which the transition may not have known", () => {
    const ersatz = { id: "b", ersatzFuer: "a", stand: 3 };
    assert.equal(istUeberholt(ersatz, { alarmstand: 3, ueberholteAuftraege: ["a"] }), true);
    assert.equal(istUeberholt(ersatz, { alarmstand: 3, ueberholteAuftraege: ["c"] }), false);
    assert.equal(istUeberholt(ersatz, { alarmstand: 4, ueberholteAuftraege: [] }), true);
  });
});

describe("alarmeUeberAlleKanaele: over each channel at once, for an Alarm only", () => {
  const ALLE = ["KIM", "TIM", "PORTAL"] as const;
  const FAELLE: readonly (readonly [string, readonly Kanal[], readonly Kanal[], readonly string[]])[] = [
    ["both", ["TIM", "KIM"], ALLE, ["TIM WARTET", "KIM WARTET"]],
    ["wherever PORTAL stands: the feed has it anyway", ["PORTAL", "KIM", "TIM"], ALLE, ["KIM WARTET", "TIM WARTET"]],
    ["those that are offered", ["TIM", "KIM"], ["KIM", "PORTAL"], ["KIM WARTET"]],
    ["none but the feed", ["PORTAL"], ALLE, ["PORTAL ZUGESTELLT"]],
  ];
  for (const [titel, kanaele, angeboten, erwartet] of FAELLE)
    it(titel, () => {
      const einstellungen = wahl(KASSE, { kanaele, alarmeUeberAlleKanaele: true }, angeboten);
      const alle = auftraege(EINREICHEN, einreichbar(), elena(), einstellungen);
      assert.deepEqual(
        alle.map(({ kanal, zustand }) => `${kanal} ${zustand}`),
        erwartet,
      );
      assert.equal(new Set(alle.map(({ id }) => id)).size, erwartet.length);
      assert.equal(new Set(alle.map(({ meldungId }) => meldungId)).size, 1);
      // None is left that could take over.
      for (const einer of alle) assert.equal(einer.ersatzkanaele, undefined);
    });

  it("an Information goes over one", () => {
    const einstellungen = { kanaele: ["TIM", "KIM"], alleInformationen: true, alarmeUeberAlleKanaele: true } as const;
    const alle = auftraege(BLANKO, zugewiesen(), elena(), wahl(PRAXIS, einstellungen, ALLE));
    assert.deepEqual(
      alle.map(({ kanal }) => kanal),
      ["TIM"],
    );
  });

  it("not for whoever did not ask", () => {
    const einstellungen = wahl(PRAXIS, { kanaele: ["TIM", "KIM"], alarmeUeberAlleKanaele: true }, ALLE);
    assert.deepEqual(kurz(auftraege(EINREICHEN, einreichbar(), elena(), einstellungen)), [
      `KOSTENTRAEGER KIM WARTET ${JETZT}`,
    ]);
  });
});

describe("Information: pushed to whoever asked for it", () => {
  const praxis = (abweichung: Wahl) => wahl(PRAXIS, abweichung);
  const AN_PRAXIS = `VERORDNENDER KIM WARTET ${JETZT}`;
  const AN_PFLEGEDIENST = `PFLEGEDIENST KIM WARTET ${JETZT}`;

  it("default: none", () => assert.deepEqual(auftraege(BLANKO, zugewiesen(), elena(), praxis({})), []));
  it("6.6.3 Arzt 4: about the Blankoverordnung", () =>
    assert.deepEqual(
      kurz(auftraege(BLANKO, zugewiesen(), elena(), praxis({ informationen: ["BLANKOVERORDNUNG_GESPEICHERT"] }))),
      [AN_PRAXIS],
    ));
  it("6.7.3 Arzt 1: about the decision, beside the Pflegedienst's Alarm", () =>
    assert.deepEqual(kurz(auftraege(ENTSCHEIDEN, inPruefung(), kasse(), praxis({ informationen: ["ENTSCHIEDEN"] }))), [
      AN_PFLEGEDIENST,
      AN_PRAXIS,
    ]));
  it("another event: not", () =>
    assert.deepEqual(
      kurz(auftraege(ENTSCHEIDEN, inPruefung(), kasse(), praxis({ informationen: ["BLANKOVERORDNUNG_GESPEICHERT"] }))),
      [AN_PFLEGEDIENST],
    ));
  it("all of them", () =>
    assert.deepEqual(kurz(auftraege(BLANKO, zugewiesen(), elena(), praxis({ alleInformationen: true }))), [AN_PRAXIS]));
  it("over PORTAL it is the feed already: nothing to send", () =>
    assert.deepEqual(
      auftraege(BLANKO, zugewiesen(), elena(), praxis({ alleInformationen: true, kanaele: ["PORTAL"] })),
      [],
    ));
  it("settings of somebody else change nothing", () =>
    assert.deepEqual(
      kurz(auftraege(ENTSCHEIDEN, inPruefung(), kasse(), wahl(HAND_UND_HERZ, { alleInformationen: true }))),
      [AN_PFLEGEDIENST],
    ));

  it("is not overtaken by the next status, an Alarm is", () => {
    const umstaende = kontext(kasse());
    const { auftraege: alle } = entscheide(
      ENTSCHEIDEN,
      inPruefung(),
      umstaende,
      { anfrageId: null },
      praxis({ alleInformationen: true }),
    );
    const [alarm, information] = alle;
    assert(alarm !== undefined && information !== undefined);
    assert.deepEqual(
      [alarm, information].map((einer) => istUeberholt(einer, { alarmstand: 1_000_000, ueberholteAuftraege: [] })),
      [true, false],
    );
  });
});

describe("Sammelmeldung: Informationen of a day in one message", () => {
  const ABENDMELDUNG = { alleInformationen: true, sammelzeit: "18:00" } as const;

  it("an Information waits for the time of the day and is marked", () => {
    const [auftrag, ...weitere] = auftraege(BLANKO, zugewiesen(), elena(), wahl(PRAXIS, ABENDMELDUNG));
    assert(auftrag !== undefined && weitere.length === 0);
    assert.deepEqual(
      [auftrag.sammelbar, auftrag.naechsterVersuch?.toISOString(), auftrag.nichtVor?.toISOString(), auftrag.sammelId],
      [true, "2026-03-02T17:00:00.000Z", "2026-03-02T17:00:00.000Z", undefined],
    );
  });
  it("an Alarm does not wait and is not", () => {
    const [auftrag] = auftraege(EINREICHEN, einreichbar(), elena(), wahl(KASSE, ABENDMELDUNG));
    assert(auftrag !== undefined && !("sammelbar" in auftrag));
    assert.equal(auftrag.naechsterVersuch?.toISOString(), JETZT);
  });
  it("an Information that was not asked for is not collected either", () =>
    assert.deepEqual(auftraege(BLANKO, zugewiesen(), elena(), wahl(PRAXIS, { sammelzeit: "18:00" })), []));
});

describe("Quiet hours", () => {
  it("an Alarm waits for their end and says so", () => {
    const [auftrag, ...weitere] = auftraege(
      EINREICHEN,
      einreichbar(),
      elena(),
      wahl(KASSE, { ruhezeiten: [NACHT] }),
      ABENDS,
    );
    assert(auftrag !== undefined && weitere.length === 0);
    assert.deepEqual(
      [auftrag.zustand, auftrag.naechsterVersuch?.toISOString(), auftrag.nichtVor?.toISOString()],
      ["WARTET", MORGENS, MORGENS],
    );
    assert.equal(auftrag.erstelltAm.toISOString(), ABENDS);
  });
  it("outside of them nothing is noted", () => {
    const [auftrag] = auftraege(EINREICHEN, einreichbar(), elena(), wahl(KASSE, { ruhezeiten: [NACHT] }));
    assert(auftrag !== undefined && !("nichtVor" in auftrag));
    assert.equal(auftrag.naechsterVersuch?.toISOString(), JETZT);
  });
  it("an Information waits too", () => {
    const einstellungen = { ruhezeiten: [NACHT], alleInformationen: true };
    assert.deepEqual(kurz(auftraege(BLANKO, zugewiesen(), elena(), wahl(PRAXIS, einstellungen), ABENDS)), [
      `VERORDNENDER KIM WARTET ${MORGENS}`,
    ]);
  });
  it("the feed does not wait: it disturbs nobody", () => {
    const befehl = { aktion: "zurueckgeben" } as const;
    assert.deepEqual(kurz(auftraege(befehl, zugewiesen(), elena(), wahl(RENATE, { ruhezeiten: [NACHT] }), ABENDS)), [
      "VERSICHERTER PORTAL ZUGESTELLT –",
    ]);
  });

  // The Verordnung is of 1 March; to be submitted until the 5th, 24:00 in Berlin. Its period ends on the 29th.
  const ZUWEISEN = { aktion: "zuweisen", pflegedienst: HAND_UND_HERZ } as const;
  const erinnern: Fristbefehl = { aktion: "erinnern", frist: "EINREICHEN_NAHT" };
  const BIS_MITTAG = { von: "20:00", bis: "12:00", wochentage: [] } as const;
  const DRINGEND: readonly (readonly [string, Befehl | Fristbefehl, Vorgang, Akteur, string, Wahl, string])[] = [
    [
      "a deadline comes near: at once",
      erinnern,
      zugewiesen(),
      system(),
      "2026-03-04T03:00:00.000Z",
      {},
      "2026-03-04T03:00:00.000Z",
    ],
    [
      "… unless it is not wanted",
      erinnern,
      zugewiesen(),
      system(),
      "2026-03-04T03:00:00.000Z",
      { dringendTrotzdem: false },
      "2026-03-04T06:00:00.000Z",
    ],
    [
      "the period ends before the morning: at once",
      ZUWEISEN,
      offen(),
      renate(),
      "2026-03-29T21:00:00.000Z",
      {},
      "2026-03-29T21:00:00.000Z",
    ],
    [
      "… unless it is not wanted",
      ZUWEISEN,
      offen(),
      renate(),
      "2026-03-29T21:00:00.000Z",
      { dringendTrotzdem: false },
      "2026-03-30T05:00:00.000Z",
    ],
    [
      "the period ends a day later: in the morning",
      ZUWEISEN,
      offen(),
      renate(),
      "2026-03-28T21:00:00.000Z",
      {},
      "2026-03-29T05:00:00.000Z",
    ],
    [
      "the period ends at the very end of the quiet hours: at once",
      ZUWEISEN,
      offen(),
      renate(),
      "2026-03-29T20:30:00.000Z",
      { ruhezeiten: [{ von: "20:00", bis: "00:00", wochentage: [] }] },
      "2026-03-29T20:30:00.000Z",
    ],
    [
      "nothing is near: at noon",
      ZUWEISEN,
      offen(),
      renate(),
      "2026-03-10T21:00:00.000Z",
      { ruhezeiten: [BIS_MITTAG] },
      "2026-03-11T11:00:00.000Z",
    ],
  ];
  for (const [titel, befehl, vorgang, akteur, jetzt, abweichung, erwartet] of DRINGEND)
    it(`${titel} (${jetzt})`, () => {
      const versandwahl = wahl(HAND_UND_HERZ, { ruhezeiten: [NACHT], ...abweichung });
      assert.deepEqual(kurz(auftraege(befehl, vorgang, akteur, versandwahl, jetzt)), [
        `PFLEGEDIENST KIM WARTET ${erwartet}`,
      ]);
    });

  it("a deadline of somebody else makes no Alarm urgent", () => {
    // The Praxis is told that the period ends, which it does with the quiet hours; the one who must act is the Pflegedienst.
    const befehl: Fristbefehl = { aktion: "erinnern", frist: "ZEITRAUM_ENDET" };
    const vorgang = zugewiesen({}, verordnung({ bedarfDauerhaft: true }));
    const [auftrag] = auftraege(
      befehl,
      vorgang,
      system(),
      wahl(PRAXIS, {
        ruhezeiten: [
          { von: "00:00", bis: "00:00", wochentage: ["MITTWOCH", "DONNERSTAG", "FREITAG", "SAMSTAG", "SONNTAG"] },
        ],
      }),
      "2026-03-26T03:00:00.000Z",
    );
    assert.equal(auftrag?.empfaenger.rolle, "VERORDNENDER");
    assert.equal(auftrag?.naechsterVersuch?.toISOString(), "2026-03-29T22:00:00.000Z");
  });

  describe("the Pflegedienst's time to submit counts, until it has passed", () => {
    const gefragt = gefragtVomPflegedienst(HAEUFIGER);
    const antwort = beantworte(gefragt, verordnung(), [NEIN]);
    for (const [jetzt, erwartet] of [
      ["2026-03-04T20:00:00.000Z", "2026-03-05T06:00:00.000Z"],
      ["2026-03-05T20:00:00.000Z", "2026-03-05T20:00:00.000Z"],
      ["2026-03-06T20:00:00.000Z", "2026-03-07T06:00:00.000Z"],
    ] as const)
      it(`answered at ${jetzt}: sent at ${erwartet}`, () =>
        assert.deepEqual(
          kurz(auftraege(antwort, gefragt, arzt(), wahl(HAND_UND_HERZ, { ruhezeiten: [NACHT] }), jetzt)),
          [`PFLEGEDIENST KIM WARTET ${erwartet}`],
        ));
  });
});
