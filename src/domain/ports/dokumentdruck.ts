/** Port: a document for people, printed as PDF. The content is given here, how it looks is the adapter's. All texts are German. */
export interface Dokument {
  readonly titel: string;
  /** Of the content, not of the printing: the same content printed twice is the same file. */
  readonly erstelltAm: Date;
  /** One line at the foot of each page, without personal data. */
  readonly fusszeile: string;
  readonly abschnitte: readonly Abschnitt[];
}

export interface Abschnitt {
  readonly ueberschrift: string;
  readonly bloecke: readonly Block[];
}

export type Block =
  | { readonly art: "absatz"; readonly text: string }
  /** Names with their values. */
  | { readonly art: "angaben"; readonly zeilen: readonly (readonly [name: string, wert: string])[] }
  | {
      readonly art: "tabelle";
      readonly spalten: readonly Spalte[];
      /** As many cells as `spalten`. */
      readonly zeilen: readonly (readonly string[])[];
    };

export interface Spalte {
  readonly titel: string;
  /** Share of the width, relative to the other columns. */
  readonly anteil: number;
}

export interface Dokumentdruck {
  /** PDF/A-3, A4. The same document gives the same bytes. Whatever characters a text holds, it does not fail. */
  drucke(dokument: Dokument): Promise<Uint8Array>;
}
