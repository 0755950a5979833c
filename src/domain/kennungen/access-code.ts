import { FORMFEHLER, GUELTIG } from "./pruefung.js";
import type { Kennungsurteil } from "./pruefung.js";

const FORM = /^[0-9a-f]{64}$/;

/** AccessCode: 256 bit as 64 lower-case hex digits. Source: domain.md section 4.3. */
export function pruefeAccessCode(wert: string): Kennungsurteil {
  return FORM.test(wert) ? GUELTIG : FORMFEHLER;
}

export function istAccessCode(wert: string): boolean {
  return pruefeAccessCode(wert).gueltig;
}
