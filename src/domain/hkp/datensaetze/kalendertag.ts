import type { Zeitraum } from "./verordnung.js";

const FORM = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const MS_JE_TAG = 86_400_000;

/** UTC is used as a plain calendar here: no clock change can lengthen or shorten a day. */
function alsZahl(tag: string): number | null {
  const treffer = FORM.exec(tag);
  if (!treffer) return null;
  const [jahr, monat, kalendertag] = treffer.slice(1).map(Number) as [number, number, number];
  // Date.UTC reads the years 0–99 as 1900–1999.
  if (jahr < 1000) return null;
  const datum = new Date(Date.UTC(jahr, monat - 1, kalendertag));
  return datum.getUTCMonth() === monat - 1 && datum.getUTCDate() === kalendertag ? datum.getTime() / MS_JE_TAG : null;
}

/** `YYYY-MM-DD` and a day that exists. */
export function istKalendertag(tag: string): boolean {
  return alsZahl(tag) !== null;
}

/** Calendar days of a Zeitraum, both ends counted; null if a day does not exist or the ends are swapped. */
export function anzahlTage(zeitraum: Zeitraum): number | null {
  const von = alsZahl(zeitraum.von);
  const bis = alsZahl(zeitraum.bis);
  return von === null || bis === null || bis < von ? null : bis - von + 1;
}

/** Is `innen` wholly within `aussen`? Both must be well-formed. */
export function liegtInnerhalb(innen: Zeitraum, aussen: Zeitraum): boolean {
  return innen.von >= aussen.von && innen.bis <= aussen.bis;
}

export function gleicherZeitraum(einer: Zeitraum, anderer: Zeitraum): boolean {
  return einer.von === anderer.von && einer.bis === anderer.bis;
}
