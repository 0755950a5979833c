import type { Collection, Db } from "mongodb";
import type { Teilnehmerschluessel } from "../domain/kern/akteur.js";
import { GEMERKTE_ANFRAGEN } from "../domain/ports/einstellungen.js";
import type { Einstellungsanfrage, Einstellungsspeicher, Einstellungsstand } from "../domain/ports/einstellungen.js";
import { SCHEMA_VERSION } from "./dokumente.js";
import { frage } from "./ergebnis.js";
import { schreibeVersion } from "./versionierter-stand.js";

/** A document of `einstellungen`; `_id` is the participant. */
interface Einstellungsdokument extends Einstellungsstand {
  readonly _id: Teilnehmerschluessel;
  readonly schemaVersion: typeof SCHEMA_VERSION;
  /** The last changes with what they wrote, oldest first. */
  readonly anfragen: readonly (Einstellungsanfrage & { readonly stand: Einstellungsstand })[];
}

const STAND = { _id: 1, einstellungen: 1, version: 1, geaendertAm: 1 } as const;

/** Settings in MongoDB, one document per participant. */
export class MongoEinstellungsspeicher implements Einstellungsspeicher {
  readonly #sammlung: Collection<Einstellungsdokument>;

  constructor(db: Db) {
    this.#sammlung = db.collection<Einstellungsdokument>("einstellungen");
  }

  async lies(
    teilnehmer: readonly Teilnehmerschluessel[],
  ): Promise<ReadonlyMap<Teilnehmerschluessel, Einstellungsstand>> {
    const dokumente = await frage(() =>
      this.#sammlung.find({ _id: { $in: [...teilnehmer] } }, { projection: STAND }).toArray(),
    );
    return new Map(dokumente.map(({ _id, ...stand }) => [_id, stand]));
  }

  async ersteAntwort(
    teilnehmer: Teilnehmerschluessel,
    { anfrageId, wer }: Einstellungsanfrage,
  ): Promise<Einstellungsstand | null> {
    const passt = { $elemMatch: { anfrageId, wer } };
    const dokument = await frage(() =>
      this.#sammlung.findOne({ _id: teilnehmer, anfragen: passt }, { projection: { anfragen: passt } }),
    );
    return dokument?.anfragen[0]?.stand ?? null;
  }

  async schreibe(
    teilnehmer: Teilnehmerschluessel,
    stand: Einstellungsstand,
    anfrage: Einstellungsanfrage | null,
  ): Promise<"GESCHRIEBEN" | "KONFLIKT"> {
    const erledigt = anfrage === null ? [] : [{ ...anfrage, stand }];
    const update = {
      $set: { schemaVersion: SCHEMA_VERSION, ...stand },
      $push: { anfragen: { $each: erledigt, $slice: -GEMERKTE_ANFRAGEN } },
    } as const;
    return schreibeVersion(this.#sammlung, { _id: teilnehmer, version: stand.version }, update);
  }
}
