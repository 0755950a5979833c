import type { Document } from "mongodb";
import { UNVERSUCHT } from "../domain/hkp/sendeauftrag.js";
import { UEBERHOLT } from "./ausgang-anspruch.js";

/**
 * Orders that turn out undeliverable, and in the same write the orders that take their place on the recipient's next channel: a
 * process that dies leaves both or neither. The server decides, because a transition may overtake the order at any moment.
 * @param gemeint condition on the order `einer`, in the language of aggregations
 * @param felder what is recorded on them; plain values
 * @param jetzt when the new orders are due: a value or an expression
 */
export function unzustellbar(gemeint: Document, felder: Document, jetzt: Date | Document): Document[] {
  const vermerkt = {
    $map: jeden({ $cond: [gemeint, { $mergeObjects: ["$$einer", { $literal: felder }] }, "$$einer"] }),
  };
  const ersetzte = { $filter: { input: "$ausgang", as: "einer", cond: { $and: [gemeint, ...BEKOMMT_ERSATZ] } } };
  const neue = { $map: { input: ersetzte, as: "einer", in: ersatzauftrag(jetzt) } };
  return [{ $set: { ausgang: { $concatArrays: [vermerkt, neue] } } }];
}

const jeden = (wird: Document): Document => ({ input: "$ausgang", as: "einer", in: wird });

const ERSATZKANAELE = { $ifNull: ["$$einer.ersatzkanaele", []] };
const ERSTER = { $first: ERSATZKANAELE };

const BEKOMMT_ERSATZ: readonly Document[] = [
  { $gt: [{ $size: ERSATZKANAELE }, 0] },
  { $not: [UEBERHOLT] },
  // An attempt whose outcome is unknown may have arrived: a person decides.
  { $eq: ["$$einer.unbekannt", 0] },
  // There already: a repetition of this write, or of the order by BETRIEB.
  { $not: [{ $in: [{ $getField: { field: "auftragId", input: ERSTER } }, "$ausgang.id"] }] },
];

function ersatzauftrag(jetzt: Date | Document): Document {
  const neu = {
    id: { $getField: { field: "auftragId", input: ERSTER } },
    kanal: { $getField: { field: "kanal", input: ERSTER } },
    ersatzkanaele: { $slice: [ERSATZKANAELE, 1, { $size: ERSATZKANAELE }] },
    ersatzFuer: { $ifNull: ["$$einer.ersatzFuer", "$$einer.id"] },
    // `erstelltAm` stays the instant of the event; how long it has been tried counts from here. The quiet hours were kept already.
    nichtVor: jetzt,
    zustand: "WARTET",
    zustandSeit: jetzt,
    naechsterVersuch: jetzt,
    ...UNVERSUCHT,
  };
  // It goes out with what is due on its own channel.
  return { $unsetField: { field: "sammelId", input: { $mergeObjects: ["$$einer", neu] } } };
}
