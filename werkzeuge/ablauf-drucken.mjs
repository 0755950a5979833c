// Writes the diagram of the process into docs/PROZESS.md. Run after a build: npm run drucken
import { readFile, writeFile } from "node:fs/promises";
import { mitAblaufdiagramm } from "../dist/src/prozessbild.js";

const pfad = new URL("../docs/PROZESS.md", import.meta.url);
await writeFile(pfad, mitAblaufdiagramm(await readFile(pfad, "utf8")));
process.stdout.write("docs/PROZESS.md\n");
