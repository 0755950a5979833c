import assert from "node:assert/strict";
import { berlinerTag, deutschesDatum } from "../../../src/domain/kern/kalender.js";

describe("Kalender in Europe/Berlin", () => {
  const TAGE: readonly (readonly [string, string])[] = [
    ["2026-01-15T22:59:59.999Z", "2026-01-15"],
    ["2026-01-15T23:00:00Z", "2026-01-16"],
    ["2026-07-15T21:59:59.999Z", "2026-07-15"],
    ["2026-07-15T22:00:00Z", "2026-07-16"],
    // Summer time begins on 29 March 2026: the night before is still winter, the evening summer time.
    ["2026-03-28T22:59:59.999Z", "2026-03-28"],
    ["2026-03-28T23:00:00Z", "2026-03-29"],
    ["2026-03-29T21:59:59.999Z", "2026-03-29"],
    ["2026-03-29T22:00:00Z", "2026-03-30"],
    // It ends on 25 October 2026.
    ["2026-10-24T22:00:00Z", "2026-10-25"],
    ["2026-10-25T22:59:59.999Z", "2026-10-25"],
    ["2026-10-25T23:00:00Z", "2026-10-26"],
    ["2028-02-28T23:00:00Z", "2028-02-29"],
    ["2028-02-29T23:00:00Z", "2028-03-01"],
    ["2026-12-31T23:00:00Z", "2027-01-01"],
  ];
  for (const [zeitpunkt, tag] of TAGE)
    it(`${zeitpunkt} belongs to ${tag}`, () => assert.equal(berlinerTag(new Date(zeitpunkt)), tag));

  it("writes a day as Germans do", () => assert.equal(deutschesDatum("2026-03-01"), "01.03.2026"));
});
