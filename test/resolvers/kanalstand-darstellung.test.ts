import assert from "node:assert/strict";
import { stelleKanalstandDar } from "../../src/resolvers/kanalstand-darstellung.js";

const JETZT = new Date("2026-03-02T08:00:00Z");
const OFFEN = { kanal: "TIM", gesperrtSeit: null, grund: null } as const;

describe("kanalstaende: the predicted finish", () => {
  it("1,000 that wait at one in 5 s are through in 83 min 20 s", () => {
    const stand = stelleKanalstandDar({ ...OFFEN, jeNachrichtMs: 5_000 }, 1_000, JETZT);
    assert.equal(stand.wartende, 1_000);
    assert.deepEqual(stand.voraussichtlichFertigAm, new Date("2026-03-02T09:23:20Z"));
  });

  it("is not told where nothing waits or the pace is not known", () => {
    assert.equal(stelleKanalstandDar({ ...OFFEN, jeNachrichtMs: 5_000 }, 0, JETZT).voraussichtlichFertigAm, null);
    assert.equal(stelleKanalstandDar({ ...OFFEN, jeNachrichtMs: null }, 7, JETZT).voraussichtlichFertigAm, null);
    assert.equal(stelleKanalstandDar(OFFEN, 7, JETZT).voraussichtlichFertigAm, null);
  });
});
