import assert from "node:assert/strict";
import { baueAb } from "../../src/gateway/abbau.js";

describe("Abbau", () => {
  it("closes everything in the reverse order, also behind a part that fails, and tells the first failure", async () => {
    const geschlossen: string[] = [];
    const schliesse = (name: string, fehler?: Error) => async (): Promise<void> => {
      geschlossen.push(name);
      if (fehler !== undefined) throw fehler;
    };
    const spaeterer = new Error("kim");
    const erster = new Error("post");
    const schritte = [
      schliesse("datenbank"),
      schliesse("kim", spaeterer),
      schliesse("post", erster),
      schliesse("server"),
    ];
    await assert.rejects(baueAb(schritte), erster);
    assert.deepEqual(geschlossen, ["server", "post", "kim", "datenbank"]);
    // Nothing is closed twice.
    await baueAb(schritte);
    assert.equal(geschlossen.length, 4);
  });
});
