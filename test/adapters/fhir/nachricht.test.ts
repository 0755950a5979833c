import assert from "node:assert/strict";
import { bundleAlsXml } from "../../../src/adapters/fhir/bundle-als-xml.js";
import { erzeugeFhirPruefung } from "../../../src/adapters/fhir/fhir-pruefung.js";
import { nachrichtenBundle } from "../../../src/domain/fhir/nachricht.js";
import { verordnungAlsBundle, verordnungAusBundle } from "../../../src/domain/fhir/verordnung-bundle.js";
import type { FhirBundle } from "../../../src/domain/ports/zustellung.js";
import { verordnung } from "../../helfer/verordnung-bauer.js";
import type { Nachricht } from "../../../src/domain/fhir/nachricht.js";

const NACHRICHT: Nachricht = {
  bundleId: "7f1d8a52-3f0b-4b59-8a1c-5d5b7e0b1a11",
  zeitpunkt: new Date("2026-03-02T10:00:00.000Z"),
  ereignisCode: "alarm",
  absender: { name: "HKP-Gateway", endpoint: "mailto:gateway@hkp.kim.telematik" },
  empfaenger: {
    name: "PD Hand & Herz",
    telematikId: "10-67.2450000000001",
    endpoint: "mailto:hand-und-herz@pflege.kim.telematik",
  },
  quelle: { name: "HKP-Gateway", software: "hkp-gateway", version: "0.1.0", kontakt: "support@hkp-gateway.example" },
  fokus: [{ resourceType: "Task", id: "0b6f5c0a-5f42-4a4f-9d5b-2f0a6c3d7e11", status: "requested", intent: "order" }],
};

const pruefung = erzeugeFhirPruefung();
const kopfVon = (nachricht: Nachricht) => nachrichtenBundle(nachricht).entry[0]?.resource;

describe("Nachricht als FHIR-Bundle", () => {
  it("beginnt mit dem MessageHeader und nennt Absender, Empfänger, Quelle und Fokus", () => {
    const bundle = nachrichtenBundle(NACHRICHT);
    assert.equal(bundle.type, "message");
    assert.deepEqual(bundle["identifier"], {
      system: "urn:ietf:rfc:3986",
      value: "urn:uuid:7f1d8a52-3f0b-4b59-8a1c-5d5b7e0b1a11",
    });
    const kopf = bundle.entry[0]?.resource;
    assert.equal(kopf?.resourceType, "MessageHeader");
    assert.deepEqual(kopf["eventCoding"], {
      system: "http://hkp-gateway.example/fhir/CodeSystem/ereignis",
      code: "alarm",
    });
    assert.deepEqual(kopf["destination"], [
      {
        name: "PD Hand & Herz",
        endpoint: "mailto:hand-und-herz@pflege.kim.telematik",
        receiver: {
          identifier: { system: "https://gematik.de/fhir/sid/telematik-id", value: "10-67.2450000000001" },
          display: "PD Hand & Herz",
        },
      },
    ]);
    assert.deepEqual(kopf["sender"], { display: "HKP-Gateway" });
    assert.deepEqual(kopf["source"], {
      name: "HKP-Gateway",
      software: "hkp-gateway",
      version: "0.1.0",
      contact: { system: "email", value: "support@hkp-gateway.example" },
      endpoint: "mailto:gateway@hkp.kim.telematik",
    });
    assert.deepEqual(kopf["focus"], [{ reference: "urn:uuid:0b6f5c0a-5f42-4a4f-9d5b-2f0a6c3d7e11" }]);
    assert.equal("response" in kopf, false);
    assert.deepEqual(
      bundle.entry.map(({ resource }) => resource.resourceType),
      ["MessageHeader", "Organization", "Task"],
    );
    assert.deepEqual(kopf["responsible"], { reference: bundle.entry[1]?.fullUrl });
  });

  it("nimmt System des Ereignisses, Telematik-ID des Absenders und Bezug auf die beantwortete Nachricht auf", () => {
    const kopf = kopfVon({
      ...NACHRICHT,
      ereignisSystem: "https://gematik.de/fhir/atf/CodeSystem/service-identifier-cs",
      absender: { ...NACHRICHT.absender, telematikId: "9-2.58.00000040" },
      quelle: { ...NACHRICHT.quelle, kontakt: "https://hkp-gateway.example/hilfe" },
      antwortAuf: "11111111-2222-4333-8444-555555555555",
    });
    assert.deepEqual(kopf?.["eventCoding"], {
      system: "https://gematik.de/fhir/atf/CodeSystem/service-identifier-cs",
      code: "alarm",
    });
    assert.deepEqual(kopf?.["sender"], {
      identifier: { system: "https://gematik.de/fhir/sid/telematik-id", value: "9-2.58.00000040" },
      display: "HKP-Gateway",
    });
    assert.deepEqual(kopf["response"], { identifier: "11111111-2222-4333-8444-555555555555", code: "ok" });
    assert.deepEqual((kopf["source"] as { contact: unknown }).contact, {
      system: "url",
      value: "https://hkp-gateway.example/hilfe",
    });
  });

  it("gibt einem Fokus ohne UUID eine abgeleitete", () => {
    const bundle = nachrichtenBundle({
      ...NACHRICHT,
      fokus: [{ ...NACHRICHT.fokus[0], resourceType: "Task", id: "auftrag-1" }],
    });
    const eintrag = bundle.entry[2];
    assert.equal(eintrag?.fullUrl, `urn:uuid:${eintrag?.resource.id ?? ""}`);
    assert.match(eintrag?.fullUrl ?? "", /^urn:uuid:[0-9a-f-]{36}$/);
  });

  it("ist mit und ohne Fokus gültiges FHIR, in JSON und in XML", () => {
    for (const nachricht of [NACHRICHT, { ...NACHRICHT, fokus: [] }]) {
      const bundle = nachrichtenBundle(nachricht);
      for (const inhalt of [JSON.stringify(bundle), bundleAlsXml(bundle)]) {
        assert.deepEqual(pruefung.lies(new TextEncoder().encode(inhalt)), { art: "gueltig", bundle });
      }
    }
  });

  it("trägt Datensätze als eigene Dokumente, deren Verweise in ihnen bleiben", () => {
    const dokument = verordnungAlsBundle(verordnung(), {
      bundleId: "0d6a6a1e-7c55-4b5f-9d3e-0a3f7b1c2d4e",
      zeitpunkt: NACHRICHT.zeitpunkt,
    });
    const bundle = nachrichtenBundle({ ...NACHRICHT, fokus: [dokument] });
    assert.deepEqual(bundle.entry[2], { fullUrl: `urn:uuid:${dokument.id ?? ""}`, resource: dokument });
    for (const inhalt of [JSON.stringify(bundle), bundleAlsXml(bundle)]) {
      const gelesen = pruefung.lies(new TextEncoder().encode(inhalt));
      assert.deepEqual(gelesen, { art: "gueltig", bundle });
      assert.deepEqual(verordnungAusBundle(gelesen.bundle.entry[2]?.resource as FhirBundle), {
        art: "gueltig",
        verordnung: verordnung(),
      });
    }
  });

  it("beginnt als XML mit der Deklaration und dem Namensraum", () => {
    assert.match(
      bundleAlsXml(nachrichtenBundle(NACHRICHT)),
      /^<\?xml version="1\.0" encoding="UTF-8"\?><Bundle xmlns="http:\/\/hl7\.org\/fhir"><id value="7f1d8a52/,
    );
  });
});
