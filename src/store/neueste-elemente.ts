import type { Document } from "mongodb";
import type { Cursor, Seite } from "../domain/ports/vorgang-store.js";
import { alsCursor, ausCursor } from "./cursor.js";
import type { Sammlung } from "./dokumente.js";

export interface Elementsuche {
  /** The embedded list and the time of its elements; an index must begin with the condition's field and end with this time. */
  readonly liste: string;
  readonly zeitfeld: string;
  /** On one element, paths relative to it. */
  readonly bedingung: Document;
  readonly first: number;
  readonly after?: Cursor | undefined;
}

export interface Gefundenes<T> {
  readonly vorgangId: string;
  readonly element: T;
}

const TAG_MS = 86_400_000;
/** How far back one query looks; null: to the beginning. */
const FENSTER_MS = [TAG_MS, 30 * TAG_MS, null] as const;

/**
 * Elements of an embedded list over all Vorgaenge, newest first. No index can deliver elements of arrays in order, so all
 * matching documents of the range are read and sorted: the range starts narrow and grows only until the page is full.
 */
export async function neuesteElemente<T extends { readonly id: string }>(
  sammlung: Sammlung,
  suche: Elementsuche,
): Promise<Seite<Gefundenes<T>>> {
  const ab = suche.after === undefined ? null : ausCursor(suche.after);
  const anker = (ab?.zeit ?? new Date()).getTime();
  let zeilen: readonly Zeile<T>[] = [];
  for (const fenster of FENSTER_MS) {
    const zeit = {
      ...(fenster === null ? {} : { $gte: new Date(anker - fenster) }),
      ...(ab === null ? {} : { $lte: ab.zeit }),
    };
    const element = { ...suche.bedingung, ...(Object.keys(zeit).length === 0 ? {} : { [suche.zeitfeld]: zeit }) };
    zeilen = (await sammlung.aggregate(schritte(suche, element, ab)).toArray()) as unknown as readonly Zeile<T>[];
    if (zeilen.length > suche.first) break;
  }
  return {
    eintraege: zeilen.slice(0, suche.first).map(({ _id, element, zeit }) => ({
      knoten: { vorgangId: _id, element },
      cursor: alsCursor({ zeit, id: element.id }),
    })),
    gibtWeitere: zeilen.length > suche.first,
  };
}

interface Zeile<T> {
  readonly _id: string;
  readonly element: T;
  readonly zeit: Date;
}

function schritte(
  { liste, zeitfeld, first }: Elementsuche,
  element: Document,
  ab: { readonly zeit: Date; readonly id: string } | null,
): Document[] {
  const dahinter =
    ab === null ? {} : { $or: [{ zeit: { $lt: ab.zeit } }, { zeit: ab.zeit, "element.id": { $lt: ab.id } }] };
  return [
    { $match: { [liste]: { $elemMatch: element } } },
    // Before the unwinding: the data sets are the bulk of a document.
    { $project: { element: `$${liste}` } },
    { $unwind: "$element" },
    { $match: Object.fromEntries(Object.entries(element).map(([pfad, wert]) => [`element.${pfad}`, wert as unknown])) },
    { $set: { zeit: `$element.${zeitfeld}` } },
    { $match: dahinter },
    { $sort: { zeit: -1, "element.id": -1 } },
    { $limit: first + 1 },
  ];
}
