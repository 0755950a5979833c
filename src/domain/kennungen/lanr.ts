import { FORMFEHLER, GUELTIG, PRUEFZIFFERFEHLER, ziffern } from "./pruefung.js";
import type { Kennungsurteil } from "./pruefung.js";

const FORM = /^[0-9]{9}$/;
/** Teams of the ASV share the pseudo number 555555 and choose the rest freely: no check digit to verify. */
const ASV = /^555555[0-9]{3}$/;

/**
 * Lebenslange Arztnummer: 6 digits, 1 check digit, 2 digits Fachgruppe; weights 4, 9, 4, 9, 4, 9 without digit sums,
 * check digit (10 − sum mod 10) mod 10. The other pseudo numbers (4444444xx, 999999900, …) pass by themselves.
 * Source: domain.md sections 5.1 and 5.2.
 */
export function pruefeLanr(wert: string): Kennungsurteil {
  if (!FORM.test(wert)) return FORMFEHLER;
  if (ASV.test(wert)) return GUELTIG;
  const summe = ziffern(wert.slice(0, 6)).reduce(
    (zwischensumme, ziffer, stelle) => zwischensumme + ziffer * (stelle % 2 === 0 ? 4 : 9),
    0,
  );
  return (10 - (summe % 10)) % 10 === Number(wert[6]) ? GUELTIG : PRUEFZIFFERFEHLER;
}

export function istLanr(wert: string): boolean {
  return pruefeLanr(wert).gueltig;
}
