import type { Collection, Document, UpdateFilter } from "mongodb";
import { frage } from "./ergebnis.js";
import { istDoppelterSchluessel } from "./verbindung.js";

/**
 * Writes version n of a document over version n - 1, and the first one where there is none yet. KONFLIKT: another version is
 * stored, nothing was written.
 * @param update must set `version`
 */
export async function schreibeVersion<D extends Document & { readonly _id: string; readonly version: number }>(
  sammlung: Collection<D>,
  { _id, version }: { readonly _id: D["_id"]; readonly version: number },
  update: UpdateFilter<D>,
): Promise<"GESCHRIEBEN" | "KONFLIKT"> {
  const erste = version === 1;
  try {
    // The driver's filter type cannot be followed through the type parameter.
    const vorige = { _id, version: version - 1 } as never;
    const { matchedCount, upsertedCount } = await frage(() => sammlung.updateOne(vorige, update, { upsert: erste }));
    return matchedCount + upsertedCount === 1 ? "GESCHRIEBEN" : "KONFLIKT";
  } catch (fehler) {
    // There is one already: the upsert found none of version 0 and met the key.
    if (erste && istDoppelterSchluessel(fehler)) return "KONFLIKT";
    throw fehler;
  }
}
