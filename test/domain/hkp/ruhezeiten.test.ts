import assert from "node:assert/strict";
import { endeDerRuhe, freieMinuten, naechsteSammelzeit } from "../../../src/domain/hkp/ruhezeiten.js";
import type { Ruhezeit } from "../../../src/domain/hkp/ruhezeiten.js";
import type { Wochentag } from "../../../src/domain/kern/kalender.js";

const ruhe = (von: string, bis: string, ...wochentage: readonly Wochentag[]): Ruhezeit => ({ von, bis, wochentage });
const NACHT = ruhe("20:00", "07:00");
const MITTAG = ruhe("12:30", "14:00");
const WERKNACHT = ruhe("20:00", "07:00", "MONTAG", "DIENSTAG", "MITTWOCH", "DONNERSTAG");
const SONNTAGS = ruhe("00:00", "00:00", "SONNTAG");
const WOCHENENDE = ruhe("00:00", "00:00", "SAMSTAG", "SONNTAG");

/** In March 2026 the 2nd is a Monday; Berlin is one hour ahead of UTC until the 29th, then two. */
describe("Ende der Ruhe", () => {
  const FAELLE: readonly (readonly [string, readonly Ruhezeit[], string, string])[] = [
    ["without any: at once", [], "2026-03-02T22:00:00.000Z", "2026-03-02T22:00:00.000Z"],
    ["before the night: at once", [NACHT], "2026-03-02T18:59:59.999Z", "2026-03-02T18:59:59.999Z"],
    ["its first instant: in the morning", [NACHT], "2026-03-02T19:00:00.000Z", "2026-03-03T06:00:00.000Z"],
    ["before midnight", [NACHT], "2026-03-02T22:59:59.999Z", "2026-03-03T06:00:00.000Z"],
    ["after midnight", [NACHT], "2026-03-02T23:30:00.000Z", "2026-03-03T06:00:00.000Z"],
    ["its last instant", [NACHT], "2026-03-03T05:59:59.999Z", "2026-03-03T06:00:00.000Z"],
    ["its end is outside", [NACHT], "2026-03-03T06:00:00.000Z", "2026-03-03T06:00:00.000Z"],
    ["within a day", [MITTAG], "2026-03-02T12:00:00.000Z", "2026-03-02T13:00:00.000Z"],
    ["within a day, outside", [MITTAG], "2026-03-02T13:00:00.000Z", "2026-03-02T13:00:00.000Z"],
    // Days are those on which it begins: Thursday's night ends on Friday, Friday has none.
    ["the night after a listed day", [WERKNACHT], "2026-03-06T05:00:00.000Z", "2026-03-06T06:00:00.000Z"],
    ["a day that is not listed", [WERKNACHT], "2026-03-06T20:00:00.000Z", "2026-03-06T20:00:00.000Z"],
    ["the night before a listed day", [WERKNACHT], "2026-03-02T04:00:00.000Z", "2026-03-02T04:00:00.000Z"],
    ["a whole Sunday", [SONNTAGS], "2026-03-08T11:00:00.000Z", "2026-03-08T23:00:00.000Z"],
    ["the Saturday before it", [SONNTAGS], "2026-03-07T22:59:59.999Z", "2026-03-07T22:59:59.999Z"],
    ["a whole weekend, two days in a row", [WOCHENENDE], "2026-03-07T08:00:00.000Z", "2026-03-08T23:00:00.000Z"],
    [
      "Friday night, weekend, Sunday night",
      [NACHT, WOCHENENDE],
      "2026-03-06T20:00:00.000Z",
      "2026-03-09T06:00:00.000Z",
    ],
    // The night of the change in spring has ten hours, the one in autumn twelve; both end at 07:00 by the clock.
    ["begins in winter, ends in summer time", [NACHT], "2026-03-28T19:00:00.000Z", "2026-03-29T05:00:00.000Z"],
    ["begins in summer, ends in winter time", [NACHT], "2026-10-24T18:00:00.000Z", "2026-10-25T06:00:00.000Z"],
    ["its end is left out in spring", [ruhe("22:00", "02:30")], "2026-03-29T00:59:00.000Z", "2026-03-29T01:00:00.000Z"],
    ["its beginning is left out", [ruhe("02:30", "05:00")], "2026-03-29T01:00:00.000Z", "2026-03-29T03:00:00.000Z"],
    ["it is left out altogether", [ruhe("02:10", "02:50")], "2026-03-29T01:00:00.000Z", "2026-03-29T01:00:00.000Z"],
    [
      "its end comes twice: the first",
      [ruhe("22:00", "02:30")],
      "2026-10-25T00:10:00.000Z",
      "2026-10-25T00:30:00.000Z",
    ],
    [
      "after that end, though the clock shows 02:10 again",
      [ruhe("22:00", "02:30")],
      "2026-10-25T01:10:00.000Z",
      "2026-10-25T01:10:00.000Z",
    ],
    ["a whole Sunday of 23 hours", [SONNTAGS], "2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z"],
    ["a whole Sunday of 25 hours", [SONNTAGS], "2026-10-24T22:00:00.000Z", "2026-10-25T23:00:00.000Z"],
  ];
  for (const [titel, ruhezeiten, jetzt, ende] of FAELLE)
    it(`${titel}: ${jetzt} → ${ende}`, () =>
      assert.equal(endeDerRuhe(ruhezeiten, new Date(jetzt)).toISOString(), ende));
});

