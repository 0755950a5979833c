import assert from "node:assert/strict";
import { angabenAlsBundle, angabenAusBundle } from "../../../src/domain/fhir/angaben-bundle.js";
import {
  blankoverordnungAlsBundle,
  blankoverordnungAusBundle,
} from "../../../src/domain/fhir/blankoverordnung-bundle.js";
import { entscheidungAlsBundle, entscheidungAusBundle } from "../../../src/domain/fhir/entscheidung-bundle.js";
import { uuidAus } from "../../../src/domain/fhir/uuid.js";
import type { FhirBundle } from "../../../src/domain/ports/zustellung.js";
import { angaben, blankoverordnung, entscheidung } from "../../helfer/verordnung-bauer.js";

const KOPF = { bundleId: "0d6a6a1e-7c55-4b5f-9d3e-0a3f7b1c2d4e", zeitpunkt: new Date("2026-03-02T09:15:00.000Z") };

interface Formbar {
  entry: { resource: Record<string, unknown> }[];
}
function ohne(bundle: FhirBundle, typ: string, aendere: (ressource: Record<string, unknown>) => void): FhirBundle {
  const kopie = structuredClone(bundle) as unknown as Formbar;
  const treffer = kopie.entry.find(({ resource }) => resource["resourceType"] === typ);
  assert.ok(treffer, typ);
  aendere(treffer.resource);
  return kopie as unknown as FhirBundle;
}

type Ergebnis = {
  readonly art: string;
  readonly verstoesse?: readonly { readonly pfad: string; readonly regel: string }[];
};
function erwarteMangel(ergebnis: Ergebnis, pfad: RegExp, regel: RegExp): void {
  assert.equal(ergebnis.art, "ungueltig");
  assert.ok(
    ergebnis.verstoesse?.some((verstoss) => pfad.test(verstoss.pfad) && regel.test(verstoss.regel)),
    JSON.stringify(ergebnis.verstoesse),
  );
}

