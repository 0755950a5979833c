import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { Sperre } from "../../../src/adapters/kim/sperre.js";

/** A clock that stands until it is told to go on to the next thing planned. */
function uhr() {
  const geplant: { readonly ms: number; readonly arbeit: () => void }[] = [];
  return {
    spaeter: (ms: number, arbeit: () => void) => {
      const eintrag = { ms, arbeit };
      geplant.push(eintrag);
      return () => void geplant.splice(geplant.indexOf(eintrag), 1);
    },
    pausen: () => geplant.map(({ ms }) => ms),
    async weiter(): Promise<void> {
      geplant.shift()?.arbeit();
      // The probe's answer is a promise.
      await setImmediate();
    },
  };
}

const GRENZEN = { nach: 3, ersteMs: 10, laengsteMs: 40, hoechstensMs: 100 };

function aufbau(antworten: readonly boolean[] = []) {
  const zeit = uhr();
  const wechsel: boolean[] = [];
  const offene = [...antworten];
  let proben = 0;
  const probe = async () => {
    proben++;
    return offene.shift() ?? false;
  };
  const sperre = new Sperre(GRENZEN, { probe, beiWechsel: (gesperrt) => wechsel.push(gesperrt) }, zeit.spaeter);
  const scheitere = (male: number) => {
    for (let mal = 0; mal < male; mal++) sperre.gescheitert();
  };
  return { sperre, zeit, wechsel, scheitere, proben: () => proben };
}

describe("KIM: circuit breaker of an account", () => {
  it("closes after as many failures in a row as configured, and plans one probe", () => {
    const { sperre, zeit, wechsel, scheitere } = aufbau();
    scheitere(2);
    assert.deepEqual([sperre.gesperrt, zeit.pausen()], [false, []]);
    scheitere(1);
    assert.deepEqual([sperre.gesperrt, zeit.pausen(), wechsel], [true, [10], [true]]);
    // Attempts that were running then change nothing.
    scheitere(5);
    assert.deepEqual([zeit.pausen(), wechsel], [[10], [true]]);
  });

  it("does not count failures that an answer interrupts", () => {
    const { sperre, scheitere } = aufbau();
    scheitere(2);
    sperre.gelungen();
    scheitere(2);
    assert.equal(sperre.gesperrt, false);
  });

  it("probes in a growing pause, up to the longest, and opens when one succeeds", async () => {
    const { sperre, zeit, wechsel, scheitere, proben } = aufbau([false, false, false, true]);
    scheitere(3);
    for (const pause of [10, 20, 40, 40]) {
      assert.deepEqual([zeit.pausen(), sperre.gesperrt], [[pause], true]);
      await zeit.weiter();
    }
    assert.deepEqual([sperre.gesperrt, zeit.pausen(), wechsel, proben()], [false, [], [true, false], 4]);
  });

  it("begins anew with the first pause when it closes again", async () => {
    const { zeit, scheitere } = aufbau([false, true]);
    scheitere(3);
    await zeit.weiter();
    await zeit.weiter();
    scheitere(3);
    assert.deepEqual(zeit.pausen(), [10]);
  });

  it("opens at once when a running attempt succeeds, and calls the probe off", () => {
    const { sperre, zeit, scheitere } = aufbau();
    scheitere(3);
    sperre.gelungen();
    assert.deepEqual([sperre.gesperrt, zeit.pausen()], [false, []]);
  });

  it("lets orders through after the longest time, so that they can be given up, and goes on probing", async () => {
    const { sperre, zeit, wechsel, scheitere } = aufbau([false, false, false, false, true]);
    scheitere(3);
    for (let mal = 0; mal < 4; mal++) await zeit.weiter();
    // 10 + 20 + 40 + 40 ms
    assert.deepEqual([sperre.gesperrt, zeit.pausen(), wechsel], [false, [40], [true]]);
    await zeit.weiter();
    assert.deepEqual([wechsel, zeit.pausen()], [[true, false], []]);
  });

  it("probes no more once it is closed for good", async () => {
    const { sperre, zeit, scheitere, proben } = aufbau();
    scheitere(3);
    sperre.schliesse();
    await zeit.weiter();
    assert.deepEqual([zeit.pausen(), proben()], [[], 0]);
  });
});
