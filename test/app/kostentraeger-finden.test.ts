import assert from "node:assert/strict";
import { findeKostentraeger } from "../../src/app/kostentraeger-finden.js";
import type { Verzeichniseintrag, Verzeichnisergebnis } from "../../src/domain/ports/verzeichnis.js";

const EINTRAG: Verzeichniseintrag = {
  telematikId: "8-01-HKPSANDBOX0002",
  ik: "102099990",
  name: "Krankenkasse Nord",
  professionOids: ["1.2.276.0.76.4.59"],
  kim: null,
  tim: null,
};
const gefunden = (abweichung: Partial<Verzeichniseintrag> = {}): Verzeichnisergebnis => ({
  art: "gefunden",
  eintrag: { ...EINTRAG, ...abweichung },
});
const finde = (ergebnis: Verzeichnisergebnis) =>
  findeKostentraeger("8-01-HKPSANDBOX0002", { verzeichnis: { finde: async () => ergebnis } });

describe("findeKostentraeger: who may be passed the access [6.9]", () => {
  it("a Kostenträger of the Verzeichnisdienst, by its IK whatever it was looked up by", async () => {
    const erwartet = { kostentraeger: { rolle: "KOSTENTRAEGER", kennung: "102099990" }, name: "Krankenkasse Nord" };
    assert.deepEqual(await finde(gefunden()), erwartet);
    assert.deepEqual(await finde(gefunden({ professionOids: ["1.2.276.0.76.4.284"] })), erwartet);
  });

  const ABLEHNUNGEN: readonly (readonly [string, Verzeichnisergebnis, string])[] = [
    ["nobody", { art: "unbekannt" }, "KOSTENTRAEGER_UNBEKANNT"],
    ["several", { art: "mehrdeutig" }, "KOSTENTRAEGER_UNBEKANNT"],
    ["a Pflegedienst", gefunden({ professionOids: ["1.2.276.0.76.4.245"] }), "KOSTENTRAEGER_UNBEKANNT"],
    ["one without an IK", gefunden({ ik: null }), "KOSTENTRAEGER_UNBEKANNT"],
    ["a private insurance", gefunden({ telematikId: "9-2.59.HKPSANDBOX0001" }), "KOSTENERSTATTUNG_OHNE_ZUGRIFF"],
    ["a directory that does not answer", { art: "nichtErreichbar" }, "NICHT_VERFUEGBAR"],
  ];
  for (const [was, ergebnis, code] of ABLEHNUNGEN)
    it(`refused: ${was}`, () => assert.rejects(finde(ergebnis), { code }));
});