describe("Blankoverordnung, Angaben und Entscheidung als FHIR-Dokument", () => {
  const blanko = blankoverordnungAlsBundle(blankoverordnung(), KOPF);
  const angabenBundle = angabenAlsBundle(angaben(), KOPF);
  const entscheid = entscheidungAlsBundle(entscheidung(), KOPF);

  it("nennt die Pflegefachperson mit ihrer Beschäftigtennummer", () => {
    const person = blanko.entry.find(({ resource }) => resource.resourceType === "Practitioner")?.resource;
    assert.deepEqual(person?.["identifier"], [{ system: "http://fhir.de/sid/bfarm/lbnr", value: "001234567" }]);
  });

  it("enthält keine Stammdaten der versicherten Person", () => {
    for (const bundle of [blanko, angabenBundle, entscheid]) {
      assert.equal(/X110411319|Berger|Renate/.test(JSON.stringify(bundle)), false);
    }
  });

  it("hält die Begründungen je Adressat getrennt", () => {
    const antwort = entscheid.entry.find(({ resource }) => resource.resourceType === "ClaimResponse")?.resource;
    const notizen = antwort?.["processNote"] as { extension: { valueCode: string }[]; text: string }[];
    assert.deepEqual(
      notizen.map(({ extension, text }) => [extension[0]?.valueCode, text]),
      [
        ["verordnender", "Die Verordnung ist schlüssig."],
        ["pflegedienst", "Abrechnung über die genannte Gebührenposition."],
        ["versicherter", "Wir übernehmen die Kosten wie beantragt."],
      ],
    );
    assert.equal(antwort?.["use"], "preauthorization");
    assert.equal(antwort["preAuthRef"], "GK-2026-0001");
  });

  it("verwechselt die Datensätze nicht", () => {
    erwarteMangel(blankoverordnungAusBundle(angabenBundle), /type\.coding\[0\]\.code$/, /blankoverordnung/);
    erwarteMangel(angabenAusBundle(blanko), /type\.coding\[0\]\.code$/, /angaben/);
    erwarteMangel(entscheidungAusBundle(angabenBundle), /type\.coding\[0\]\.code$/, /entscheidung/);
  });

  it("meldet eine Blankoverordnung ohne Bezug zur Version und ohne Umfang", () => {
    erwarteMangel(
      blankoverordnungAusBundle(ohne(blanko, "Composition", (r) => delete r["extension"])),
      /zu-version.*valuePositiveInt$/,
      /Pflichtangabe fehlt/,
    );
    const ohneUmfang = blankoverordnungAusBundle(ohne(blanko, "ServiceRequest", (r) => delete r["occurrenceTiming"]));
    erwarteMangel(ohneUmfang, /repeat\.frequency$/, /Pflichtangabe fehlt/);
    erwarteMangel(ohneUmfang, /repeat\.boundsPeriod$/, /Pflichtangabe fehlt/);
    erwarteMangel(
      blankoverordnungAusBundle(ohne(blanko, "ServiceRequest", (r) => (r["doNotPerform"] = true))),
      /doNotPerform$/,
      /nicht vorgesehen/,
    );
  });

  it("meldet Angaben ohne Institutionskennzeichen und mit falschem Status", () => {
    erwarteMangel(
      angabenAusBundle(ohne(angabenBundle, "Organization", (r) => (r["identifier"] = []))),
      /iknr'\)\.value$/,
      /Pflichtangabe fehlt/,
    );
    erwarteMangel(
      angabenAusBundle(ohne(angabenBundle, "ServiceRequest", (r) => (r["status"] = "revoked"))),
      /status$/,
      /„active“/,
    );
  });

  it("meldet eine Entscheidung ohne Antwort, mit unbekanntem Ergebnis, Adressaten oder Umfang", () => {
    erwarteMangel(
      entscheidungAusBundle(ohne(entscheid, "Composition", (r) => delete r["section"])),
      /section/,
      /genau eine Entscheidung/,
    );
    const kode = (r: Record<string, unknown>) => r["subType"] as { coding: { code: string }[] };
    erwarteMangel(
      entscheidungAusBundle(ohne(entscheid, "ClaimResponse", (r) => (kode(r).coding = [{ code: "x" }]))),
      /subType\.coding/,
      /Pflichtangabe fehlt/,
    );
    const notizen = (r: Record<string, unknown>) => r["processNote"] as { extension: { valueCode: string }[] }[];
    erwarteMangel(
      entscheidungAusBundle(
        ohne(entscheid, "ClaimResponse", (r) =>
          notizen(r).forEach((n) => n.extension.forEach((e) => (e.valueCode = "alle"))),
        ),
      ),
      /valueCode$/,
      /verordnender, pflegedienst, versicherter/,
    );
    erwarteMangel(
      entscheidungAusBundle(
        ohne(entscheid, "ClaimResponse", (r) => (r["processNote"] = [...notizen(r), notizen(r)[0]])),
      ),
      /processNote$/,
      /höchstens eine Begründung/,
    );
    erwarteMangel(
      entscheidungAusBundle(ohne(entscheid, "ClaimResponse", (r) => (r["outcome"] = "queued"))),
      /outcome$/,
      /„complete“/,
    );
  });
});

describe("Abgeleitete UUID", () => {
  it("ist für Bundle und Name immer dieselbe, sonst eine andere", () => {
    const eine = uuidAus(KOPF.bundleId, "Patient");
    assert.equal(uuidAus(KOPF.bundleId, "Patient"), eine);
    const namen = Array.from({ length: 2000 }, (_, stelle) => uuidAus(KOPF.bundleId, `Leistung/${stelle}`));
    assert.equal(new Set(namen).size, 2000);
    assert.notEqual(uuidAus("5f0c3c2e-1111-4222-8333-444455556666", "Patient"), eine);
    for (const uuid of namen)
      assert.match(uuid, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
