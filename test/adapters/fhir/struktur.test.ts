import assert from "node:assert/strict";
import { pruefeStruktur } from "../../../src/adapters/fhir/struktur.js";
import { verordnungAlsBundle } from "../../../src/domain/fhir/verordnung-bundle.js";
import type { FhirBundle } from "../../../src/domain/ports/zustellung.js";
import { verordnung } from "../../helfer/verordnung-bauer.js";

interface Formbar {
  [feld: string]: unknown;
  entry: { fullUrl?: string; resource: Record<string, unknown> }[];
}

const gueltig = verordnungAlsBundle(verordnung(), {
  bundleId: "0d6a6a1e-7c55-4b5f-9d3e-0a3f7b1c2d4e",
  zeitpunkt: new Date("2026-03-02T09:15:00.000Z"),
});

function veraendert(
  aendere: (bundle: Formbar, ressource: (typ: string) => Record<string, unknown>) => void,
): FhirBundle {
  const bundle = structuredClone(gueltig) as unknown as Formbar;
  aendere(bundle, (typ) => {
    const treffer = bundle.entry.find(({ resource }) => resource["resourceType"] === typ);
    assert.ok(treffer, typ);
    return treffer.resource;
  });
  return bundle as unknown as FhirBundle;
}

const FAELLE: readonly (readonly [string, FhirBundle, pfad: string, regel: RegExp])[] = [
  [
    "fehlende Pflichtangabe",
    veraendert((_, r) => delete r("ServiceRequest")["intent"]),
    "Bundle.entry[10].resource.intent",
    /Pflichtangabe fehlt/,
  ],
  [
    "unbekanntes Feld",
    veraendert((_, r) => (r("Patient")["geheim"] = "x")),
    "Bundle.entry[1].resource.geheim",
    /gibt es in FHIR R4 an dieser Stelle nicht/,
  ],
  [
    "falscher Typ",
    veraendert((_, r) => (r("Patient")["birthDate"] = 1948)),
    "Bundle.entry[1].resource.birthDate",
    /falschen Typ; erwartet wird string/,
  ],
  [
    "Datum, das es nicht gibt",
    veraendert((_, r) => (r("Patient")["birthDate"] = "1948-02-31")),
    "Bundle.entry[1].resource.birthDate",
    /Form des FHIR-Typs date/,
  ],
  [
    "Liste statt Einzelwert",
    veraendert((_, r) => (r("Patient")["birthDate"] = ["1948-05-17"])),
    "Bundle.entry.resource.birthDate",
    /nur ein einzelner Wert/,
  ],
  [
    "Einzelwert statt Liste",
    veraendert((_, r) => (r("Patient")["name"] = { family: "Berger" })),
    "Bundle.entry.resource.name",
    /eine Liste erwartet/,
  ],
  ["null", veraendert((_, r) => (r("Patient")["birthDate"] = null)), "Bundle.entry[1].resource.birthDate", /null/],
  ["leere Liste", veraendert((_, r) => (r("Patient")["name"] = [])), "Bundle.entry[1].resource.name", /Leere Werte/],
  [
    "nicht zugelassener Ressourcentyp",
    veraendert((bundle) => bundle.entry.push({ fullUrl: "urn:uuid:x", resource: { resourceType: "Account" } })),
    "Bundle",
    /Ressourcentyp/,
  ],
  ["Dokument ohne Kennung (bdl-9)", veraendert((bundle) => delete bundle["identifier"]), "Bundle", /bdl-9/],
  ["Dokument ohne Composition am Anfang (bdl-11)", veraendert((bundle) => bundle.entry.reverse()), "Bundle", /bdl-11/],
  [
    "doppelte fullUrl (bdl-7)",
    veraendert((bundle) => bundle.entry.push(structuredClone(bundle.entry[1] as Formbar["entry"][0]))),
    "Bundle",
    /bdl-7/,
  ],
  [
    "zwei Werte für eine Auswahl",
    veraendert((_, r) => (r("ServiceRequest")["occurrenceDateTime"] = "2026-03-03")),
    "occurrenceDateTime",
    /^Von diesen Angaben ist nur eine zulässig\.$/,
  ],
  [
    "Verweis nach außen",
    veraendert((_, r) => (r("ServiceRequest")["subject"] = { reference: "Patient/1" })),
    "Bundle.entry[10].resource.subject.reference",
    /führt zu keiner Ressource/,
  ],
  [
    "bedeutungsändernde Erweiterung",
    veraendert(
      (_, r) => (r("ServiceRequest")["modifierExtension"] = [{ url: "http://example.org/x", valueBoolean: true }]),
    ),
    "Bundle.entry[10].resource.modifierExtension",
    /bedeutungsändernde/,
  ],
  [
    "implicitRules",
    veraendert((bundle) => (bundle["implicitRules"] = "http://example.org/x")),
    "Bundle.implicitRules",
    /bedeutungsändernde/,
  ],
];

describe("Struktur eines Bundles", () => {
  it("die eigene Verordnung ist gültig", () => assert.deepEqual(pruefeStruktur(gueltig), []));

  it("wirft auch bei einem kaputten inneren Bundle nicht", () => {
    for (const entry of [null, 1, [null], [{ resource: null }], [{ resource: { entry: 7 } }]]) {
      const kaputt = veraendert((bundle) =>
        bundle.entry.push({ fullUrl: "urn:uuid:y", resource: { resourceType: "Bundle", type: "collection", entry } }),
      );
      assert.notDeepEqual(pruefeStruktur(kaputt), [], JSON.stringify(entry));
    }
  });

  for (const [titel, bundle, pfad, regel] of FAELLE) {
    it(`meldet: ${titel}`, () => {
      const verstoesse = pruefeStruktur(bundle);
      assert.ok(
        verstoesse.some((verstoss) => verstoss.pfad === pfad && regel.test(verstoss.regel)),
        JSON.stringify(verstoesse),
      );
      for (const { hinweis } of verstoesse) assert.notEqual(hinweis, "");
    });
  }
});
