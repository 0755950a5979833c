import { MongoPostablage } from "../../src/store/postablage.mongo.js";
import { testDatenbank } from "../helfer/mongo.js";
import { vertragPostablage } from "./postablage.contract.js";

describe("MongoPostablage", () => {
  const mongo = testDatenbank("postablage");
  vertragPostablage(async () => {
    for (const sammlung of ["beiseitegelegt", "postlesung"]) await mongo.db.collection(sammlung).deleteMany({});
    return new MongoPostablage(mongo.db);
  });
});
