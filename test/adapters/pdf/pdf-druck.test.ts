import assert from "node:assert/strict";
import { inflateSync } from "node:zlib";
import { PdfDruck } from "../../../src/adapters/pdf/pdf-druck.js";
import type { Block, Dokument } from "../../../src/domain/ports/dokumentdruck.js";
import { liesPdf } from "../../helfer/pdf.js";

const druck = new PdfDruck();
const dokument = (...bloecke: readonly Block[]): Dokument => ({
  titel: "Verordnung häuslicher Krankenpflege",
  erstelltAm: new Date("2026-03-02T10:00:00Z"),
  fusszeile: "Lesefassung",
  abschnitte: [{ ueberschrift: "Leistungen", bloecke }],
});
const absatz = (text: string): Block => ({ art: "absatz", text });
const tabelle = (...zeilen: readonly (readonly [string, string])[]): Block => ({
  art: "tabelle",
  spalten: [
    { titel: "Leistung", anteil: 3 },
    { titel: "Häufigkeit", anteil: 1 },
  ],
  zeilen,
});

/** All of the file that is not a packed stream, and the streams unpacked, as one byte per character. */
function ausgepackt(bytes: Uint8Array): string {
  const roh = Buffer.from(bytes).toString("latin1");
  return roh.replace(/stream\r?\n([^]*?)\r?\nendstream/g, (ganz, inhalt: string) => {
    try {
      return inflateSync(Buffer.from(inhalt, "latin1")).toString("latin1");
    } catch {
      return ganz;
    }
  });
}

describe("PdfDruck", () => {
  it("prints title, headings, names with values, tables and text, with page numbers", async () => {
    const { text, seiten } = await liesPdf(
      await druck.drucke(
        dokument(
          { art: "angaben", zeilen: [["Versicherte Person", "Berger, Renate"]] },
          tabelle(["Medikamentengabe", "2 × täglich"]),
          absatz("Ödeme an beiden Beinen."),
        ),
      ),
    );
    assert.equal(seiten, 1);
    assert.equal(
      text.trim(),
      "Verordnung häuslicher Krankenpflege Leistungen Versicherte Person Berger, Renate " +
        "Leistung Häufigkeit Medikamentengabe 2 × täglich Ödeme an beiden Beinen. Lesefassung · Seite 1 von 1",
    );
  });

  it("is PDF/A-3 by its own words: A4, tagged, German, fonts embedded, colours fixed, nothing active", async () => {
    const bytes = await druck.drucke(dokument(tabelle(["Medikamentengabe", "2 × täglich"])));
    const { sprache, getaggt, gliederung } = await liesPdf(bytes);
    assert.deepEqual([sprache, getaggt], ["de-DE", true]);
    assert.deepEqual(
      gliederung.filter((typ) => typ !== "Div"),
      ["H1", "H2", "Table", "TR", "TH", "TH", "TR", "TD", "TD"],
    );
    const inhalt = ausgepackt(bytes);
    assert.match(inhalt, /<pdfaid:part>3<\/pdfaid:part>\s*<pdfaid:conformance>B<\/pdfaid:conformance>/);
    assert.match(inhalt, /\/MediaBox \[0 0 595\.28 841\.89\]/);
    assert.match(inhalt, /\/OutputIntents/);
    const schriften = inhalt.match(/\/Type \/FontDescriptor/g) ?? [];
    assert.equal(schriften.length, 2);
    assert.equal((inhalt.match(/\/FontFile2/g) ?? []).length, schriften.length);
    assert.doesNotMatch(inhalt, /\/Helvetica|\/Encrypt|\/JavaScript|\/OpenAction|\/AA\b/);
  });

  it("gives the same bytes for the same document, and others for another moment", async () => {
    const eines = dokument(absatz("eins"));
    const erstes = Buffer.from(await druck.drucke(eines));
    assert.ok(erstes.equals(await new PdfDruck().drucke(eines)));
    assert.ok(!erstes.equals(await druck.drucke({ ...eines, erstelltAm: new Date("2026-03-03T10:00:00Z") })));
  });

  it("goes on over as many pages as it takes, and loses no row", async () => {
    const zeilen = Array.from({ length: 120 }, (_, nr) => [`Leistung Nummer ${nr + 1}.`, "1 × täglich"] as const);
    const { seiten, text, jeSeite } = await liesPdf(await druck.drucke(dokument(tabelle(...zeilen))));
    assert.ok(seiten >= 3 && seiten <= 6, `${seiten} pages`);
    for (const [name] of zeilen) assert.ok(text.includes(name), name);
    assert.match(jeSeite[1] ?? "", new RegExp(`Seite 2 von ${seiten}`));
  });

  it("breaks words that are longer than a line, and a cell that is longer than a page", async () => {
    const lang = "Donaudampfschifffahrt".repeat(400);
    const { text, seiten } = await liesPdf(await druck.drucke(dokument(tabelle([lang, "x"]), absatz("Ende."))));
    assert.ok(text.replaceAll(" ", "").includes(lang.slice(0, 2000)));
    assert.ok(seiten > 1);
    assert.match(text, /Ende\./);
  });

  it("prints names of Europe and signs of medicine as they are written", async () => {
    const worte = "Łódź Şahin Ğ Ő Ș Ẹ Ελένη Жанна ẞ „Gänsefüßchen“ ≥ 3 ≤ 5 → mg ½ ² ° ± – € ✓";
    const { text } = await liesPdf(await druck.drucke(dokument(absatz(worte))));
    assert.ok(text.includes(worte), text);
  });

  it("shows a box for what the font lacks, and nothing for what cannot be seen or turns the order", async () => {
    const { text } = await liesPdf(await druck.drucke(dokument(absatz("a🎉b 漢 c\u202Ed\u200D\uFE0Fe\u0000f\tg"))));
    assert.ok(text.includes("a□b □ cde f g"), text);
  });

  it("prints the empty document, empty cells and half characters", async () => {
    const { seiten } = await liesPdf(await druck.drucke({ ...dokument(), abschnitte: [], titel: "", fusszeile: "" }));
    assert.equal(seiten, 1);
    await druck.drucke(dokument(tabelle(["", ""]), absatz(""), absatz("\uD83C"), { art: "angaben", zeilen: [] }));
  });

  it("ends after 50 pages and says so", async () => {
    const { seiten, text } = await liesPdf(
      await druck.drucke(dokument(...Array.from({ length: 40 }, () => absatz("Wort ".repeat(10_000))))),
    );
    assert.equal(seiten, 50);
    assert.match(text, /Gekürzt: Der vollständige Inhalt liegt als Datensatz \(FHIR\) bei\./);
  });
});
