import assert from "node:assert/strict";
import { hinweiseZurBlankoverordnung } from "../../../src/domain/hkp/datensaetze/blankoverordnung-hinweise.js";
import { pruefeBlankoverordnung } from "../../../src/domain/hkp/datensaetze/blankoverordnung-regeln.js";
import type { Haeufigkeit, Zeitraum } from "../../../src/domain/hkp/datensaetze/verordnung.js";
import { BLANKO_LEISTUNG, blankoverordnung, verordnung } from "../hkp/vorgaenge.js";

const TAEGLICH = { anzahl: 1, je: "TAG" } as const;
const VIERMAL_TAEGLICH = { anzahl: 4, je: "TAG" } as const;
const FUENF_TAGE = { von: "2026-03-03", bis: "2026-03-07" };
const SECHS_TAGE = { von: "2026-03-03", bis: "2026-03-08" };

const vo = (nummer: string, art: "GKV" | "DGUV" = "GKV") => {
  const muster = verordnung();
  const leistungen = muster.leistungen.map((leistung) =>
    leistung.id === BLANKO_LEISTUNG ? { ...leistung, nummer } : leistung,
  );
  return verordnung({ leistungen, kostentraeger: { ...muster.kostentraeger, art } });
};
const blanko = (haeufigkeit: Haeufigkeit, dauer: Zeitraum, leistungId = BLANKO_LEISTUNG) =>
  blankoverordnung({ leistungen: [{ leistungId, haeufigkeit, dauer }] });

describe("Hinweise zur Blankoverordnung [6.6.3 Pflegeeinrichtung 7, P2.2.3]", () => {
  it("gibt es keine, wo die HKP-Richtlinie nichts empfiehlt: Nr. 12", () => {
    assert.deepEqual(hinweiseZurBlankoverordnung(blanko(VIERMAL_TAEGLICH, SECHS_TAGE), vo("12")), []);
  });

  it("nennen die empfohlene Häufigkeit ab dem sechsten Mal der Nr. 1, mit der Stelle in der Blankoverordnung", () => {
    const pfade = (dauer: Zeitraum) =>
      hinweiseZurBlankoverordnung(blanko(TAEGLICH, dauer), vo("1")).map(({ pfad }) => pfad);
    assert.deepEqual(pfade(FUENF_TAGE), ["leistungen[0]"]);
    assert.deepEqual(pfade(SECHS_TAGE), ["leistungen[0]", "leistungen[0].haeufigkeit"]);
    const [bedingung, haeufigkeit] = hinweiseZurBlankoverordnung(blanko(TAEGLICH, SECHS_TAGE), vo("1"));
    assert.match(bedingung?.regel ?? "", /^Bedingung zu Nr\. 1 /);
    assert.match(haeufigkeit?.regel ?? "", /Nr\. 1 .*bis zu 5-mal/);
    assert.match(haeufigkeit?.hinweis ?? "", /Abweichungen sind in begründeten Fällen möglich/);
  });

  it("nennen die empfohlene Dauer", () => {
    const eintrag = { nummer: "12", titel: "Test", blanko: true, bedingung: null, unbestaetigt: {} };
    const hoechstdauer = { text: "bis zu 5 Tage", tage: 5 };
    const verzeichnis = {
      version: "T",
      quelle: "T",
      leistungen: [{ ...eintrag, hoechstdauer, hoechsthaeufigkeit: null }],
    };
    const pfade = (dauer: Zeitraum) =>
      hinweiseZurBlankoverordnung(blanko(TAEGLICH, dauer), vo("12"), verzeichnis).map(({ pfad }) => pfad);
    assert.deepEqual(pfade(FUENF_TAGE), []);
    assert.deepEqual(pfade(SECHS_TAGE), ["leistungen[0].dauer"]);
  });

  it("verhindern nichts", () => {
    assert.deepEqual(pruefeBlankoverordnung(blanko(TAEGLICH, SECHS_TAGE), vo("1")), []);
  });

  it("gibt es bei der DGUV nicht, und nicht zu einer Leistung, die nicht verordnet ist", () => {
    assert.deepEqual(hinweiseZurBlankoverordnung(blanko(TAEGLICH, SECHS_TAGE), vo("1", "DGUV")), []);
    assert.deepEqual(hinweiseZurBlankoverordnung(blanko(TAEGLICH, SECHS_TAGE, "fremd"), vo("1")), []);
  });
});
