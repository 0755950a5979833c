import { GridFSBucket } from "mongodb";
import type { Db, Document, ObjectId, WithId } from "mongodb";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Teilnehmerschluessel } from "../domain/kern/akteur.js";
import { ABLAGE_HOECHSTENS } from "../domain/ports/unterlagenablage.js";
import type { Abgelegtes, Unterlagenablage } from "../domain/ports/unterlagenablage.js";
import { SCHEMA_VERSION, vorgaenge } from "./dokumente.js";
import { frage } from "./ergebnis.js";
import { ablage, BUCKET, dateien, loescheInhalte } from "./unterlagen-inhalt.js";
import type { Ablagedokument } from "./unterlagen-inhalt.js";

/** Worked off at a time. */
const AUF_EINMAL = 100;
/** As the partial index has it. */
const MIT_AUFTRAG = { "zuLoeschendeUnterlagen.0": { $exists: true } } as const;

/** The driver's types know ObjectIds only; the bucket takes any id. */
const alsId = (id: string): ObjectId => id as unknown as ObjectId;

/** Content in GridFS, whose file documents hold nothing but ids and sizes: no title, no name, no media type. */
export class MongoUnterlagenablage implements Unterlagenablage {
  readonly #bucket: GridFSBucket;

  constructor(private readonly db: Db) {
    this.#bucket = new GridFSBucket(db, { bucketName: BUCKET });
  }

  async merkeVor(
    { id: _id, ...angaben }: Abgelegtes,
    von: Teilnehmerschluessel,
    verfaelltAm: Date,
  ): Promise<"VORGEMERKT" | "ZU_VIELE"> {
    const notizen = ablage(this.db);
    if ((await frage(() => notizen.countDocuments({ von }, { limit: ABLAGE_HOECHSTENS }))) >= ABLAGE_HOECHSTENS)
      return "ZU_VIELE";
    const frei = { schemaVersion: SCHEMA_VERSION, von, vorgangId: null, verfaelltAm, verfallen: false } as const;
    await frage(() => notizen.insertOne({ _id, ...angaben, ...frei }));
    return "VORGEMERKT";
  }

  async speichere(id: string, inhalt: Uint8Array): Promise<void> {
    await frage(() => pipeline(Readable.from([inhalt]), this.#bucket.openUploadStreamWithId(alsId(id), id)));
  }

  async nimm(
    id: string,
    von: Teilnehmerschluessel,
    vorgangId: string,
    { jetzt, haltBis }: { readonly jetzt: Date; readonly haltBis: Date },
  ): Promise<Abgelegtes | null> {
    const frei = { _id: id, von, vorgangId: { $in: [null, vorgangId] }, verfallen: false, verfaelltAm: { $gt: jetzt } };
    const genommen = await frage(() =>
      ablage(this.db).findOneAndUpdate(frei, { $set: { vorgangId }, $max: { verfaelltAm: haltBis } }),
    );
    // Noted, but its bytes never came: the upload broke off.
    if (genommen === null || !(await this.#gibtEs(id))) return null;
    const { medientyp, groesse, sha256 } = genommen;
    return { id, medientyp, groesse, sha256 };
  }

  async oeffne(id: string): Promise<AsyncIterable<Uint8Array> | null> {
    if (!(await this.#gibtEs(id))) return null;
    return this.#bucket.openDownloadStream(alsId(id));
  }

  /** The file document comes last, so where it is the content is whole. */
  async #gibtEs(id: string): Promise<boolean> {
    return (await frage(() => dateien(this.db).findOne({ _id: id }, { projection: { _id: 1 } }))) !== null;
  }

  async raeumeAuf(jetzt: Date): Promise<number> {
    return (await this.#erledigeAuftraege()) + (await this.#raeumeAblage(jetzt));
  }

  /** Orders that transitions left in their Vorgaenge; taken out once they are done. */
  async #erledigeAuftraege(): Promise<number> {
    const nurAuftraege = { projection: { zuLoeschendeUnterlagen: 1 }, hint: "unterlagen_zu_loeschen" } as const;
    for (let geloescht = 0; ;) {
      const offene = await frage(() => vorgaenge(this.db).find(MIT_AUFTRAG, nurAuftraege).limit(AUF_EINMAL).toArray());
      if (offene.length === 0) return geloescht;
      for (const { _id, zuLoeschendeUnterlagen } of offene) {
        const ids = zuLoeschendeUnterlagen as readonly string[];
        await loescheInhalte(this.db, ids);
        const erledigt: Document = { $pull: { zuLoeschendeUnterlagen: { $in: [...ids] } } };
        await frage(() => vorgaenge(this.db).updateOne({ _id }, erledigt));
        geloescht += ids.length;
      }
    }
  }

  async #raeumeAblage(jetzt: Date): Promise<number> {
    // A short list: what was uploaded lately and is not added yet.
    const betroffen = { $or: [{ vorgangId: { $type: "string" as const } }, { verfaelltAm: { $lte: jetzt } }] };
    const notizen = await frage(() => ablage(this.db).find(betroffen).toArray());
    let geloescht = 0;
    for (const notiz of notizen) if (await this.#raeumeEine(notiz, jetzt)) geloescht++;
    return geloescht;
  }

  /** @returns whether its content was deleted */
  async #raeumeEine({ _id, vorgangId }: WithId<Ablagedokument>, jetzt: Date): Promise<boolean> {
    // Marked first, guarded by its time: an upload that is being taken at this moment is either kept or not taken.
    const marke = { $set: { verfallen: true } };
    const { matchedCount } = await frage(() => ablage(this.db).updateOne({ _id, verfaelltAm: { $lte: jetzt } }, marke));
    const besitz = vorgangId === null ? "KEINER" : await this.#besitz(_id, vorgangId);
    if (besitz === "GENANNT") {
      // From here on the Vorgang answers for it.
      await frage(() => ablage(this.db).deleteOne({ _id }));
      return false;
    }
    if (besitz !== "VORGANG_WEG" && matchedCount === 0) return false;
    await loescheInhalte(this.db, [_id]);
    return true;
  }

  async #besitz(id: string, vorgangId: string): Promise<"GENANNT" | "KEINER" | "VORGANG_WEG"> {
    const felder = { projection: { status: 1, "unterlagen.id": 1 } };
    const vorgang = await frage(() => vorgaenge(this.db).findOne({ _id: vorgangId }, felder));
    if (vorgang === null || vorgang["status"] === "GELOESCHT") return "VORGANG_WEG";
    const genannte = vorgang["unterlagen"] as readonly { readonly id: string }[];
    return genannte.some((einer) => einer.id === id) ? "GENANNT" : "KEINER";
  }
}
