import assert from "node:assert/strict";
import type { Entwurfsleistung } from "../../../../src/domain/hkp/entwurf/entwurf.js";
import { trenne, zuzahlungshinweis } from "../../../../src/domain/hkp/entwurf/trennung.js";
import { fertig, NICHTS } from "./entwuerfe.js";

const leistung = (id: string, was: Partial<Entwurfsleistung>): Entwurfsleistung => ({ id, blanko: false, ...was });
const PHKP = leistung("phkp", { nummer: "27a" });
const WUNDE = leistung("wunde", { nummer: "31a" });
const MEDIKAMENTE = leistung("medikamente", { nummer: "26" });
const FREI = leistung("frei", { freitext: "Augenklappe" });
const namen = (leistungen: readonly Entwurfsleistung[], teil: Partial<ReturnType<typeof fertig>> = {}) =>
  trenne(fertig({ leistungen, ...teil })).map(({ inhalt }) => [
    inhalt.versorgungsort ?? null,
    inhalt.leistungen.map(({ id }) => id),
  ]);

describe("separation of what needs Verordnungen of its own (P1.1, 6.1.1)", () => {
  const FAELLE: readonly (readonly [string, readonly Entwurfsleistung[], unknown])[] = [
    ["somatic alone stays one", [MEDIKAMENTE, FREI], [[null, ["medikamente", "frei"]]]],
    [
      "pHKP and Medikamentengabe: two, the Medikamentengabe is somatic",
      [PHKP, MEDIKAMENTE],
      [
        [null, ["phkp"]],
        [null, ["medikamente"]],
      ],
    ],
    [
      "pHKP, wound and others mixed: three, in the order of their first Leistung",
      [MEDIKAMENTE, WUNDE, PHKP, FREI],
      [
        [null, ["medikamente", "frei"]],
        [null, ["wunde"]],
        [null, ["phkp"]],
      ],
    ],
    [
      "one per Versorgungsort",
      [leistung("a", { nummer: "26" }), leistung("b", { nummer: "26", versorgungsort: "SCHULE_KITA" })],
      [
        [null, ["a"]],
        ["SCHULE_KITA", ["b"]],
      ],
    ],
    ["none at all", [], [[null, []]]],
  ];
  for (const [titel, leistungen, erwartet] of FAELLE) it(titel, () => assert.deepEqual(namen(leistungen), erwartet));

  it("the draft's Versorgungsort holds for Leistungen that name none", () => {
    const leistungen = [
      MEDIKAMENTE,
      { ...FREI, versorgungsort: "HAEUSLICHKEIT" as const },
      { ...PHKP, versorgungsort: "WERKSTATT" as const },
    ];
    assert.deepEqual(namen(leistungen, { versorgungsort: "HAEUSLICHKEIT" }), [
      ["HAEUSLICHKEIT", ["medikamente", "frei"]],
      ["WERKSTATT", ["phkp"]],
    ]);
  });

  it("everything but Leistungen and Versorgungsort is the same in all parts", () => {
    const { leistungen: _, ...kopf } = fertig();
    for (const { inhalt } of trenne(fertig({ leistungen: [PHKP, WUNDE] }))) {
      const { leistungen: eigene, ...uebrige } = inhalt;
      assert.equal(eigene.length, 1);
      assert.deepEqual(uebrige, kopf);
    }
  });

  it("parts have different names", () => {
    const alle = trenne({ ...NICHTS, leistungen: [PHKP, WUNDE, { ...WUNDE, versorgungsort: "WERKSTATT" }, FREI] });
    assert.equal(new Set(alle.map(({ schluessel }) => schluessel)).size, 4);
  });
});

describe("the hint on the one Zuzahlung", () => {
  it("with several, of a statutory Krankenkasse or of nobody yet", () => {
    for (const art of ["GKV", undefined]) assert.match(zuzahlungshinweis(2, art) ?? "", /10 Euro.*nur einmal/);
  });
  it("not with one, not with another payer", () => {
    assert.equal(zuzahlungshinweis(1, "GKV"), null);
    assert.equal(zuzahlungshinweis(3, "DGUV"), null);
  });
});
