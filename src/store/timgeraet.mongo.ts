import { createHash } from "node:crypto";
import type { AnyBulkWriteOperation, Collection, Db, MongoClient } from "mongodb";
import { GeraetVerloren } from "../domain/ports/geraetespeicher.js";
import type { Geraeteaenderung, Geraeteeintrag, Geraetespeicher } from "../domain/ports/geraetespeicher.js";
import type { Lease } from "../domain/ports/lease.js";
import { SCHEMA_VERSION } from "./dokumente.js";
import { frage } from "./ergebnis.js";
import { MongoLease } from "./lease.mongo.js";

/** A document of `timgeraete`: one record of a device. `_id` is `<account>/<place>`, both opaque. */
interface Geraetedokument {
  readonly _id: string;
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly inhalt: Uint8Array;
}

const kontokuerzel = (mxid: string): string => createHash("sha256").update(mxid).digest("hex");

/** The lease of the account's one device. */
export const geraetelease = (db: Db, mxid: string): MongoLease => new MongoLease(db, `tim/${kontokuerzel(mxid)}`);

/**
 * The device's records in MongoDB. A write is one transaction that also touches the lease: whoever lost it writes nothing, and a
 * crash leaves the state before or after, never between. Rejected: the state as one document or file (grows with every room).
 */
export class MongoGeraetespeicher implements Geraetespeicher {
  readonly #client: MongoClient;
  readonly #eintraege: Collection<Geraetedokument>;
  readonly #geraetelease: MongoLease;
  readonly #lease: Lease;
  readonly #vorsilbe: string;

  constructor(db: Db, mxid: string, lease: Lease) {
    this.#client = db.client;
    this.#eintraege = db.collection<Geraetedokument>("timgeraete", { promoteBuffers: true });
    this.#geraetelease = geraetelease(db, mxid);
    this.#lease = lease;
    this.#vorsilbe = `${kontokuerzel(mxid)}/`;
  }

  async lade(): Promise<readonly Geraeteeintrag[]> {
    // Places are hexadecimal and so lie between "/" and "/g".
    const meine = { _id: { $gte: this.#vorsilbe, $lt: `${this.#vorsilbe}g` } };
    const dokumente = await frage(() => this.#eintraege.find(meine).toArray());
    return dokumente.map(({ _id, inhalt }) => ({ ort: _id.slice(this.#vorsilbe.length), inhalt }));
  }

  async schreibe({ geaendert, geloescht }: Geraeteaenderung): Promise<void> {
    const schritte: AnyBulkWriteOperation<Geraetedokument>[] = geaendert.map(({ ort, inhalt }) => ({
      replaceOne: {
        filter: { _id: this.#vorsilbe + ort },
        replacement: { schemaVersion: SCHEMA_VERSION, inhalt },
        upsert: true,
      },
    }));
    if (geloescht.length > 0)
      schritte.push({ deleteMany: { filter: { _id: { $in: geloescht.map((ort) => this.#vorsilbe + ort) } } } });
    await frage(() =>
      this.#client.withSession((session) =>
        session.withTransaction(async () => {
          if (!(await this.#geraetelease.binde(this.#lease, session))) throw new GeraetVerloren();
          if (schritte.length > 0) await this.#eintraege.bulkWrite(schritte, { session, ordered: false });
        }),
      ),
    );
  }
}
