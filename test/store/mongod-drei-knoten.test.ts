import assert from "node:assert/strict";
import { istErgebnisUnbekannt, verbinde } from "../../src/store/verbindung.js";
import type { Verbindung } from "../../src/store/verbindung.js";
import { starteDreiKnoten } from "../helfer/drei-knoten.js";
import type { DreiKnoten } from "../helfer/drei-knoten.js";

describe("drei Knoten", () => {
  let knoten: DreiKnoten;
  let v: Verbindung;

  before(async function () {
    this.timeout(180_000);
    knoten = await starteDreiKnoten();
    v = await verbinde(knoten.uri, { datenbank: "probe" });
  });

  after(async () => {
    await v.schliesse();
    await knoten.stoppe();
  });

  /** The client's part of the promise: on an unknown outcome the same write again, under the same id. */
  async function schreibe(_id: number): Promise<void> {
    try {
      await v.db.collection<{ _id: number }>("werte").updateOne({ _id }, { $set: { _id } }, { upsert: true });
    } catch (fehler) {
      assert.ok(istErgebnisUnbekannt(fehler));
      await schreibe(_id);
    }
  }

  it("schreiben nach dem Tod des Primärknotens weiter und verlieren nichts", async () => {
    await schreibe(1);
    await knoten.toetePrimaer();
    await schreibe(2);
    assert.deepEqual(await v.db.collection("werte").find().sort({ _id: 1 }).toArray(), [{ _id: 1 }, { _id: 2 }]);
  });
});
