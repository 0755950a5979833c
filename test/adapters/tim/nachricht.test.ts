import assert from "node:assert/strict";
import { baueInhalt } from "../../../src/adapters/tim/nachricht.js";
import type { Vorgangssendung } from "../../../src/domain/ports/zustellung.js";

const SENDUNG: Vorgangssendung = {
  auftragId: "auftrag-1",
  adresse: "@elena:tim.test",
  vorgangId: "163.000.000.000.001.57",
  fadenId: "faden-1",
  vorgaenger: [],
  nachrichtentyp: "Entscheidung",
  betreff: "Leistungsentscheidung liegt vor",
  text: "Versicherte Person: Berger, Renate",
  kurztext: "Die Leistungsentscheidung liegt vor.\n\nVerordnungs-ID: 163.000.000.000.001.57",
  buendel: {
    resourceType: "Bundle",
    type: "message",
    entry: [
      { resource: { resourceType: "MessageHeader", id: "kopf", focus: [{ reference: "urn:uuid:1" }] } },
      { resource: { resourceType: "Organization", name: "HKP-Gateway" } },
      { resource: { resourceType: "Bundle", patient: "Berger" } },
    ],
  },
};

describe("Nachricht im TI-Messenger", () => {
  it("enthält in der Vorgabe nur Art, Bezug und Link", () => {
    const inhalt = baueInhalt(SENDUNG, { inhalte: false, link: "https://portal.example/v/{id}" });
    const text =
      "Die Leistungsentscheidung liegt vor.\n\nVerordnungs-ID: 163.000.000.000.001.57\n" +
      "https://portal.example/v/163.000.000.000.001.57";
    assert.equal(inhalt["body"], `Leistungsentscheidung liegt vor\n\n${text}`);
    assert.deepEqual(inhalt["de.gematik.text"], [{ mimetype: "text/plain", body: text }]);
    assert.deepEqual(inhalt["de.hkp-gateway.auftrag"], {
      id: "auftrag-1",
      typ: "Entscheidung",
      verordnungsId: "163.000.000.000.001.57",
      link: "https://portal.example/v/163.000.000.000.001.57",
    });
    assert.deepEqual(inhalt["de.gematik.fhir.resource"], {
      resourceType: "Bundle",
      type: "message",
      entry: [
        { resource: { resourceType: "MessageHeader", id: "kopf" } },
        { resource: { resourceType: "Organization", name: "HKP-Gateway" } },
      ],
    });
    assert.ok(!JSON.stringify(inhalt).includes("Berger"));
  });

  it("enthält mit TIM_INHALTE alles", () => {
    const inhalt = baueInhalt(SENDUNG, { inhalte: true });
    assert.equal(inhalt["body"], "Leistungsentscheidung liegt vor\n\nVersicherte Person: Berger, Renate");
    assert.deepEqual(inhalt["de.gematik.fhir.resource"], SENDUNG.buendel);
  });

  it("lässt den strukturierten Teil weg, wenn das Ereignis sonst zu groß würde", () => {
    const gross = { resource: { resourceType: "Bundle", daten: "x".repeat(50_000) } };
    const inhalt = baueInhalt(
      { ...SENDUNG, buendel: { ...SENDUNG.buendel, entry: [...SENDUNG.buendel.entry, gross] } },
      { inhalte: true },
    );
    assert.equal(inhalt["de.gematik.fhir.resource"], undefined);
    assert.equal(inhalt["de.gematik.fhir.structure_definition"], undefined);
    assert.equal(inhalt["body"], "Leistungsentscheidung liegt vor\n\nVersicherte Person: Berger, Renate");
  });
});
