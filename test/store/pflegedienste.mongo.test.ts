import assert from "node:assert/strict";
import { MongoAntwortregelspeicher } from "../../src/store/antwortregeln.mongo.js";
import { MongoPflegedienstwahlspeicher } from "../../src/store/pflegedienstwahl.mongo.js";
import { testDatenbank } from "../helfer/mongo.js";
import { AntwortregelnImSpeicher, PflegedienstwahlImSpeicher } from "../helfer/pflegedienste.js";
import { vertragAntwortregeln, vertragPflegedienstwahl } from "./pflegedienste.contract.js";

describe("Antwortregeln and Pflegedienstwahl", () => {
  const mongo = testDatenbank("pflegedienste");
  describe("MongoAntwortregelspeicher", () => vertragAntwortregeln(() => new MongoAntwortregelspeicher(mongo.db)));
  describe("MongoPflegedienstwahlspeicher", () => {
    vertragPflegedienstwahl(() => new MongoPflegedienstwahlspeicher(mongo.db));

    it("keeps no document of a person who has ended everything", async () => {
      const speicher = new MongoPflegedienstwahlspeicher(mongo.db);
      await speicher.merke("X000001014", { telematikId: "5-1", name: "Dienst" });
      await speicher.vergiss("X000001014", "5-1");
      assert.equal(await mongo.db.collection("pflegedienstwahl").countDocuments({ _id: "X000001014" as never }), 0);
    });
  });
  describe("in memory", () => {
    vertragAntwortregeln(() => new AntwortregelnImSpeicher());
    vertragPflegedienstwahl(() => new PflegedienstwahlImSpeicher());
  });
});
