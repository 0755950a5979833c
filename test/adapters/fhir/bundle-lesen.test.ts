import assert from "node:assert/strict";
import fc from "fast-check";
import { bundleAlsXml } from "../../../src/adapters/fhir/bundle-als-xml.js";
import { bundleLesen } from "../../../src/adapters/fhir/bundle-lesen.js";
import { erzeugeFhirPruefung } from "../../../src/adapters/fhir/fhir-pruefung.js";
import { verordnungAlsBundle } from "../../../src/domain/fhir/verordnung-bundle.js";
import { verordnung } from "../../helfer/verordnung-bauer.js";

const BUNDLE = verordnungAlsBundle(verordnung(), {
  bundleId: "0d6a6a1e-7c55-4b5f-9d3e-0a3f7b1c2d4e",
  zeitpunkt: new Date("2026-03-02T09:15:00.000Z"),
});
const JSON_TEXT = JSON.stringify(BUNDLE);
const XML_TEXT = bundleAlsXml(BUNDLE);
const bytes = (text: string) => new TextEncoder().encode(text);
const tief = (ebenen: number) => `{"resourceType":"Bundle","x":${"[".repeat(ebenen)}${"]".repeat(ebenen)}}`;
const tiefesXml = `<Bundle xmlns="http://hl7.org/fhir">${"<a>".repeat(60)}${"</a>".repeat(60)}</Bundle>`;

function ersetze(text: string, alt: string, neu: string): string {
  assert.ok(text.includes(alt), alt);
  return text.replace(alt, neu);
}

const ABGELEHNT: readonly (readonly [string, Uint8Array, RegExp])[] = [
  ["ein BOM", new Uint8Array([0xef, 0xbb, 0xbf, ...bytes(JSON_TEXT)]), /BOM/],
  ["ein BOM vor XML", new Uint8Array([0xef, 0xbb, 0xbf, ...bytes(XML_TEXT)]), /BOM/],
  ["ungültiges UTF-8", new Uint8Array([...bytes(JSON_TEXT.slice(0, -1)), 0xff, 0x7d]), /kein gültiges UTF-8/],
  ["UTF-16", new Uint8Array(Buffer.from(JSON_TEXT, "utf16le")), /kein gültiges UTF-8/],
  ["nichts", new Uint8Array(), /weder FHIR JSON noch FHIR XML/],
  ["ein PDF", bytes("%PDF-1.7"), /weder FHIR JSON noch FHIR XML/],
  ["abgeschnittenes JSON", bytes(JSON_TEXT.slice(0, -10)), /kein gültiges JSON/],
  ["JSON mit offener Zeichenkette", bytes('{"resourceType":"Bun'), /kein gültiges JSON/],
  ["zu tiefes JSON", bytes(tief(50)), /tiefer als 50 Ebenen/],
  ["sehr tiefes JSON", bytes(tief(400_000)), /tiefer als 50 Ebenen/],
  ["doppelte Feldnamen", bytes(`{"type":"document",${JSON_TEXT.slice(1)}`), /mehrfach vor/],
  [
    "doppelte Feldnamen in anderer Schreibweise mit viel Leerraum",
    bytes(`{"\\u0074ype"${" ".repeat(50)}:"document",${JSON_TEXT.slice(1)}`),
    /mehrfach vor/,
  ],
  ["eine andere Ressource", bytes('{"resourceType":"Patient"}'), /kein FHIR-Bundle/],
  ["ein Bundle ohne Einträge", bytes('{"resourceType":"Bundle","type":"document"}'), /kein FHIR-Bundle/],
  [
    "ein Bundle mit leerem Eintrag",
    bytes('{"resourceType":"Bundle","type":"document","entry":[null]}'),
    /kein FHIR-Bundle/,
  ],
  ["abgeschnittenes XML", bytes(XML_TEXT.slice(0, -9)), /kein wohlgeformtes XML/],
  ["XML ohne Ende", bytes(XML_TEXT.slice(0, 600)), /kein wohlgeformtes XML/],
  ["zwei Wurzeln", bytes(XML_TEXT + '<Bundle xmlns="http://hl7.org/fhir"/>'), /kein wohlgeformtes XML/],
  ["Text nach der Wurzel", bytes(`${XML_TEXT}x`), /kein wohlgeformtes XML/],
  ["Text zwischen Elementen", bytes(ersetze(XML_TEXT, "<entry>", "<entry>heimlich")), /kein wohlgeformtes XML/],
  [
    "doppeltes Attribut",
    bytes(ersetze(XML_TEXT, "<type value=", '<type value="message" value=')),
    /kein wohlgeformtes XML/,
  ],
  ["zu tiefes XML", bytes(tiefesXml), /zu tief/],
  ["DTD mit Entität", bytes(ersetze(XML_TEXT, "<Bundle", '<!DOCTYPE b [<!ENTITY a "b">]><Bundle')), /nicht zulässig/],
  ["CDATA", bytes(ersetze(XML_TEXT, "<entry>", "<entry><![CDATA[x]]>")), /nicht zulässig/],
  ["Verarbeitungsanweisung", bytes(ersetze(XML_TEXT, "<entry>", "<entry><?x y?>")), /nicht zulässig/],
  ["andere Kodierung", bytes(ersetze(XML_TEXT, "UTF-8", "ISO-8859-1")), /nicht zulässig/],
  ["unbekannte Entität", bytes(ersetze(XML_TEXT, "Sommer", "&geheim;")), /kein FHIR R4/],
  ["fremder Namensraum", bytes(ersetze(XML_TEXT, "http://hl7.org/fhir", "http://example.org")), /Namensraum/],
  ["fehlender Namensraum", bytes(ersetze(XML_TEXT, ' xmlns="http://hl7.org/fhir"', "")), /Namensraum/],
  ["fremdes Attribut mit Präfix", bytes(ersetze(XML_TEXT, "<entry>", '<entry xsi:x="1">')), /Namensraum/],
  ["unbekanntes Element", bytes(ersetze(XML_TEXT, "<entry>", '<geheim value="1"/><entry>')), /„geheim“ ist unbekannt/],
  ["unbekanntes Attribut", bytes(ersetze(XML_TEXT, "<entry>", '<entry geheim="1">')), /„@geheim“ ist unbekannt/],
  [
    "wiederholtes Element",
    bytes(ersetze(XML_TEXT, "<birthDate", '<birthDate value="1900-01-01"/><birthDate')),
    /„birthDate“/,
  ],
  [
    "unbekannte Ressource in XML",
    bytes(XML_TEXT.replaceAll("Coverage>", "Deckung>").replace("<Coverage", "<Deckung")),
    /FHIR/,
  ],
  [
    "Zahl mit Buchstaben in XML",
    bytes(ersetze(XML_TEXT, '<frequency value="2"', '<frequency value="2x"')),
    /kein FHIR R4/,
  ],
];

