import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { erzeugeFhirPruefung } from "../../src/adapters/fhir/fhir-pruefung.js";
import { BEFEHLSZEILEN } from "../../src/app/eingang/befehlszeilen.js";
import type { Befehlszeile } from "../../src/app/eingang/befehlszeilen.js";
import { istBefehlsnachricht, leseBefehl } from "../../src/domain/fhir/befehlsnachricht.js";

const text = readFileSync(new URL("../../../docs/KANAELE.md", import.meta.url), "utf8");
const zwischen = (anfang: string, ende: string): string =>
  text.slice(text.indexOf(anfang) + anfang.length, text.indexOf(ende));

describe("docs/KANAELE.md, Formats", () => {
  /** Code, parameters and data set of the table's rows. */
  const zeilen = [
    ...zwischen("### Commands", "<!-- befehl:anfang -->").matchAll(/^\| `(\w+)` \| [^|]+ \| ([^|]+) \| ([^|]+) \|$/gm),
  ];

  it("lists every command once, and no other", () => {
    assert.deepEqual(
      zeilen.map(([, code]) => code),
      Object.keys(BEFEHLSZEILEN),
    );
  });

  it("names the parameters and the form of the data set", () => {
    const tabelle: Readonly<Record<string, Befehlszeile | null>> = BEFEHLSZEILEN;
    const FORMEN: readonly (readonly [RegExp, string | null])[] = [
      [/^signed or unsigned/, "BEIDES"],
      [/^signed/, "SIGNIERT"],
      [/^unsigned/, "UNSIGNIERT"],
      [/^–|^a file/, null],
    ];
    for (const [, code = "", parameter = "", datensatz = ""] of zeilen) {
      const ohneTeile = parameter.replace(/\([^)]*\)/g, "");
      const genannt = [...ohneTeile.matchAll(/`(\w+)[?*]?`/g)].map(([, name]) => name);
      const form = FORMEN.find(([muster]) => muster.test(datensatz))?.[1];
      assert.equal(tabelle[code]?.datei ?? false, datensatz.startsWith("a file"), code);
      assert.deepEqual([genannt, form], [tabelle[code]?.parameter ?? [], tabelle[code]?.datensatz ?? null], code);
    }
  });

  it("shows a command as it is read", () => {
    const json = /```json\n(.*)```/s.exec(zwischen("<!-- befehl:anfang -->", "<!-- befehl:ende -->"))?.[1] ?? "";
    const gelesen = erzeugeFhirPruefung().lies(new TextEncoder().encode(json));
    assert.ok(gelesen.art === "gueltig", JSON.stringify(gelesen));
    assert.ok(istBefehlsnachricht(gelesen.bundle));
    const { befehl, verstoesse } = leseBefehl(gelesen.bundle);
    assert.deepEqual(verstoesse, []);
    assert.deepEqual(
      [befehl.code, befehl.verordnungsId, befehl.antwortAuf, befehl.parameter.gruppen("antwort").length],
      ["korrekturBeantworten", "169.000.000.000.001.62", "c3a1f5de-52d7-4d0e-8b1f-9f0b7c6a2e10", 2],
    );
  });
});
