import assert from "node:assert/strict";
import { randomBytes, randomUUID } from "node:crypto";
import type { Unterlage } from "../../src/domain/hkp/unterlagen.js";
import type { Abgelegtes, Unterlagenablage } from "../../src/domain/ports/unterlagenablage.js";
import type { VorgangStore } from "../../src/domain/ports/vorgang-store.js";
import { aenderung, offenerVorgang, ARZT } from "./beispiele.js";

export interface Ablagepaar {
  readonly ablage: Unterlagenablage;
  readonly store: VorgangStore;
}

export const JETZT = new Date("2026-03-02T10:00:00Z");
export const nachStunden = (stunden: number): Date => new Date(JETZT.getTime() + stunden * 3_600_000);
const PRAXIS = "VERORDNENDER:1-20HKPSANDBOX0001" as const;

export const abgelegtes = (): Abgelegtes => ({
  id: randomUUID(),
  medientyp: "application/pdf",
  groesse: 7,
  sha256: "0".repeat(64),
});

export function unterlage(id: string): Unterlage {
  const { medientyp, groesse, sha256 } = abgelegtes();
  return {
    id,
    art: "SONSTIGES",
    titel: "Anlage",
    medientyp,
    groesse,
    sha256,
    von: ARZT,
    hinzugefuegtAm: JETZT,
  };
}

