import { ablaufdiagramm } from "./domain/hkp/ablaufdiagramm.js";
import { setzeZwischen } from "./gedruckter-abschnitt.js";

/** Between these lines of docs/PROZESS.md stands what `ablaufdiagramm` prints. */
export const ANFANG = "<!-- diagram: printed by `npm run drucken` -->";
export const ENDE = "<!-- end of diagram -->";

/** The document with the diagram of the present table in it. @throws if it does not hold the two marks */
export function mitAblaufdiagramm(dokument: string): string {
  return setzeZwischen(dokument, ANFANG, ENDE, ablaufdiagramm());
}
