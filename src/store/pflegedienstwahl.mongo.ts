import type { Collection, Db, Document } from "mongodb";
import { FAVORITEN_HOECHSTENS } from "../domain/ports/pflegedienstwahl.js";
import type { GewaehlterDienst, Pflegedienstwahl, Pflegedienstwahlspeicher } from "../domain/ports/pflegedienstwahl.js";
import { SCHEMA_VERSION } from "./dokumente.js";
import { frage } from "./ergebnis.js";

/** A document of `pflegedienstwahl`; `_id` is the KVNR. Whoever has ended everything has none. */
interface Wahldokument extends Pflegedienstwahl {
  readonly _id: string;
  readonly schemaVersion: typeof SCHEMA_VERSION;
}

const FAVORITEN = { $ifNull: ["$favoriten", []] };
const ohne = (telematikId: string): Document => ({
  $filter: { input: FAVORITEN, as: "einer", cond: { $ne: ["$$einer.telematikId", { $literal: telematikId }] } },
});

export class MongoPflegedienstwahlspeicher implements Pflegedienstwahlspeicher {
  readonly #sammlung: Collection<Wahldokument>;

  constructor(db: Db) {
    this.#sammlung = db.collection<Wahldokument>("pflegedienstwahl");
  }

  async lies(kvnr: string): Promise<Pflegedienstwahl> {
    const dokument = await frage(() => this.#sammlung.findOne({ _id: kvnr }));
    return { stammpflegedienst: dokument?.stammpflegedienst ?? null, favoriten: dokument?.favoriten ?? [] };
  }

  async setzeStammpflegedienst(kvnr: string, dienst: GewaehlterDienst | null): Promise<void> {
    await this.#setze(kvnr, { stammpflegedienst: { $literal: dienst }, favoriten: FAVORITEN });
  }

  async merke(kvnr: string, dienst: GewaehlterDienst): Promise<void> {
    const alle = { $concatArrays: [ohne(dienst.telematikId), [{ $literal: dienst }]] };
    await this.#setze(kvnr, { favoriten: { $slice: [alle, -FAVORITEN_HOECHSTENS] } });
  }

  async vergiss(kvnr: string, telematikId: string): Promise<void> {
    await this.#setze(kvnr, { favoriten: ohne(telematikId) });
  }

  async #setze(kvnr: string, felder: Document): Promise<void> {
    const schritte = [{ $set: { schemaVersion: SCHEMA_VERSION, ...felder } }];
    await frage(() => this.#sammlung.updateOne({ _id: kvnr }, schritte, { upsert: true }));
    const leer = { _id: kvnr, favoriten: [], stammpflegedienst: { $in: [null] } };
    await frage(() => this.#sammlung.deleteOne(leer as never));
  }
}
