import assert from "node:assert/strict";
import {
  arbeitstageSpaeter,
  berlinerTag,
  berlinerTagesbeginn,
  berlinerZeitpunkt,
  deutschesDatum,
  istUhrzeit,
  jahreSpaeter,
  tageSpaeter,
  wochentag,
} from "../../../src/domain/kern/kalender.js";

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

describe("Beginn of a day in Berlin", () => {
  const TAGE: readonly (readonly [string, string])[] = [
    ["2026-01-16", "2026-01-15T23:00:00.000Z"],
    ["2026-07-16", "2026-07-15T22:00:00.000Z"],
    ["2026-03-29", "2026-03-28T23:00:00.000Z"],
    ["2026-03-30", "2026-03-29T22:00:00.000Z"],
    ["2026-10-25", "2026-10-24T22:00:00.000Z"],
    ["2026-10-26", "2026-10-25T23:00:00.000Z"],
    ["2028-02-29", "2028-02-28T23:00:00.000Z"],
  ];
  for (const [tag, beginn] of TAGE)
    it(`${tag} begins at ${beginn}`, () => assert.equal(berlinerTagesbeginn(tag).toISOString(), beginn));

  it("of all days of 2026 to 2040 the first instant lies in the day and the one before it in the day before", () => {
    let tage = 0;
    // Lengths of the days in hours: two a year differ, by the changes of the clock.
    const laengen = new Map<number, number>();
    for (let tag = "2026-01-01"; tag <= "2040-12-31"; tag = tageSpaeter(tag, 1), tage++) {
      const beginn = berlinerTagesbeginn(tag);
      assert.equal(berlinerTag(beginn), tag);
      assert.equal(berlinerTag(new Date(beginn.getTime() - 1)), tageSpaeter(tag, -1));
      const stunden = (berlinerTagesbeginn(tageSpaeter(tag, 1)).getTime() - beginn.getTime()) / 3_600_000;
      laengen.set(stunden, (laengen.get(stunden) ?? 0) + 1);
    }
    assert.equal(tage, 15 * 365 + 4, "leap years 2028, 2032, 2036, 2040");
    assert.deepEqual(Object.fromEntries(laengen), { 23: 15, 24: tage - 30, 25: 15 });
  });

  it("refuses what is no day", () => assert.throws(() => berlinerTagesbeginn("2026-13-01")));
});

describe("Time of the day in Berlin", () => {
  const ZEITEN: readonly (readonly [string, string, string, string])[] = [
    ["2026-01-15", "07:00", "2026-01-15T06:00:00.000Z", "winter"],
    ["2026-07-15", "07:00", "2026-07-15T05:00:00.000Z", "summer"],
    ["2026-01-15", "00:00", "2026-01-14T23:00:00.000Z", "midnight"],
    ["2026-01-15", "23:59", "2026-01-15T22:59:00.000Z", "the last minute"],
    ["2026-03-29", "01:59", "2026-03-29T00:59:00.000Z", "the last minute of winter time"],
    ["2026-03-29", "02:00", "2026-03-29T01:00:00.000Z", "left out: the change"],
    ["2026-03-29", "02:30", "2026-03-29T01:00:00.000Z", "left out: the change"],
    ["2026-03-29", "03:00", "2026-03-29T01:00:00.000Z", "the first minute of summer time"],
    ["2026-03-29", "03:30", "2026-03-29T01:30:00.000Z", "summer time"],
    ["2026-10-25", "01:59", "2026-10-24T23:59:00.000Z", "summer time"],
    ["2026-10-25", "02:30", "2026-10-25T00:30:00.000Z", "comes twice: the first"],
    ["2026-10-25", "03:00", "2026-10-25T02:00:00.000Z", "winter time"],
  ];
  for (const [tag, uhrzeit, zeitpunkt, warum] of ZEITEN)
    it(`${tag} ${uhrzeit} is ${zeitpunkt}: ${warum}`, () =>
      assert.equal(berlinerZeitpunkt(tag, uhrzeit).toISOString(), zeitpunkt));

  it("midnight is the beginning of the day, of all days of 2026 to 2040", () => {
    for (let tag = "2026-01-01"; tag <= "2040-12-31"; tag = tageSpaeter(tag, 1))
      assert.deepEqual(berlinerZeitpunkt(tag, "00:00"), berlinerTagesbeginn(tag));
  });

  it("knows a time of the day when it sees one", () => {
    for (const gut of ["00:00", "09:05", "19:59", "23:59"]) assert(istUhrzeit(gut), gut);
    for (const schlecht of ["24:00", "23:60", "7:00", "07:00:00", "ab:cd", ""]) assert(!istUhrzeit(schlecht), schlecht);
  });

  it("days of the week", () => {
    assert.equal(wochentag("2026-03-02"), "MONTAG");
    assert.equal(wochentag("2026-03-07"), "SAMSTAG");
    assert.equal(wochentag("2026-03-08"), "SONNTAG");
    assert.equal(wochentag("2028-02-29"), "DIENSTAG");
  });
});

describe("Counting of days and years", () => {
  it("days over the end of months and years, also backwards", () => {
    assert.equal(tageSpaeter("2027-11-20", 100), "2028-02-28");
    assert.equal(tageSpaeter("2027-11-21", 100), "2028-02-29");
    assert.equal(tageSpaeter("2026-11-21", 100), "2027-03-01");
    assert.equal(tageSpaeter("2026-01-01", -1), "2025-12-31");
  });

  it("years: 29 February becomes the last day of February", () => {
    assert.equal(jahreSpaeter("2028-02-29", 10), "2038-02-28");
    assert.equal(jahreSpaeter("2028-02-29", 4), "2032-02-29");
    assert.equal(jahreSpaeter("2027-02-28", 1), "2028-02-28");
    assert.equal(jahreSpaeter("2026-12-31", 3), "2029-12-31");
  });

  const ARBEITSTAGE: readonly (readonly [string, string, string])[] = [
    ["2026-04-02", "2026-04-10", "Good Friday 3 April, weekend, Easter Monday 6 April"],
    ["2026-05-11", "2026-05-18", "Ascension Day 14 May and a weekend"],
    ["2026-05-22", "2026-05-29", "weekend and Whit Monday 25 May"],
    ["2027-03-24", "2027-04-01", "Good Friday 26 March and Easter Monday 29 March 2027"],
    ["2028-04-13", "2028-04-21", "Good Friday 14 April and Easter Monday 17 April 2028"],
    ["2026-12-23", "2026-12-30", "25 December, a Friday; the 26th is a Saturday anyway"],
    ["2026-10-01", "2026-10-07", "3 October is a Saturday"],
    ["2026-06-01", "2026-06-05", "nothing in between"],
  ];
  for (const [ab, ziel, grund] of ARBEITSTAGE)
    it(`four working days after ${ab} is ${ziel}: ${grund}`, () => assert.equal(arbeitstageSpaeter(ab, 4), ziel));
});
