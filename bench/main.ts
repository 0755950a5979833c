import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { umgebung } from "../src/config.js";
import { startEingebetteteDatenbank } from "../src/store/mongod/eingebettet.js";
import { erzeugeIndizes } from "../src/store/indizes.js";
import { verbinde } from "../src/store/verbindung.js";
import { starteSandbox } from "../sandbox/sandbox.js";
import { messeMutation } from "./mutation.js";
import { alsTabelle } from "./messung.js";

/** `npm run bench [-- --json]`: ratios of the gateway to the raw driver, measured in one run on a fresh database. */
const { values } = parseArgs({ options: { json: { type: "boolean", default: false } } });
const melde = (text: string): void => void process.stderr.write(`${text}\n`);
const { DATEN_VERZEICHNIS = ".data", WERKZEUG_VERZEICHNIS, MONGODB_BINARY } = umgebung();

const ordner = await mkdtemp(join(tmpdir(), "hkp-bench-"));
const mongod = await startEingebetteteDatenbank({
  datenVerzeichnis: ordner,
  binary: MONGODB_BINARY,
  werkzeugVerzeichnis: WERKZEUG_VERZEICHNIS ?? resolve(DATEN_VERZEICHNIS, "werkzeuge"),
  melde,
});
const sandbox = await starteSandbox({ ordner });
const verbindung = await verbinde(mongod.uri, { datenbank: "bench", monitorCommands: true });
try {
  await erzeugeIndizes(verbindung.db);
  const messungen = await messeMutation(verbindung, mongod.uri, sandbox, melde);
  process.stdout.write(values.json ? `${JSON.stringify({ messungen })}\n` : `${alsTabelle(messungen)}\n`);
} finally {
  await verbindung.schliesse();
  await sandbox.schliesse();
  await mongod.stoppe();
  await rm(ordner, { recursive: true, force: true });
}
