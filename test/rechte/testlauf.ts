import { baueSchema } from "../../src/resolvers/build-schema.js";
import { erzeugeIndizes } from "../../src/store/indizes.js";
import { testDatenbank } from "../helfer/mongo.js";
import { Gang } from "./gang.js";
import type { Seher } from "./gang.js";

/** Call it in the body of `describe`. Each Gang begins in an empty database, so that feeds hold one Vorgang only. */
export function testlauf(name: string): (sieh?: Seher) => Promise<Gang> {
  const mongo = testDatenbank(name);
  const schema = baueSchema();
  before(() => erzeugeIndizes(mongo.db));
  return async (sieh) => {
    for (const sammlung of await mongo.db.collections()) await sammlung.deleteMany({});
    return new Gang(schema, mongo.db, sieh);
  };
}
