import assert from "node:assert/strict";
import { laufe } from "./lauf.js";

/** A sample of the long run; `npm run test:modell -- --seed <seed>` replays it. */
const BEFEHLE = 5000;

describe("model and domain", () => {
  const seed = Date.now() % 2 ** 31;

  it(`agree on ${BEFEHLE} commands of random actors (seed ${seed})`, () => {
    const { befehle, wege } = laufe(seed, BEFEHLE);
    assert.ok(befehle >= BEFEHLE);
    assert.ok(wege.size > 20, "most ways of the Statusmodell are taken");
  });
});
