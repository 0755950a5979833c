import assert from "node:assert/strict";
import { erzeugeIndizes } from "../../src/store/indizes.js";
import { MongoFristenspeicher } from "../../src/store/fristen.mongo.js";
import { migriere } from "../../src/store/migration.js";
import { MongoVorgangStore } from "../../src/store/vorgang-store.mongo.js";
import { testDatenbank } from "../helfer/mongo.js";
import { offenerVorgang } from "./beispiele.js";
import { vertragFristen } from "./fristen.contract.js";

describe("MongoFristenspeicher", () => {
  const mongo = testDatenbank("fristenspeicher");

  async function leer() {
    await mongo.db.dropDatabase();
    await erzeugeIndizes(mongo.db);
    return { fristen: new MongoFristenspeicher(mongo.db), store: new MongoVorgangStore(mongo.db) };
  }
  vertragFristen(leer);

  it("findet nach der Umstellung auch Vorgänge, die vor ihr angelegt wurden", async () => {
    const { fristen, store } = await leer();
    const vorgang = offenerVorgang();
    await store.legeAn(vorgang);
    await mongo.db.collection("vorgaenge").updateMany({}, { $unset: { naechsteFristAm: 1 } });
    assert.equal(await fristen.naechste(), null);
    await migriere(mongo.db, { melde: () => undefined });
    assert.deepEqual(
      (await fristen.faellige(vorgang.angelegtAm, 10)).map(({ id }) => id),
      [vorgang.id],
    );
  });

  it("liest zum Finden nur, was fällig ist", async () => {
    const { store } = await leer();
    for (let i = 0; i < 20; i++)
      await store.legeAn(offenerVorgang({ verordnungszeitraumBis: i < 2 ? "2026-03-31" : "2027-03-31" }));
    const plan = await mongo.db
      .collection("vorgaenge")
      .find({ naechsteFristAm: { $lte: new Date("2026-05-01") } }, { hint: "fristen" })
      .sort({ naechsteFristAm: 1 })
      .explain("executionStats");
    const { totalDocsExamined } = (plan as { executionStats: { totalDocsExamined: number } }).executionStats;
    assert.equal(totalDocsExamined, 2);
  });
});
