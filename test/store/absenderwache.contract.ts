import assert from "node:assert/strict";
import type { Absenderwache } from "../../src/domain/ports/absenderwache.js";
import { um } from "./beispiele.js";

const mail = (nachrichtId: string, absender = "praxis@kim.test") => ({ absender, nachrichtId });

/** What every Absenderwache must do. `gib` hands out one that knows nobody for each test. */
export function vertragAbsenderwache(gib: () => Promise<Absenderwache>): void {
  let wache: Absenderwache;
  beforeEach(async () => {
    wache = await gib();
  });

  it("lets in as many mails of a sender as are allowed within an hour, whatever the clock's hour", async () => {
    for (const minute of [0, 20, 40]) assert.equal(await wache.laesstEin(mail(`m${minute}`), 3, um(minute)), true);
    assert.equal(await wache.laesstEin(mail("zu viel"), 3, um(59)), false);
    assert.equal(await wache.laesstEin(mail("anderer", "pd@kim.test"), 3, um(59)), true);
    // The first is an hour old, the second not yet.
    assert.equal(await wache.laesstEin(mail("wieder"), 3, um(60)), true);
    assert.equal(await wache.laesstEin(mail("zu viel"), 3, um(79)), false);
    assert.equal(await wache.laesstEin(mail("zu viel"), 3, um(80)), true);
  });

  it("counts the same mail once, however often and by how many it is read", async () => {
    for (let mal = 0; mal < 5; mal++) assert.equal(await wache.laesstEin(mail("eine"), 2, um(mal)), true);
    assert.equal(await wache.laesstEin(mail("zweite"), 2, um(5)), true);
    assert.equal(await wache.laesstEin(mail("eine"), 2, um(6)), true);
    assert.equal(await wache.laesstEin(mail("dritte"), 2, um(6)), false);
  });

  it("of many at the same moment it lets in no more than are allowed", async () => {
    const mails = Array.from({ length: 12 }, (_, nummer) => mail(`m${nummer}`));
    const eingelassene = await Promise.all(mails.map((eine) => wache.laesstEin(eine, 5, um(0))));
    assert.equal(eingelassene.filter(Boolean).length, 5);
  });

  it("gives a sender one explanation an hour, and the same mail always its own", async () => {
    assert.equal(await wache.darfErlaeutern(mail("eine"), um(0)), true);
    assert.equal(await wache.darfErlaeutern(mail("zweite"), um(59)), false);
    assert.equal(await wache.darfErlaeutern(mail("eine"), um(59)), true);
    assert.equal(await wache.darfErlaeutern(mail("anderer", "pd@kim.test"), um(59)), true);
    assert.equal(await wache.darfErlaeutern(mail("zweite"), um(60)), true);
    assert.equal(await wache.darfErlaeutern(mail("dritte"), um(119)), false);
    assert.equal(await wache.darfErlaeutern(mail("dritte"), um(120)), true);
  });

  it("of many explanations at the same moment one goes out", async () => {
    const mails = Array.from({ length: 8 }, (_, nummer) => mail(`m${nummer}`));
    const erlaubte = await Promise.all(mails.map((eine) => wache.darfErlaeutern(eine, um(0))));
    assert.equal(erlaubte.filter(Boolean).length, 1);
  });

  it("counting and explaining do not disturb each other", async () => {
    assert.equal(await wache.darfErlaeutern(mail("eine"), um(0)), true);
    assert.equal(await wache.laesstEin(mail("eine"), 1, um(1)), true);
    assert.equal(await wache.darfErlaeutern(mail("zweite"), um(2)), false);
    assert.equal(await wache.laesstEin(mail("zweite"), 1, um(3)), false);
  });

  it("forgets senders of whom nothing has come for an hour, and nobody else", async () => {
    await wache.darfErlaeutern(mail("eine"), um(0));
    await wache.darfErlaeutern(mail("eine", "pd@kim.test"), um(30));
    await wache.raeumeAuf(um(61));
    assert.equal(await wache.darfErlaeutern(mail("zweite", "pd@kim.test"), um(61)), false);
    assert.equal(await wache.darfErlaeutern(mail("zweite"), um(61)), true);
  });
}
