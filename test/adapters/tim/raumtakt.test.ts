import assert from "node:assert/strict";
import { MatrixError } from "matrix-js-sdk";
import { RaumgrenzeErreicht, Raumtakt } from "../../../src/adapters/tim/raumtakt.js";
import { urteile } from "../../../src/adapters/tim/urteile.js";

const MINUTE = 60_000;

describe("Raumtakt", () => {
  let jetzt: number;
  let gefragt: number;
  beforeEach(() => {
    jetzt = 1_000;
    gefragt = 0;
  });
  const gebremst = (): Promise<never> => {
    gefragt++;
    return Promise.reject(new MatrixError({ errcode: "M_LIMIT_EXCEEDED", retry_after_ms: MINUTE }, 429));
  };
  const gelingt = (): Promise<string> => {
    gefragt++;
    return Promise.resolve("!raum");
  };
  const nachMs = async (lauf: Promise<unknown>): Promise<number> => {
    const fehler: unknown = await lauf.then(
      () => assert.fail("a room was made"),
      (einer: unknown) => einer,
    );
    assert.ok(fehler instanceof RaumgrenzeErreicht);
    return fehler.nachMs;
  };

  it("after a refusal nobody asks before the pause is over, and each is sent to a time of its own", async () => {
    const takt = new Raumtakt(() => jetzt);
    assert.equal(await takt.lege(gelingt), "!raum");
    assert.equal(await nachMs(takt.lege(gebremst)), MINUTE);
    assert.equal(await nachMs(takt.lege(gelingt)), 2 * MINUTE);
    assert.equal(await nachMs(takt.lege(gelingt)), 3 * MINUTE);
    assert.equal(gefragt, 2);
    jetzt += MINUTE;
    assert.equal(await takt.lege(gelingt), "!raum");
  });

  it("another failure is the caller's and slows nothing down", async () => {
    const takt = new Raumtakt(() => jetzt);
    await assert.rejects(
      takt.lege(() => Promise.reject(new MatrixError({ errcode: "M_FORBIDDEN" }, 403))),
      { errcode: "M_FORBIDDEN" },
    );
    assert.equal(await takt.lege(gelingt), "!raum");
  });

  it("is told apart from the limit of messages", () => {
    assert.deepEqual(urteile(new RaumgrenzeErreicht(5_000)), {
      art: "spaeter",
      grund: {
        code: "TIM_RAUMGRENZE",
        text: "Der Homeserver begrenzt, wie viele Räume angelegt werden; es wird später erneut versucht.",
      },
      nachMs: 5_000,
    });
  });
});
