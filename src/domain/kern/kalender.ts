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

/** The day `YYYY-MM-DD` that an instant belongs to in Berlin. */
export function berlinerTag(zeitpunkt: Date): string {
  return BERLIN.format(zeitpunkt);
}

/** `2026-03-01` as Germans write it: `01.03.2026`. */
export function deutschesDatum(tag: string): string {
  const [jahr = "", monat = "", tagDesMonats = ""] = tag.split("-");
  return `${tagDesMonats}.${monat}.${jahr}`;
}
