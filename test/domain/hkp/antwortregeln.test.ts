import assert from "node:assert/strict";
import { beantworte, pruefeAntwortregeln } from "../../../src/domain/hkp/antwortregeln.js";
import type { Antwortregel, Antwortregeln } from "../../../src/domain/hkp/antwortregeln.js";
import { HAND_UND_HERZ, renate } from "../../helfer/akteure.js";
import { kontext } from "./befehle.js";
import { fuehreDurch, gesehen } from "./durchfuehren.js";
import { offen, verordnung } from "./vorgaenge.js";

const mit = (...regeln: readonly Antwortregel[]): Antwortregeln => ({ alleAblehnen: false, regeln });
const leistung = (art: "EINE_DAVON" | "NUR_DIESE", ...nummern: string[]): Antwortregel => ({
  leistungen: { art, nummern },
  verfuegbar: false,
});
const gebiet = (art: "INNERHALB" | "AUSSERHALB", ...plz: string[]): Antwortregel => ({
  gebiet: { art, plz },
  verfuegbar: true,
});
/** Numbers 26 and 12; the insured person lives in 10999. */
const RENATES = verordnung();
const antwort = (regeln: Antwortregeln) => beantworte(regeln, RENATES)?.verfuegbar ?? null;

describe("Antwortregeln: which automatic answer an Anfrage gets", () => {
  const FAELLE: readonly (readonly [titel: string, regel: Antwortregel, trifftZu: boolean])[] = [
    ["one of them is ordered", leistung("EINE_DAVON", "27a", "26"), true],
    ["none of them is ordered", leistung("EINE_DAVON", "27a"), false],
    ["all that is ordered is among them", leistung("NUR_DIESE", "12", "26", "31b"), true],
    ["something else is ordered too", leistung("NUR_DIESE", "26"), false],
    ["a number is compared as a whole", leistung("EINE_DAVON", "2", "26a"), false],
    ["lives where it begins so", gebiet("INNERHALB", "12", "109"), true],
    ["lives at the very one", gebiet("INNERHALB", "10999"), true],
    ["does not live there", gebiet("INNERHALB", "12"), false],
    ["lives outside", gebiet("AUSSERHALB", "12", "13"), true],
    ["does not live outside", gebiet("AUSSERHALB", "12", "1"), false],
    ["both conditions hold", { ...leistung("EINE_DAVON", "26"), ...gebiet("INNERHALB", "1") }, true],
    ["only the place does", { ...leistung("EINE_DAVON", "27a"), ...gebiet("INNERHALB", "1") }, false],
    ["only the Leistungen do", { ...leistung("EINE_DAVON", "26"), ...gebiet("INNERHALB", "2") }, false],
    ["without a condition it never holds", { verfuegbar: true }, false],
  ];
  for (const [titel, regel, trifftZu] of FAELLE)
    it(titel, () => assert.equal(beantworte(mit(regel), RENATES) !== null, trifftZu));

  it("the first that holds answers, with its text; if none does, a person", () => {
    const nein: Antwortregel = { ...gebiet("INNERHALB", "109"), verfuegbar: false, text: "Kein Platz." };
    assert.deepEqual(beantworte(mit(leistung("EINE_DAVON", "27a"), nein, gebiet("INNERHALB", "1")), RENATES), {
      verfuegbar: false,
      text: "Kein Platz.",
    });
    assert.equal(antwort(mit(gebiet("INNERHALB", "1"), nein)), true);
    assert.equal(antwort(mit()), null);
  });

  it("the switch „reject all“ comes before all rules", () => {
    const alle = { alleAblehnen: true, ablehnungstext: "Zurzeit voll.", regeln: [gebiet("INNERHALB", "1")] };
    assert.deepEqual(beantworte(alle, RENATES), { verfuegbar: false, text: "Zurzeit voll." });
  });

  it("a Leistung in free text is none of the numbers", () => {
    const leistungen = [{ id: "a", freitext: "Sonderpflege", blanko: true }];
    assert.equal(beantworte(mit(leistung("NUR_DIESE", "26")), verordnung({ leistungen })), null);
  });

  it("every fault is named with its place", () => {
    const pfade = pruefeAntwortregeln({
      alleAblehnen: false,
      ablehnungstext: " ",
      regeln: [
        { verfuegbar: true },
        { ...leistung("EINE_DAVON"), ...gebiet("INNERHALB", "109", "D-10999") },
        { ...leistung("EINE_DAVON", "27A"), text: "x".repeat(1001) },
      ],
    }).map(({ pfad }) => pfad);
    assert.deepEqual(pfade, [
      "ablehnungstext",
      "regeln[0]",
      "regeln[1].leistungen.nummern",
      "regeln[1].gebiet.plz[1]",
      "regeln[2].leistungen.nummern[0]",
      "regeln[2].text",
    ]);
    const viele = Array.from({ length: 51 }, () => gebiet("INNERHALB", "1"));
    assert.deepEqual(
      pruefeAntwortregeln(mit(...viele)).map(({ pfad }) => pfad),
      ["regeln"],
    );
  });
});

describe("verfuegbarkeitAnfragen with Antwortregeln: answered by the very write, once", () => {
  const frage = (verfuegbar: boolean) =>
    ({
      aktion: "verfuegbarkeitAnfragen",
      pflegedienst: HAND_UND_HERZ,
      name: "Hand & Herz",
      wunsch: {},
      antwortregeln: mit({ ...gebiet("INNERHALB", "109"), verfuegbar, text: "Automatisch." }),
    }) as const;

  for (const verfuegbar of [true, false])
    it(`${verfuegbar ? "available" : "not available"}: the insured person has the answer, the Pflegedienst no Alarm`, () => {
      const ergebnis = fuehreDurch(frage(verfuegbar), offen(), kontext(renate()));
      const { ereignis, alarme, informationen, sehen } = gesehen(ergebnis);
      assert.deepEqual(
        { ereignis, alarme, informationen },
        {
          ereignis: "ANFRAGE_BEANTWORTET",
          alarme: ["VERSICHERTER:X000001014 über PORTAL: ZUGESTELLT"],
          informationen: [],
        },
      );
      assert.equal((sehen as string[]).includes("PFLEGEDIENST:10-67.245.HKPSANDBOX0001"), verfuegbar);
      const [anfrage] = ergebnis.danach.verfuegbarkeitsanfragen;
      assert.deepEqual(
        [anfrage?.zustand, anfrage?.antwort, anfrage?.automatisch],
        [verfuegbar ? "VERFUEGBAR" : "NICHT_VERFUEGBAR", "Automatisch.", true],
      );
      assert.match(ergebnis.danach.protokoll.at(-1)?.text ?? "", /automatisch geantwortet/);
    });

  it("no rule holds: a person is asked", () => {
    const { danach } = fuehreDurch(
      { ...frage(true), antwortregeln: mit(gebiet("INNERHALB", "2")) },
      offen(),
      kontext(renate()),
    );
    assert.deepEqual(danach.verfuegbarkeitsanfragen[0]?.zustand, "OFFEN");
  });
});
