import assert from "node:assert/strict";
import { istZustimmung, leseChatbefehl, ohneZitat } from "../../../src/domain/eingang/chatwort.js";

describe("Commands in a room", () => {
  const GELESEN: readonly (readonly [string, string | null, string])[] = [
    ["!annehmen", "annehmen", ""],
    ["  !ANNEHMEN \n", "annehmen", ""],
    ["! Annehmen", "annehmen", ""],
    ["！annehmen", "annehmen", ""],
    ["\u200b!ja\ufeff", "ja", ""],
    ["!ja.", "ja", ""],
    ["!ja!", "ja", ""],
    ["!Nein, doch nicht", "nein", "doch nicht"],
    ["!verfügbar", "verfuegbar", ""],
    ["!verfu\u0308gbar ab Montag", "verfuegbar", "ab Montag"],
    ["!VERFUEGBAR", "verfuegbar", ""],
    ["!verfugbar", "verfuegbar", ""],
    ["!zurückgeben", "zurueckgeben", ""],
    ["!zurueckziehen", "zurueckziehen", ""],
    ["!ablehnen Keine Kapazität für Wundversorgung", "ablehnen", "Keine Kapazität für Wundversorgung"],
    ["!ablehnen: keine Kapazität", "ablehnen", "keine Kapazität"],
    ["!ablehnen\nErste Zeile\nZweite Zeile", "ablehnen", "Erste Zeile\nZweite Zeile"],
    ["!help", "hilfe", ""],
    ["!?", "hilfe", ""],
    ["!genehmigen", null, ""],
    ["!constructor", null, ""],
    ["!annehmenn", null, ""],
  ];
  for (const [text, wort, rest] of GELESEN)
    it(`${JSON.stringify(text)} is ${wort ?? "no command of ours"}`, () => {
      assert.deepEqual(leseChatbefehl(text), { wort, rest });
    });

  for (const text of ["", "annehmen", "ja", "Bitte !annehmen", "!!! Dringend", "!", "! ", "!123", "Achtung!"])
    it(`${JSON.stringify(text)} are words for the other side`, () => assert.equal(leseChatbefehl(text), null));
});

describe("Quotation of a reply", () => {
  it("goes with its lines; the person's own words stay", () => {
    assert.equal(
      ohneZitat("> <@gateway:x> Verordnung zugewiesen\n> zweite Zeile\n\nGern, ab Montag.\n> nicht zitiert"),
      "Gern, ab Montag.\n> nicht zitiert",
    );
  });
  it("nothing but a quotation is nothing", () => assert.equal(ohneZitat("> a\n> b"), ""));
  it("without a quotation all of it stays", () => assert.equal(ohneZitat(" Gern. \n"), "Gern."));
});

describe("Confirming by a reaction", () => {
  it("✅ with and without a selector of its variant, and nothing else", () => {
    assert.deepEqual(["✅", "✅\ufe0f", "👍", "✔️", "❌", ""].map(istZustimmung), [
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
