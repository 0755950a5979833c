import type { Document } from "mongodb";
import type { Sicht } from "../domain/hkp/sicht.js";

type Zugangsweise = Extract<Sicht, { art: "MIT_ZUGANG" }>["zugang"];

/**
 * The Sicht as alternatives, each of which an index serves; a Vorgang is visible if it fits one of them. An empty list: nothing
 * is visible.
 */
export function sichtfilter(sicht: Sicht): readonly Document[] {
  switch (sicht.art) {
    case "ALLE":
      return [{}];
    case "KEINE":
      return [];
    case "BETEILIGT":
      return [{ sichtbarFuer: sicht.schluessel }];
    case "MIT_ZUGANG":
      return [
        { sichtbarFuer: sicht.schluessel },
        ...beweise(sicht.zugang).map((beweis) => ({ ...beweis, status: { $in: [...sicht.status] } })),
      ];
  }
}

function beweise(zugang: Zugangsweise): readonly Document[] {
  if ("kvnr" in zugang) return [{ "versicherter.kennung": zugang.kvnr }];
  return zugang.codes.map((art) => ({ [`zugriffscodes.${art}`]: zugang.code }));
}

/** One filter from alternatives; false for every document if there is none. */
export function eineVon(alternativen: readonly Document[]): Document {
  const [erste, ...weitere] = alternativen;
  if (erste === undefined) return { sichtbarFuer: { $in: [] } };
  return weitere.length === 0 ? erste : { $or: [...alternativen] };
}
