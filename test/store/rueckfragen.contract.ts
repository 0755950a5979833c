import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { Rueckfrage, Rueckfragenspeicher } from "../../src/domain/ports/chat.js";

export function vertragRueckfragenspeicher(neu: () => Rueckfragenspeicher): void {
  const rueckfrage = (raumId: string, ereignisId: string): Rueckfrage => ({
    raumId,
    ereignisId,
    absender: "@elena:tim.test",
    vorgangId: "169.000.000.000.001.62",
    wort: "annehmen",
    aktion: "annehmen",
    version: 3,
    bis: new Date("2026-03-02T11:10:00Z"),
    ende: null,
  });
  const JA = { durch: "$ja", ausgang: "JA" } as const;
  const NEIN = { durch: "$nein", ausgang: "NEIN" } as const;

  it("keeps the room's question; rooms are apart", async () => {
    const speicher = neu();
    const [raum, anderer] = [randomUUID(), randomUUID()];
    assert.deepEqual(await speicher.stelle(rueckfrage(raum, "$1")), rueckfrage(raum, "$1"));
    assert.deepEqual(await speicher.lies(raum), rueckfrage(raum, "$1"));
    assert.equal(await speicher.lies(anderer), null);
  });

  it("the same command again changes nothing, another one takes its place", async () => {
    const speicher = neu();
    const raum = randomUUID();
    const erste = await speicher.stelle(rueckfrage(raum, "$1"));
    await speicher.beende(raum, "$1", JA);
    const nochmals = await speicher.stelle({ ...rueckfrage(raum, "$1"), version: 9, bis: new Date(0) });
    assert.deepEqual(nochmals, { ...erste, ende: JA });
    assert.deepEqual(await speicher.lies(raum), { ...erste, ende: JA });
    assert.deepEqual(await speicher.stelle(rueckfrage(raum, "$2")), rueckfrage(raum, "$2"));
    assert.deepEqual(await speicher.lies(raum), rueckfrage(raum, "$2"));
  });

  it("ends once, by one event; the same event may come again", async () => {
    const speicher = neu();
    const raum = randomUUID();
    await speicher.stelle(rueckfrage(raum, "$1"));
    assert.equal(await speicher.beende(raum, "$anderer", JA), false);
    assert.equal(await speicher.beende(raum, "$1", JA), true);
    assert.equal(await speicher.beende(raum, "$1", JA), true);
    assert.equal(await speicher.beende(raum, "$1", NEIN), false);
    assert.deepEqual((await speicher.lies(raum))?.ende, JA);
  });

  it("of two that end it at once one wins", async () => {
    const speicher = neu();
    const raum = randomUUID();
    await speicher.stelle(rueckfrage(raum, "$1"));
    const gewonnen = await Promise.all([JA, NEIN].map((ende) => speicher.beende(raum, "$1", ende)));
    assert.deepEqual(gewonnen.toSorted(), [false, true]);
  });
}
