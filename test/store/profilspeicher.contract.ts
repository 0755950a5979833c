import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { Profil } from "../../src/domain/hkp/entwurf/profil.js";
import type { Profilspeicher } from "../../src/domain/ports/profilspeicher.js";
import { ZEIT } from "./beispiele.js";

export function profil(teil: Partial<Profil> = {}): Profil {
  return {
    id: randomUUID(),
    institution: `1-${randomUUID()}`,
    version: 1,
    name: "HKP Standard",
    leistungen: [{ nummer: "26", blanko: false, haeufigkeit: { anzahl: 2, je: "TAG" }, dauerTage: 14 }],
    einschraenkungen: ["lebt allein"],
    geaendertAm: ZEIT,
    geaendertVon: { rolle: "VERORDNENDER", kennung: "1-20", person: "MFA", name: "Tobias Klein" },
    ...teil,
  };
}

/** What every Profilspeicher must do. Each test works with an institution of its own. */
export function vertragProfilspeicher(gibSpeicher: () => Profilspeicher): void {
  const neu = async (teil: Partial<Profil> = {}): Promise<Profil> => {
    const eines = profil(teil);
    assert.equal(await gibSpeicher().speichere(eines, null), "GESPEICHERT");
    return eines;
  };

  it("gives back what was stored, to its institution only", async () => {
    const eines = await neu({ hinweise: "klingeln", versorgungsort: "WERKSTATT" });
    assert.deepEqual((await gibSpeicher().lade(eines.institution, eines.id))?.profil, eines);
    assert.equal(await gibSpeicher().lade("1-andere", eines.id), null);
    assert.deepEqual(await gibSpeicher().alle("1-andere"), []);
  });

  it("lists by name, whatever its case", async () => {
    const { institution } = await neu({ name: "wunde" });
    await neu({ institution, name: "Zebra" });
    await neu({ institution, name: "HKP" });
    assert.deepEqual(
      (await gibSpeicher().alle(institution)).map(({ name }) => name),
      ["HKP", "wunde", "Zebra"],
    );
  });

  it("a change replaces all of it, under the version before", async () => {
    const eines = await neu({ hinweise: "klingeln" });
    const { hinweise: _, ...ohneHinweise } = eines;
    const geaendert = { ...ohneHinweise, version: 2, name: "Neu" };
    assert.equal(await gibSpeicher().speichere(geaendert, null), "GESPEICHERT");
    assert.deepEqual((await gibSpeicher().lade(eines.institution, eines.id))?.profil, geaendert);
    assert.equal(await gibSpeicher().speichere({ ...eines, version: 2 }, null), "KONFLIKT");
    assert.equal(await gibSpeicher().speichere(eines, null), "KONFLIKT");
    assert.equal(await gibSpeicher().speichere({ ...eines, version: 9 }, null), "KONFLIKT");
  });

  it("a name is given once per institution, also to a change", async () => {
    const eines = await neu({ name: "Wunde" });
    const { institution } = eines;
    assert.equal(await gibSpeicher().speichere(profil({ institution, name: "WUNDE" }), null), "NAME_VERGEBEN");
    const anderes = await neu({ institution, name: "HKP" });
    assert.equal(await gibSpeicher().speichere({ ...anderes, version: 2, name: "wunde" }, null), "NAME_VERGEBEN");
    await neu({ name: "Wunde" });
  });

  it("keeps the last twenty requests", async () => {
    const eines = profil();
    for (let version = 1; version <= 22; version++)
      assert.equal(await gibSpeicher().speichere({ ...eines, version }, `anfrage-${version}`), "GESPEICHERT");
    const anfragen = (await gibSpeicher().lade(eines.institution, eines.id))?.anfragen ?? [];
    assert.deepEqual(
      [anfragen.length, anfragen[0], anfragen.at(-1)],
      [20, { anfrageId: "anfrage-3", version: 3 }, { anfrageId: "anfrage-22", version: 22 }],
    );
  });

  it("deletes in the given version; of two at once one", async () => {
    const { institution, id } = await neu();
    assert.equal(await gibSpeicher().loesche(institution, id, 2), false);
    assert.equal(await gibSpeicher().loesche("1-andere", id, 1), false);
    const beide = await Promise.all([1, 2].map(() => gibSpeicher().loesche(institution, id, 1)));
    assert.deepEqual(beide.sort(), [false, true]);
    assert.equal(await gibSpeicher().lade(institution, id), null);
  });

  it("of several changes at once one is stored", async () => {
    const eines = await neu();
    const versuche = ["a", "b", "c"].map((name) => gibSpeicher().speichere({ ...eines, version: 2, name }, null));
    assert.deepEqual((await Promise.all(versuche)).sort(), ["GESPEICHERT", "KONFLIKT", "KONFLIKT"]);
  });
}
