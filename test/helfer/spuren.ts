import { BSON } from "mongodb";
import type { Db } from "mongodb";

/**
 * Where these words occur in the database, in any collection (GridFS too) and in any field, also inside binary ones:
 * `collection: word`. BSON holds text as it is, so its bytes are searched.
 */
export async function spuren(db: Db, worte: readonly string[]): Promise<readonly string[]> {
  const gefunden = new Set<string>();
  for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray())
    for await (const dokument of db.collection(name).find()) {
      const bytes = Buffer.from(BSON.serialize(dokument));
      for (const wort of worte) if (bytes.includes(wort)) gefunden.add(`${name}: ${wort}`);
    }
  return [...gefunden].sort();
}
