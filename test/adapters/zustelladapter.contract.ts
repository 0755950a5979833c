import assert from "node:assert/strict";
import type { Kanal, Zustelladapter } from "../../src/domain/ports/zustellung.js";
import type { Sendung } from "../../src/domain/ports/zustellung.js";

/** What the suite needs from a channel: an adapter and the other end of the line. */
export interface Kanalaufbau {
  readonly adapter: Zustelladapter;
  /** A message that the other end accepts. */
  sendung(auftragId: string): Sendung;
  /** Ids of the messages that arrived at the recipient, in order. */
  angekommen(): Promise<readonly string[]>;
  /** The other end goes away. */
  schalteAb(): Promise<void>;
  abbau(): Promise<void>;
}

/** The promises of the port `Zustelladapter`, run by every channel. */
export function pruefeZustelladapter(kanal: Kanal, baue: () => Promise<Kanalaufbau>): void {
  describe(`Zustelladapter ${kanal}: contract`, () => {
    let aufbau: Kanalaufbau;
    const offen = () => ({ signal: new AbortController().signal });

    beforeEach(async () => {
      aufbau = await baue();
    });
    afterEach(async () => {
      await aufbau.adapter.schliesse();
      await aufbau.abbau();
    });

    it("names its channel", () => {
      assert.equal(aufbau.adapter.kanal, kanal);
    });

    it("hands a message over once, under an id that was known before", async () => {
      const vorher = aufbau.adapter.nachrichtId("auftrag-1");
      const urteil = await aufbau.adapter.sende(aufbau.sendung("auftrag-1"), offen());
      assert.equal(urteil.art, "uebergeben");
      assert.deepEqual(await aufbau.angekommen(), [urteil.nachrichtId]);
      assert.equal(urteil.nachrichtId, vorher);
    });

    it("gives the same order the same id at every attempt", async () => {
      const erstes = await aufbau.adapter.sende(aufbau.sendung("auftrag-2"), offen());
      const zweites = await aufbau.adapter.sende(aufbau.sendung("auftrag-2"), offen());
      assert.deepEqual(erstes, zweites);
    });

    it("sends many at a time and loses none", async () => {
      const ids = Array.from({ length: 12 }, (_, i) => `viele-${i}`);
      const urteile = await Promise.all(ids.map((id) => aufbau.adapter.sende(aufbau.sendung(id), offen())));
      const gesendet = urteile.map((u) => (u.art === "uebergeben" ? u.nachrichtId : u.art));
      assert.deepEqual([...(await aufbau.angekommen())].sort(), gesendet.sort());
    });

    it("checks the channel without sending anything", async () => {
      assert.equal(await aufbau.adapter.pruefe(), true);
      assert.deepEqual(await aufbau.angekommen(), []);
    });

    it("answers `spaeter` when the other end is away, and the check says so", async () => {
      await aufbau.schalteAb();
      const urteil = await aufbau.adapter.sende(aufbau.sendung("auftrag-3"), offen());
      assert.equal(urteil.art, "spaeter");
      assert.equal(await aufbau.adapter.pruefe(), false);
    });

    it("sends nothing for a signal that was given before", async () => {
      const urteil = await aufbau.adapter.sende(aufbau.sendung("auftrag-4"), { signal: AbortSignal.abort() });
      assert.equal(urteil.art, "spaeter");
      assert.deepEqual(await aufbau.angekommen(), []);
    });

    it("finishes running sends before it closes", async () => {
      const senden = aufbau.adapter.sende(aufbau.sendung("auftrag-5"), offen());
      await aufbau.adapter.schliesse();
      assert.equal((await senden).art, "uebergeben");
    });
  });
}
