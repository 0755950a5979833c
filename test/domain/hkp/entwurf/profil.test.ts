import assert from "node:assert/strict";
import { ergaenzeUmProfil, namensschluessel } from "../../../../src/domain/hkp/entwurf/profil.js";
import type { Profilinhalt } from "../../../../src/domain/hkp/entwurf/profil.js";
import { pruefeProfil } from "../../../../src/domain/hkp/entwurf/profil-regeln.js";
import { fertig, NICHTS } from "./entwuerfe.js";

const STANDARD: Profilinhalt = {
  name: "HKP Standard",
  leistungen: [
    { nummer: "26", blanko: false, haeufigkeit: { anzahl: 2, je: "TAG" } },
    { nummer: "31b", blanko: false, haeufigkeit: { anzahl: 2, je: "TAG" }, dauerTage: 14 },
    { nummer: "12", blanko: true },
  ],
  einschraenkungen: ["lebt allein"],
  hinweise: "Schlüssel beim Nachbarn",
  versorgungsort: "HAEUSLICHKEIT",
};

describe("rules of a profile", () => {
  const mit = (leistung: Profilinhalt["leistungen"][number]): Profilinhalt => ({ ...STANDARD, leistungen: [leistung] });
  const FAELLE: readonly (readonly [string, Profilinhalt, readonly string[]])[] = [
    ["a sound one", STANDARD, []],
    ["frequency and duration may be left open", mit({ freitext: "Augenklappe", blanko: false }), []],
    ["without a name", { ...STANDARD, name: "  " }, ["name"]],
    ["without Leistungen", { ...STANDARD, leistungen: [] }, ["leistungen"]],
    ["number and free text", mit({ nummer: "26", freitext: "x", blanko: false }), ["leistungen[0]"]],
    ["neither", mit({ blanko: false }), ["leistungen[0]"]],
    ["a number of another form", mit({ nummer: "Nr. 26", blanko: false }), ["leistungen[0].nummer"]],
    [
      "Blanko with frequency and duration",
      mit({ nummer: "12", blanko: true, haeufigkeit: { anzahl: 1, je: "TAG" }, dauerTage: 3 }),
      ["leistungen[0].haeufigkeit", "leistungen[0].dauerTage"],
    ],
    [
      "a frequency of 0",
      mit({ nummer: "26", blanko: false, haeufigkeit: { anzahl: 0, je: "TAG" } }),
      ["leistungen[0].haeufigkeit"],
    ],
    ["0 days", mit({ nummer: "26", blanko: false, dauerTage: 0 }), ["leistungen[0].dauerTage"]],
    [
      "more days than anybody orders",
      mit({ nummer: "26", blanko: false, dauerTage: 3661 }),
      ["leistungen[0].dauerTage"],
    ],
    ["an unknown Versorgungsort", { ...STANDARD, versorgungsort: "BUERO" as "SONSTIGER" }, ["versorgungsort"]],
    [
      "too many Leistungen",
      { ...STANDARD, leistungen: Array.from({ length: 101 }, () => ({ nummer: "26", blanko: false })) },
      ["leistungen"],
    ],
    ["a text without end", { ...STANDARD, hinweise: "x".repeat(4001) }, ["hinweise"]],
  ];
  for (const [titel, profil, erwartet] of FAELLE)
    it(titel, () =>
      assert.deepEqual(
        pruefeProfil(profil).map(({ pfad }) => pfad),
        erwartet,
      ),
    );

  it("names that people take for the same are the same", () =>
    assert.equal(namensschluessel(" HKP STANDARD "), namensschluessel("hkp standard")));
});

describe("a profile fills a draft", () => {
  let nummer = 0;
  const neueId = () => `neu-${++nummer}`;
  beforeEach(() => (nummer = 0));

  it("adds its Leistungen with days of the Verordnungszeitraum, what stands there stays", () => {
    const zeitraum = { von: "2026-03-02", bis: "2026-03-29" };
    const vorher = fertig({
      verordnungszeitraum: zeitraum,
      einschraenkungen: ["lebt allein", "sieht schlecht"],
      hinweise: "klingeln",
    });
    const entwurf = ergaenzeUmProfil(vorher, STANDARD, neueId);
    assert.deepEqual(entwurf.leistungen, [
      ...vorher.leistungen,
      {
        id: "neu-1",
        nummer: "26",
        blanko: false,
        haeufigkeit: { anzahl: 2, je: "TAG" },
        dauer: zeitraum,
        versorgungsort: "HAEUSLICHKEIT",
      },
      {
        ...{ id: "neu-2", nummer: "31b", blanko: false, haeufigkeit: { anzahl: 2, je: "TAG" } },
        ...{ dauer: { von: "2026-03-02", bis: "2026-03-15" }, versorgungsort: "HAEUSLICHKEIT" },
      },
      { id: "neu-3", nummer: "12", blanko: true, versorgungsort: "HAEUSLICHKEIT" },
    ]);
    assert.deepEqual(entwurf.einschraenkungen, ["lebt allein", "sieht schlecht"]);
    assert.equal(entwurf.hinweise, "klingeln\nSchlüssel beim Nachbarn");
    assert.deepEqual(entwurf.versicherter, vorher.versicherter);
  });

  it("a Dauer does not outlast the Verordnungszeitraum; without one there is none", () => {
    const kurz = ergaenzeUmProfil(
      fertig({ leistungen: [], verordnungszeitraum: { von: "2026-03-02", bis: "2026-03-08" } }),
      STANDARD,
      neueId,
    );
    assert.deepEqual(kurz.leistungen[1]?.dauer, { von: "2026-03-02", bis: "2026-03-08" });
    const ohne = ergaenzeUmProfil({ ...NICHTS, verordnungszeitraum: { von: "2026-03-02" } }, STANDARD, neueId);
    assert.deepEqual(
      ohne.leistungen.map(({ dauer }) => dauer),
      [undefined, undefined, undefined],
    );
  });
});