describe("Bundle aus Bytes lesen", () => {
  it("nimmt JSON und XML und liefert dasselbe Bundle", () => {
    assert.deepEqual(bundleLesen(bytes(JSON_TEXT)), { art: "gueltig", bundle: BUNDLE });
    assert.deepEqual(bundleLesen(bytes(XML_TEXT)), { art: "gueltig", bundle: BUNDLE });
  });

  it("nimmt Leerraum, Kommentare und ein XML ohne Deklaration", () => {
    const eingerueckt = XML_TEXT.replace(/^<\?xml[^>]*\?>/, "\n<!-- Praxis -->\n").replaceAll("><", ">\n  <");
    assert.deepEqual(bundleLesen(bytes(ersetze(eingerueckt, "<entry>", "<!-- x --><entry>"))), {
      art: "gueltig",
      bundle: BUNDLE,
    });
    assert.equal(bundleLesen(bytes(JSON.stringify(BUNDLE, null, 4))).art, "gueltig");
  });

  it("macht aus Dezimalzahlen Zahlen und behält die Erzählung", () => {
    const div = '<div xmlns="http://www.w3.org/1999/xhtml"><p>Text &amp; <b>mehr</b></p></div>';
    const mitText = ersetze(
      XML_TEXT,
      '<status value="final"',
      `<text><status value="generated"/>${div}</text><status value="final"`,
    );
    const gelesen = bundleLesen(bytes(mitText));
    assert.equal(gelesen.art, "gueltig");
    const ressourcen = gelesen.bundle.entry.map(({ resource }) => resource);
    const leistung = ressourcen.find(({ resourceType }) => resourceType === "ServiceRequest");
    const { repeat } = leistung?.["occurrenceTiming"] as { repeat: { period: unknown } };
    assert.equal(repeat.period, 1);
    assert.deepEqual(ressourcen[0]?.["text"], { status: "generated", div });
  });

  for (const [titel, inhalt, muster] of ABGELEHNT) {
    it(`lehnt ab: ${titel}`, () => {
      const ergebnis = bundleLesen(inhalt);
      assert.equal(ergebnis.art, "ungueltig");
      assert.equal(ergebnis.verstoesse.length, 1);
      assert.equal(ergebnis.verstoesse[0]?.pfad, "Bundle");
      assert.match(ergebnis.verstoesse[0]?.regel ?? "", muster);
    });
  }

  it("lehnt mehr Bytes als erlaubt ab, genau so viele nicht", () => {
    const inhalt = bytes(JSON_TEXT);
    const grenzen = { hoechstensBytes: inhalt.byteLength, hoechsteTiefe: 50 };
    assert.equal(bundleLesen(inhalt, grenzen).art, "gueltig");
    const zuKlein = bundleLesen(inhalt, { ...grenzen, hoechstensBytes: inhalt.byteLength - 1 });
    assert.equal(zuKlein.art, "ungueltig");
    assert.match(zuKlein.verstoesse[0]?.regel ?? "", /größer als/);
  });

  it("wirft nie, auch nicht bei zufällig verändertem Inhalt", () => {
    const pruefung = erzeugeFhirPruefung();
    const inhalte = [bytes(JSON_TEXT), bytes(XML_TEXT)];
    const stelle = fc.integer({ min: 0, max: Math.min(...inhalte.map(({ length }) => length)) - 1 });
    fc.assert(
      fc.property(
        fc.constantFrom(...inhalte),
        fc.array(fc.tuple(stelle, fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 4 }),
        (inhalt, aenderungen) => {
          const veraendert = inhalt.slice();
          for (const [ort, byte] of aenderungen) veraendert[ort] = byte;
          assert.match(pruefung.lies(veraendert).art, /^(un)?gueltig$/);
        },
      ),
      { numRuns: 150 },
    );
    fc.assert(fc.property(fc.uint8Array(), (zufall) => pruefung.lies(zufall).art === "ungueltig"));
    fc.assert(
      fc.property(fc.json(), (json) => {
        const bundle = `{"resourceType":"Bundle","type":"document","entry":[{"resource":{"resourceType":"Patient","x":${json}}}]}`;
        return pruefung.lies(bytes(bundle)).art === "ungueltig";
      }),
      { numRuns: 50 },
    );
  });
});
