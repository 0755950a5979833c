import PDFDocument from "pdfkit";
import type { Dokument } from "../../domain/ports/dokumentdruck.js";
import { umbrich } from "./schrift.js";
import type { Schnitt, Schrift } from "./schrift.js";

/** A4 in points. */
const SEITE = { breite: 595.28, hoehe: 841.89 } as const;
const RAND = 56;
const FUSS = 40;
/** More than any Vorgang needs; bounds what a hostile data set can cost. */
const HOECHSTENS_SEITEN = 50;
const ZEILENHOEHE = 1.4;

/** By which pdfkit finds the fonts: the one given to the constructor by its own name, so that it is not read twice. */
const NAME: Readonly<Record<Schnitt, string>> = { normal: "SourceSans3-Regular", fett: "fett" };

export interface Zelle {
  readonly text: string;
  readonly schnitt: Schnitt;
  /** From the left edge of the text, in points. */
  readonly links: number;
  readonly breite: number;
  /** Structure type (ISO 32000-1, 14.8.4), for screen readers. */
  readonly rolle: "P" | "H1" | "H2" | "TH" | "TD";
}

export type Schriften = Readonly<Record<Schnitt, Schrift>>;

/** Pages of one document, filled from top to bottom, tagged, with a foot line. */
export class Blatt {
  readonly #doc: PDFKit.PDFDocument;
  readonly #schriften: Schriften;
  readonly #fusszeile: string;
  #y = RAND;
  #voll = false;

  constructor({ titel, erstelltAm, fusszeile }: Omit<Dokument, "abschnitte">, schriften: Schriften) {
    this.#schriften = schriften;
    this.#fusszeile = fusszeile;
    this.#doc = new PDFDocument({
      size: "A4",
      margin: 0,
      subset: "PDF/A-3b",
      pdfVersion: "1.7",
      tagged: true,
      lang: "de-DE",
      displayTitle: true,
      bufferPages: true,
      // Here, not later: else pdfkit begins with a font that is not embedded.
      font: schriften.normal.bytes as unknown as string,
      info: { Title: titel, Creator: "HKP-Gateway", Producer: "HKP-Gateway", CreationDate: erstelltAm },
    });
    this.#doc.registerFont("fett", schriften.fett.bytes);
  }

  /** Width of the text, in points. */
  get breite(): number {
    return SEITE.breite - 2 * RAND;
  }

  /** An element of the structure for what is drawn into it; without a parent it belongs to the document. */
  element(typ: string, eltern?: PDFKit.PDFStructureElement): PDFKit.PDFStructureElement {
    const element = this.#doc.struct(typ);
    if (eltern === undefined) this.#doc.addStructure(element);
    else eltern.add(element);
    return element;
  }

  abstand(hoehe: number): void {
    // At the top of a page it would be a hole.
    if (this.#y > RAND) this.#y += hoehe;
  }

  /** A new page unless this height is left: what belongs together stays together. */
  verlange(hoehe: number): void {
    if (this.#y + hoehe > SEITE.hoehe - RAND - FUSS) this.#neueSeite();
  }

  linie(staerke = 0.5): void {
    if (this.#voll) return;
    this.#doc.markContent("Artifact", { type: "Layout" });
    this.#doc
      .moveTo(RAND, this.#y)
      .lineTo(SEITE.breite - RAND, this.#y)
      .lineWidth(staerke)
      .strokeColor("#888888")
      .stroke();
    this.#doc.endMarkedContent();
    this.#y += 4;
  }

  /** Cells side by side, line by line, over the end of a page if need be. */
  reihe(zellen: readonly Zelle[], groesse: number, elternteil: PDFKit.PDFStructureElement): void {
    if (this.#voll) return;
    const gesetzte = zellen.map((zelle) => ({
      zelle,
      element: this.element(zelle.rolle, elternteil),
      zeilen: umbrich(zelle.text, this.#schriften[zelle.schnitt], groesse, zelle.breite),
    }));
    const anzahl = Math.max(...gesetzte.map(({ zeilen }) => zeilen.length));
    for (let nr = 0; nr < anzahl && !this.#voll; nr++) {
      this.verlange(groesse * ZEILENHOEHE);
      if (this.#voll) break;
      for (const { zelle, element, zeilen } of gesetzte) {
        const zeile = zeilen[nr];
        if (zeile === undefined || zeile === "") continue;
        element.add(this.#doc.markStructureContent(zelle.rolle));
        this.#schreibe(zeile, zelle.schnitt, groesse, RAND + zelle.links, this.#y);
        this.#doc.endMarkedContent();
      }
      this.#y += groesse * ZEILENHOEHE;
    }
    for (const { element } of gesetzte) element.end();
  }

  /** Writes the foot lines and ends the document. */
  async beende(): Promise<Uint8Array> {
    const { count: seiten } = this.#doc.bufferedPageRange();
    const fuss = this.#schriften.normal.druckbar(this.#fusszeile);
    for (let nr = 0; nr < seiten; nr++) {
      this.#doc.switchToPage(nr);
      this.#doc.markContent("Artifact", { type: "Pagination" });
      this.#schreibe(`${fuss}  ·  Seite ${nr + 1} von ${seiten}`, "normal", 8, RAND, SEITE.hoehe - RAND);
      this.#doc.endMarkedContent();
    }
    const stuecke: Buffer[] = [];
    this.#doc.on("data", (stueck: Buffer) => stuecke.push(stueck));
    await new Promise<void>((fertig, verwirf) => {
      this.#doc.once("end", fertig).once("error", verwirf);
      this.#doc.end();
    });
    return Buffer.concat(stuecke);
  }

  #schreibe(text: string, schnitt: Schnitt, groesse: number, x: number, y: number): void {
    this.#doc.font(NAME[schnitt]).fontSize(groesse).fillColor("#000000").text(text, x, y, { lineBreak: false });
  }

  #neueSeite(): void {
    if (this.#voll) return;
    this.#y = RAND;
    this.#doc.addPage();
    if (this.#doc.bufferedPageRange().count < HOECHSTENS_SEITEN) return;
    this.#voll = true;
    const element = this.element("P");
    element.add(this.#doc.markStructureContent("P"));
    this.#schreibe("Gekürzt: Der vollständige Inhalt liegt als Datensatz (FHIR) bei.", "fett", 10, RAND, this.#y);
    this.#doc.endMarkedContent();
    element.end();
  }
}
