import assert from "node:assert/strict";
import fc from "fast-check";
import { pruefeStruktur } from "../../../src/adapters/fhir/struktur.js";
import { korrekturAlsBundle, korrekturAusBundle } from "../../../src/domain/fhir/korrektur-bundle.js";
import type {
  Aenderungsinhalt,
  Einzelaenderung,
  Korrekturvorschlag,
} from "../../../src/domain/hkp/datensaetze/korrektur.js";
import type { FhirBundle } from "../../../src/domain/ports/zustellung.js";
import { gueltigeVerordnung, haeufigkeit, text, zeitraum } from "../../helfer/verordnung-arbitrary.js";

const KOPF = { bundleId: "0d6a6a1e-7c55-4b5f-9d3e-0a3f7b1c2d4e", zeitpunkt: new Date("2026-03-02T09:15:00.000Z") };

const wert = fc.oneof(
  text.map((inhalt) => ({ typ: "TEXT" as const, text: inhalt })),
  haeufigkeit.map((eine) => ({ typ: "HAEUFIGKEIT" as const, haeufigkeit: eine })),
  zeitraum.map((einer) => ({ typ: "ZEITRAUM" as const, zeitraum: einer })),
  gueltigeVerordnung.map(({ diagnosen }) => ({ typ: "DIAGNOSE" as const, diagnose: diagnosen[0] ?? { icd: "I83.0" } })),
);
const inhalt: fc.Arbitrary<Aenderungsinhalt> = fc.oneof(
  fc.tuple(text, wert).map(([pfad, neu]) => ({ art: "AENDERN" as const, pfad, wert: neu })),
  gueltigeVerordnung.map(({ leistungen: [leistung] }) => {
    assert(leistung !== undefined);
    return { art: "HINZUFUEGEN" as const, leistung };
  }),
  text.map((einschraenkung) => ({ art: "HINZUFUEGEN" as const, einschraenkung })),
  text.map((leistungId) => ({ art: "ENTFERNEN" as const, leistungId })),
  text.map((einschraenkung) => ({ art: "ENTFERNEN" as const, einschraenkung })),
);
const vorschlag: fc.Arbitrary<Korrekturvorschlag> = fc
  .tuple(fc.integer({ min: 1, max: 99 }), fc.array(fc.tuple(inhalt, text), { minLength: 1, maxLength: 5 }))
  .map(([zuVersion, paare]) => ({
    verordnungsId: "169.000.000.000.001.62",
    zuVersion,
    absender: "10-67.245.HKPSANDBOX0001",
    aenderungen: paare.map(([was, begruendung], nr): Einzelaenderung => ({
      ...was,
      id: `aenderung-${nr}`,
      begruendung,
    })),
  }));

describe("Korrekturvorschlag as a FHIR QuestionnaireResponse", () => {
  it("is lossless in both directions and valid FHIR R4", () => {
    fc.assert(
      fc.property(vorschlag, (einer) => {
        const bundle = korrekturAlsBundle(einer, KOPF);
        assert.deepEqual(pruefeStruktur(bundle), []);
        assert.deepEqual(korrekturAusBundle(JSON.parse(JSON.stringify(bundle)) as FhirBundle), {
          art: "gueltig",
          korrektur: einer,
        });
      }),
      { numRuns: 150 },
    );
  });

  const beispiel: Korrekturvorschlag = {
    verordnungsId: "169.000.000.000.001.62",
    zuVersion: 1,
    absender: "8-01-HKPSANDBOX0001",
    aenderungen: [
      {
        id: "a",
        art: "AENDERN",
        pfad: "leistungen[L1].haeufigkeit",
        wert: { typ: "HAEUFIGKEIT", haeufigkeit: { anzahl: 2, je: "TAG" } },
        begruendung: "Schreibfehler",
      },
      { id: "b", art: "ENTFERNEN", leistungId: "L2", begruendung: "Nicht nötig" },
    ],
  };
  const bogen = (bundle: FhirBundle) =>
    bundle.entry[0]?.resource as unknown as {
      status: string;
      item: { linkId: string; item: { linkId: string; answer: unknown[] }[] }[];
    };

  it("uses the three kinds and the link ids of the draft guide", () => {
    const { item } = bogen(korrekturAlsBundle(beispiel, KOPF));
    assert.deepEqual(
      item.map(({ linkId, item: posten }) => [linkId, ...posten.map((einer) => einer.linkId)]),
      [
        [
          "ressourceAeandern",
          "ressourceAeandern.id",
          "ressourceAeandern.begruendung",
          "ressourceAeandern.pfad",
          "ressourceAeandern.massnahme.value",
        ],
        [
          "ressourceLoeschen",
          "ressourceLoeschen.id",
          "ressourceLoeschen.begruendung",
          "ressourceLoeschen.massnahme.id",
        ],
      ],
    );
  });

  it("names what is missing or not understood", () => {
    const ohneGrund = structuredClone(korrekturAlsBundle(beispiel, KOPF));
    bogen(ohneGrund).item[0]?.item.splice(1, 1);
    const unbekannt = structuredClone(korrekturAlsBundle(beispiel, KOPF));
    const [gruppe] = bogen(unbekannt).item;
    assert(gruppe !== undefined);
    gruppe.linkId = "ressourceAendern";
    const offen = structuredClone(korrekturAlsBundle(beispiel, KOPF));
    bogen(offen).status = "in-progress";
    for (const bundle of [ohneGrund, unbekannt, offen]) assert.equal(korrekturAusBundle(bundle).art, "ungueltig");
  });
});
