import type { Abschnitt, Block, Dokument, Dokumentdruck } from "../../domain/ports/dokumentdruck.js";
import { Blatt } from "./blatt.js";
import type { Schriften, Zelle } from "./blatt.js";
import { Schrift } from "./schrift.js";

const GROESSE = { titel: 16, ueberschrift: 12, text: 9.5 } as const;
/** Share of the width that the names of `angaben` take. */
const NAMENSBREITE = 0.3;
const SPALTENABSTAND = 8;

/** Prints by pdfkit. */
export class PdfDruck implements Dokumentdruck {
  readonly #schriften: Schriften = { normal: new Schrift("normal"), fett: new Schrift("fett") };

  async drucke(dokument: Dokument): Promise<Uint8Array> {
    const blatt = new Blatt(dokument, this.#schriften);
    setze(blatt, dokument.titel, "H1", GROESSE.titel);
    for (const abschnitt of dokument.abschnitte) setzeAbschnitt(blatt, abschnitt);
    return blatt.beende();
  }
}

function setze(blatt: Blatt, text: string, rolle: "H1" | "H2" | "P", groesse: number): void {
  const schnitt = rolle === "P" ? "normal" : "fett";
  const teil = blatt.element("Div");
  blatt.reihe([{ text, schnitt, rolle, links: 0, breite: blatt.breite }], groesse, teil);
  teil.end();
}

function setzeAbschnitt(blatt: Blatt, { ueberschrift, bloecke }: Abschnitt): void {
  blatt.abstand(12);
  // A heading does not stand alone at the foot of a page.
  blatt.verlange(70);
  setze(blatt, ueberschrift, "H2", GROESSE.ueberschrift);
  blatt.linie();
  for (const block of bloecke) {
    setzeBlock(blatt, block);
    blatt.abstand(4);
  }
}

function setzeBlock(blatt: Blatt, block: Block): void {
  switch (block.art) {
    case "absatz":
      return setze(blatt, block.text, "P", GROESSE.text);
    case "angaben":
      return setzeAngaben(blatt, block.zeilen);
    case "tabelle":
      return setzeTabelle(blatt, block);
  }
}

function setzeAngaben(blatt: Blatt, zeilen: readonly (readonly [string, string])[]): void {
  const links = blatt.breite * NAMENSBREITE;
  const tabelle = blatt.element("Table");
  for (const [name, wert] of zeilen) {
    const reihe = blatt.element("TR", tabelle);
    const zellen: readonly Zelle[] = [
      { text: name, schnitt: "fett", rolle: "TH", links: 0, breite: links - SPALTENABSTAND },
      { text: wert, schnitt: "normal", rolle: "TD", links, breite: blatt.breite - links },
    ];
    blatt.reihe(zellen, GROESSE.text, reihe);
    reihe.end();
    blatt.abstand(2);
  }
  tabelle.end();
}

function setzeTabelle(blatt: Blatt, { spalten, zeilen }: Extract<Block, { art: "tabelle" }>): void {
  const ganze = spalten.reduce((summe, { anteil }) => summe + anteil, 0);
  const raster = spalten.map(({ anteil }, nr) => {
    const vorher = spalten.slice(0, nr).reduce((summe, spalte) => summe + spalte.anteil, 0);
    return {
      links: (blatt.breite * vorher) / ganze,
      breite: (blatt.breite * anteil) / ganze - SPALTENABSTAND,
    };
  });
  const tabelle = blatt.element("Table");
  const setzeReihe = (texte: readonly string[], art: Pick<Zelle, "schnitt" | "rolle">): void => {
    const reihe = blatt.element("TR", tabelle);
    const zellen = raster.map((platz, nr) => ({ ...platz, ...art, text: texte[nr] ?? "" }));
    blatt.reihe(zellen, GROESSE.text, reihe);
    reihe.end();
  };
  setzeReihe(
    spalten.map(({ titel }) => titel),
    { schnitt: "fett", rolle: "TH" },
  );
  for (const zeile of zeilen) {
    blatt.abstand(2);
    blatt.linie(0.25);
    setzeReihe(zeile, { schnitt: "normal", rolle: "TD" });
  }
  tabelle.end();
}
