import assert from "node:assert/strict";
import { Wecker } from "../../src/app/wecker.js";

/** Longer than any test may take: whoever sleeps this long was not woken. */
const EWIG = 10 * 60_000;

describe("Wecker: no wake-up is lost", () => {
  let wecker: Wecker;
  beforeEach(() => (wecker = new Wecker()));
  afterEach(() => wecker.beende());

  it("wakes everybody who sleeps", async () => {
    const schlaefer = [wecker.schlafe(EWIG), wecker.schlafe(EWIG)];
    wecker.wecke();
    await Promise.all(schlaefer);
  });

  it("a wake-up between taking note and sleeping ends the sleep at once", async () => {
    wecker.stelle();
    wecker.wecke();
    await wecker.schlafe(EWIG);
  });

  it("a wake-up before taking note does not count: what it announced was looked at since", async () => {
    wecker.wecke();
    wecker.stelle();
    assert.equal(await zuerst(wecker.schlafe(EWIG)), "schläft");
  });

  it("one wake-up ends one later sleep, not all of them", async () => {
    wecker.stelle();
    wecker.wecke();
    await wecker.schlafe(EWIG);
    assert.equal(await zuerst(wecker.schlafe(EWIG)), "schläft");
  });

  it("sleeps no longer than asked", async () => {
    await wecker.schlafe(1);
  });

  it("after its end nobody sleeps any more, neither then nor later", async () => {
    const schlaefer = wecker.schlafe(EWIG);
    wecker.beende();
    await schlaefer;
    await wecker.schlafe(EWIG);
    wecker.stelle();
    await wecker.schlafe(EWIG);
  });

  /** Whether a sleep has ended once everything that was ready has run. */
  async function zuerst(schlaf: Promise<void>): Promise<string> {
    const einRundgang = new Promise<string>((weiter) => setImmediate(() => weiter("schläft")));
    return Promise.race([schlaf.then(() => "wach"), einRundgang]);
  }
});
