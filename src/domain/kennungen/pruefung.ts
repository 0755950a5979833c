/** Verdict on an identifier: well-formed and, where the kind has one, with the right check digit. */
type Kennungsmangel = "FORM" | "PRUEFZIFFER";
export type Kennungsurteil = { readonly gueltig: true } | { readonly gueltig: false; readonly mangel: Kennungsmangel };

export const GUELTIG: Kennungsurteil = { gueltig: true };
export const FORMFEHLER: Kennungsurteil = { gueltig: false, mangel: "FORM" };
export const PRUEFZIFFERFEHLER: Kennungsurteil = { gueltig: false, mangel: "PRUEFZIFFER" };

/** Sum of the decimal digits of a product below 100, as the check digits of KVNR, IKNR and LANR use it. */
export function quersumme(zahl: number): number {
  return Math.floor(zahl / 10) + (zahl % 10);
}

/** Digits of a string that is known to hold nothing else. */
export function ziffern(text: string): number[] {
  return [...text].map(Number);
}
