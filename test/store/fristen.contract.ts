import assert from "node:assert/strict";
import type { Vorgang } from "../../src/domain/hkp/vorgang.js";
import type { Fristenspeicher } from "../../src/domain/ports/fristen.js";
import type { VorgangStore } from "../../src/domain/ports/vorgang-store.js";
import { aenderung, alsWert, eintrag, neuerVorgang, offenerVorgang, um } from "./beispiele.js";

const ALLE = { art: "ALLE" } as const;
const LEASE_MS = 60_000;

export interface Fristenpaar {
  readonly fristen: Fristenspeicher;
  readonly store: VorgangStore;
}

/** What every store of deadlines must do. `gib` hands out an empty one for each test. */
export function vertragFristen(gib: () => Promise<Fristenpaar>): void {
  let fristen: Fristenspeicher;
  let store: VorgangStore;
  beforeEach(async () => {
    ({ fristen, store } = await gib());
  });
  async function lege(vorgang: Vorgang): Promise<Vorgang> {
    assert.equal(await store.legeAn(vorgang), "ANGELEGT");
    return vorgang;
  }
  const ids = async (jetzt: string, hoechstens = 10): Promise<readonly string[]> =>
    (await fristen.faellige(new Date(jetzt), hoechstens)).map(({ id }) => id);

  describe("faellige", () => {
    it("gibt ganze Vorgänge heraus, längst fällige zuerst, und nicht mehr als verlangt", async () => {
      const spaeter = await lege(offenerVorgang({ verordnungszeitraumBis: "2026-04-30" }));
      const frueher = await lege(offenerVorgang({ verordnungszeitraumBis: "2026-03-31" }));
      assert.deepEqual(await ids("2026-03-31T21:59:59.999Z"), []);
      assert.deepEqual(await ids("2026-03-31T22:00:00Z"), [frueher.id]);
      assert.deepEqual(await ids("2026-12-01T00:00:00Z"), [frueher.id, spaeter.id]);
      assert.deepEqual(await ids("2026-12-01T00:00:00Z", 1), [frueher.id]);
      const [gelesen] = await fristen.faellige(new Date("2026-04-01T00:00:00Z"), 1);
      assert.deepEqual(alsWert(gelesen), alsWert(frueher));
    });

    it("folgt jedem Übergang", async () => {
      const vorgang = await lege(neuerVorgang());
      // AL1_NAHT, 7 × 24 h.
      assert.deepEqual(await fristen.naechste(), new Date("2026-03-09T08:00:00Z"));
      assert.equal(await store.schreibe(vorgang, aenderung(vorgang)), "GESCHRIEBEN");
      assert.deepEqual(await fristen.naechste(), new Date("2026-03-31T22:00:00Z"));
    });
  });

  describe("naechste und merke", () => {
    it("null, wenn nichts wartet", async () => assert.equal(await fristen.naechste(), null));

    it("merkt sich einen anderen Blick und lässt den Vorgang, wie er ist", async () => {
      const vorgang = await lege(offenerVorgang());
      await fristen.merke(vorgang, um(5));
      assert.deepEqual(await fristen.naechste(), um(5));
      await fristen.merke(vorgang, null);
      assert.equal(await fristen.naechste(), null);
      assert.deepEqual(alsWert(await store.lade(vorgang.id, ALLE)), alsWert(vorgang));
    });

    it("merkt sich nichts, wenn der Vorgang inzwischen weiter ist", async () => {
      const vorgang = await lege(neuerVorgang());
      await store.schreibe(vorgang, aenderung(vorgang));
      await fristen.merke(vorgang, um(5));
      assert.deepEqual(await fristen.naechste(), new Date("2026-03-31T22:00:00Z"));
    });
  });

  describe("entferne", () => {
    it("lässt nichts vom Vorgang, und seine Verordnungs-ID wird nie wieder vergeben", async () => {
      const vorgang = await lege(offenerVorgang({ status: "GELOESCHT" }));
      const anderer = await lege(offenerVorgang({ status: "GELOESCHT" }));
      for (const { id: vorgangId } of [vorgang, anderer])
        await store.protokolliereEinsicht({ vorgangId, eintrag: eintrag({ aktion: "einsehen" }) });
      assert.equal(await fristen.entferne(vorgang.id), true);
      assert.equal(await store.lade(vorgang.id, ALLE), null);
      assert.deepEqual(await store.protokoll(vorgang.id), []);
      assert.equal((await store.protokoll(anderer.id)).length, 2, "others keep theirs");
      assert.equal(await store.legeAn(neuerVorgang({ id: vorgang.id })), "VERGEBEN");
      assert.equal(await fristen.entferne(vorgang.id), false, "once");
    });

    it("rührt nichts an, was nicht gelöscht ist", async () => {
      const vorgang = await lege(offenerVorgang({ status: "ABGESCHLOSSEN" }));
      assert.equal(await fristen.entferne(vorgang.id), false);
      assert.deepEqual(alsWert(await store.lade(vorgang.id, ALLE)), alsWert(vorgang));
    });
  });

  describe("Lease", () => {
    it("hat immer nur eine Instanz, auch wenn viele zugleich fragen", async () => {
      const namen = ["a", "b", "c", "d", "e"];
      const leases = await Promise.all(namen.map((name) => fristen.nimmLease(name, LEASE_MS)));
      assert.equal(leases.filter((lease) => lease !== null).length, 1);
    });

    it("lässt sich verlängern und zurückgeben; die nächste trägt einen höheren Zaun", async () => {
      const erste = (await fristen.nimmLease("a", LEASE_MS)) ?? assert.fail();
      assert.equal(await fristen.verlaengere(erste, LEASE_MS), true);
      assert.equal(await fristen.nimmLease("b", LEASE_MS), null);
      await fristen.gibZurueck(erste);
      assert.equal(await fristen.verlaengere(erste, LEASE_MS), false, "given back is given back");
      const zweite = (await fristen.nimmLease("b", LEASE_MS)) ?? assert.fail();
      assert.ok(zweite.zaun > erste.zaun);
    });

    it("geht nach ihrem Ende über; die alte hält nichts mehr und nimmt der neuen nichts", async () => {
      const alte = (await fristen.nimmLease("a", 0)) ?? assert.fail();
      const neue = (await fristen.nimmLease("b", LEASE_MS)) ?? assert.fail();
      assert.equal(await fristen.verlaengere(alte, LEASE_MS), false);
      await fristen.gibZurueck(alte);
      assert.equal(await fristen.verlaengere(neue, LEASE_MS), true);
    });
  });
}
