import assert from "node:assert/strict";
import type { Liegendes, Postablage } from "../../src/domain/ports/postablage.js";
import { um } from "./beispiele.js";

const GRUND = { code: "ZU_GROSS", text: "Die Nachricht ist zu groß." };
const liegendes = (uid: string, minute: number): Liegendes => ({
  uid,
  nachrichtId: `${uid}@praxis.test`,
  grund: GRUND,
  seit: um(minute),
});

/** What every Postablage must do. `gib` hands out an empty one for each test. */
export function vertragPostablage(gib: () => Promise<Postablage>): void {
  let ablage: Postablage;
  beforeEach(async () => {
    ablage = await gib();
  });
  const uids = async (): Promise<readonly string[]> => (await ablage.liegende()).map(({ uid }) => uid);

  it("keeps what lies there, newest first, and the first note of each", async () => {
    await ablage.legeBeiseite(liegendes("a", 1));
    await ablage.legeBeiseite({ ...liegendes("b", 2), nachrichtId: null });
    await Promise.all([3, 4, 5].map((minute) => ablage.legeBeiseite(liegendes("a", minute))));
    assert.deepEqual(await ablage.liegende(), [{ ...liegendes("b", 2), nachrichtId: null }, liegendes("a", 1)]);
  });

  it("forgets one that is to be read again", async () => {
    await ablage.legeBeiseite(liegendes("a", 1));
    assert.equal(await ablage.vergiss("b"), false);
    assert.equal(await ablage.vergiss("a"), true);
    assert.equal(await ablage.vergiss("a"), false);
    assert.deepEqual(await uids(), []);
  });

  it("forgets what has left the mailbox, but not what was set aside since the reading began", async () => {
    for (const [uid, minute] of [
      ["da", 1],
      ["weg", 2],
      ["neu", 5],
    ] as const)
      await ablage.legeBeiseite(liegendes(uid, minute));
    await ablage.bereinige(new Set(["da"]), um(5));
    assert.deepEqual(await uids(), ["neu", "da"]);
  });

  it("knows the last reading; one that broke off leaves the counts of the one before", async () => {
    assert.equal(await ablage.letzteLesung(), null);
    const zeiten = { begonnenAm: um(1), beendetAm: um(2) };
    await ablage.vermerkeLesung({ ...zeiten, vollstaendig: false, fremde: null });
    assert.deepEqual(await ablage.letzteLesung(), { ...zeiten, vollstaendig: false, fremde: [] });
    const fremde = [
      { dienstkennung: "eAU;Lieferung;V1.0", anzahl: 3 },
      { dienstkennung: "$x.y", anzahl: 1 },
    ];
    await ablage.vermerkeLesung({ ...zeiten, vollstaendig: true, fremde });
    assert.deepEqual(await ablage.letzteLesung(), { ...zeiten, vollstaendig: true, fremde });
    const spaeter = { begonnenAm: um(3), beendetAm: um(4), vollstaendig: false };
    await ablage.vermerkeLesung({ ...spaeter, fremde: null });
    assert.deepEqual(await ablage.letzteLesung(), { ...spaeter, fremde });
  });
}