/** What every place for the content of Unterlagen must do. `gib` hands out an empty one for each test. */
export function vertragUnterlagenablage(gib: () => Promise<Ablagepaar>): void {
  let ablage: Unterlagenablage;
  let store: VorgangStore;
  beforeEach(async () => {
    ({ ablage, store } = await gib());
  });

  const zeiten = { jetzt: JETZT, haltBis: nachStunden(1) };

  async function lade(inhalt: Uint8Array = Buffer.from("content"), verfaelltAm = nachStunden(24)): Promise<Abgelegtes> {
    const eines = abgelegtes();
    await ablage.merkeVor(eines, PRAXIS, verfaelltAm);
    await ablage.speichere(eines.id, inhalt);
    return eines;
  }

  async function inhaltVon(id: string): Promise<Buffer | null> {
    const inhalt = await ablage.oeffne(id);
    if (inhalt === null) return null;
    const teile: Uint8Array[] = [];
    for await (const teil of inhalt) teile.push(teil);
    return Buffer.concat(teile);
  }

  /** A Vorgang that names this Unterlage. */
  async function vorgangMit(id: string) {
    const vorgang = offenerVorgang({ unterlagen: [unterlage(id)] });
    assert.equal(await store.legeAn(vorgang), "ANGELEGT");
    return vorgang;
  }

  it("gives the bytes back as they were, also many", async () => {
    const bytes = randomBytes(1_000_003);
    const { id } = await lade(bytes);
    assert.ok((await inhaltVon(id))?.equals(bytes));
  });

  it("notes 200 of a participant at a time; those that expired make room", async () => {
    const merke = (von: typeof PRAXIS | "PFLEGEDIENST:1", verfaelltAm = nachStunden(24)) =>
      ablage.merkeVor(abgelegtes(), von, verfaelltAm);
    for (let nr = 0; nr < 199; nr++) assert.equal(await merke(PRAXIS), "VORGEMERKT");
    assert.equal(await merke(PRAXIS, nachStunden(1)), "VORGEMERKT");
    assert.equal(await merke(PRAXIS), "ZU_VIELE");
    assert.equal(await merke("PFLEGEDIENST:1"), "VORGEMERKT");
    await ablage.raeumeAuf(nachStunden(1));
    assert.equal(await merke(PRAXIS), "VORGEMERKT");
    assert.equal(await merke(PRAXIS), "ZU_VIELE");
  });

  it("knows nothing of what was never stored, or only noted", async () => {
    assert.equal(await inhaltVon(randomUUID()), null);
    const eines = abgelegtes();
    await ablage.merkeVor(eines, PRAXIS, nachStunden(24));
    assert.equal(await inhaltVon(eines.id), null);
    assert.equal(await ablage.nimm(eines.id, PRAXIS, "1", zeiten), null);
  });

  describe("nimm", () => {
    it("gives what was noted, also again for the same Vorgang, and not for another", async () => {
      const eines = await lade();
      assert.deepEqual(await ablage.nimm(eines.id, PRAXIS, "1", zeiten), eines);
      assert.deepEqual(await ablage.nimm(eines.id, PRAXIS, "1", zeiten), eines);
      assert.equal(await ablage.nimm(eines.id, PRAXIS, "2", zeiten), null);
    });

    it("not to another participant, not after it expired", async () => {
      const { id } = await lade();
      assert.equal(await ablage.nimm(id, "PFLEGEDIENST:1-20HKPSANDBOX0001", "1", zeiten), null);
      assert.equal(await ablage.nimm(id, PRAXIS, "1", { ...zeiten, jetzt: nachStunden(24) }), null);
    });

    it("keeps it until haltBis, and what has longer does not get shorter", async () => {
      const bald = await lade(Buffer.from("x"), nachStunden(0.5));
      const spaet = await lade(Buffer.from("x"), nachStunden(24));
      const vorgang = offenerVorgang();
      await store.legeAn(vorgang);
      for (const { id } of [bald, spaet]) assert.ok(await ablage.nimm(id, PRAXIS, vorgang.id, zeiten));
      assert.equal(await ablage.raeumeAuf(nachStunden(0.9)), 0);
      assert.equal(await ablage.raeumeAuf(nachStunden(1)), 1);
      assert.equal(await inhaltVon(bald.id), null);
      assert.ok(await inhaltVon(spaet.id));
    });
  });

  describe("raeumeAuf", () => {
    it("deletes an upload that expired, and not before", async () => {
      const { id } = await lade();
      assert.equal(await ablage.raeumeAuf(nachStunden(23.9)), 0);
      assert.ok(await inhaltVon(id));
      assert.equal(await ablage.raeumeAuf(nachStunden(24)), 1);
      assert.equal(await inhaltVon(id), null);
      assert.equal(await ablage.raeumeAuf(nachStunden(24)), 0);
    });

    it("leaves what a Vorgang names, for ever", async () => {
      const { id } = await lade();
      const vorgang = await vorgangMit(id);
      assert.ok(await ablage.nimm(id, PRAXIS, vorgang.id, zeiten));
      for (const stunden of [0, 24, 100_000]) assert.equal(await ablage.raeumeAuf(nachStunden(stunden)), 0);
      assert.ok(await inhaltVon(id));
    });

    it("an upload that a Vorgang names is its own by then: nobody can take it again", async () => {
      const { id } = await lade();
      const vorgang = await vorgangMit(id);
      await ablage.nimm(id, PRAXIS, vorgang.id, zeiten);
      await ablage.raeumeAuf(JETZT);
      assert.equal(await ablage.nimm(id, PRAXIS, vorgang.id, zeiten), null);
    });

    it("carries out the orders of a Vorgang and takes them out without a transition", async () => {
      const [bleibt, weg] = [await lade(), await lade()];
      const vorgang = offenerVorgang({ unterlagen: [unterlage(bleibt.id)], zuLoeschendeUnterlagen: [weg.id] });
      await store.legeAn(vorgang);
      await ablage.nimm(bleibt.id, PRAXIS, vorgang.id, zeiten);
      assert.equal(await ablage.raeumeAuf(JETZT), 1);
      assert.equal(await inhaltVon(weg.id), null);
      assert.ok(await inhaltVon(bleibt.id));
      const danach = await store.lade(vorgang.id, { art: "ALLE" });
      assert.deepEqual([danach?.version, danach?.zuLoeschendeUnterlagen], [vorgang.version, []]);
    });

    it("a Vorgang that is deleted leaves nothing, whether it named the upload already or was about to", async () => {
      const [genannt, unterwegs] = [await lade(), await lade()];
      const vorgang = await vorgangMit(genannt.id);
      for (const { id } of [genannt, unterwegs]) await ablage.nimm(id, PRAXIS, vorgang.id, zeiten);
      assert.equal(await store.schreibe(vorgang, aenderung(vorgang, { status: "GELOESCHT" })), "GESCHRIEBEN");
      await ablage.raeumeAuf(JETZT);
      for (const { id } of [genannt, unterwegs]) assert.equal(await inhaltVon(id), null);
    });

    it("two at once do no harm", async () => {
      const weg = await lade();
      await store.legeAn(offenerVorgang({ zuLoeschendeUnterlagen: [weg.id] }));
      await Promise.all([ablage.raeumeAuf(JETZT), ablage.raeumeAuf(JETZT)]);
      assert.equal(await inhaltVon(weg.id), null);
    });

    it("many orders at once are all carried out", async () => {
      const alle = await Promise.all(Array.from({ length: 130 }, () => lade(Buffer.from("x"))));
      for (const { id } of alle) await store.legeAn(offenerVorgang({ zuLoeschendeUnterlagen: [id] }));
      assert.equal(await ablage.raeumeAuf(JETZT), 130);
    });
  });
}
