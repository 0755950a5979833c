import type { Document } from "mongodb";
import type { Zustellzustand } from "../domain/hkp/sendeauftrag.js";
import type { Vermerk } from "../domain/ports/ausgang.js";

/** Nothing left to do for the Versand, and nobody holds it. */
export const RUHE = { naechsterVersuch: null, anspruch: null } as const;

/** Orders that only a person moves on: refused or given up, or unknown after the one repetition. */
export const AUFGEGEBEN = [{ zustand: "UNZUSTELLBAR" }, { zustand: "UNBEKANNT", naechsterVersuch: null }] as const;

/** What a verdict changes in its order; the counter of unknown outcomes apart. */
export function vermerkfelder(
  { zustand, naechsterVersuch, grund, nachrichtId }: Vermerk,
  bisher: Zustellzustand | undefined,
  jetzt: Date,
): Document {
  return {
    anspruch: null,
    zustand,
    naechsterVersuch,
    grund,
    ...(zustand === bisher ? {} : { zustandSeit: jetzt }),
    ...(nachrichtId === undefined ? {} : { nachrichtId }),
  };
}

/** Repeated by a person: a new count. */
export const vonVorn = (jetzt: Date): Document => ({
  zustand: "WARTET",
  zustandSeit: jetzt,
  naechsterVersuch: jetzt,
  grund: null,
  versuche: 0,
  unbekannt: 0,
});

/** Fields of the orders that `ort` names in their document. */
export const unter = (ort: "ausgang.$" | "ausgang.$[einer]", felder: Document): Document =>
  Object.fromEntries(Object.entries(felder).map(([feld, wert]) => [`${ort}.${feld}`, wert as unknown]));

/** A condition of $elemMatch as one of the array filter `einer`. */
export function alsArrayfilter(bedingung: Document): Document {
  return Object.fromEntries(
    Object.entries(bedingung).map(([feld, wert]: [string, unknown]) =>
      feld === "$or" ? [feld, (wert as readonly Document[]).map(alsArrayfilter)] : [`einer.${feld}`, wert],
    ),
  );
}

/** Of the order `einer`, in the language of aggregations; the value may come from outside. */
export const istGleich = (feld: string, wert: string): Document => ({ $eq: [`$$einer.${feld}`, { $literal: wert }] });
