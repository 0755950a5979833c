import type { Collection, Db } from "mongodb";
import type { Antwortregelspeicher, Antwortregelstand } from "../domain/ports/antwortregeln.js";
import { SCHEMA_VERSION } from "./dokumente.js";
import { frage } from "./ergebnis.js";
import { schreibeVersion } from "./versionierter-stand.js";

/** A document of `antwortregeln`; `_id` is the Telematik-ID of the Pflegedienst. */
interface Antwortregeldokument extends Antwortregelstand {
  readonly _id: string;
  readonly schemaVersion: typeof SCHEMA_VERSION;
}

export class MongoAntwortregelspeicher implements Antwortregelspeicher {
  readonly #sammlung: Collection<Antwortregeldokument>;

  constructor(db: Db) {
    this.#sammlung = db.collection<Antwortregeldokument>("antwortregeln", { ignoreUndefined: true });
  }

  async lies(telematikId: string): Promise<Antwortregelstand | null> {
    const dokument = await frage(() => this.#sammlung.findOne({ _id: telematikId }));
    return dokument === null ? null : { regeln: dokument.regeln, version: dokument.version };
  }

  async schreibe(telematikId: string, { regeln, version }: Antwortregelstand): Promise<"GESCHRIEBEN" | "KONFLIKT"> {
    const felder = { schemaVersion: SCHEMA_VERSION, regeln, version } as const;
    return schreibeVersion(this.#sammlung, { _id: telematikId, version }, { $set: felder });
  }
}
