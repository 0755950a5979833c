import type { Collection, Db } from "mongodb";
import type { Teilnehmerschluessel } from "../domain/kern/akteur.js";
import type { Abgelegtes } from "../domain/ports/unterlagenablage.js";
import type { SCHEMA_VERSION } from "./dokumente.js";
import { frage } from "./ergebnis.js";

/** Bucket of GridFS: the collections `unterlagen.files` and `unterlagen.chunks`. */
export const BUCKET = "unterlagen";

/** A document of `unterlagenablage`: an upload that no Vorgang names yet. `_id` is that of the content in GridFS. */
export interface Ablagedokument extends Omit<Abgelegtes, "id"> {
  readonly _id: string;
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly von: Teilnehmerschluessel;
  /** Taken for this Vorgang. */
  readonly vorgangId: string | null;
  readonly verfaelltAm: Date;
  /** Set before the deletion begins: from then on nobody can take it. */
  readonly verfallen: boolean;
}

export const ablage = (db: Db): Collection<Ablagedokument> => db.collection<Ablagedokument>("unterlagenablage");
export const dateien = (db: Db): Collection<{ _id: string }> => db.collection<{ _id: string }>(`${BUCKET}.files`);

/**
 * Deletes content and its note, the note last, so that a crash in between is repaired by the next run. Not by the bucket,
 * which fails where the file document is missing: an upload that broke off.
 */
export async function loescheInhalte(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const dieser = { _id: { $in: [...ids] } };
  const chunks = db.collection<{ files_id: string }>(`${BUCKET}.chunks`);
  await frage(() => dateien(db).deleteMany(dieser));
  await frage(() => chunks.deleteMany({ files_id: { $in: [...ids] } }));
  await frage(() => ablage(db).deleteMany(dieser));
}
