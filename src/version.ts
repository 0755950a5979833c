import { readFileSync } from "node:fs";

/** Version of the product from package.json; the compiled file lies one folder deeper than the source. */
export const VERSION: string = liesVersion();

function liesVersion(): string {
  for (const pfad of ["../package.json", "../../package.json"]) {
    try {
      return (JSON.parse(readFileSync(new URL(pfad, import.meta.url), "utf8")) as { version: string }).version;
    } catch (fehler) {
      if ((fehler as NodeJS.ErrnoException).code !== "ENOENT") throw fehler;
    }
  }
  throw new Error("package.json not found");
}
