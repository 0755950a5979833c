import assert from "node:assert/strict";
import { wendeAn } from "../../src/domain/hkp/aenderung.js";
import type { Vorgang } from "../../src/domain/hkp/vorgang.js";
import type { Pflegespeicher } from "../../src/domain/ports/raumpflege.js";
import type { VorgangStore } from "../../src/domain/ports/vorgang-store.js";
import { aenderung, alsWert, auftrag, offenerVorgang, um } from "./beispiele.js";

const ALLE = { art: "ALLE" } as const;
const LEASE_MS = 60_000;

export interface Pflegepaar {
  readonly speicher: Pflegespeicher;
  readonly store: VorgangStore;
}

/** What every store of the Raumpflege must do. `gib` hands out an empty one for each test. */
export function vertragRaumpflege(gib: () => Promise<Pflegepaar>): void {
  let speicher: Pflegespeicher;
  let store: VorgangStore;
  beforeEach(async () => {
    ({ speicher, store } = await gib());
  });
  async function lege(felder: Partial<Vorgang>): Promise<Vorgang> {
    const vorgang = offenerVorgang(felder);
    assert.equal(await store.legeAn(vorgang), "ANGELEGT");
    return vorgang;
  }
  const gesendet = () =>
    auftrag({ kanal: "TIM", zustand: "UEBERGEBEN", naechsterVersuch: null, adresse: "@p:tim.test" });

  it("nothing is due where no transition asked for it", async () => {
    await lege({ raumpflegeAm: null });
    assert.equal(await speicher.beanspruche(um(99), LEASE_MS), null);
    assert.equal(await speicher.naechste(), null);
  });

  for (const status of ["ZUGEWIESEN", "GELOESCHT"] as const)
    it(`the transition to ${status} asks for it in its own write, as the domain says`, async () => {
      const vorgang = await lege({ ausgang: [gesendet()] });
      const uebergang = aenderung(vorgang, { status, zeit: um(3), aktion: "annehmen" });
      assert.equal(await store.schreibe(vorgang, uebergang), "GESCHRIEBEN");
      const fall = await speicher.beanspruche(um(3), LEASE_MS);
      assert.equal(fall?.vorgang.id, vorgang.id);
      assert.deepEqual(fall.bis, um(4));
      assert.deepEqual(alsWert(fall.vorgang), alsWert({ ...wendeAn(vorgang, uebergang), raumpflegeAm: um(4) }));
    });

  it("longest due first; each to one worker, until the claim ends", async () => {
    const spaeter = await lege({ raumpflegeAm: um(2) });
    const frueher = await lege({ raumpflegeAm: um(1) });
    assert.deepEqual(await speicher.naechste(), um(1));
    assert.equal((await speicher.beanspruche(um(2), LEASE_MS))?.vorgang.id, frueher.id);
    assert.equal((await speicher.beanspruche(um(2), LEASE_MS))?.vorgang.id, spaeter.id);
    assert.equal(await speicher.beanspruche(um(2), LEASE_MS), null);
    assert.equal(await speicher.beanspruche(um(2.9), LEASE_MS), null);
    assert.notEqual(await speicher.beanspruche(um(3), LEASE_MS), null, "its worker died");
  });

  it("what is done is noted, and the claim given up for good or for another look", async () => {
    const einer = gesendet();
    const vorgang = await lege({ raumpflegeAm: um(1), ausgang: [auftrag(), einer] });
    const fall = await speicher.beanspruche(um(1), LEASE_MS);
    assert.ok(fall !== null);
    await speicher.merkeErledigt(vorgang.id, einer.id, um(1));
    await speicher.gibZurueck(fall, um(7));
    assert.deepEqual(await speicher.naechste(), um(7));
    const noch = await speicher.beanspruche(um(7), LEASE_MS);
    assert.ok(noch !== null);
    await speicher.gibZurueck(noch, null);
    assert.equal(await speicher.naechste(), null);
    const danach = await store.lade(vorgang.id, ALLE);
    assert.deepEqual(
      danach?.ausgang.map(({ erledigtSeit }) => erledigtSeit),
      [undefined, um(1)],
    );
    assert.equal(danach.version, vorgang.version);
  });

  it("a transition that comes meanwhile is not forgotten", async () => {
    const vorgang = await lege({ raumpflegeAm: um(1), ausgang: [gesendet()] });
    const fall = await speicher.beanspruche(um(1), LEASE_MS);
    assert.ok(fall !== null);
    await store.schreibe(vorgang, aenderung(vorgang, { status: "ZUGEWIESEN", zeit: um(1.5), aktion: "annehmen" }));
    await speicher.gibZurueck(fall, null);
    assert.deepEqual(await speicher.naechste(), um(1.5));
  });

  it("a transition that overtakes nothing leaves the claim alone", async () => {
    const vorgang = await lege({ raumpflegeAm: um(1), ausgang: [gesendet()] });
    await speicher.beanspruche(um(1), LEASE_MS);
    await store.schreibe(vorgang, aenderung(vorgang, { status: vorgang.status, zeit: um(1.5) }));
    assert.deepEqual(await speicher.naechste(), um(2));
  });
}
