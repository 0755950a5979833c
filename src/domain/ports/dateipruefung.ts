/** Kinds of file that an Unterlage may be: readable everywhere, without active content. */
export const MEDIENTYPEN = ["application/pdf", "image/jpeg", "image/png", "image/tiff"] as const;
export type Medientyp = (typeof MEDIENTYPEN)[number];

/** Why a file is refused; German, says what to do. The code goes to the client beside the sentence. */
export const ABLEHNUNGSGRUENDE = {
  LEER: "Die Datei ist leer. Wählen Sie eine andere Datei.",
  MEDIENTYP_UNBEKANNT: "Erlaubt sind PDF, JPEG, PNG und TIFF. Wandeln Sie das Dokument in PDF um.",
  MEDIENTYP_WIDERSPRUCH: "Der angegebene Medientyp passt nicht zum Inhalt. Geben Sie den Medientyp der Datei an.",
  PDF_UNVOLLSTAENDIG: "Die PDF-Datei ist unvollständig. Erstellen Sie sie erneut.",
  PDF_VERSCHLUESSELT: "Die PDF-Datei ist verschlüsselt. Speichern Sie sie ohne Kennwort und ohne Einschränkungen.",
  PDF_AKTIVER_INHALT:
    "Die PDF-Datei enthält Skripte, Programmaufrufe, Formularlogik oder eingebettete Dateien. Drucken Sie sie neu als PDF.",
  PDF_NICHT_PRUEFBAR: "Die PDF-Datei kann nicht geprüft werden. Drucken Sie sie neu als PDF.",
  BILD_BESCHAEDIGT: "Die Bilddatei ist beschädigt oder unvollständig. Erstellen Sie sie erneut.",
  BILD_ZU_GROSS: "Das Bild hat zu viele Bildpunkte. Speichern Sie es mit geringerer Auflösung.",
} as const satisfies Record<string, string>;
export type Ablehnungsgrund = keyof typeof ABLEHNUNGSGRUENDE;

export type Dateiurteil =
  | {
      readonly art: "angenommen";
      readonly medientyp: Medientyp;
      /** SHA-256 of the bytes, 64 lower-case hex digits. */
      readonly sha256: string;
    }
  | { readonly art: "abgelehnt"; readonly grund: Ablehnungsgrund };

/** Judges a file by its content, never by its name. */
export interface Dateipruefung {
  /** @param behauptet media type that the sender named; it must agree with the content */
  pruefe(inhalt: Uint8Array, behauptet: string): Promise<Dateiurteil>;
}
