import { erzeugeIndizes } from "../../src/store/indizes.js";
import { MongoPflegespeicher } from "../../src/store/raumpflege.mongo.js";
import { MongoVorgangStore } from "../../src/store/vorgang-store.mongo.js";
import { testDatenbank } from "../helfer/mongo.js";
import { vertragRaumpflege } from "./raumpflege.contract.js";

describe("MongoPflegespeicher", () => {
  const mongo = testDatenbank("raumpflege");
  before(() => erzeugeIndizes(mongo.db));

  vertragRaumpflege(async () => {
    await mongo.db.collection("vorgaenge").deleteMany({});
    return { speicher: new MongoPflegespeicher(mongo.db), store: new MongoVorgangStore(mongo.db) };
  });
});
