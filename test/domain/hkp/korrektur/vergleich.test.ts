import assert from "node:assert/strict";
import { aendertArtOderUmfang, vergleiche, vergleicheBlanko } from "../../../../src/domain/hkp/korrektur/vergleich.js";
import { lesbareAenderungen, runden } from "../../../../src/domain/hkp/korrektur/runden.js";
import type { Verordnung } from "../../../../src/domain/hkp/datensaetze/verordnung.js";
import { BLANKO_LEISTUNG, blankoverordnung, FESTE_LEISTUNG, verordnung } from "../vorgaenge.js";
import {
  BLANKO_SELTENER,
  blankoGefragt,
  gefragtVomPflegedienst,
  HAEUFIGER,
  KOMPRESSION,
  NEUE_EINSCHRAENKUNG,
} from "./rahmen.js";

const [FEST, BLANKO] = verordnung().leistungen;
assert(FEST !== undefined && BLANKO !== undefined);
/** Titles of the Leistungsverzeichnis as the HKP-Richtlinie has them. */
const TITEL = {
  "12": "Positionswechsel zur Dekubitusbehandlung",
  "26": "Medikamente, Richten und Verabreichen",
  "31b": "An- und Ausziehen von Kompressionsstrümpfen",
} as const;
const name = (nummer: keyof typeof TITEL): string => `Nr. ${nummer} (${TITEL[nummer]})`;

const saetze = (neu: Verordnung): readonly string[] => vergleiche(verordnung(), neu).map(({ satz }) => satz);
const hinweis = (neu: Verordnung): boolean => aendertArtOderUmfang(vergleiche(verordnung(), neu));

