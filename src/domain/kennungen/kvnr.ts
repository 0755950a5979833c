import { FORMFEHLER, GUELTIG, PRUEFZIFFERFEHLER, quersumme, ziffern } from "./pruefung.js";
import type { Kennungsurteil } from "./pruefung.js";

const FORM = /^[A-Z][0-9]{9}$/;
const PRUEFKARTE = /^X0000[0-9]{5}$/;

/**
 * Unchangeable part of the Krankenversichertennummer: a letter, eight digits, one check digit.
 * The letter counts as two digits (A = 01 … Z = 26); weights 1, 2, 1, 2, …, digit sums, sum mod 10.
 * Source: domain.md section 5.1.
 */
export function pruefeKvnr(wert: string): Kennungsurteil {
  if (!FORM.test(wert)) return FORMFEHLER;
  const buchstabe = String(wert.charCodeAt(0) - 64).padStart(2, "0");
  const summe = ziffern(buchstabe + wert.slice(1, 9)).reduce(
    (zwischensumme, ziffer, stelle) => zwischensumme + quersumme(ziffer * (stelle % 2 === 0 ? 1 : 2)),
    0,
  );
  return summe % 10 === Number(wert[9]) ? GUELTIG : PRUEFZIFFERFEHLER;
}

export function istKvnr(wert: string): boolean {
  return pruefeKvnr(wert).gueltig;
}

/** KVNR of a test card; must never be mixed with real persons. Source: domain.md section 5.2. */
export function istPruefkartenKvnr(wert: string): boolean {
  return PRUEFKARTE.test(wert) && istKvnr(wert);
}
