import type { Entwurfsinhalt } from "../../../../src/domain/hkp/entwurf/entwurf.js";
import type { Vorgang } from "../../../../src/domain/hkp/vorgang.js";
import { mfa } from "../../../helfer/akteure.js";
import { urheberVon } from "../urheber.js";
import { ANGELEGT_AM, initialisiert, verordnungOhneBlanko } from "../vorgaenge.js";

/** A draft without any fault. */
export function fertig(teil: Partial<Entwurfsinhalt> = {}): Entwurfsinhalt {
  const { verordnungsId: _, ...inhalt } = verordnungOhneBlanko();
  return { ...inhalt, ...teil };
}

export const NICHTS: Entwurfsinhalt = { diagnosen: [], einschraenkungen: [], leistungen: [] };

export function mitEntwurf(inhalt: Entwurfsinhalt): Vorgang & { readonly entwurf: NonNullable<Vorgang["entwurf"]> } {
  const entwurf = {
    inhalt,
    folgeAuf: null,
    teile: ["somatisch"],
    geaendertAm: ANGELEGT_AM,
    geaendertVon: urheberVon(mfa()),
  };
  return { ...initialisiert(), entwurf };
}
