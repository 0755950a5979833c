import assert from "node:assert/strict";
import { MongoFristenspeicher } from "../../src/store/fristen.mongo.js";
import { erzeugeIndizes } from "../../src/store/indizes.js";
import { MongoUnterlagenablage } from "../../src/store/unterlagen.mongo.js";
import { MongoVorgangStore } from "../../src/store/vorgang-store.mongo.js";
import { testDatenbank } from "../helfer/mongo.js";
import { spuren } from "../helfer/spuren.js";
import { offenerVorgang } from "./beispiele.js";
import { abgelegtes, JETZT, nachStunden, vertragUnterlagenablage } from "./unterlagen.contract.js";

describe("MongoUnterlagenablage", () => {
  const mongo = testDatenbank("unterlagenablage");

  async function leer() {
    await mongo.db.dropDatabase();
    await erzeugeIndizes(mongo.db);
    return { ablage: new MongoUnterlagenablage(mongo.db), store: new MongoVorgangStore(mongo.db) };
  }
  vertragUnterlagenablage(leer);

  it("an upload that broke off between two chunks leaves nothing once it has expired", async () => {
    const { ablage } = await leer();
    const eines = abgelegtes();
    await ablage.merkeVor(eines, "VERORDNENDER:1", nachStunden(24));
    await mongo.db
      .collection("unterlagen.chunks")
      .insertOne({ files_id: eines.id, n: 0, data: Buffer.from("Kennwort") });
    assert.deepEqual(await spuren(mongo.db, ["Kennwort"]), ["unterlagen.chunks: Kennwort"]);
    await ablage.raeumeAuf(nachStunden(24));
    assert.deepEqual(await spuren(mongo.db, ["Kennwort", eines.id]), []);
  });

  it("a deletion that broke off is finished by the next run", async () => {
    const { ablage, store } = await leer();
    const eines = abgelegtes();
    await ablage.speichere(eines.id, Buffer.from("Kennwort"));
    await store.legeAn(offenerVorgang({ zuLoeschendeUnterlagen: [eines.id] }));
    await mongo.db.collection("unterlagen.files").deleteMany({});
    await ablage.raeumeAuf(JETZT);
    assert.deepEqual(await spuren(mongo.db, ["Kennwort"]), []);
  });

  it("a Vorgang that is removed after three years takes content with it that is still there", async () => {
    const { ablage, store } = await leer();
    const eines = abgelegtes();
    await ablage.speichere(eines.id, Buffer.from("Kennwort"));
    const vorgang = offenerVorgang({ status: "GELOESCHT", zuLoeschendeUnterlagen: [eines.id] });
    await store.legeAn(vorgang);
    assert.equal(await new MongoFristenspeicher(mongo.db).entferne(vorgang.id), true);
    assert.deepEqual(await spuren(mongo.db, ["Kennwort", eines.id]), []);
  });

  it("finds orders by the index, without reading the Vorgaenge that have none", async () => {
    const { store } = await leer();
    for (let i = 0; i < 20; i++) await store.legeAn(offenerVorgang(i < 2 ? { zuLoeschendeUnterlagen: ["x"] } : {}));
    const plan = await mongo.db
      .collection("vorgaenge")
      .find({ "zuLoeschendeUnterlagen.0": { $exists: true } }, { hint: "unterlagen_zu_loeschen" })
      .explain("executionStats");
    const { totalDocsExamined } = (plan as { executionStats: { totalDocsExamined: number } }).executionStats;
    assert.equal(totalDocsExamined, 2);
  });
});
