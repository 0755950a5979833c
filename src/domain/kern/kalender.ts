/**
 * Calendar days in Europe/Berlin. Built on Intl, which knows both changes of the clock; the instant is an argument.
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
