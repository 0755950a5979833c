import assert from "node:assert/strict";
import { SCHALTER_VORGABE } from "../../../../src/domain/hkp/ablauf.js";
import type { Freigaben } from "../../../../src/domain/hkp/dunkelverarbeitung/freigabe.js";
import { pruefeNachRegeln, regelpruefung } from "../../../../src/domain/hkp/dunkelverarbeitung/regelpruefung.js";
import type { Pruefhinweis } from "../../../../src/domain/ports/leistungspruefung.js";
import type { BeliebigerDatensatz, Vorgang } from "../../../../src/domain/hkp/vorgang.js";
import type { Teilnehmer } from "../../../../src/domain/kern/akteur.js";
import { urheberVon } from "../urheber.js";
import { arzt, HAND_UND_HERZ, KASSE, PRAXIS } from "../../../helfer/akteure.js";
import { BLANKO_LEISTUNG, datensatz, entscheidung, FESTE_LEISTUNG } from "../vorgaenge.js";
import {
  einfacherAntrag,
  eingereicht,
  FREIGABEN,
  HEUTE,
  klareAngaben,
  klareBlankoverordnung,
  klarerAntrag,
  klareVerordnung,
  ZEITRAUM,
} from "./antraege.js";
import { pruefeLeistungspruefung } from "./leistungspruefung.contract.js";

const JE_KASSE = new Map([[KASSE.kennung, FREIGABEN]]);
pruefeLeistungspruefung(
  "the gateway's rule set",
  regelpruefung(JE_KASSE, SCHALTER_VORGABE),
  einfacherAntrag({ haeufigkeit: { anzahl: 4, je: "TAG" } }),
);

interface Umstaende {
  readonly jetzt?: Date;
  readonly freigaben?: Freigaben;
  readonly signaturpflicht?: boolean;
}

function hinweise(antrag: Vorgang, { jetzt = HEUTE, freigaben = FREIGABEN, signaturpflicht = false }: Umstaende = {}) {
  const schalter = { ...SCHALTER_VORGABE, entscheidungSignaturPflicht: signaturpflicht };
  const ergebnis = pruefeNachRegeln(antrag, jetzt, freigaben, schalter);
  return ergebnis.art === "klar" ? [] : ergebnis.hinweise;
}
const regeln = (gefundene: readonly Pruefhinweis[]): readonly string[] =>
  gefundene.map(({ regel, leistungId }) => (leistungId === null ? regel : `${regel} ${leistungId}`));

/** The data sets of the clear application, some of them replaced. */
function mit(...weitere: readonly BeliebigerDatensatz[]): Vorgang {
  return klarerAntrag({ datensaetze: [...klarerAntrag().datensaetze, ...weitere] });
}
const UNTERLAGE = {
  id: "unterlage-1",
  art: "BEHANDLUNGSPLAN",
  titel: "Plan",
  medientyp: "application/pdf",
  groesse: 1,
  sha256: "0".repeat(64),
  von: urheberVon(arzt()),
  hinzugefuegtAm: HEUTE,
} as const;
const FRAGE = {
  verordnungsId: klarerAntrag().id,
  zuVersion: 1,
  absender: "8-01-HKPSANDBOX0001",
  aenderungen: [],
  zurueckgezogenAm: null,
};
const vonDerKasse = (zurueckgezogenAm: Date | null = null): BeliebigerDatensatz =>
  datensatz("BLANKO_K", { ...FRAGE, zurueckgezogenAm });
const antwort = (ergebnis: "AUFGENOMMEN" | "ANDERS_AUFGENOMMEN" | "ABGELEHNT") =>
  datensatz("KORREKTURANTWORT", {
    verordnungsId: klarerAntrag().id,
    zuKorrektur: "BLANKO_K-1",
    antworten: [{ aenderungId: "a", ergebnis, begruendung: "So ist es." }],
    neueVersion: 2,
  });
const nachricht = (absender: Teilnehmer, an: Teilnehmer): BeliebigerDatensatz =>
  datensatz("NACHRICHT", { absender, an: [an], text: "Bitte rufen Sie mich an.", antwortAuf: null });
