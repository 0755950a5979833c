import { readFileSync } from "node:fs";

/** The process's environment, or one that a test made. */
export type Umgebung = Readonly<Record<string, string | undefined>>;

/** Content of the file that the setting `name` points to; a fault in `faelle`, and nothing, if it cannot be read. */
export function liesDatei(name: string, pfad: string, faelle: string[]): string {
  try {
    return readFileSync(pfad, "utf8");
  } catch {
    faelle.push(`${name}: Die Datei ist nicht lesbar.`);
    return "";
  }
}
