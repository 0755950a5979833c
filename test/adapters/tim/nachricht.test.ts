import assert from "node:assert/strict";
import { baueNachricht, mitDatei } from "../../../src/adapters/tim/nachricht.js";
import { verschluessle } from "../../../src/adapters/tim/verschluesselte-datei.js";
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

const HILFE = "!hilfe zeigt, was Sie hier im Raum tun können.";

describe("Nachricht im TI-Messenger", () => {
  it("enthält in der Vorgabe nur Art, Bezug und Link", () => {
    const { inhalt, datei } = baueNachricht(SENDUNG, { inhalte: false, link: "https://portal.example/v/{id}" });
    const text =
      "Die Leistungsentscheidung liegt vor.\n\nVerordnungs-ID: 163.000.000.000.001.57\n\n" +
      `${HILFE}\n` +
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
    assert.equal(datei, null);
  });

  it("enthält mit TIM_INHALTE alles", () => {
    const { inhalt, datei } = baueNachricht(SENDUNG, { inhalte: true });
    assert.equal(inhalt["body"], `Leistungsentscheidung liegt vor\n\nVersicherte Person: Berger, Renate\n\n${HILFE}`);
    assert.deepEqual(inhalt["de.gematik.fhir.resource"], SENDUNG.buendel);
    assert.equal(datei, null);
  });

  it("eine Antwort ohne Daten besteht aus Worten", () => {
    const { inhalt, datei } = baueNachricht({ ...SENDUNG, buendel: null }, { inhalte: true });
    assert.equal(inhalt["de.gematik.fhir.structure_definition"], undefined);
    assert.equal(datei, null);
  });

  it("was für ein Ereignis zu groß ist, wird eine Datei neben ihm; der Text bleibt", () => {
    const gross = { resource: { resourceType: "Bundle", daten: "x".repeat(50_000) } };
    const buendel = { ...SENDUNG.buendel, entry: [...SENDUNG.buendel.entry, gross] };
    const nachricht = baueNachricht({ ...SENDUNG, buendel }, { inhalte: true });
    assert.deepEqual(JSON.parse(Buffer.from(nachricht.datei ?? []).toString()), buendel);
    const { schluessel } = verschluessle(Buffer.from("klar"));
    const inhalt = mitDatei(nachricht, { url: "mxc://tim.test/abc", ...schluessel }, 50_500);
    assert.equal(inhalt["de.gematik.fhir.resource"], undefined);
    assert.ok(inhalt["de.gematik.fhir.structure_definition"] !== undefined);
    assert.deepEqual(inhalt["de.gematik.fhir.file"], {
      mimetype: "application/fhir+json",
      info: { mimetype: "application/fhir+json", size: 50_500 },
      file: { url: "mxc://tim.test/abc", ...schluessel },
    });
    assert.equal(inhalt["body"], `Leistungsentscheidung liegt vor\n\nVersicherte Person: Berger, Renate\n\n${HILFE}`);
  });
});
