import type { Verstoss } from "../../domain/kern/fehler.js";

/** Limits against content that would keep the validator busy; a Verordnung has about 20 kB and depth 12. */
export interface Lesegrenzen {
  readonly hoechstensBytes: number;
  readonly hoechsteTiefe: number;
}

export const STANDARDGRENZEN: Lesegrenzen = { hoechstensBytes: 1_048_576, hoechsteTiefe: 50 };

/** The German reasons why nothing could be read. */
export interface Ablehnung {
  readonly art: "ungueltig";
  readonly verstoesse: readonly Verstoss[];
}

export type Gelesen<T> = { readonly art: "gueltig"; readonly wert: T } | Ablehnung;

export function abgelehnt(regel: string, hinweis: string, pfad = "Bundle"): Ablehnung {
  return { art: "ungueltig", verstoesse: [{ pfad, regel, hinweis }] };
}