const PAUSE = datensatz("LEISTUNGSAENDERUNG", {
  zuVersion: 1,
  aenderungen: [{ art: "PAUSIERT", leistungId: FESTE_LEISTUNG, von: "2026-03-10", begruendung: "Krankenhaus" }],
});
const neueBlanko = datensatz("BLANKOVERORDNUNG", klareBlankoverordnung(), 2);

describe("Dunkelverarbeitung: what is clear", () => {
  it("is decided as applied for, dated in Berlin, without a Kennzeichen", () => {
    // Half past midnight in Berlin, while it is still the 4th in UTC.
    const ergebnis = pruefeNachRegeln(klarerAntrag(), new Date("2026-03-04T23:30:00Z"), FREIGABEN, SCHALTER_VORGABE);
    assert.deepEqual(ergebnis, {
      art: "klar",
      entscheidung: {
        gesamtergebnis: "GENEHMIGT",
        entschiedenAm: "2026-03-05",
        leistungen: [
          {
            leistungId: FESTE_LEISTUNG,
            ergebnis: "GENEHMIGT",
            haeufigkeit: { anzahl: 2, je: "TAG" },
            zusage: { von: "2026-03-02", bis: "2026-03-15" },
          },
          {
            leistungId: BLANKO_LEISTUNG,
            ergebnis: "GENEHMIGT",
            haeufigkeit: { anzahl: 4, je: "TAG" },
            zusage: { von: "2026-03-02", bis: "2026-03-15" },
          },
        ],
        begruendungen: {
          verordnender: "Die verordneten Leistungen wurden im beantragten Umfang genehmigt.",
          pflegedienst: "Die beantragten Leistungen wurden im beantragten Umfang genehmigt.",
          versicherter: "Ihr Kostenträger übernimmt die Kosten der beantragten Leistungen im beantragten Umfang.",
        },
        kennzeichenKostenerstattung: false,
      },
    });
  });

  const VIER_WOCHEN = { von: "2026-03-02", bis: "2026-03-29" };
  const KLARE: readonly (readonly [string, Vorgang, Umstaende?])[] = [
    ["exactly the limits of the Kasse", einfacherAntrag({ haeufigkeit: { anzahl: 3, je: "TAG" } })],
    ["on the last day of the period", klarerAntrag(), { jetzt: new Date("2026-03-15T22:59:59Z") }],
    [
      "submitted on the last of the four days",
      klarerAntrag({ protokoll: [eingereicht(new Date("2026-03-05T22:59:59Z"))] }),
    ],
    [
      "a Folgeverordnung of four weeks",
      einfacherAntrag({ dauer: VIER_WOCHEN }, { art: "FOLGEVERORDNUNG", verordnungszeitraum: VIER_WOCHEN }),
    ],
    [
      "a Folgeverordnung without changes: Angaben of the institution only (P3.1.3)",
      klarerAntrag({
        datensaetze: [
          datensatz("VERORDNUNG", klareVerordnung({ art: "FOLGEVERORDNUNG" })),
          datensatz("BLANKOVERORDNUNG", klareBlankoverordnung()),
          datensatz("ANGABEN", { ...klareAngaben(), leistungen: [] }),
        ],
      }),
    ],
    ["words that were not for the Kasse", mit(nachricht(HAND_UND_HERZ, PRAXIS))],
    ["a question of the Kasse that was taken up", mit(vonDerKasse(), neueBlanko, antwort("AUFGENOMMEN"))],
    [
      "the same frequency in other words",
      einfacherAntrag(
        { haeufigkeit: { anzahl: 7, je: "WOCHE" } },
        {},
        {
          datensaetze: [
            datensatz(
              "VERORDNUNG",
              klareVerordnung({
                leistungen: [
                  {
                    id: FESTE_LEISTUNG,
                    nummer: "26",
                    blanko: false,
                    haeufigkeit: { anzahl: 7, je: "WOCHE" },
                    dauer: ZEITRAUM,
                  },
                ],
              }),
            ),
            datensatz("ANGABEN", {
              ...klareAngaben(),
              leistungen: [{ leistungId: FESTE_LEISTUNG, haeufigkeit: { anzahl: 1, je: "TAG" }, dauer: ZEITRAUM }],
            }),
          ],
        },
      ),
    ],
  ];
  for (const [was, antrag, umstaende] of KLARE) it(was, () => assert.deepEqual(hinweise(antrag, umstaende), []));
});

