// Writes the files that are printed from the code (schema.graphql, docs/FEHLER.md). Run after a build: npm run drucken
import { writeFile } from "node:fs/promises";
import { gedrucktes } from "../dist/src/gedrucktes.js";

for (const [pfad, text] of gedrucktes()) {
  await writeFile(new URL(`../${pfad}`, import.meta.url), text);
  process.stdout.write(`${pfad}\n`);
}
