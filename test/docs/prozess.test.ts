import assert from "node:assert/strict";
import { ablaufdiagramm } from "../../src/domain/hkp/ablaufdiagramm.js";
import { mitAblaufdiagramm } from "../../src/prozessbild.js";

describe("docs/PROZESS.md", () => {
  const diagramm = ablaufdiagramm().split("\n");

  it("a document without the marks is refused", () => {
    assert.throws(() => mitAblaufdiagramm("# Process\n"), /marks/);
  });

  const ERWARTET: readonly (readonly [was: string, zeile: string])[] = [
    ["the beginning", "  [*] --> INITIALISIERT : anlegen (Praxis)"],
    ["a transition", "  ZUGEWIESEN --> ANTRAGSPRUEFUNG : AP3 einreichen (Pflegedienst)"],
    [
      "several rows between the same status, with person and switch",
      "  OFFEN --> GELOESCHT : ML2 loeschen (Arzt, Versicherter)<br/>ML2 loeschen (MFA, switch mfaLoeschtOffene)",
    ],
    [
      "VORHER, as far as OFFEN",
      "  KORREKTURANFRAGE --> OFFEN : K5 korrekturBeantworten (Praxis, Pflegedienst)<br/>K6 korrekturZurueckziehen (Kasse)",
    ],
    [
      "VORHER, as far as ANTRAGSPRUEFUNG",
      "  KORREKTURANFRAGE --> ANTRAGSPRUEFUNG : K5 korrekturBeantworten (Praxis, Pflegedienst)<br/>K6 korrekturZurueckziehen (Kasse)",
    ],
    ["the end", "  GELOESCHT --> [*]"],
  ];
  for (const [was, zeile] of ERWARTET)
    it(`shows ${was}`, () => assert.ok(diagramm.includes(zeile), diagramm.join("\n")));

  it("what leaves the status as it is stands in its note", () => {
    const anfang = diagramm.indexOf("  note right of BESCHIEDEN");
    assert.deepEqual(diagramm.slice(anfang, anfang + 7), [
      "  note right of BESCHIEDEN",
      "    entscheidungAendern (Kasse)",
      "    zugriffWeitergeben (Kasse)",
      "    leistungVermindern (Arzt)",
      "    nachrichtSchreiben (Praxis, Pflegedienst, Kasse, Versicherter)",
      "    folgeverordnungErbitten (Pflegedienst)",
      "  end note",
    ]);
  });

  it("leads back to no status that VORHER cannot be", () => {
    assert.deepEqual(
      diagramm.filter((zeile) => /KORREKTURANFRAGE --> (BESCHIEDEN|INITIALISIERT)/.test(zeile)),
      [],
    );
  });
});
