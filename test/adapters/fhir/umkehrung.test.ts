import assert from "node:assert/strict";
import fc from "fast-check";
import { bundleAlsXml } from "../../../src/adapters/fhir/bundle-als-xml.js";
import { erzeugeFhirPruefung } from "../../../src/adapters/fhir/fhir-pruefung.js";
import { angabenAlsBundle, angabenAusBundle } from "../../../src/domain/fhir/angaben-bundle.js";
import type { Bundlekopf } from "../../../src/domain/fhir/bauen.js";
import {
  blankoverordnungAlsBundle,
  blankoverordnungAusBundle,
} from "../../../src/domain/fhir/blankoverordnung-bundle.js";
import { entscheidungAlsBundle, entscheidungAusBundle } from "../../../src/domain/fhir/entscheidung-bundle.js";
import { verordnungAlsBundle, verordnungAusBundle } from "../../../src/domain/fhir/verordnung-bundle.js";
import type { Angaben } from "../../../src/domain/hkp/datensaetze/angaben.js";
import type { Blankoverordnung } from "../../../src/domain/hkp/datensaetze/blankoverordnung.js";
import type { Entscheidung } from "../../../src/domain/hkp/datensaetze/entscheidung.js";
import type { FhirBundle } from "../../../src/domain/ports/zustellung.js";
import { gueltigeVerordnung, haeufigkeit, satz, text, zeitraum } from "../../helfer/verordnung-arbitrary.js";
import { angaben, blankoverordnung, entscheidung, S1, verordnung } from "../../helfer/verordnung-bauer.js";

const KOPF: Bundlekopf = {
  bundleId: "0d6a6a1e-7c55-4b5f-9d3e-0a3f7b1c2d4e",
  zeitpunkt: new Date("2026-03-02T09:15:00.000Z"),
};
const pruefung = erzeugeFhirPruefung();

/** What arrives after the way through a file: `lies` includes the whole structure check. */
function ueberBytes(inhalt: string): FhirBundle {
  const ergebnis = pruefung.lies(new TextEncoder().encode(inhalt));
  if (ergebnis.art === "ungueltig") assert.fail(JSON.stringify(ergebnis.verstoesse));
  return ergebnis.bundle;
}

const WEGE: Readonly<Record<string, (bundle: FhirBundle) => FhirBundle>> = {
  JSON: (bundle) => ueberBytes(JSON.stringify(bundle)),
  XML: (bundle) => ueberBytes(bundleAlsXml(bundle)),
};

const LAEUFE = { numRuns: 40 };
const leistungIds = fc.uniqueArray(fc.constantFrom("L1", "L2", "L3", "L4"), { minLength: 1 });
const gpos = fc.constantFrom("032233", "032B79");

const gueltigeBlankoverordnung: fc.Arbitrary<Blankoverordnung> = fc
  .tuple(leistungIds, haeufigkeit, zeitraum, text, fc.integer({ min: 1, max: 9 }))
  .map(([ids, wieOft, dauer, name, zuVersion]) =>
    blankoverordnung({
      zuVersion,
      pflegefachperson: { lbnr: S1.pflegedienst.lbnr, name },
      leistungen: ids.map((leistungId) => ({ leistungId, haeufigkeit: wieOft, dauer })),
    }),
  );

const gueltigeAngaben: fc.Arbitrary<Angaben> = fc
  .tuple(leistungIds, haeufigkeit, zeitraum, text, fc.option(gpos), fc.option(text))
  .map(([ids, wieOft, dauer, ansprechpartner, position, acTk]) =>
    angaben({
      pflegedienst: { ...angaben().pflegedienst, ansprechpartner },
      leistungen: ids.map((leistungId) => ({
        leistungId,
        haeufigkeit: wieOft,
        dauer,
        ...(position !== null && { gpos: position }),
      })),
      ...(acTk !== null && { acTk }),
    }),
  );

