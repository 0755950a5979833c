import { FORMFEHLER, GUELTIG } from "./pruefung.js";
import type { Kennungsurteil } from "./pruefung.js";

const FORM = /^[1-9][0-9]?-[\x21-\x7E]+$/;
const HOECHSTLAENGE = 128;

/**
 * Telematik-ID: sector prefix, hyphen, printable ASCII; at most 128 characters, compared case-sensitively.
 * The role is never derived from the prefix: take the professionOID. Source: domain.md sections 5.1 and 5.3.
 */
export function pruefeTelematikId(wert: string): Kennungsurteil {
  return wert.length <= HOECHSTLAENGE && FORM.test(wert) ? GUELTIG : FORMFEHLER;
}

export function istTelematikId(wert: string): boolean {
  return pruefeTelematikId(wert).gueltig;
}

/** Private insurances (PKV). Source: domain.md section 5.3, TID-Mapping of the VZD; the professionOID is that of every Kostentraeger. */
const PKV = /^9-2\.(59|273|303)/;

/** Whether an institution, known by its professionOID to be a Kostentraeger, is a PKV: that one follows Kostenerstattung. */
export const istPkv = (telematikId: string): boolean => PKV.test(telematikId);
