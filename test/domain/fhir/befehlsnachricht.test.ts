import assert from "node:assert/strict";
import { alsBase64, ausBase64 } from "../../../src/domain/fhir/base64.js";
import { befehlsnachricht, istBefehlsnachricht, leseBefehl } from "../../../src/domain/fhir/befehlsnachricht.js";
import type { Befehlsnachricht } from "../../../src/domain/fhir/befehlsnachricht.js";
import type { FhirBundle } from "../../../src/domain/ports/zustellung.js";

const BEFEHL: Befehlsnachricht = {
  bundleId: "5b0c7f3e-8f0e-4c64-9a53-0a4f7d6a1b21",
  zeitpunkt: new Date("2026-03-02T10:15:00Z"),
  aktion: "annehmen",
  absender: { name: "Pflegedienst", telematikId: "5-1", endpoint: "mailto:pd@kim" },
  empfaenger: { name: "Gateway", telematikId: "9-1", endpoint: "mailto:gw@kim" },
};
const geaendert = (
  aendere: (bundle: { entry: Record<string, Record<string, unknown>>[] }) => void,
  teil = {},
): FhirBundle => {
  const bundle = structuredClone(befehlsnachricht({ ...BEFEHL, ...teil })) as unknown as Parameters<typeof aendere>[0];
  aendere(bundle);
  return bundle as unknown as FhirBundle;
};
const pfade = (bundle: FhirBundle): readonly string[] => leseBefehl(bundle).verstoesse.map(({ pfad }) => pfad);

describe("A command as a FHIR message", () => {
  it("is read as it was written", () => {
    const datensatz: FhirBundle = { resourceType: "Bundle", id: "d", type: "collection", entry: [] };
    const { befehl, verstoesse } = leseBefehl(
      befehlsnachricht({
        ...BEFEHL,
        antwortAuf: "C3A1F5DE-52D7-4D0E-8B1F-9F0B7C6A2E10",
        verordnungsId: "169.000.000.000.001.62",
        parameter: [{ name: "poppToken", text: "a.b.c" }],
        datensatz,
        signiert: new Uint8Array([0, 127, 128, 255]),
      }),
    );
    assert.deepEqual(verstoesse, []);
    assert.deepEqual([befehl.bundleId, befehl.code], [BEFEHL.bundleId, "annehmen"]);
    assert.equal(befehl.antwortAuf, "c3a1f5de-52d7-4d0e-8b1f-9f0b7c6a2e10");
    assert.equal(befehl.verordnungsId, "169.000.000.000.001.62");
    assert.equal(befehl.parameter.text("poppToken"), "a.b.c");
    assert.equal(befehl.datensatz?.type, "collection");
    assert.deepEqual(befehl.signiert, new Uint8Array([0, 127, 128, 255]));
  });

  it("needs nothing but its header", () => {
    const { befehl, verstoesse } = leseBefehl(befehlsnachricht(BEFEHL));
    assert.deepEqual(verstoesse, []);
    const { verordnungsId, antwortAuf, datensatz, signiert } = befehl;
    assert.deepEqual([verordnungsId, antwortAuf, datensatz, signiert], [null, null, null, null]);
  });

  it("is told from messages of other systems, and from Bundles that are no message", () => {
    assert.ok(istBefehlsnachricht(befehlsnachricht(BEFEHL)));
    const fremd = geaendert(
      ({ entry }) => (entry[0]!["resource"]!["eventCoding"] = { system: "urn:x", code: "annehmen" }),
    );
    assert.equal(istBefehlsnachricht(fremd), false);
    const uri = geaendert(({ entry }) => {
      delete entry[0]!["resource"]!["eventCoding"];
      entry[0]!["resource"]!["eventUri"] = "urn:x";
    });
    assert.equal(istBefehlsnachricht(uri), false);
    assert.equal(istBefehlsnachricht({ ...befehlsnachricht(BEFEHL), type: "document" }), false);
    assert.equal(istBefehlsnachricht({ ...befehlsnachricht(BEFEHL), entry: [] }), false);
  });

  it("names the place of every fault", () => {
    const mitId = { verordnungsId: "169.000.000.000.001.62" };
    assert.deepEqual(pfade(geaendert(({ entry }) => entry.splice(2, 1), mitId)), ["Bundle.entry[0].resource.focus[0]"]);
    const falschesSystem = geaendert(({ entry }) => {
      const [parameter] = entry[2]!["resource"]!["parameter"] as { valueIdentifier: { system: string } }[];
      parameter!.valueIdentifier.system = "urn:x";
    }, mitId);
    assert.deepEqual(pfade(falschesSystem), ["Bundle.entry[2].resource.parameter[0].valueIdentifier.system"]);
    const signiert = { signiert: new Uint8Array([1]) };
    const typ = geaendert(({ entry }) => (entry[2]!["resource"]!["contentType"] = "text/plain"), signiert);
    assert.deepEqual(pfade(typ), ["Bundle.entry[2].resource.contentType"]);
    const daten = geaendert(({ entry }) => (entry[2]!["resource"]!["data"] = "%%%"), signiert);
    assert.deepEqual(pfade(daten), ["Bundle.entry[2].resource.data"]);
    const zwei = geaendert(({ entry }) => {
      const focus = entry[0]!["resource"]!["focus"] as object[];
      focus.push(...focus);
    }, mitId);
    assert.deepEqual(pfade(zwei), ["Bundle.entry[2].resource"]);
    const ohneFokus = geaendert(({ entry }) => delete entry[0]!["resource"]!["focus"], mitId);
    assert.deepEqual(pfade(ohneFokus), ["Bundle.entry[2]"]);
    assert.deepEqual(pfade(befehlsnachricht({ ...BEFEHL, bundleId: "eins" })), ["Bundle.identifier.value"]);
  });

  it("Base64 there and back, also of what is large; nonsense is none", () => {
    const gross = Uint8Array.from({ length: 300_000 }, (_, stelle) => stelle % 256);
    assert.deepEqual(ausBase64(alsBase64(gross)), gross);
    assert.equal(alsBase64(gross), Buffer.from(gross).toString("base64"));
    assert.equal(ausBase64("%"), null);
  });
});
