import type { Collection, Db } from "mongodb";
import type { Rueckfrage, Rueckfragenspeicher } from "../domain/ports/chat.js";
import { SCHEMA_VERSION } from "./dokumente.js";
import { frage } from "./ergebnis.js";
import { istDoppelterSchluessel } from "./verbindung.js";

/** A document of `chatrueckfragen`; `_id` is the room. It vanishes some days after its time (index `verfall`). */
interface Rueckfragendokument extends Omit<Rueckfrage, "raumId"> {
  readonly _id: string;
  readonly schemaVersion: typeof SCHEMA_VERSION;
}

/** Questions in MongoDB, one document per room. */
export class MongoRueckfragenspeicher implements Rueckfragenspeicher {
  readonly #sammlung: Collection<Rueckfragendokument>;

  constructor(db: Db) {
    this.#sammlung = db.collection<Rueckfragendokument>("chatrueckfragen");
  }

  async lies(raumId: string): Promise<Rueckfrage | null> {
    const dokument = await frage(() => this.#sammlung.findOne({ _id: raumId }));
    return dokument === null ? null : alsRueckfrage(dokument);
  }

  async stelle(rueckfrage: Rueckfrage): Promise<Rueckfrage> {
    const { raumId, ...felder } = rueckfrage;
    const anderer = { _id: raumId, ereignisId: { $ne: rueckfrage.ereignisId } };
    const dokument = { schemaVersion: SCHEMA_VERSION, ...felder } as const;
    try {
      await frage(() => this.#sammlung.replaceOne(anderer, dokument, { upsert: true }));
      return rueckfrage;
    } catch (fehler) {
      // The room has a question already and it is not another one: it is this.
      if (!istDoppelterSchluessel(fehler)) throw fehler;
      return (await this.lies(raumId)) ?? rueckfrage;
    }
  }

  async beende(raumId: string, ereignisId: string, ende: NonNullable<Rueckfrage["ende"]>): Promise<boolean> {
    // Ended by the same event before: that is this end, come again.
    const offen = { $or: [{ ende: null }, { "ende.durch": ende.durch }] };
    const { matchedCount } = await frage(() =>
      this.#sammlung.updateOne({ _id: raumId, ereignisId, ...offen }, { $set: { ende } }),
    );
    return matchedCount === 1;
  }
}

function alsRueckfrage({ _id: raumId, schemaVersion: _s, ...felder }: Rueckfragendokument): Rueckfrage {
  return { raumId, ...felder };
}
