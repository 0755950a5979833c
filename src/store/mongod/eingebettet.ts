import { mkdir, realpath } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Mongodaufsicht } from "./aufsicht.js";
import { findeMongod } from "./programm.js";
import { sperreVerzeichnis } from "./sperre.js";
import { beendeVerwaisten } from "./verwaist.js";

export interface EingebetteteOptionen {
  /** Setting DATEN_VERZEICHNIS; the data lie in `db` below it. */
  readonly datenVerzeichnis: string;
  /** Setting MONGODB_BINARY. */
  readonly binary?: string | undefined;
  /** Where the server is installed if it must be; default `<datenVerzeichnis>/werkzeuge`. */
  readonly werkzeugVerzeichnis?: string | undefined;
  /** Search path for mongod and python3 instead of the process's own. */
  readonly suchpfad?: string | undefined;
  /** Progress and trouble, German, one line each, without personal data. */
  readonly melde: (text: string) => void;
}

export interface EingebetteteDatenbank {
  /** Valid until `stoppe`, also over restarts of the server. */
  readonly uri: string;
  /** Ends the server cleanly (about 1 s); may be called again. */
  stoppe(): Promise<void>;
}

/**
 * The database when MONGODB_URI is not set: a real mongod as a one-node replica set on loopback, which is started again when it
 * dies and ends with this process, however that ends. Meant for development, demonstration and small loopback installations.
 * @throws DatenbankFehler DATENBANK_PROGRAMM_FEHLT, DATENBANK_BELEGT, DATENBANK_START
 */
export async function startEingebetteteDatenbank(o: EingebetteteOptionen): Promise<EingebetteteDatenbank> {
  const datenPfad = resolve(o.datenVerzeichnis);
  await mkdir(join(datenPfad, "db"), { recursive: true, mode: 0o700 });
  const dbPfad = await realpath(join(datenPfad, "db"));
  const sperre = await sperreVerzeichnis(dbPfad);
  try {
    const programm = await findeMongod({
      ...o,
      werkzeugVerzeichnis: resolve(o.werkzeugVerzeichnis ?? join(datenPfad, "werkzeuge")),
    });
    if (await beendeVerwaisten(dbPfad)) o.melde("Die Datenbank eines abgebrochenen Gateways wurde übernommen.");
    const aufsicht = new Mongodaufsicht({ programm, dbPfad, melde: o.melde });
    await aufsicht.starte();
    return {
      uri: `mongodb://127.0.0.1:${aufsicht.port}/?replicaSet=rs0`,
      stoppe: async () => {
        await aufsicht.stoppe();
        await sperre.gibFrei();
      },
    };
  } catch (fehler) {
    await sperre.gibFrei();
    throw fehler;
  }
}
