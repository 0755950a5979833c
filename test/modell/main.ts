import { parseArgs } from "node:util";
import { laufe } from "./lauf.js";
import { WEGE } from "./wege.js";

/** `npm run test:modell -- [--seed <n>] [--befehle <n>]`: the long run. Ends with an error at the first divergence. */
const { values } = parseArgs({ options: { seed: { type: "string" }, befehle: { type: "string" } } });
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
const ziel = Number(values.befehle ?? 100_000);
process.stdout.write(`seed ${seed}\n`);
const { befehle, wege } = laufe(seed, ziel);
for (const [weg, anzahl] of [...wege].sort()) process.stdout.write(`${String(anzahl).padStart(7)}  ${weg}\n`);
const fehlende = WEGE.filter((weg) => !wege.has(weg));
process.stdout.write(`${befehle} commands without a divergence; ways not taken: ${fehlende.join(", ") || "none"}\n`);
