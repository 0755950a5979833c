import type { Collection, Db, Document } from "mongodb";
import type { Vorgang } from "../domain/hkp/vorgang.js";
import type { Fristenlease, Fristenspeicher } from "../domain/ports/fristen.js";
import { alsVorgang, einsichten, OHNE_ABGELEITETES, SCHEMA_VERSION, verbrauchteIds, vorgaenge } from "./dokumente.js";
import type { Sammlung } from "./dokumente.js";
import { frage } from "./ergebnis.js";
import { loescheInhalte } from "./unterlagen-inhalt.js";
import { istDoppelterSchluessel } from "./verbindung.js";

/** The one document of the collection `leases`. Times are the server's. */
interface Leasedokument extends Document {
  readonly _id: "fristen";
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly inhaber: string | null;
  readonly zaun: number;
  readonly gueltigBis: Date;
}

const NACH_FRIST = { hint: "fristen" } as const;
const MIT_ID = { hint: "_id_" } as const;

/** Deadlines in MongoDB: found by the derived field `naechsteFristAm`, which every transition sets. */
export class MongoFristenspeicher implements Fristenspeicher {
  readonly #vorgaenge: Sammlung;
  readonly #einsichten: Sammlung;
  readonly #verbrauchteIds: Sammlung;
  readonly #leases: Collection<Leasedokument>;

  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
    this.#vorgaenge = vorgaenge(db);
    this.#einsichten = einsichten(db);
    this.#verbrauchteIds = verbrauchteIds(db);
    this.#leases = db.collection<Leasedokument>("leases");
  }

  async nimmLease(inhaber: string, leaseMs: number): Promise<Fristenlease | null> {
    const frei = { $or: [{ inhaber: null }, { $expr: { $lte: ["$gueltigBis", "$$NOW"] } }] };
    const nimm = { inhaber: { $literal: inhaber }, zaun: { $add: ["$zaun", 1] }, gueltigBis: bis(leaseMs) };
    await this.#legeLeaseAn();
    const lease = await frage(() =>
      this.#leases.findOneAndUpdate({ _id: "fristen", ...frei }, [{ $set: nimm }], { returnDocument: "after" }),
    );
    return lease === null ? null : { zaun: lease.zaun };
  }

  async #legeLeaseAn(): Promise<void> {
    const frei: Omit<Leasedokument, "_id"> = {
      schemaVersion: SCHEMA_VERSION,
      inhaber: null,
      zaun: 0,
      gueltigBis: new Date(0),
    };
    try {
      await frage(() => this.#leases.updateOne({ _id: "fristen" }, { $setOnInsert: frei }, { upsert: true }));
    } catch (fehler) {
      // Two instances inserted at once; the document is there.
      if (!istDoppelterSchluessel(fehler)) throw fehler;
    }
  }

  async verlaengere({ zaun }: Fristenlease, leaseMs: number): Promise<boolean> {
    const meine = { _id: "fristen", zaun, inhaber: { $ne: null } } as const;
    const { matchedCount } = await frage(() => this.#leases.updateOne(meine, [{ $set: { gueltigBis: bis(leaseMs) } }]));
    return matchedCount === 1;
  }

  async gibZurueck({ zaun }: Fristenlease): Promise<void> {
    await frage(() => this.#leases.updateOne({ _id: "fristen", zaun }, { $set: { inhaber: null } }));
  }

  async faellige(jetzt: Date, hoechstens: number): Promise<readonly Vorgang[]> {
    const dokumente = await frage(() =>
      this.#vorgaenge
        .find({ naechsteFristAm: { $lte: jetzt } }, { projection: OHNE_ABGELEITETES, ...NACH_FRIST })
        .sort({ naechsteFristAm: 1 })
        .limit(hoechstens)
        .toArray(),
    );
    return dokumente.map(alsVorgang);
  }

  async naechste(): Promise<Date | null> {
    const dokument = await frage(() =>
      this.#vorgaenge.findOne(
        { naechsteFristAm: { $gte: new Date(0) } },
        { projection: { _id: 0, naechsteFristAm: 1 }, sort: { naechsteFristAm: 1 }, ...NACH_FRIST },
      ),
    );
    return (dokument?.["naechsteFristAm"] as Date | undefined) ?? null;
  }

  async merke({ id, version }: Pick<Vorgang, "id" | "version">, naechsteFristAm: Date | null): Promise<void> {
    await frage(() => this.#vorgaenge.updateOne({ _id: id, version }, { $set: { naechsteFristAm } }, MIT_ID));
  }

  /** The id first and the Vorgang last: whatever fails in between, the next attempt finds it. */
  async entferne(vorgangId: string): Promise<boolean> {
    const geloescht = { _id: vorgangId, status: "GELOESCHT" };
    const felder = { projection: { zuLoeschendeUnterlagen: 1 } };
    const vorgang = await frage(() => this.#vorgaenge.findOne(geloescht, felder));
    if (vorgang === null) return false;
    // Long done; but with the Vorgang the order would go.
    await loescheInhalte(this.#db, vorgang["zuLoeschendeUnterlagen"] as readonly string[]);
    const verbraucht = { $setOnInsert: { schemaVersion: SCHEMA_VERSION } };
    await frage(() => this.#verbrauchteIds.updateOne({ _id: vorgangId }, verbraucht, { upsert: true }));
    await frage(() => this.#einsichten.deleteMany({ vorgangId }));
    const { deletedCount } = await frage(() => this.#vorgaenge.deleteOne(geloescht));
    return deletedCount === 1;
  }
}

const bis = (leaseMs: number): Document => ({ $add: ["$$NOW", leaseMs] });
