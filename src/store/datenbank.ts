import type { Db } from "mongodb";
import { erzeugeIndizes } from "./indizes.js";
import { migriere } from "./migration.js";
import { startEingebetteteDatenbank } from "./mongod/eingebettet.js";
import { verbinde } from "./verbindung.js";

export interface Datenbankwahl {
  readonly MONGODB_URI?: string | undefined;
  readonly MONGODB_BINARY?: string | undefined;
  readonly WERKZEUG_VERZEICHNIS?: string | undefined;
  readonly MONGODB_DATENBANK: string;
  readonly DATEN_VERZEICHNIS: string;
}

export interface Datenbank {
  readonly db: Db;
  ping(): Promise<boolean>;
  schliesse(): Promise<void>;
}

/** The database, ready for use: own server or the embedded one, then migrations, then indexes. Closed in reverse. */
export async function oeffneDatenbank(wahl: Datenbankwahl, melde: (text: string) => void): Promise<Datenbank> {
  const eingebettet =
    wahl.MONGODB_URI === undefined
      ? await startEingebetteteDatenbank({
          datenVerzeichnis: wahl.DATEN_VERZEICHNIS,
          binary: wahl.MONGODB_BINARY,
          werkzeugVerzeichnis: wahl.WERKZEUG_VERZEICHNIS,
          melde,
        })
      : null;
  try {
    const uri = eingebettet?.uri ?? wahl.MONGODB_URI ?? "";
    const verbindung = await verbinde(uri, { datenbank: wahl.MONGODB_DATENBANK });
    try {
      await migriere(verbindung.db, { melde });
      await erzeugeIndizes(verbindung.db);
    } catch (fehler) {
      await verbindung.schliesse();
      throw fehler;
    }
    return {
      db: verbindung.db,
      ping: () => verbindung.ping(),
      async schliesse() {
        await verbindung.schliesse();
        await eingebettet?.stoppe();
      },
    };
  } catch (fehler) {
    await eingebettet?.stoppe();
    throw fehler;
  }
}
