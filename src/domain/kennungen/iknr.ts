import { FORMFEHLER, GUELTIG, PRUEFZIFFERFEHLER, quersumme, ziffern } from "./pruefung.js";
import type { Kennungsurteil } from "./pruefung.js";

const FORM = /^[0-9]{9}$/;

/**
 * Institutionskennzeichen: 2 digits class, 2 region, 4 serial, 1 check digit. Only digits 3–8 are checked:
 * weights 2, 1, 2, 1, 2, 1, digit sums, sum mod 10. A wrong check digit is always an error (A_24030 ff.).
 * Source: domain.md section 5.1.
 */
export function pruefeIknr(wert: string): Kennungsurteil {
  if (!FORM.test(wert)) return FORMFEHLER;
  const summe = ziffern(wert.slice(2, 8)).reduce(
    (zwischensumme, ziffer, stelle) => zwischensumme + quersumme(ziffer * (stelle % 2 === 0 ? 2 : 1)),
    0,
  );
  return summe % 10 === Number(wert[8]) ? GUELTIG : PRUEFZIFFERFEHLER;
}

export function istIknr(wert: string): boolean {
  return pruefeIknr(wert).gueltig;
}
