import { once } from "node:events";
import { stat } from "node:fs/promises";
import { createServer } from "node:net";
import { setTimeout as warte } from "node:timers/promises";
import { DatenbankFehler } from "./fehler.js";

export interface Sperre {
  gibFrei(): Promise<void>;
}

/** A killed gateway may hold the socket for a moment after it seems to be gone. */
const NACHSICHT_MS = 1_000;
const ABSTAND_MS = 50;

/**
 * One gateway per data folder. The lock is an abstract Unix socket named after the folder's inode: the kernel grants it to one
 * process only and takes it back when that process is gone, so no stale lock can exist. (Rejected: a lock file with a pid, whose
 * take-over after a crash is a race.) Gateways in different containers do not see it; between those mongod's own lock decides.
 * @throws DatenbankFehler DATENBANK_BELEGT
 */
export async function sperreVerzeichnis(verzeichnis: string): Promise<Sperre> {
  const { dev, ino } = await stat(verzeichnis, { bigint: true });
  const name = `\0hkp-gateway/datenbank/${dev}-${ino}`;
  for (const ende = Date.now() + NACHSICHT_MS; ; await warte(ABSTAND_MS)) {
    try {
      return await belege(name);
    } catch (fehler) {
      if ((fehler as NodeJS.ErrnoException).code !== "EADDRINUSE") throw fehler;
      if (Date.now() > ende) throw new DatenbankFehler("DATENBANK_BELEGT", `Ordner ${verzeichnis}.`, { cause: fehler });
    }
  }
}

async function belege(name: string): Promise<Sperre> {
  const server = createServer((verbindung) => verbindung.destroy());
  server.listen({ path: name });
  await once(server, "listening");
  server.unref();
  return {
    gibFrei: async () => {
      if (!server.listening) return;
      server.ref().close();
      await once(server, "close");
    },
  };
}
