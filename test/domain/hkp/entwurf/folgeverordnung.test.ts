import assert from "node:assert/strict";
import { folgeverordnungAus } from "../../../../src/domain/hkp/entwurf/folgeverordnung.js";
import { maengel } from "../../../../src/domain/hkp/entwurf/verordnung-aus-entwurf.js";
import { BLANKO_LEISTUNG, FESTE_LEISTUNG, verordnung } from "../vorgaenge.js";
import { mitEntwurf } from "./entwuerfe.js";

/** The earlier one runs from 2026-03-02 to 2026-03-29: 28 days. */
const zaehler = () => {
  let nummer = 0;
  return () => `neu-${++nummer}`;
};

describe("a Folgeverordnung from an earlier one (6.1.4 Arzt 11)", () => {
  const frueher = verordnung({
    gesamtverordnungId: "6d9cf5a4-5a3a-4f3e-9d1b-0c6b8b6c9a10",
    versorgungsort: "WOHNGRUPPE",
    bedarfDauerhaft: true,
  });

  it("follows without a gap and is as long, signed today", () => {
    const folge = folgeverordnungAus(frueher, "2026-03-25", null, zaehler());
    assert.equal(folge.art, "FOLGEVERORDNUNG");
    assert.equal(folge.verordnungsdatum, "2026-03-25");
    assert.deepEqual(folge.verordnungszeitraum, { von: "2026-03-30", bis: "2026-04-26" });
    assert.deepEqual(maengel(mitEntwurf(folge), "2026-03-25"), []);
  });

  it("begins today if the earlier one is over, right across the change of the clock", () => {
    const folge = folgeverordnungAus(frueher, "2026-10-20", null, zaehler());
    assert.deepEqual(folge.verordnungszeitraum, { von: "2026-10-20", bis: "2026-11-16" });
    assert.deepEqual(folge.leistungen[0]?.dauer, { von: "2026-10-20", bis: "2026-11-16" });
  });

  it("begins today where the earlier one ended yesterday", () =>
    assert.equal(folgeverordnungAus(frueher, "2026-03-30", null, zaehler()).verordnungszeitraum?.von, "2026-03-30"));

  it("takes over master data and Leistungen under new ids, Blanko stays Blanko", () => {
    const folge = folgeverordnungAus(frueher, "2026-03-25", null, zaehler());
    for (const feld of ["versicherter", "kostentraeger", "verordnender", "diagnosen", "einschraenkungen"] as const)
      assert.deepEqual(folge[feld], frueher[feld], feld);
    assert.deepEqual(
      folge.leistungen.map(({ id, nummer, blanko, haeufigkeit }) => [id, nummer, blanko, haeufigkeit ?? null]),
      frueher.leistungen.map(({ nummer, blanko, haeufigkeit }, nr) => [
        `neu-${nr + 1}`,
        nummer,
        blanko,
        haeufigkeit ?? null,
      ]),
    );
    assert.deepEqual([folge.versorgungsort, folge.bedarfDauerhaft], ["WOHNGRUPPE", true]);
    assert.equal(folge.gesamtverordnungId, undefined);
    assert.equal("verordnungsId" in folge, false);
  });

  it("moves each Dauer with the period", () => {
    const leistungen = frueher.leistungen.map((eine) =>
      eine.id === FESTE_LEISTUNG ? { ...eine, dauer: { von: "2026-03-09", bis: "2026-03-15" } } : eine,
    );
    const folge = folgeverordnungAus({ ...frueher, leistungen }, "2026-03-25", [FESTE_LEISTUNG], zaehler());
    assert.deepEqual(
      folge.leistungen.map(({ dauer }) => dauer),
      [{ von: "2026-04-06", bis: "2026-04-12" }],
    );
  });

  it("takes over the chosen Leistungen only", () => {
    const folge = folgeverordnungAus(frueher, "2026-03-25", [BLANKO_LEISTUNG], zaehler());
    assert.deepEqual(
      folge.leistungen.map(({ blanko }) => blanko),
      [true],
    );
  });
});
