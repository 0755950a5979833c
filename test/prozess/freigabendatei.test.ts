import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Konfigurationsfehler, leseKonfiguration } from "../../src/config.js";
import { freigabenAusText } from "../../src/config/freigabendatei.js";
import { tempOrdner } from "../helfer/mongo.js";

describe("Freigaben of the Dunkelverarbeitung", () => {
  it("are read per Kasse and number", () => {
    const text = `{ "109500969": { "26": { "haeufigkeit": { "anzahl": 3, "je": "TAG" }, "tage": 28 }, "31a": {} } }`;
    assert.deepEqual(freigabenAusText(text), {
      art: "gueltig",
      freigaben: new Map([
        [
          "109500969",
          new Map([
            ["26", { haeufigkeit: { anzahl: 3, je: "TAG" }, tage: 28 }],
            ["31a", {}],
          ]),
        ],
      ]),
    });
  });

  const FALSCHE: readonly (readonly [was: string, text: string, ort: RegExp])[] = [
    ["no JSON", "{", /^: /],
    ["an IK with a wrong check digit", `{ "109500960": {} }`, /^109500960: ist kein IK$/],
    [
      "a number that is not in the list",
      `{ "109500969": { "99": {} } }`,
      /^109500969 → 99: steht nicht im Verzeichnis$/,
    ],
    ["a misspelt field", `{ "109500969": { "26": { "Tage": 3 } } }`, /^109500969 → 26: /],
    ["no day at all", `{ "109500969": { "26": { "tage": 0 } } }`, /^109500969 → 26 → tage: /],
    [
      "an unknown unit",
      `{ "109500969": { "26": { "haeufigkeit": { "anzahl": 1, "je": "STUNDE" } } } }`,
      /^109500969 → 26 → haeufigkeit → je: /,
    ],
  ];
  for (const [was, text, ort] of FALSCHE)
    it(`refuses ${was}, naming the place`, () => {
      const gelesen = freigabenAusText(text);
      if (gelesen.art === "gueltig") return assert.fail("accepted");
      assert.equal(gelesen.faelle.length, 1);
      assert.match(gelesen.faelle[0] ?? "", ort);
    });

  it("the configuration tells of a wrong file, a missing one and a wrong IK with all other faults", () => {
    const ordner = tempOrdner();
    try {
      const datei = join(ordner, "freigaben.json");
      writeFileSync(datei, `{ "1": {} }`);
      const faelle = (umgebung: Readonly<Record<string, string>>): readonly string[] => {
        try {
          leseKonfiguration(umgebung, "0");
        } catch (fehler) {
          if (fehler instanceof Konfigurationsfehler)
            return fehler.faelle.filter((fall) => fall.startsWith("DUNKELVERARBEITUNG"));
          throw fehler;
        }
        return assert.fail("accepted");
      };
      assert.deepEqual(faelle({ DUNKELVERARBEITUNG_FREIGABEN: datei }), [
        "DUNKELVERARBEITUNG_FREIGABEN: 1: ist kein IK",
      ]);
      assert.deepEqual(faelle({ DUNKELVERARBEITUNG_FREIGABEN: join(ordner, "fehlt.json") }), [
        "DUNKELVERARBEITUNG_FREIGABEN: Die Datei ist nicht lesbar.",
      ]);
      assert.match(String(faelle({ DUNKELVERARBEITUNG_IKS: "109500969, 4711" })), /ungültig \(ist kein IK\)/);
    } finally {
      rmSync(ordner, { recursive: true });
    }
  });
});
