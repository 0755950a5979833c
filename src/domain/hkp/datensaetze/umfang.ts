import type { Haeufigkeit } from "./verordnung.js";

/** Days of a unit; a month counts 30 days, which is only used to compare different units. */
const TAGE = { TAG: 1, WOCHE: 7, MONAT: 30 } as const satisfies Record<Haeufigkeit["je"], number>;

/** Negative if the first is less often than the second, 0 if as often, positive if more often. */
export function vergleicheHaeufigkeit(eine: Haeufigkeit, andere: Haeufigkeit): number {
  // Cross-multiplied: rates such as 1/7 are not exact in binary.
  return eine.anzahl * TAGE[andere.je] - andere.anzahl * TAGE[eine.je];
}

/** How often in all within `tage` days, rounded up to whole units. */
export function gesamtzahl(haeufigkeit: Haeufigkeit, tage: number): number {
  return haeufigkeit.anzahl * Math.ceil(tage / TAGE[haeufigkeit.je]);
}
