import { FORMFEHLER, GUELTIG } from "./pruefung.js";
import type { Kennungsurteil } from "./pruefung.js";

const FORM = /^[0-9]{9}$/;

/** Betriebsstaettennummer: 9 digits, the first two name the KV; no reliable check digit. Source: domain.md section 5.1. */
export function pruefeBsnr(wert: string): Kennungsurteil {
  return FORM.test(wert) ? GUELTIG : FORMFEHLER;
}

export function istBsnr(wert: string): boolean {
  return pruefeBsnr(wert).gueltig;
}
