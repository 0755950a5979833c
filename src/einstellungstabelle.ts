import { EINSTELLUNGEN } from "./config.js";
import { setzeZwischen } from "./gedruckter-abschnitt.js";

/** Between these lines of docs/BETRIEB.md stands what `einstellungstabelle` prints. */
export const ANFANG = "<!-- settings: printed by `npm run drucken` -->";
export const ENDE = "<!-- end of settings -->";

/** Read together by config.ts, so that the schema alone does not show that they may be mandatory. */
const BEDINGT: Readonly<Record<string, string>> = {
  KIM_PASSWORT: "one of the two",
  KIM_PASSWORT_DATEI: "one of the two",
  KIM_TLS_VERTRAUEN: "with TLS",
};

/** Every setting as a row of Markdown, in the order of the schema. */
export function einstellungstabelle(): string {
  const zeilen = Object.entries(EINSTELLUNGEN.shape).map(([name, feld]) => {
    const ohne = feld.safeParse(undefined);
    const pflicht = BEDINGT[name] ?? (ohne.success ? "" : "yes");
    const vorgabe = ohne.success && ohne.data !== undefined && ohne.data !== "" ? `\`${String(ohne.data)}\`` : "–";
    return `| \`${name}\` | ${vorgabe} | ${pflicht} | ${(feld.description ?? "").replaceAll("|", "\\|")} |`;
  });
  return ["| setting | default | mandatory | meaning |", "|---|---|---|---|", ...zeilen].join("\n");
}

/** The document with the table of the present code in it. @throws if it does not hold the two marks */
export function mitEinstellungstabelle(dokument: string): string {
  return setzeZwischen(dokument, ANFANG, ENDE, einstellungstabelle());
}
