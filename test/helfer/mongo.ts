import type { Db, MongoClient } from "mongodb";
import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startEingebetteteDatenbank } from "../../src/store/mongod/eingebettet.js";
import type { EingebetteteDatenbank } from "../../src/store/mongod/eingebettet.js";
import { findeMongod } from "../../src/store/mongod/programm.js";
import { verbinde } from "../../src/store/verbindung.js";
import type { Verbindung } from "../../src/store/verbindung.js";

/** Installed once per checkout and shared by all runs and all temporary data folders. */
export const WERKZEUGE = fileURLToPath(new URL("../../../.data/werkzeuge", import.meta.url));
const VORSILBE = "hkp-test-";
/** The first run installs the server. */
const INSTALLATION_MS = 180_000;

const schreibeMeldung = (text: string): void => void process.stderr.write(`${text}\n`);

/** A new folder below the system's temporary folder; leftovers of runs that were killed are removed on the way. */
export function tempOrdner(): string {
  for (const name of readdirSync(tmpdir())) {
    const pid = new RegExp(`^${VORSILBE}(\\d+)-`).exec(name)?.[1];
    if (pid !== undefined && !existsSync(`/proc/${pid}`))
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
  return realpathSync(mkdtempSync(join(tmpdir(), `${VORSILBE}${process.pid}-`)));
}

let programm: Promise<string> | undefined;

/** Path of a mongod 6.0 or newer; installs it if the machine has none. */
export function testMongod(): Promise<string> {
  return (programm ??= findeMongod({ werkzeugVerzeichnis: WERKZEUGE, melde: schreibeMeldung }));
}

let server: Promise<EingebetteteDatenbank> | undefined;
let ordner: string | undefined;

async function starteServer(): Promise<EingebetteteDatenbank> {
  ordner = tempOrdner();
  return startEingebetteteDatenbank({ datenVerzeichnis: ordner, binary: await testMongod(), melde: schreibeMeldung });
}

/** URI of the one mongod of this test run, started by whoever asks first. */
export async function testUri(): Promise<string> {
  return (await (server ??= starteServer())).uri;
}

/** For the global fixture only. */
export async function stoppeTestserver(): Promise<void> {
  await (await server)?.stoppe();
  if (ordner !== undefined) rmSync(ordner, { recursive: true, force: true });
  server = ordner = undefined;
}

export interface Testdatenbank {
  readonly uri: string;
  readonly name: string;
  readonly verbindung: Verbindung;
  readonly db: Db;
  readonly client: MongoClient;
}

/**
 * A fresh, empty database for one spec file, connected before its first test and dropped after its last. Call it in the body of
 * `describe` and use the fields inside hooks and tests only:
 *
 *     const mongo = testDatenbank("vorgang-store");
 *     it("…", async () => { await mongo.db.collection("vorgaenge").insertOne(…) });
 */
export function testDatenbank(name = "test", optionen: { readonly monitorCommands?: boolean } = {}): Testdatenbank {
  const eindeutig = `${name}-${randomBytes(4).toString("hex")}`;
  let offen: { readonly uri: string; readonly verbindung: Verbindung } | undefined;
  const jetzt = (): NonNullable<typeof offen> => {
    if (offen === undefined) throw new Error("Die Testdatenbank ist nur in Hooks und Tests offen.");
    return offen;
  };
  before("Testdatenbank", async function () {
    this.timeout(INSTALLATION_MS);
    const uri = await testUri();
    offen = { uri, verbindung: await verbinde(uri, { datenbank: eindeutig, ...optionen }) };
  });
  after("Testdatenbank", async () => {
    await offen?.verbindung.db.dropDatabase();
    await offen?.verbindung.schliesse();
    offen = undefined;
  });
  return {
    name: eindeutig,
    get uri() {
      return jetzt().uri;
    },
    get verbindung() {
      return jetzt().verbindung;
    },
    get db() {
      return jetzt().verbindung.db;
    },
    get client() {
      return jetzt().verbindung.client;
    },
  };
}
