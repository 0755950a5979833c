import { FORMFEHLER, GUELTIG } from "./pruefung.js";
import type { Kennungsurteil } from "./pruefung.js";

const FORM = /^[0-9]{9}$/;

/** Values that stand for a missing number (TA 3, key 2.17; secondary source, see domain.md section 5.2). */
const ERSATZWERTE: Readonly<Record<string, string>> = {
  "999999999": "Leiharbeit",
  "999999998": "neu, Nummer noch nicht erteilt",
  "999999997": "fehlt aus anderem Grund",
  "999999996": "in Ausbildung",
};

/**
 * Lebenslange Beschaeftigtennummer (§ 293 (8) SGB V): 9 digits, leading zeros count.
 * No check digit is published, so only the form is checked. Source: domain.md section 5.1.
 */
export function pruefeLbnr(wert: string): Kennungsurteil {
  return FORM.test(wert) ? GUELTIG : FORMFEHLER;
}

export function istLbnr(wert: string): boolean {
  return pruefeLbnr(wert).gueltig;
}

/** German meaning of a substitute value; null for a real number. */
export function lbnrErsatzwert(wert: string): string | null {
  return ERSATZWERTE[wert] ?? null;
}
