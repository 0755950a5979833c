import type { ClientSession, Collection, Db, Document } from "mongodb";
import type { Lease, Leasegeber } from "../domain/ports/lease.js";
import { SCHEMA_VERSION } from "./dokumente.js";
import { frage } from "./ergebnis.js";
import { istDoppelterSchluessel } from "./verbindung.js";

/** A document of the collection `leases`, one per thing that only one instance may do. Times are the server's. */
interface Leasedokument extends Document {
  readonly _id: string;
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly inhaber: string | null;
  readonly zaun: number;
  readonly gueltigBis: Date;
}

/** Leases in MongoDB. `name` is the thing that is held. */
export class MongoLease implements Leasegeber {
  readonly #leases: Collection<Leasedokument>;
  readonly #name: string;

  constructor(db: Db, name: string) {
    this.#leases = db.collection<Leasedokument>("leases");
    this.#name = name;
  }

  async nimmLease(inhaber: string, leaseMs: number): Promise<Lease | null> {
    const frei = { $or: [{ inhaber: null }, { $expr: { $lte: ["$gueltigBis", "$$NOW"] } }] };
    const nimm = { inhaber: { $literal: inhaber }, zaun: { $add: ["$zaun", 1] }, gueltigBis: bis(leaseMs) };
    await this.#legeAn();
    const lease = await frage(() =>
      this.#leases.findOneAndUpdate({ _id: this.#name, ...frei }, [{ $set: nimm }], { returnDocument: "after" }),
    );
    return lease === null ? null : { zaun: lease.zaun };
  }

  async #legeAn(): Promise<void> {
    const frei: Omit<Leasedokument, "_id"> = {
      schemaVersion: SCHEMA_VERSION,
      inhaber: null,
      zaun: 0,
      gueltigBis: new Date(0),
    };
    try {
      await frage(() => this.#leases.updateOne({ _id: this.#name }, { $setOnInsert: frei }, { upsert: true }));
    } catch (fehler) {
      // Two instances inserted at once; the document is there.
      if (!istDoppelterSchluessel(fehler)) throw fehler;
    }
  }

  async verlaengere(lease: Lease, leaseMs: number): Promise<boolean> {
    const { matchedCount } = await frage(() =>
      this.#leases.updateOne(this.#gehalten(lease), [{ $set: { gueltigBis: bis(leaseMs) } }]),
    );
    return matchedCount === 1;
  }

  async gibZurueck({ zaun }: Lease): Promise<void> {
    await frage(() => this.#leases.updateOne({ _id: this.#name, zaun }, { $set: { inhaber: null } }));
  }

  /**
   * Ties a transaction to the lease: it commits only while nobody else has taken it. The write, not a read, is what makes a
   * takeover at the same moment and this transaction exclude each other.
   * @returns false: the lease is lost, abort
   */
  async binde(lease: Lease, session: ClientSession): Promise<boolean> {
    const zaehle = { $inc: { gebunden: 1 } };
    const { matchedCount } = await this.#leases.updateOne(this.#gehalten(lease), zaehle, { session });
    return matchedCount === 1;
  }

  #gehalten({ zaun }: Lease) {
    return { _id: this.#name, zaun, inhaber: { $ne: null } };
  }
}

const bis = (leaseMs: number): Document => ({ $add: ["$$NOW", leaseMs] });
