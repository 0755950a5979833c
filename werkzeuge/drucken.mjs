// Writes what is printed from the code (schema.graphql and parts of docs). Run after a build: npm run drucken
import { readFile, writeFile } from "node:fs/promises";
import { GEDRUCKTES } from "../dist/src/gedrucktes.js";

for (const [pfad, drucke] of Object.entries(GEDRUCKTES)) {
  const datei = new URL(`../${pfad}`, import.meta.url);
  await writeFile(datei, drucke(await readFile(datei, "utf8")));
  process.stdout.write(`${pfad}\n`);
}
