import assert from "node:assert/strict";
import { Anlauf } from "../../../src/adapters/tim/anlauf.js";

const MINUTE = 60_000;

describe("Anlauf of the Matrix device", () => {
  it("the first attempt in vain is repeated soon, each further one after twice the pause, 15 min at most", () => {
    const anlauf = new Anlauf(10_000, () => 0);
    const pausen = [anlauf.pauseMs];
    for (let mal = 1; mal <= 9; mal++) {
      anlauf.gescheitert();
      pausen.push(anlauf.pauseMs);
    }
    assert.deepEqual(pausen.slice(0, 5), [10_000, 10_000, 20_000, 40_000, 80_000]);
    assert.equal(pausen.at(-1), 15 * MINUTE);
  });

  it("a device that is signed out again and again is not brought up ever faster", () => {
    let jetzt = 0;
    const anlauf = new Anlauf(10_000, () => jetzt);
    for (let mal = 1; mal <= 3; mal++) {
      anlauf.gelungen();
      jetzt += 9 * MINUTE;
      anlauf.gescheitert();
    }
    assert.equal(anlauf.pauseMs, 40_000);
    anlauf.gelungen();
    jetzt += 10 * MINUTE;
    anlauf.gescheitert();
    assert.equal(anlauf.pauseMs, 10_000, "ten good minutes count");
  });
});