describe("Dunkelverarbeitung: why a person must look", () => {
  const [FESTE, BLANKO] = klareVerordnung().leistungen;
  assert.ok(FESTE !== undefined && BLANKO !== undefined);
  const nur = (grenze: { haeufigkeit?: { anzahl: number; je: "TAG" }; tage?: number }): Freigaben =>
    new Map([["26", grenze]]);
  const feste = `${FESTE_LEISTUNG}`;
  const angabenMit = (leistungen: ReturnType<typeof klareAngaben>["leistungen"]): Vorgang =>
    klarerAntrag({
      datensaetze: [
        datensatz("VERORDNUNG", klareVerordnung()),
        datensatz("BLANKOVERORDNUNG", klareBlankoverordnung()),
        datensatz("ANGABEN", { ...klareAngaben(), leistungen }),
      ],
    });
  const [ANGABE_FEST, ANGABE_BLANKO] = klareAngaben().leistungen;
  assert.ok(ANGABE_FEST !== undefined && ANGABE_BLANKO !== undefined);

  /** Each bends one thing; the rules it breaks are named by hand, with the Leistung they speak of. */
  const FAELLE: readonly (readonly [was: string, antrag: Vorgang, regeln: readonly string[], umstaende?: Umstaende])[] =
    [
      ["the period is over", klarerAntrag(), ["ZEITRAUM_BEENDET"], { jetzt: new Date("2026-03-15T23:00:00Z") }],
      [
        "submitted after the fourth day",
        klarerAntrag({ protokoll: [eingereicht(new Date("2026-03-05T23:00:00Z"))] }),
        ["FRIST_VERSAEUMT"],
      ],
      [
        "the DGUV pays: the limits of the HKP-RL do not apply",
        einfacherAntrag({}, { kostentraeger: { ik: KASSE.kennung, name: "BG", art: "DGUV" } }),
        ["KOSTENTRAEGERART"],
      ],
      [
        "the Bundespolizei pays",
        einfacherAntrag({}, { kostentraeger: { ik: KASSE.kennung, name: "BPol", art: "BUNDESPOLIZEI" } }),
        ["KOSTENTRAEGERART"],
      ],
      [
        "a Korrektur brought in the Wahl der Kostenerstattung, so nothing is submitted",
        einfacherAntrag({}, { wahlKostenerstattung: true }),
        ["FRIST_VERSAEUMT", "KOSTENERSTATTUNG"],
      ],
      ["the Kennzeichen of an earlier AP2", klarerAntrag({ kennzeichenKostenerstattung: true }), ["KOSTENERSTATTUNG"]],
      ["an earlier decision", mit(datensatz("ENTSCHEIDUNG", entscheidung())), ["FRUEHERE_ENTSCHEIDUNG"]],
      ["a question the Kasse withdrew", mit(vonDerKasse(new Date(HEUTE))), ["OFFENE_FRAGE"]],
      ["a question that was refused", mit(vonDerKasse(), neueBlanko, antwort("ABGELEHNT")), ["OFFENE_FRAGE"]],
      [
        "a question that was taken up in another way",
        mit(vonDerKasse(), neueBlanko, antwort("ANDERS_AUFGENOMMEN")),
        ["OFFENE_FRAGE"],
      ],
      [
        "words of the Arzt that somebody must read",
        einfacherAntrag({}, { hinweise: "Bitte Rücksprache." }),
        ["HINWEIS_DES_VERORDNENDEN"],
      ],
      ["words of the Pflegedienst to the Kasse", mit(nachricht(HAND_UND_HERZ, KASSE)), ["NACHRICHT"]],
      ["words of the Kasse to the Pflegedienst", mit(nachricht(KASSE, HAND_UND_HERZ)), ["NACHRICHT"]],
      ["a Leistung that the Arzt has paused", mit(PAUSE), ["GEAENDERTER_BEDARF"]],
      ["an Unterlage that somebody must read", klarerAntrag({ unterlagen: [UNTERLAGE] }), ["UNTERLAGEN"]],
      ["decisions must be signed (D9)", klarerAntrag(), ["SIGNATURPFLICHT"], { signaturpflicht: true }],
      [
        "an Erstverordnung of fifteen days",
        einfacherAntrag({}, { verordnungszeitraum: { von: "2026-03-02", bis: "2026-03-16" } }),
        ["HKP_RICHTLINIE"],
      ],
      [
        "a LANR with a wrong check digit",
        einfacherAntrag({}, { verordnender: { ...klareVerordnung().verordnender, lanr: "838382102" } }),
        ["HKP_RICHTLINIE"],
      ],
      [
        "a Leistung with a condition (Nr. 6), even with limits of the Kasse",
        einfacherAntrag({ nummer: "6" }),
        [`HKP_RICHTLINIE ${feste}`],
        { freigaben: new Map([["6", { haeufigkeit: { anzahl: 9, je: "TAG" }, tage: 28 }]]) },
      ],
      ["a number that is not in the list", einfacherAntrag({ nummer: "99" }), [`HKP_RICHTLINIE ${feste}`]],
      [
        "a free text",
        klarerAntrag({
          datensaetze: [
            datensatz(
              "VERORDNUNG",
              klareVerordnung({
                leistungen: [
                  {
                    id: FESTE_LEISTUNG,
                    freitext: "Vorlesen",
                    blanko: false,
                    haeufigkeit: { anzahl: 2, je: "TAG" },
                    dauer: ZEITRAUM,
                  },
                ],
              }),
            ),
            datensatz("ANGABEN", { ...klareAngaben(), leistungen: [ANGABE_FEST] }),
          ],
        }),
        [`FREITEXT ${feste}`],
      ],
      [
        "the same Leistung twice: together they may be over the limit",
        klarerAntrag({
          datensaetze: [
            datensatz("VERORDNUNG", klareVerordnung({ leistungen: [FESTE, { ...FESTE, id: "noch-eine" }] })),
            datensatz("ANGABEN", {
              ...klareAngaben(),
              leistungen: [ANGABE_FEST, { ...ANGABE_FEST, leistungId: "noch-eine" }],
            }),
          ],
        }),
        [`MEHRFACH ${feste}`, "MEHRFACH noch-eine"],
      ],
      [
        "the first pHKP (27a), which has a condition besides",
        einfacherAntrag({ nummer: "27a" }),
        [`HKP_RICHTLINIE ${feste}`, `PSYCHIATRISCHE_ERSTVERORDNUNG ${feste}`],
        { freigaben: new Map([["27a", { haeufigkeit: { anzahl: 9, je: "TAG" }, tage: 28 }]]) },
      ],
      [
        "Blanko where the cell is unverified (Nr. 13)",
        klarerAntrag({
          datensaetze: [
            datensatz("VERORDNUNG", klareVerordnung({ leistungen: [{ ...BLANKO, nummer: "13" }] })),
            datensatz("BLANKOVERORDNUNG", klareBlankoverordnung()),
            datensatz("ANGABEN", { ...klareAngaben(), leistungen: [ANGABE_BLANKO] }),
          ],
        }),
        [`BLANKO_UNGEKLAERT ${BLANKO_LEISTUNG}`],
        { freigaben: new Map([["13", { haeufigkeit: { anzahl: 9, je: "TAG" }, tage: 28 }]]) },
      ],
      ["only a part is applied for", angabenMit([ANGABE_FEST]), [`NICHT_BEANTRAGT ${BLANKO_LEISTUNG}`]],
      [
        "applied for less often than prescribed",
        angabenMit([{ ...ANGABE_FEST, haeufigkeit: { anzahl: 1, je: "TAG" } }, ANGABE_BLANKO]),
        [`UMFANG_ABWEICHEND ${feste}`],
      ],
      [
        "applied for a day less than the Blankoverordnung says",
        angabenMit([ANGABE_FEST, { ...ANGABE_BLANKO, dauer: { ...ZEITRAUM, bis: "2026-03-14" } }]),
        [`UMFANG_ABWEICHEND ${BLANKO_LEISTUNG}`],
      ],
      [
        "a Leistung whose extent nobody has stated",
        einfacherAntrag(
          {},
          { art: "FOLGEVERORDNUNG" },
          {
            datensaetze: [
              datensatz(
                "VERORDNUNG",
                klareVerordnung({ leistungen: [{ id: FESTE_LEISTUNG, nummer: "26", blanko: false }] }),
              ),
              datensatz("ANGABEN", { ...klareAngaben(), leistungen: [] }),
            ],
          },
        ),
        [`UMFANG_ABWEICHEND ${feste}`],
      ],
      [
        "a Korrektur shortened the period of what was left open",
        mit(
          datensatz(
            "VERORDNUNG",
            klareVerordnung({
              verordnungszeitraum: { von: "2026-03-02", bis: "2026-03-10" },
              leistungen: [{ ...FESTE, dauer: { von: "2026-03-02", bis: "2026-03-10" } }, BLANKO],
            }),
            2,
          ),
        ),
        [`AUSSERHALB_DES_ZEITRAUMS ${BLANKO_LEISTUNG}`],
      ],
      [
        "no limit is known: neither the list nor the Kasse says one",
        einfacherAntrag(),
        [`HAEUFIGKEIT_OHNE_GRENZE ${feste}`, `DAUER_OHNE_GRENZE ${feste}`],
        { freigaben: new Map() },
      ],
      [
        "no limit of the frequency",
        einfacherAntrag(),
        [`HAEUFIGKEIT_OHNE_GRENZE ${feste}`],
        { freigaben: nur({ tage: 14 }) },
      ],
      [
        "no limit of the duration",
        einfacherAntrag(),
        [`DAUER_OHNE_GRENZE ${feste}`],
        { freigaben: nur({ haeufigkeit: { anzahl: 2, je: "TAG" } }) },
      ],
      [
        "more often than the Kasse lets through",
        einfacherAntrag({ haeufigkeit: { anzahl: 4, je: "TAG" } }),
        [`HAEUFIGKEIT_UEBER_FREIGABE ${feste}`],
      ],
      [
        "longer than the Kasse lets through",
        einfacherAntrag(),
        [`DAUER_UEBER_FREIGABE ${feste}`],
        { freigaben: nur({ haeufigkeit: { anzahl: 2, je: "TAG" }, tage: 13 }) },
      ],
      [
        "applied for what is not prescribed",
        angabenMit([ANGABE_FEST, ANGABE_BLANKO, { ...ANGABE_FEST, leistungId: "unbekannt" }]),
        ["NICHT_VERORDNET unbekannt"],
      ],
    ];
  for (const [was, antrag, erwartet, umstaende] of FAELLE)
    it(was, () => {
      const gefundene = hinweise(antrag, umstaende);
      assert.deepEqual(regeln(gefundene), erwartet);
      for (const { text } of gefundene) assert.match(text, /^[A-ZÄÖÜ].*\.$/);
    });

  it("says it so that a clerk understands", () => {
    assert.deepEqual(
      hinweise(einfacherAntrag({ haeufigkeit: { anzahl: 4, je: "TAG" } })).map(({ text }) => text),
      ["Die Häufigkeit von Nr. 26 (Medikamente, Richten und Verabreichen) liegt über der Freigabe des Kostenträgers."],
    );
    assert.deepEqual(
      hinweise(klarerAntrag({ protokoll: [eingereicht(new Date("2026-03-06T09:00:00Z"))] })).map(({ text }) => text),
      ["Der Antrag wurde nicht innerhalb der Frist eingereicht (letzter Tag: 05.03.2026)."],
    );
  });

  it("another Kasse's limits do not count", async () => {
    const fremde = regelpruefung(new Map([["104212059", FREIGABEN]]), SCHALTER_VORGABE);
    assert.equal((await fremde.pruefe(klarerAntrag(), HEUTE)).art, "unklar");
  });
});
