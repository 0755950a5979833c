// Writes the table of settings into docs/BETRIEB.md. Run after a build: npm run drucken
import { readFile, writeFile } from "node:fs/promises";
import { mitEinstellungstabelle } from "../dist/src/einstellungstabelle.js";

const pfad = new URL("../docs/BETRIEB.md", import.meta.url);
await writeFile(pfad, mitEinstellungstabelle(await readFile(pfad, "utf8")));
process.stdout.write("docs/BETRIEB.md\n");
