import assert from "node:assert/strict";
import { leseProfile, loescheProfil, speichereProfil } from "../../src/app/profile.js";
import type { Profilauftrag } from "../../src/app/profile.js";
import { abgelehntSpaeter } from "../helfer/abgelehnt.js";
import { arzt, elena, fremderArzt, mfa } from "../helfer/akteure.js";
import { dienstbuehne } from "./dienste.js";

const ANFRAGE = "7a1d1c0e-0000-4000-8000-000000000001";
const profil = (teil: Partial<Profilauftrag> = {}, name = "HKP Standard"): Profilauftrag => ({
  id: null,
  version: null,
  inhalt: { name, leistungen: [{ nummer: "26", blanko: false }], einschraenkungen: [] },
  anfrageId: null,
  ...teil,
});

describe("profiles of a practice", () => {
  it("ARZT and MFA of the institution share them, another practice has its own", async () => {
    const { dienste } = dienstbuehne();
    await speichereProfil(profil({}, "Wunde"), arzt(), dienste);
    await speichereProfil(profil(), mfa(), dienste);
    await speichereProfil(profil(), fremderArzt(), dienste);
    for (const akteur of [arzt(), mfa()])
      assert.deepEqual(
        (await leseProfile(akteur, dienste)).map(({ name, version, geaendertVon }) => [
          name,
          version,
          geaendertVon.person,
        ]),
        [
          ["HKP Standard", 1, "MFA"],
          ["Wunde", 1, "ARZT"],
        ],
      );
    assert.equal((await leseProfile(fremderArzt(), dienste)).length, 1);
  });

  it("a change counts the version; a stale one is refused with both numbers", async () => {
    const { dienste } = dienstbuehne();
    const { id } = await speichereProfil(profil(), mfa(), dienste);
    const geaendert = await speichereProfil(profil({ id, version: 1 }, "HKP Neu"), arzt(), dienste);
    assert.deepEqual([geaendert.name, geaendert.version], ["HKP Neu", 2]);
    const { code, details } = await abgelehntSpaeter(() => speichereProfil(profil({ id, version: 1 }), mfa(), dienste));
    assert.deepEqual([code, details], ["PROFIL_GEAENDERT", { erwartet: 1, vorhanden: 2 }]);
  });

  it("a repeated request does nothing more, also after a later change", async () => {
    const { dienste } = dienstbuehne();
    const anfrage = profil({ anfrageId: ANFRAGE });
    const { id } = await speichereProfil(anfrage, mfa(), dienste);
    assert.equal(id, ANFRAGE);
    await speichereProfil(profil({ id }, "HKP Neu"), mfa(), dienste);
    const wieder = await speichereProfil(anfrage, mfa(), dienste);
    assert.deepEqual([wieder.id, wieder.name, wieder.version], [id, "HKP Neu", 2]);
    assert.equal((await leseProfile(mfa(), dienste)).length, 1);
  });

  it("refused: name given away, unknown id, faults by their path, another role", async () => {
    const { dienste } = dienstbuehne();
    await speichereProfil(profil(), mfa(), dienste);
    const code = async (auftrag: Profilauftrag, akteur = mfa()) =>
      (await abgelehntSpaeter(() => speichereProfil(auftrag, akteur, dienste))).code;
    assert.equal(await code(profil({}, " hkp STANDARD ")), "PROFIL_NAME_VERGEBEN");
    assert.equal(await code(profil({ id: ANFRAGE })), "PROFIL_UNBEKANNT");
    const { code: leer, details } = await abgelehntSpaeter(() => speichereProfil(profil({}, " "), mfa(), dienste));
    assert.equal(leer, "EINGABE_UNGUELTIG");
    assert.match(JSON.stringify(details), /"pfad":"profil.name"/);
    assert.equal((await abgelehntSpaeter(() => leseProfile(elena(), dienste))).code, "VERBOTEN");
  });

  it("at most 100", async () => {
    const { dienste } = dienstbuehne();
    for (let nr = 0; nr < 100; nr++) await speichereProfil(profil({}, `Profil ${nr}`), mfa(), dienste);
    const zuviel = await abgelehntSpaeter(() => speichereProfil(profil({}, "Eines mehr"), mfa(), dienste));
    assert.equal(zuviel.code, "PROFILE_ZU_VIELE");
  });

  it("deleted: the name is free again; a second deletion finds none; a stale version is refused", async () => {
    const { dienste } = dienstbuehne();
    const { id } = await speichereProfil(profil(), mfa(), dienste);
    const veraltet = await abgelehntSpaeter(() => loescheProfil({ id, version: 7 }, mfa(), dienste));
    assert.deepEqual([veraltet.code, veraltet.details], ["PROFIL_GEAENDERT", { erwartet: 7, vorhanden: 1 }]);
    assert.equal(await loescheProfil({ id, version: null }, fremderArzt(), dienste), false);
    assert.equal(await loescheProfil({ id, version: 1 }, mfa(), dienste), true);
    assert.equal(await loescheProfil({ id, version: 1 }, mfa(), dienste), false);
    await speichereProfil(profil(), mfa(), dienste);
  });
});