describe("vergleiche: what changed between two versions, in German", () => {
  /** The new version, the sentences, and whether kind or extent of a Leistung changed. */
  const FAELLE: readonly (readonly [string, Verordnung, readonly string[], boolean])[] = [
    ["nothing", verordnung(), [], false],
    ["the order of Leistungen", verordnung({ leistungen: [BLANKO, FEST] }), [], false],
    [
      "Häufigkeit",
      verordnung({ leistungen: [{ ...FEST, haeufigkeit: { anzahl: 1, je: "WOCHE" } }, BLANKO] }),
      [`Leistung ${name("26")}, Häufigkeit: bisher „2 × täglich“, neu „1 × wöchentlich“.`],
      true,
    ],
    [
      "Dauer",
      verordnung({ leistungen: [{ ...FEST, dauer: { von: "2026-03-02", bis: "2026-03-15" } }, BLANKO] }),
      [`Leistung ${name("26")}, Dauer: bisher „02.03.2026 bis 29.03.2026“, neu „02.03.2026 bis 15.03.2026“.`],
      true,
    ],
    [
      "Einzelheiten alone are neither kind nor extent",
      verordnung({ leistungen: [{ ...FEST, einzelheiten: "morgens" }, BLANKO] }),
      [`Leistung ${name("26")}, Einzelheiten: bisher ohne Angabe, neu „morgens“.`],
      false,
    ],
    [
      "a Leistung removed",
      verordnung({ leistungen: [FEST] }),
      [`Leistung entfernt: „${name("12")}, Häufigkeit und Dauer durch die Pflegefachperson (Blanko)“.`],
      true,
    ],
    [
      "a Leistung added",
      verordnung({ leistungen: [FEST, BLANKO, { id: "x", freitext: "Sturzprophylaxe", blanko: true }] }),
      ["Leistung hinzugefügt: „Sturzprophylaxe, Häufigkeit und Dauer durch die Pflegefachperson (Blanko)“."],
      true,
    ],
    [
      "Einschränkung replaced",
      verordnung({ einschraenkungen: ["lebt allein"] }),
      [
        "Einschränkung entfernt: „kann die Medikamente nicht selbst richten“.",
        "Einschränkung hinzugefügt: „lebt allein“.",
      ],
      false,
    ],
    [
      "an Einschränkung that stands there twice now",
      verordnung({ einschraenkungen: [...verordnung().einschraenkungen, ...verordnung().einschraenkungen] }),
      ["Einschränkung hinzugefügt: „kann die Medikamente nicht selbst richten“."],
      false,
    ],
    [
      "diagnosis added",
      verordnung({ diagnosen: [{ icd: "I83.0" }, { icd: "L89.24", text: "Dekubitus" }] }),
      ["Diagnose hinzugefügt: „L89.24 (Dekubitus)“."],
      false,
    ],
    [
      "period",
      verordnung({ verordnungszeitraum: { von: "2026-03-02", bis: "2026-04-05" } }),
      ["Verordnungszeitraum: bisher „02.03.2026 bis 29.03.2026“, neu „02.03.2026 bis 05.04.2026“."],
      false,
    ],
    [
      "Erst- to Folgeverordnung",
      verordnung({ art: "FOLGEVERORDNUNG" }),
      ["Art der Verordnung: bisher „Erstverordnung“, neu „Folgeverordnung“."],
      false,
    ],
    [
      "a field that has no words of its own does not change unseen",
      { ...verordnung(), dringlichkeit: "hoch" } as Verordnung,
      ['dringlichkeit: bisher ohne Angabe, neu „"hoch"“.'],
      false,
    ],
    [
      "Versorgungsort and permanent need",
      verordnung({ versorgungsort: "SCHULE_KITA", bedarfDauerhaft: true }),
      [
        "Versorgungsort: bisher ohne Angabe, neu „Schule oder Kindertagesstätte“.",
        "Dauerhafter Bedarf: bisher ohne Angabe, neu „ja“.",
      ],
      false,
    ],
  ];
  for (const [titel, neu, erwartet, mitHinweis] of FAELLE)
    it(titel, () => {
      assert.deepEqual(saetze(neu), erwartet);
      assert.equal(hinweis(neu), mitHinweis);
    });

  it("names the place by the id of the Leistung", () => {
    const [unterschied] = vergleiche(verordnung(), verordnung({ leistungen: [{ ...FEST, nummer: "31b" }, BLANKO] }));
    assert.equal(unterschied?.art, "LEISTUNG_GEAENDERT");
    assert.equal(unterschied.pfad, `leistungen[${FESTE_LEISTUNG}].nummer`);
  });

  it("two versions of a Blankoverordnung: the signer and the version it belongs to are no difference", () => {
    const neu = blankoverordnung({ zuVersion: 2, pflegefachperson: { lbnr: "100000012", name: "Daniel Wagner" } });
    assert.deepEqual(vergleicheBlanko(blankoverordnung(), neu), []);
    const leistungen = blankoverordnung().leistungen.map((eine) => ({
      ...eine,
      haeufigkeit: { anzahl: 2, je: "TAG" } as const,
    }));
    const unterschiede = vergleicheBlanko(blankoverordnung(), blankoverordnung({ leistungen }));
    assert.deepEqual(
      unterschiede.map(({ pfad, vorher, nachher }) => [pfad, vorher, nachher]),
      [[`leistungen[${BLANKO_LEISTUNG}].haeufigkeit`, "4 × täglich", "2 × täglich"]],
    );
    assert.equal(aendertArtOderUmfang(unterschiede), true);
  });
});

describe("a proposal as people read it", () => {
  it("before and after, each in a sentence", () => {
    const vorgang = gefragtVomPflegedienst(HAEUFIGER, NEUE_EINSCHRAENKUNG, KOMPRESSION);
    const [runde] = runden(vorgang, vorgang.datensaetze);
    assert(runde !== undefined);
    assert.deepEqual(
      lesbareAenderungen(runde, vorgang).map(({ satz }) => satz),
      [
        `Häufigkeit der Leistung ${name("26")} ändern: bisher „2 × täglich“, vorgeschlagen „3 × täglich“.`,
        "Einschränkung hinzufügen: „lebt allein“.",
        `Leistung hinzufügen: „${name("31b")}, 1 × täglich, 02.03.2026 bis 29.03.2026“.`,
      ],
    );
  });

  it("to a Blankoverordnung: the Leistung is named by the Verordnung", () => {
    const vorgang = blankoGefragt(BLANKO_SELTENER);
    const [runde] = runden(vorgang, vorgang.datensaetze);
    assert(runde !== undefined);
    assert.deepEqual(
      lesbareAenderungen(runde, vorgang).map(({ satz }) => satz),
      [`Häufigkeit der Leistung ${name("12")} ändern: bisher „4 × täglich“, vorgeschlagen „2 × täglich“.`],
    );
  });
});