describe("Nächste Sammelzeit", () => {
  const FAELLE: readonly (readonly [string, string, readonly Ruhezeit[], string, string])[] = [
    ["later today", "17:30", [], "2026-03-02T11:00:00.000Z", "2026-03-02T16:30:00.000Z"],
    ["exactly now: tomorrow", "17:30", [], "2026-03-02T16:30:00.000Z", "2026-03-03T16:30:00.000Z"],
    ["just before", "17:30", [], "2026-03-02T16:29:59.999Z", "2026-03-02T16:30:00.000Z"],
    ["after midnight in Berlin, before it in UTC", "08:00", [], "2026-03-02T23:30:00.000Z", "2026-03-03T07:00:00.000Z"],
    ["not on a quiet Sunday", "08:00", [SONNTAGS], "2026-03-07T12:00:00.000Z", "2026-03-09T07:00:00.000Z"],
    ["over the change in spring", "08:00", [], "2026-03-28T12:00:00.000Z", "2026-03-29T06:00:00.000Z"],
    ["over the change in autumn", "08:00", [], "2026-10-24T12:00:00.000Z", "2026-10-25T07:00:00.000Z"],
    ["left out in spring: with the change", "02:30", [], "2026-03-28T12:00:00.000Z", "2026-03-29T01:00:00.000Z"],
    ["comes twice in autumn: the first", "02:30", [], "2026-10-24T12:00:00.000Z", "2026-10-25T00:30:00.000Z"],
    ["… and not the second", "02:30", [], "2026-10-25T00:30:00.000Z", "2026-10-26T01:30:00.000Z"],
  ];
  for (const [titel, zeit, ruhezeiten, nach, erwartet] of FAELLE)
    it(`${titel}: ${zeit} after ${nach}`, () =>
      assert.equal(naechsteSammelzeit(zeit, ruhezeiten, new Date(nach)).toISOString(), erwartet));
});

describe("Freie Minuten einer Woche", () => {
  const FAELLE: readonly (readonly [string, readonly Ruhezeit[], number])[] = [
    ["without any all", [], 10_080],
    ["nights of eleven hours", [NACHT], 7 * 13 * 60],
    ["a whole Sunday", [SONNTAGS], 6 * 1440],
    ["overlapping ones count once", [NACHT, NACHT, ruhe("21:00", "06:00")], 7 * 13 * 60],
    ["Sunday's night reaches into Monday", [ruhe("12:00", "11:00", "SONNTAG")], 10_080 - 23 * 60],
    ["every day for 24 hours: none", [ruhe("09:00", "09:00")], 0],
  ];
  for (const [titel, ruhezeiten, anzahl] of FAELLE)
    it(titel, () => assert.equal(freieMinuten(ruhezeiten).size, anzahl));
});
