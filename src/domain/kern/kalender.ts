/**
 * Calendar days and times of the day in Europe/Berlin. Built on Intl, which knows both changes of the clock; the instant is an argument.
 * `en-CA` writes ISO dates.
 */
const BERLIN = new Intl.DateTimeFormat("en-CA", {
  timeZone: "Europe/Berlin",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});

/** Every offset and change of the clock lies on a quarter of an hour, so one quarter never spans two days. */
const VIERTELSTUNDE_MS = 900_000;
/** The quarter asked for last: most questions are about now, and Intl takes longer than all tables of a decision together. */
let letzte = { viertelstunde: Number.NaN, tag: "" };

/** The day `YYYY-MM-DD` that an instant belongs to in Berlin. */
export function berlinerTag(zeitpunkt: Date): string {
  const viertelstunde = Math.floor(zeitpunkt.getTime() / VIERTELSTUNDE_MS);
  if (viertelstunde !== letzte.viertelstunde) letzte = { viertelstunde, tag: BERLIN.format(zeitpunkt) };
  return letzte.tag;
}

/** `2026-03-01` as Germans write it: `01.03.2026`. */
export function deutschesDatum(tag: string): string {
  const [jahr = "", monat = "", tagDesMonats = ""] = tag.split("-");
  return `${tagDesMonats}.${monat}.${jahr}`;
}

const MS_JE_TAG = 86_400_000;
const MS_JE_STUNDE = 3_600_000;
const MS_JE_MINUTE = 60_000;
/** Offsets of Europe/Berlin, the greater one first. */
const ABSTAENDE = [2 * MS_JE_STUNDE, MS_JE_STUNDE] as const;

/** Midnight UTC of a day: UTC is used as a plain calendar, in which every day has 24 hours. */
const alsUtc = (tag: string): number => Date.parse(`${tag}T00:00:00Z`);
const alsTag = (utc: number): string => new Date(utc).toISOString().slice(0, 10);

/**
 * The instant at which a day begins in Berlin. Both changes of the clock happen in the small hours, so that every day has exactly
 * one midnight: the earlier of the two candidates that lies in the day.
 * @param tag `YYYY-MM-DD`, a day that exists
 */
export function berlinerTagesbeginn(tag: string): Date {
  const utc = alsUtc(tag);
  const beginn = ABSTAENDE.map((abstand) => new Date(utc - abstand)).find((einer) => berlinerTag(einer) === tag);
  if (beginn === undefined) throw new Error("not a calendar day");
  return beginn;
}

const UHRZEIT = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/Berlin",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** Time of the day in Berlin, `HH:MM` from 00:00 to 23:59. */
export type Uhrzeit = string;

export const istUhrzeit = (text: string): boolean => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text);

/** Minutes since midnight by the clock. */
export function minuten(uhrzeit: Uhrzeit): number {
  const [stunden = 0, minute = 0] = uhrzeit.split(":").map(Number);
  return stunden * 60 + minute;
}

/**
 * The instant at which the clocks in Berlin show this time on this day. A time that comes twice (the hour before the end of
 * summer time) is the first of the two; one that is left out (the hour skipped in spring) is the instant of the change.
 * @param tag `YYYY-MM-DD`, a day that exists
 */
export function berlinerZeitpunkt(tag: string, uhrzeit: Uhrzeit): Date {
  const utc = alsUtc(tag) + minuten(uhrzeit) * MS_JE_MINUTE;
  const treffer = ABSTAENDE.map((abstand) => new Date(utc - abstand)).find(
    (einer) => UHRZEIT.format(einer) === uhrzeit,
  );
  // Clocks change on a full hour, by one hour: the skipped time, read with the offset before, lies in the hour after it.
  return treffer ?? new Date(Math.floor((utc - MS_JE_STUNDE) / MS_JE_STUNDE) * MS_JE_STUNDE);
}

/** What the clocks in Berlin show at an instant. */
export const berlinerUhrzeit = (zeitpunkt: Date): Uhrzeit => UHRZEIT.format(zeitpunkt);

/** ISO 8601: the week begins on Monday. */
export const WOCHENTAGE = ["MONTAG", "DIENSTAG", "MITTWOCH", "DONNERSTAG", "FREITAG", "SAMSTAG", "SONNTAG"] as const;
export type Wochentag = (typeof WOCHENTAGE)[number];

export function wochentag(tag: string): Wochentag {
  return WOCHENTAGE[(new Date(alsUtc(tag)).getUTCDay() + 6) % 7] ?? "MONTAG";
}

/** `tage` calendar days later; earlier if negative. */
export function tageSpaeter(tag: string, tage: number): string {
  return alsTag(alsUtc(tag) + tage * MS_JE_TAG);
}

/** The same date `jahre` later; 29 February becomes the last day of February where there is none (§ 188 (3) BGB). */
export function jahreSpaeter(tag: string, jahre: number): string {
  const [jahr = 0, monat = 1, tagDesMonats = 1] = tag.split("-").map(Number);
  const letzter = new Date(Date.UTC(jahr + jahre, monat, 0)).getUTCDate();
  return alsTag(Date.UTC(jahr + jahre, monat - 1, Math.min(tagDesMonats, letzter)));
}

/** The `anzahl`-th day after `tag` that is neither Saturday nor Sunday nor a holiday of the whole country. */
export function arbeitstageSpaeter(tag: string, anzahl: number): string {
  let ziel = tag;
  for (let gezaehlt = 0; gezaehlt < anzahl;) {
    ziel = tageSpaeter(ziel, 1);
    if (istArbeitstag(ziel)) gezaehlt++;
  }
  return ziel;
}

/** Fixed holidays of all 16 Laender, `MM-DD`; those of single Laender are left out, as a deadline must not depend on the place. */
const FESTE_FEIERTAGE: readonly string[] = ["01-01", "05-01", "10-03", "12-25", "12-26"];
/** Holidays by their distance from Easter Sunday: Karfreitag, Ostermontag, Christi Himmelfahrt, Pfingstmontag. */
const BEWEGLICHE_FEIERTAGE: readonly number[] = [-2, 1, 39, 50];

function istArbeitstag(tag: string): boolean {
  const wochentag = new Date(alsUtc(tag)).getUTCDay();
  if (wochentag === 0 || wochentag === 6 || FESTE_FEIERTAGE.includes(tag.slice(5))) return false;
  const ostern = ostersonntag(Number(tag.slice(0, 4)));
  return !BEWEGLICHE_FEIERTAGE.some((abstand) => tageSpaeter(ostern, abstand) === tag);
}

/** Gauss' rule as corrected by Lichtenberg, for the Gregorian calendar. */
function ostersonntag(jahr: number): string {
  const saekular = Math.floor(jahr / 100);
  const mond = 15 + Math.floor((3 * saekular + 3) / 4) - Math.floor((8 * saekular + 13) / 25);
  const sonne = 2 - Math.floor((3 * saekular + 3) / 4);
  const zyklus = jahr % 19;
  const keim = (19 * zyklus + mond) % 30;
  const korrektur = Math.floor((keim + Math.floor(zyklus / 11)) / 29);
  const grenze = 21 + keim - korrektur;
  const sonntag = 7 - ((jahr + Math.floor(jahr / 4) + sonne) % 7);
  const maerztag = grenze + 7 - ((grenze - sonntag) % 7);
  return alsTag(Date.UTC(jahr, 2, maerztag));
}
