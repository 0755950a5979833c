import type { Document } from "mongodb";
import type { Bezugsziel } from "../domain/ports/vorgang-store.js";
import type { Rohdokument } from "./dokumente.js";

/** Where an id of ours can stand, each served by an index. */
const FELDER = { AUFTRAG: "ausgang.id", SAMMLUNG: "ausgang.sammelId", FADEN: "fadenId" } as const satisfies Record<
  Bezugsziel["art"],
  string
>;

export const bezugsabfrage = (bezug: string): { readonly filter: Document; readonly projection: Document } => ({
  filter: { $or: Object.values(FELDER).map((feld) => ({ [feld]: bezug })) },
  projection: Object.fromEntries(Object.values(FELDER).map((feld) => [feld, 1])),
});

export function bezugsziel({ _id: vorgangId, ...dokument }: Rohdokument, bezug: string): Bezugsziel {
  if (dokument["fadenId"] === bezug) return { vorgangId, art: "FADEN" };
  const ausgang = (dokument["ausgang"] ?? []) as readonly { readonly id: string }[];
  return { vorgangId, art: ausgang.some(({ id }) => id === bezug) ? "AUFTRAG" : "SAMMLUNG" };
}
