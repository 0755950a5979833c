import { FORMFEHLER, GUELTIG, PRUEFZIFFERFEHLER } from "./pruefung.js";
import type { Kennungsurteil } from "./pruefung.js";

const FORM = /^([0-9]{3})\.([0-9]{3})\.([0-9]{3})\.([0-9]{3})\.([0-9]{3})\.([0-9]{2})$/;
const FLOWTYPE = /^[0-9]{3}$/;
const SERIENNUMMER = /^[0-9]{12}$/;

/** ISO 7064 mod 97-10. BigInt, because 15 digits × 100 exceed 2^53. */
function pruefziffern(flowtype: string, seriennummer: string): string {
  const rest = (BigInt(flowtype + seriennummer) * 100n) % 97n;
  return String(98n - rest).padStart(2, "0");
}

/**
 * Builds `aaa.bbb.bbb.bbb.bbb.cc` from the flow type (3 digits; configuration, none is reserved for HKP) and a
 * 12-digit serial number. Source: A_19217, A_19218; domain.md section 4.3.
 */
export function baueVerordnungsId(flowtype: string, seriennummer: string): string {
  if (!FLOWTYPE.test(flowtype)) throw new RangeError("Flow type must have 3 digits");
  if (!SERIENNUMMER.test(seriennummer)) throw new RangeError("Serial number must have 12 digits");
  const gruppen = seriennummer.match(/.{3}/g) ?? [];
  return [flowtype, ...gruppen, pruefziffern(flowtype, seriennummer)].join(".");
}

export interface VerordnungsIdTeile {
  readonly flowtype: string;
  readonly seriennummer: string;
}

function zerlege(wert: string): (VerordnungsIdTeile & { readonly pruefziffern: string }) | null {
  const treffer = FORM.exec(wert);
  if (!treffer) return null;
  const [, flowtype = "", ...rest] = treffer;
  return { flowtype, seriennummer: rest.slice(0, 4).join(""), pruefziffern: rest[4] ?? "" };
}

/**
 * Compared with the computed digits rather than by "mod 97 = 1": 00, 01 and 99 would also satisfy the congruence and
 * give one serial number two spellings.
 */
export function pruefeVerordnungsId(wert: string): Kennungsurteil {
  const teile = zerlege(wert);
  if (!teile) return FORMFEHLER;
  return pruefziffern(teile.flowtype, teile.seriennummer) === teile.pruefziffern ? GUELTIG : PRUEFZIFFERFEHLER;
}

export function istVerordnungsId(wert: string): boolean {
  return pruefeVerordnungsId(wert).gueltig;
}

/** Parts of a valid Verordnungs-ID, otherwise null. */
export function leseVerordnungsId(wert: string): VerordnungsIdTeile | null {
  const teile = zerlege(wert);
  if (!teile || !istVerordnungsId(wert)) return null;
  return { flowtype: teile.flowtype, seriennummer: teile.seriennummer };
}
