/** Verdict of a virus scanner on one file. */
export type Virenurteil =
  | { readonly art: "sauber" }
  /** `name`: the scanner's name of what it found, reduced to letters, digits and `._-`. */
  | { readonly art: "befund"; readonly name: string }
  /** No verdict: not reachable, too slow, or the file is beyond its limit. `grund` is for the log. */
  | { readonly art: "nichtVerfuegbar"; readonly grund: "VERBINDUNG" | "FRIST" | "GROESSE" | "ANTWORT" };

export interface Virenpruefung {
  pruefe(inhalt: Uint8Array): Promise<Virenurteil>;
}
