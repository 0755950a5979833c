import { ablaufdiagramm } from "./domain/hkp/ablaufdiagramm.js";

/** Between these lines of docs/PROZESS.md stands what `ablaufdiagramm` prints. */
export const ANFANG = "<!-- diagram: printed by `npm run drucken` -->";
export const ENDE = "<!-- end of diagram -->";

/** The document with the diagram of the present table in it. @throws if it does not hold the two marks */
export function mitAblaufdiagramm(dokument: string): string {
  const [vorher, rest] = dokument.split(ANFANG);
  const nachher = rest?.split(ENDE)[1];
  if (vorher === undefined || nachher === undefined) throw new Error(`marks ${ANFANG} and ${ENDE} are missing`);
  return `${vorher}${ANFANG}\n\n${ablaufdiagramm()}\n\n${ENDE}${nachher}`;
}
