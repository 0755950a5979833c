import type { Collection, Db } from "mongodb";
import type { Fremdpost, Lesung, Liegendes, Postablage } from "../domain/ports/postablage.js";
import { SCHEMA_VERSION } from "./dokumente.js";
import { frage } from "./ergebnis.js";
import { istDoppelterSchluessel } from "./verbindung.js";

/** A document of `beiseitegelegt`; `_id` is the id in the mailbox (UIDL). */
interface Liegendokument extends Omit<Liegendes, "uid"> {
  readonly _id: string;
  readonly schemaVersion: typeof SCHEMA_VERSION;
}

/** The one document of `postlesung`. */
interface Lesungsdokument extends Lesung {
  readonly _id: "letzte";
  readonly schemaVersion: typeof SCHEMA_VERSION;
}

export class MongoPostablage implements Postablage {
  readonly #liegende: Collection<Liegendokument>;
  readonly #lesungen: Collection<Lesungsdokument>;

  constructor(db: Db) {
    this.#liegende = db.collection<Liegendokument>("beiseitegelegt");
    this.#lesungen = db.collection<Lesungsdokument>("postlesung");
  }

  async liegende(): Promise<readonly Liegendes[]> {
    const dokumente = await frage(() => this.#liegende.find().sort({ seit: -1, _id: -1 }).toArray());
    return dokumente.map(({ _id: uid, nachrichtId, grund, seit }) => ({ uid, nachrichtId, grund, seit }));
  }

  async legeBeiseite({ uid, nachrichtId, grund, seit }: Liegendes): Promise<void> {
    const neu = { schemaVersion: SCHEMA_VERSION, nachrichtId, grund, seit } as const;
    try {
      await frage(() => this.#liegende.updateOne({ _id: uid }, { $setOnInsert: neu }, { upsert: true }));
    } catch (fehler) {
      // Two upserts at once; the document is there.
      if (!istDoppelterSchluessel(fehler)) throw fehler;
    }
  }

  async vergiss(uid: string): Promise<boolean> {
    const { deletedCount } = await frage(() => this.#liegende.deleteOne({ _id: uid }));
    return deletedCount === 1;
  }

  async bereinige(vorhandene: ReadonlySet<string>, begonnenAm: Date): Promise<void> {
    const alte = { seit: { $lt: begonnenAm }, _id: { $nin: [...vorhandene] } };
    await frage(() => this.#liegende.deleteMany(alte));
  }

  async vermerkeLesung({
    fremde,
    ...lesung
  }: Omit<Lesung, "fremde"> & { readonly fremde: readonly Fremdpost[] | null }): Promise<void> {
    const setze = { schemaVersion: SCHEMA_VERSION, ...lesung } as const;
    await frage(() =>
      this.#lesungen.updateOne(
        { _id: "letzte" },
        fremde === null
          ? { $set: setze, $setOnInsert: { fremde: [] } }
          : { $set: { ...setze, fremde: fremde.map(({ dienstkennung, anzahl }) => ({ dienstkennung, anzahl })) } },
        { upsert: true },
      ),
    );
  }

  async letzteLesung(): Promise<Lesung | null> {
    const dokument = await frage(() => this.#lesungen.findOne({ _id: "letzte" }));
    if (dokument === null) return null;
    const { begonnenAm, beendetAm, vollstaendig, fremde } = dokument;
    return { begonnenAm, beendetAm, vollstaendig, fremde };
  }
}
