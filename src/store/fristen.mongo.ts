import type { Db } from "mongodb";
import type { Vorgang } from "../domain/hkp/vorgang.js";
import type { Fristenspeicher } from "../domain/ports/fristen.js";
import type { Lease } from "../domain/ports/lease.js";
import { alsVorgang, einsichten, OHNE_ABGELEITETES, SCHEMA_VERSION, verbrauchteIds, vorgaenge } from "./dokumente.js";
import type { Sammlung } from "./dokumente.js";
import { frage } from "./ergebnis.js";
import { MongoLease } from "./lease.mongo.js";
import { loescheInhalte } from "./unterlagen-inhalt.js";

const NACH_FRIST = { hint: "fristen" } as const;
const MIT_ID = { hint: "_id_" } as const;

/** Deadlines in MongoDB: found by the derived field `naechsteFristAm`, which every transition sets. */
export class MongoFristenspeicher implements Fristenspeicher {
  readonly #vorgaenge: Sammlung;
  readonly #einsichten: Sammlung;
  readonly #verbrauchteIds: Sammlung;
  readonly #lease: MongoLease;

  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
    this.#vorgaenge = vorgaenge(db);
    this.#einsichten = einsichten(db);
    this.#verbrauchteIds = verbrauchteIds(db);
    this.#lease = new MongoLease(db, "fristen");
  }

  nimmLease(inhaber: string, leaseMs: number): Promise<Lease | null> {
    return this.#lease.nimmLease(inhaber, leaseMs);
  }

  verlaengere(lease: Lease, leaseMs: number): Promise<boolean> {
    return this.#lease.verlaengere(lease, leaseMs);
  }

  gibZurueck(lease: Lease): Promise<void> {
    return this.#lease.gibZurueck(lease);
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
