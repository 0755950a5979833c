import { berlinerTag, berlinerZeitpunkt, minuten, tageSpaeter, WOCHENTAGE, wochentag } from "../kern/kalender.js";
import type { Uhrzeit, Wochentag } from "../kern/kalender.js";

/** Quiet hours of a participant: times of the day in Europe/Berlin in which nothing is sent to it. */
export interface Ruhezeit {
  readonly von: Uhrzeit;
  /** Not included; not later than `von`: on the next day. Equal to `von`: 24 hours. */
  readonly bis: Uhrzeit;
  /** Days on which it begins; empty: every day. */
  readonly wochentage: readonly Wochentag[];
}

const gilt = ({ wochentage }: Ruhezeit, tag: Wochentag): boolean => wochentage.length === 0 || wochentage.includes(tag);
const ueberMitternacht = ({ von, bis }: Ruhezeit): boolean => bis <= von;

/** The end of the Ruhezeit in which the instant lies, or null. */
function endeDerEinen(ruhezeit: Ruhezeit, zeitpunkt: Date): Date | null {
  const heute = berlinerTag(zeitpunkt);
  for (const tag of [heute, tageSpaeter(heute, -1)]) {
    if (!gilt(ruhezeit, wochentag(tag))) continue;
    const ende = berlinerZeitpunkt(ueberMitternacht(ruhezeit) ? tageSpaeter(tag, 1) : tag, ruhezeit.bis);
    if (berlinerZeitpunkt(tag, ruhezeit.von) <= zeitpunkt && zeitpunkt < ende) return ende;
  }
  return null;
}

/**
 * The first instant from `zeitpunkt` on that lies in no Ruhezeit: `zeitpunkt` itself outside of them. Ruhezeiten that follow each
 * other are one. Ends, because `freieMinuten` leaves some time of each week (checked before they are stored).
 */
export function endeDerRuhe(ruhezeiten: readonly Ruhezeit[], zeitpunkt: Date): Date {
  const spaeteres = ruhezeiten
    .map((eine) => endeDerEinen(eine, zeitpunkt))
    .reduce((bisher, ende) => (ende !== null && (bisher === null || ende > bisher) ? ende : bisher), null);
  return spaeteres === null ? zeitpunkt : endeDerRuhe(ruhezeiten, spaeteres);
}

/** Longer than two weeks: a time that is free once a week may fall into an hour that a change of the clock skips. */
const SUCHE_TAGE = 21;

/** The next time of this day's hour after `nach` that lies in no Ruhezeit. */
export function naechsteSammelzeit(sammelzeit: Uhrzeit, ruhezeiten: readonly Ruhezeit[], nach: Date): Date {
  for (let tag = 0; tag <= SUCHE_TAGE; tag++) {
    const zeitpunkt = berlinerZeitpunkt(tageSpaeter(berlinerTag(nach), tag), sammelzeit);
    if (zeitpunkt > nach && endeDerRuhe(ruhezeiten, zeitpunkt) <= zeitpunkt) return zeitpunkt;
  }
  throw new Error("a Sammelzeit that always lies in quiet hours");
}

const MINUTEN_JE_TAG = 24 * 60;
const MINUTEN_JE_WOCHE = 7 * MINUTEN_JE_TAG;

/** Whether the time of the day lies in no Ruhezeit on some day of the week. */
export function istEinmalFrei(uhrzeit: Uhrzeit, ruhezeiten: readonly Ruhezeit[]): boolean {
  const frei = freieMinuten(ruhezeiten);
  return WOCHENTAGE.some((_, tag) => frei.has(tag * MINUTEN_JE_TAG + minuten(uhrzeit)));
}

/** Minutes of a week (from Monday 00:00) that lie in no Ruhezeit, as the clock on the wall counts them. */
export function freieMinuten(ruhezeiten: readonly Ruhezeit[]): ReadonlySet<number> {
  const frei = new Set(Array.from({ length: MINUTEN_JE_WOCHE }, (_, minute) => minute));
  for (const ruhezeit of ruhezeiten)
    for (const [stelle, tag] of WOCHENTAGE.entries()) {
      if (!gilt(ruhezeit, tag)) continue;
      const beginn = stelle * MINUTEN_JE_TAG + minuten(ruhezeit.von);
      const ende = stelle * MINUTEN_JE_TAG + minuten(ruhezeit.bis) + (ueberMitternacht(ruhezeit) ? MINUTEN_JE_TAG : 0);
      for (let minute = beginn; minute < ende; minute++) frei.delete(minute % MINUTEN_JE_WOCHE);
    }
  return frei;
}
