import assert from "node:assert/strict";
import { luftlinieKm, suchePflegedienste } from "../../src/app/pflegedienste-suchen.js";
import { Fachfehler } from "../../src/domain/kern/fehler.js";
import type { Suchergebnis, Suchwunsch } from "../../src/domain/ports/pflegedienstsuche.js";

const treffer = (telematikId: string, name: string, breite: number | null = null) => ({
  telematikId,
  name,
  qualifikationen: [],
  anschrift: null,
  position: breite === null ? null : { breite, laenge: 13.4 },
});
const mit = (ergebnis: Suchergebnis) => ({ pflegedienstsuche: { suche: async () => ergebnis } });
const gefunden = (...alle: readonly ReturnType<typeof treffer>[]) =>
  mit({ art: "gefunden", treffer: alle, unvollstaendig: true });

describe("suchePflegedienste: neutral [6.5.1.2]", () => {
  it("by name as Germans sort, equal names by Telematik-ID, whatever the directory's order", async () => {
    const alle = [
      treffer("5-3", "Zuhause"),
      treffer("5-2", "Ärztehaus"),
      treffer("5-9", "Anna"),
      treffer("5-1", "Anna"),
    ];
    const { treffer: geordnet, unvollstaendig } = await suchePflegedienste({ ort: "Berlin" }, gefunden(...alle));
    assert.deepEqual(
      geordnet.map(({ telematikId, entfernungKm }) => [telematikId, entfernungKm]),
      [
        ["5-1", null],
        ["5-9", null],
        ["5-2", null],
        ["5-3", null],
      ],
    );
    assert.equal(unvollstaendig, true);
  });

  it("by distance if one was searched, then by name", async () => {
    const alle = [treffer("5-1", "Fern", 52.6), treffer("5-3", "Nah B", 52.51), treffer("5-2", "Nah A", 52.51)];
    const umkreis = { breite: 52.5, laenge: 13.4, km: 20 };
    const { treffer: geordnet } = await suchePflegedienste({ umkreis }, gefunden(...alle));
    assert.deepEqual(
      geordnet.map(({ telematikId, entfernungKm }) => [telematikId, entfernungKm]),
      [
        ["5-2", 1.1],
        ["5-3", 1.1],
        ["5-1", 11.1],
      ],
    );
  });

  it("knows the distance from Berlin to Munich", () => {
    assert.equal(Math.round(luftlinieKm({ breite: 52.52, laenge: 13.405 }, { breite: 48.137, laenge: 11.575 })), 504);
  });

  it("is refused without any or with a wrong criterion, and says so if the directory does not answer", async () => {
    const code = async (wunsch: Suchwunsch, ergebnis = gefunden()): Promise<string> => {
      const fehler: unknown = await suchePflegedienste(wunsch, ergebnis).catch((grund: unknown) => grund);
      return fehler instanceof Fachfehler ? (fehler as Fachfehler).code : "carried out";
    };
    assert.equal(await code({}), "EINGABE_UNGUELTIG");
    assert.equal(await code({ name: " a " }), "EINGABE_UNGUELTIG");
    assert.equal(await code({ ort: "x".repeat(101) }), "EINGABE_UNGUELTIG");
    for (const umkreis of [
      { breite: 91, laenge: 0, km: 5 },
      { breite: 0, laenge: 181, km: 5 },
      { breite: 0, laenge: 0, km: 101 },
    ])
      assert.equal(await code({ umkreis }), "EINGABE_UNGUELTIG");
    assert.equal(await code({ ort: "Berlin" }, mit({ art: "nichtErreichbar" })), "NICHT_VERFUEGBAR");
  });
});