const gueltigeEntscheidung: fc.Arbitrary<Entscheidung> = fc
  .tuple(
    leistungIds,
    fc.option(haeufigkeit),
    fc.option(zeitraum),
    text,
    fc.option(satz({ nummer: gpos, anzahl: fc.integer({ min: 1, max: 99 }) })),
    fc.constantFrom("GENEHMIGT" as const, "TEILGENEHMIGT" as const, "ABGELEHNT" as const),
    fc.boolean(),
  )
  .map(([ids, wieOft, zusage, begruendung, position, ergebnis, kennzeichenKostenerstattung]) =>
    entscheidung({
      gesamtergebnis: "TEILWEISE_GENEHMIGT",
      leistungen: ids.map((leistungId) => ({
        leistungId,
        ergebnis,
        ...(wieOft && { haeufigkeit: wieOft }),
        ...(zusage && { zusage }),
        ...(position && { gpos: [position, { nummer: "032233" }], acTk: begruendung }),
      })),
      begruendungen: { versicherter: begruendung },
      kennzeichenKostenerstattung,
    }),
  );

describe("Datensätze als FHIR-Dokument: hin und zurück ohne Verlust", () => {
  for (const [weg, gehe] of Object.entries(WEGE)) {
    it(`Verordnung über ${weg}`, () => {
      fc.assert(
        fc.property(gueltigeVerordnung, (datensatz) => {
          const gelesen = verordnungAusBundle(gehe(verordnungAlsBundle(datensatz, KOPF)));
          assert.deepEqual(gelesen, { art: "gueltig", verordnung: datensatz });
        }),
        LAEUFE,
      );
    });

    it(`Blankoverordnung über ${weg}`, () => {
      fc.assert(
        fc.property(gueltigeBlankoverordnung, (datensatz) => {
          const gelesen = blankoverordnungAusBundle(gehe(blankoverordnungAlsBundle(datensatz, KOPF)));
          assert.deepEqual(gelesen, { art: "gueltig", blankoverordnung: datensatz });
        }),
        LAEUFE,
      );
    });

    it(`Angaben über ${weg}`, () => {
      fc.assert(
        fc.property(gueltigeAngaben, (datensatz) => {
          const gelesen = angabenAusBundle(gehe(angabenAlsBundle(datensatz, KOPF)));
          assert.deepEqual(gelesen, { art: "gueltig", angaben: datensatz });
        }),
        LAEUFE,
      );
    });

    it(`Entscheidung über ${weg}`, () => {
      fc.assert(
        fc.property(gueltigeEntscheidung, (datensatz) => {
          const gelesen = entscheidungAusBundle(gehe(entscheidungAlsBundle(datensatz, KOPF)));
          assert.deepEqual(gelesen, { art: "gueltig", entscheidung: datensatz });
        }),
        LAEUFE,
      );
    });

    it(`leere Angaben einer Folgeverordnung und Unzuständigkeit über ${weg}`, () => {
      const leer = angaben({ leistungen: [] });
      assert.deepEqual(angabenAusBundle(gehe(angabenAlsBundle(leer, KOPF))), { art: "gueltig", angaben: leer });
      const unzustaendig = entscheidung({ gesamtergebnis: "UNZUSTAENDIG", leistungen: [], begruendungen: {} });
      assert.deepEqual(entscheidungAusBundle(gehe(entscheidungAlsBundle(unzustaendig, KOPF))), {
        art: "gueltig",
        entscheidung: unzustaendig,
      });
    });
  }

  it("bewahrt Tabulator und Zeilenende über XML", () => {
    const datensatz = verordnung({ hinweise: "a\tb\r\nc\nd" });
    const gelesen = verordnungAusBundle(ueberBytes(bundleAlsXml(verordnungAlsBundle(datensatz, KOPF))));
    assert.deepEqual(gelesen, { art: "gueltig", verordnung: datensatz });
  });

  it("ist aus denselben Angaben Byte für Byte dasselbe Dokument", () => {
    const einmal = JSON.stringify(verordnungAlsBundle(verordnung(), KOPF));
    assert.equal(JSON.stringify(verordnungAlsBundle(verordnung(), KOPF)), einmal);
    const andere = { ...KOPF, bundleId: "5f0c3c2e-1111-4222-8333-444455556666" };
    assert.notEqual(JSON.stringify(verordnungAlsBundle(verordnung(), andere)), einmal);
  });
});
