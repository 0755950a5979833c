import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { deflateSync } from "node:zlib";
import { erzeugeDateipruefung } from "../../../src/adapters/datei/dateipruefung.js";
import { jpeg, pdf, png, tiff } from "../../helfer/dateien.js";

describe("Dateipruefung", () => {
  const pruefung = erzeugeDateipruefung();
  const PDF = "application/pdf";

  async function grund(datei: Buffer, behauptet: string): Promise<string | null> {
    const urteil = await pruefung.pruefe(datei, behauptet);
    return urteil.art === "abgelehnt" ? urteil.grund : null;
  }

  describe("accepts", () => {
    const gute: readonly (readonly [string, Buffer])[] = [
      [PDF, pdf()],
      [PDF, pdf({ imStrom: ["<< /Type /Font /BaseFont /Helvetica >>"] })],
      ["image/png", png(2480, 3508)],
      ["image/jpeg", jpeg(2480, 3508)],
      ["image/tiff", tiff(2480, 3508)],
      ["image/tiff", tiff(9921, 14031, "MM")],
    ];
    for (const [typ, datei] of gute)
      it(`${typ}, ${datei.length} bytes`, async () =>
        assert.deepEqual(await pruefung.pruefe(datei, typ), {
          art: "angenommen",
          medientyp: typ,
          sha256: createHash("sha256").update(datei).digest("hex"),
        }));

    it("a media type in capitals and with a parameter", async () =>
      assert.equal(await grund(pdf(), "Application/PDF; charset=binary"), null));
  });

  describe("the media type", () => {
    it("nothing at all", async () => assert.equal(await grund(Buffer.alloc(0), PDF), "LEER"));
    it("another kind of file", async () =>
      assert.equal(await grund(Buffer.from("PK\x03\x04 a Word file"), PDF), "MEDIENTYP_UNBEKANNT"));
    it("HTML that claims to be a PDF", async () =>
      assert.equal(await grund(Buffer.from("<html><script>alert(1)</script>%PDF-1.7"), PDF), "MEDIENTYP_UNBEKANNT"));
    it("a PNG sent as PDF", async () => assert.equal(await grund(png(), PDF), "MEDIENTYP_WIDERSPRUCH"));
    it("a PDF sent as bytes of any kind", async () =>
      assert.equal(await grund(pdf(), "application/octet-stream"), "MEDIENTYP_WIDERSPRUCH"));
  });

  describe("PDF", () => {
    it("cut off", async () => {
      const ganze = pdf();
      assert.equal(await grund(ganze.subarray(0, ganze.length - 10), PDF), "PDF_UNVOLLSTAENDIG");
    });
    it("encrypted", async () =>
      assert.equal(await grund(pdf({ trailer: "/Encrypt 5 0 R " }), PDF), "PDF_VERSCHLUESSELT"));

    const AKTIVE: Readonly<Record<string, string>> = {
      "script when it is opened": "<< /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>",
      "script with escaped letters": "<< /S /J#61vaScr#69pt /JS (app.alert(1)) >>",
      "start of a program": "<< /S /Launch /F (calc.exe) >>",
      "an embedded file": "<< /Type /EmbeddedFile /Length 0 >>",
      "a form with logic": "<< /AcroForm << /XFA 7 0 R >> >>",
      "sending a form away": "<< /S /SubmitForm /F (https://example.org) >>",
    };
    for (const [was, objekt] of Object.entries(AKTIVE)) {
      it(`${was}, in the open`, async () =>
        assert.equal(await grund(pdf({ objekte: [objekt] }), PDF), "PDF_AKTIVER_INHALT"));
      it(`${was}, in an object stream`, async () =>
        assert.equal(await grund(pdf({ imStrom: ["<< /A 1 >>", objekt] }), PDF), "PDF_AKTIVER_INHALT"));
    }

    const SKRIPT = "<< /S /JavaScript /JS (app.alert(1)) >>";
    it("an object stream that does not say that it is one", async () => {
      const datei = pdf({ imStrom: [SKRIPT] })
        .toString("latin1")
        .replace("/Type /ObjStm", "");
      assert.equal(await grund(Buffer.from(datei, "latin1"), PDF), "PDF_AKTIVER_INHALT");
    });
    it("an object stream whose dictionary is full of comments", async () => {
      const datei = pdf({ imStrom: [SKRIPT] })
        .toString("latin1")
        .replace("/Type /ObjStm", "% >> endobj stream\n /T#79pe /Obj#53tm % obj <<\r");
      assert.equal(await grund(Buffer.from(datei, "latin1"), PDF), "PDF_AKTIVER_INHALT");
    });
    it("an object stream within another stream", async () => {
      const innen = pdf({ imStrom: [SKRIPT] }).toString("latin1");
      const objekt = innen.slice(innen.indexOf("5 0 obj"), innen.indexOf("xref"));
      const datei = pdf({ objekte: [`<< /Length ${objekt.length} >>\nstream\n${objekt}\nendstream`] });
      assert.equal(await grund(datei, PDF), "PDF_AKTIVER_INHALT");
    });

    const NICHT_PRUEFBAR: Readonly<Record<string, Parameters<typeof pdf>[0]>> = {
      "another filter": {
        stromfelder: "/Filter /ASCIIHexDecode",
        verpacke: (roh) => Buffer.from(roh.toString("hex")),
      },
      "two filters": { stromfelder: "/Filter [/ASCIIHexDecode /FlateDecode]" },
      "a filter that stands elsewhere": { stromfelder: "/Filter 7 0 R" },
      "a predictor": { stromfelder: "/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 5 >>" },
      "the filter named twice": { stromfelder: "/Filter /FlateDecode /Filter /ASCIIHexDecode" },
      "content in another file": { stromfelder: "/Filter /FlateDecode /F (other.bin)" },
      "broken content": { verpacke: () => Buffer.from("no zlib at all") },
      "content that unpacks to 41 MB": {
        verpacke: (roh) => deflateSync(Buffer.concat([roh, Buffer.alloc(41_000_000, 0x20)])),
      },
    };
    for (const [was, teile] of Object.entries(NICHT_PRUEFBAR))
      it(`an object stream with ${was} is refused`, async () =>
        assert.equal(await grund(pdf({ imStrom: [SKRIPT], ...teile }), PDF), "PDF_NICHT_PRUEFBAR"));

    it("nesting without end is refused", async () =>
      assert.equal(await grund(pdf({ objekte: ["<</A[".repeat(100)] }), PDF), "PDF_NICHT_PRUEFBAR"));
    it("a file made to be slow is refused soon", async function () {
      this.timeout(5_000);
      // Every `obj` opens a string that ends with the file.
      assert.equal(await grund(pdf({ objekte: ["obj(".repeat(500_000)] }), PDF), "PDF_NICHT_PRUEFBAR");
    });
  });

  describe("images", () => {
    const FAELLE: readonly (readonly [string, string, Buffer, string])[] = [
      ["a PNG that is cut off", "image/png", png().subarray(0, -4), "BILD_BESCHAEDIGT"],
      [
        "a PNG with something behind it",
        "image/png",
        Buffer.concat([png(), Buffer.from("<html>")]),
        "BILD_BESCHAEDIGT",
      ],
      ["a PNG without size", "image/png", png(0, 5), "BILD_BESCHAEDIGT"],
      ["a PNG of 4 thousand million points", "image/png", png(65_000, 65_000), "BILD_ZU_GROSS"],
      ["a JPEG that is cut off", "image/jpeg", jpeg().subarray(0, -2), "BILD_BESCHAEDIGT"],
      ["a JPEG that is nothing but its beginning", "image/jpeg", jpeg().subarray(0, 4), "BILD_BESCHAEDIGT"],
      ["a JPEG of 20,000 × 20,000", "image/jpeg", jpeg(20_000, 20_000), "BILD_ZU_GROSS"],
      ["a TIFF that points beyond its end", "image/tiff", tiff().subarray(0, 20), "BILD_BESCHAEDIGT"],
      ["a TIFF with one edge too long", "image/tiff", tiff(20_001, 1), "BILD_ZU_GROSS"],
    ];
    for (const [was, typ, datei, erwartet] of FAELLE)
      it(`${was}: ${erwartet}`, async () => assert.equal(await grund(datei, typ), erwartet));

    it("a TIFF whose pages go round in a circle", async () => {
      const datei = tiff();
      datei.writeUInt32LE(8, 34);
      assert.equal(await grund(datei, "image/tiff"), "BILD_BESCHAEDIGT");
    });
  });
});
