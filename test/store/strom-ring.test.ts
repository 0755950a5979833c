import assert from "node:assert/strict";
import type { Impuls } from "../../src/domain/ports/aenderungsstrom.js";
import { Impulsring } from "../../src/store/strom-ring.js";
import { meldung, um } from "./beispiele.js";

const impuls = (cursor: string, vorgangId: string, felder: Partial<Impuls> = {}): Impuls => ({
  cursor,
  vorgangId,
  version: 2,
  aktion: "entscheiden",
  statusVorher: "ANTRAGSPRUEFUNG",
  status: "BESCHIEDEN",
  zeit: um(1),
  sichtbarFuer: [],
  meldungen: [
    meldung({ begruendung: `Grund zu ${vorgangId}` }),
    meldung({ hinweis: `Hinweis zu ${vorgangId}`, datensatzId: "d" }),
  ],
  ...felder,
});

/** Words that somebody is told who resumes behind the beginning. */
function worte(ring: Impulsring): readonly string[] {
  return ring
    .hinter("00")
    .flatMap(({ meldungen }) => meldungen.flatMap(({ begruendung, hinweis }) => [begruendung, hinweis]))
    .filter((wort) => typeof wort === "string");
}

describe("ring of the change stream: words that a deletion takes out of the feed", () => {
  function gefuellt(): Impulsring {
    const ring = new Impulsring(10);
    ring.beginne("00");
    ring.nimmAuf(impuls("01", "A"));
    ring.nimmAuf(impuls("02", "B"));
    return ring;
  }

  it("are kept while the Vorgang is not deleted", () => {
    const ring = gefuellt();
    ring.nimmAuf(impuls("03", "A", { aktion: "abschliessen", status: "ABGESCHLOSSEN", meldungen: [] }));
    assert.deepEqual(worte(ring), ["Grund zu A", "Hinweis zu A", "Grund zu B", "Hinweis zu B"]);
  });

  it("GELOESCHT: all of that Vorgang go, its impulses and all of another one stay", () => {
    const ring = gefuellt();
    ring.nimmAuf(impuls("03", "A", { aktion: "loeschen", status: "GELOESCHT", meldungen: [] }));
    assert.deepEqual(worte(ring), ["Grund zu B", "Hinweis zu B"]);
    assert.deepEqual(
      ring.hinter("00").map(({ cursor, meldungen }) => [cursor, meldungen.map(({ ereignis }) => ereignis)]),
      [
        ["01", ["AKTIVIERT", "AKTIVIERT"]],
        ["02", ["AKTIVIERT", "AKTIVIERT"]],
        ["03", []],
      ],
    );
  });

  it("entscheidungLoeschen: the Begründungen go, a hint of something else stays", () => {
    const ring = gefuellt();
    ring.nimmAuf(impuls("03", "A", { aktion: "entscheidungLoeschen", status: "ABGESCHLOSSEN", meldungen: [] }));
    assert.deepEqual(worte(ring), ["Hinweis zu A", "Grund zu B", "Hinweis zu B"]);
  });
});
