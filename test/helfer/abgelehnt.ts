import assert from "node:assert/strict";
import { Fachfehler } from "../../src/domain/kern/fehler.js";
import type { Fehlercode } from "../../src/domain/kern/fehler.js";

export interface Ablehnung {
  readonly code: Fehlercode;
  readonly details: unknown;
}

/** The refusal that `tun` ends in; fails if it does not refuse, or breaks otherwise. */
export function abgelehnt(tun: () => unknown): Ablehnung {
  try {
    tun();
  } catch (fehler) {
    return alsAblehnung(fehler);
  }
  return assert.fail("was not refused");
}

export async function abgelehntSpaeter(tun: () => Promise<unknown>): Promise<Ablehnung> {
  try {
    await tun();
  } catch (fehler) {
    return alsAblehnung(fehler);
  }
  return assert.fail("was not refused");
}

/** What `tun` gives, or the code of the refusal: one word per row of a table. */
export function ergebnisOderCode(tun: () => string): string {
  try {
    return tun();
  } catch (fehler) {
    return alsAblehnung(fehler).code;
  }
}

function alsAblehnung(fehler: unknown): Ablehnung {
  if (!(fehler instanceof Fachfehler)) throw fehler;
  const { code, details } = fehler as Fachfehler;
  return { code, details };
}
