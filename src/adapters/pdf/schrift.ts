import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as fontkit from "fontkit";

const finde = createRequire(import.meta.url).resolve;
/**
 * Source Sans 3 (SIL Open Font License 1.1): Latin with all accents, Greek and Cyrillic, so that names print as they are written,
 * and signs of medicine as "≥" and "→", which Noto Sans lacks.
 */
const DATEIEN = {
  normal: "@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf",
  fett: "@expo-google-fonts/source-sans-3/700Bold/SourceSans3_700Bold.ttf",
} as const;
export type Schnitt = keyof typeof DATEIEN;

/** Shown for a character that the font lacks: PDF/A forbids to print the font's own "missing" glyph. */
const ERSATZ = "□";
/** What takes no place or would turn the order of the letters: of no use on paper, and able to deceive. */
const UNSICHTBARES = /[\p{Cf}\p{Variation_Selector}]/gu;
/** A cell prints no more than this; the document ends before. */
const HOECHSTENS_ZEICHEN = 100_000;
const LEERRAUM = /[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]+/gu;

/**
 * Kerning and ligatures. fontkit reads these tables anew for each document, which takes most of the time of printing one (of 300 ms
 * about 250); this text needs neither.
 */
const SATZTABELLEN: readonly string[] = ["GSUB", "GPOS", "GDEF"];

/** An OpenType file whose table directory (OpenType 1.9, "Table Directory") no longer names these tables. */
function ohneTabellen(datei: Buffer, tabellen: readonly string[]): Buffer {
  const eintraege = Array.from({ length: datei.readUInt16BE(4) }, (_, nr) =>
    datei.subarray(12 + 16 * nr, 28 + 16 * nr),
  ).filter((eintrag) => !tabellen.includes(eintrag.toString("latin1", 0, 4)));
  const verzeichnis = Buffer.concat([datei.subarray(0, 12), ...eintraege]);
  verzeichnis.writeUInt16BE(eintraege.length, 4);
  return Buffer.concat([verzeichnis, datei.subarray(verzeichnis.length)]);
}

/** A font, its bytes for embedding and the width of its letters. */
export class Schrift {
  readonly bytes: Buffer;
  readonly #schrift: fontkit.Font;
  readonly #breiten = new Map<string, number>();

  constructor(schnitt: Schnitt) {
    this.bytes = ohneTabellen(readFileSync(finde(DATEIEN[schnitt])), SATZTABELLEN);
    const gelesen = fontkit.create(this.bytes);
    if (gelesen.type === "TTC" || gelesen.type === "DFont") throw new Error("a single font is needed");
    this.#schrift = gelesen as fontkit.Font;
  }

  /** The text as this font can print it: one line, no character without a glyph. */
  druckbar(text: string): string {
    const bereinigt = text.normalize("NFC").replace(UNSICHTBARES, "").replace(LEERRAUM, " ");
    return Array.from(bereinigt, (zeichen) => (this.#hat(zeichen) ? zeichen : ERSATZ)).join("");
  }

  /** Width in points: the sum of the letters, as there is no kerning. */
  breite(text: string, groesse: number): number {
    let summe = 0;
    for (const zeichen of text) summe += this.#vorschub(zeichen);
    return (summe * groesse) / this.#schrift.unitsPerEm;
  }

  #hat(zeichen: string): boolean {
    return this.#schrift.hasGlyphForCodePoint(zeichen.codePointAt(0) ?? 0);
  }

  #vorschub(zeichen: string): number {
    const bekannt = this.#breiten.get(zeichen);
    if (bekannt !== undefined) return bekannt;
    const vorschub = this.#schrift.glyphForCodePoint(zeichen.codePointAt(0) ?? 0).advanceWidth;
    this.#breiten.set(zeichen, vorschub);
    return vorschub;
  }
}

/**
 * Lines of a text in a given width: broken at blanks, a word that is longer than a line anywhere. Rejected: the wrapping of
 * pdfkit, which cannot set the cells of a row side by side over the end of a page.
 */
export function umbrich(text: string, schrift: Schrift, groesse: number, breite: number): readonly string[] {
  const luecke = schrift.breite(" ", groesse);
  return text
    .slice(0, HOECHSTENS_ZEICHEN)
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .flatMap((absatz) => {
      const zeilen: string[] = [];
      let zeile = "";
      let bisher = 0;
      for (const wort of schrift.druckbar(absatz).split(" ")) {
        const weite = schrift.breite(wort, groesse);
        if (zeile !== "" && bisher + luecke + weite <= breite) {
          zeile += ` ${wort}`;
          bisher += luecke + weite;
          continue;
        }
        if (zeile !== "") zeilen.push(zeile);
        const stuecke = zerteile(wort, schrift, groesse, breite);
        zeilen.push(...stuecke.slice(0, -1));
        zeile = stuecke.at(-1) ?? "";
        bisher = schrift.breite(zeile, groesse);
      }
      return [...zeilen, zeile];
    });
}

function zerteile(wort: string, schrift: Schrift, groesse: number, breite: number): readonly string[] {
  const stuecke: string[] = [];
  let stueck = "";
  let bisher = 0;
  for (const zeichen of wort) {
    const weite = schrift.breite(zeichen, groesse);
    if (stueck !== "" && bisher + weite > breite) {
      stuecke.push(stueck);
      [stueck, bisher] = ["", 0];
    }
    stueck += zeichen;
    bisher += weite;
  }
  return [...stuecke, stueck];
}
