import { FORMFEHLER, GUELTIG } from "./pruefung.js";
import type { Kennungsurteil } from "./pruefung.js";

/** Optional mark of the Kreuz-Stern system or `!` for an additional code. Groups such as `E10.-` are no code. */
const FORM = /^[A-Z][0-9]{2}(\.[0-9]{1,2})?[+†*!]?$/;

/** Form of an ICD-10-GM code, e.g. `I83.0`, `E11.90`, `Z74`; whether the code exists in a year is not checked. */
export function pruefeIcd(wert: string): Kennungsurteil {
  return FORM.test(wert) ? GUELTIG : FORMFEHLER;
}

export function istIcd(wert: string): boolean {
  return pruefeIcd(wert).gueltig;
}
