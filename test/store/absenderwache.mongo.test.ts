import assert from "node:assert/strict";
import { MongoAbsenderwache } from "../../src/store/absenderwache.mongo.js";
import { testDatenbank } from "../helfer/mongo.js";
import { spuren } from "../helfer/spuren.js";
import { vertragAbsenderwache } from "./absenderwache.contract.js";
import { um } from "./beispiele.js";

describe("MongoAbsenderwache", () => {
  const mongo = testDatenbank("absenderwache");
  async function leer(): Promise<MongoAbsenderwache> {
    await mongo.db.collection("mailabsender").deleteMany({});
    return new MongoAbsenderwache(mongo.db);
  }
  vertragAbsenderwache(leer);

  it("keeps neither address nor Message-ID, and one document per sender with as many entries as are allowed", async () => {
    const wache = await leer();
    for (let nummer = 0; nummer < 20; nummer++)
      await wache.laesstEin({ absender: "geheim@kim.test", nachrichtId: `kennwort-${nummer}` }, 3, um(nummer));
    assert.deepEqual(await spuren(mongo.db, ["geheim", "kennwort"]), []);
    const dokumente = await mongo.db.collection("mailabsender").find().toArray();
    assert.deepEqual(
      dokumente.map(({ gezaehlt }) => (gezaehlt as readonly unknown[]).length),
      [3],
    );
  });
});
