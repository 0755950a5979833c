import { once } from "node:events";
import { stat } from "node:fs/promises";
import { createServer } from "node:net";
import { DatenbankFehler } from "./fehler.js";

export interface Sperre {
  gibFrei(): Promise<void>;
}

/**
 * One gateway per data folder. The lock is an abstract Unix socket named after the folder's inode: the kernel grants it to one
 * process only and takes it back when that process is gone, so no stale lock can exist. (Rejected: a lock file with a pid, whose
 * take-over after a crash is a race.) Gateways in different containers do not see it; between those mongod's own lock decides.
 * @throws DatenbankFehler DATENBANK_BELEGT
 */
export async function sperreVerzeichnis(verzeichnis: string): Promise<Sperre> {
  const { dev, ino } = await stat(verzeichnis, { bigint: true });
  const server = createServer((verbindung) => verbindung.destroy());
  server.listen({ path: `\0hkp-gateway/datenbank/${dev}-${ino}` });
  try {
    await once(server, "listening");
  } catch (fehler) {
    throw new DatenbankFehler("DATENBANK_BELEGT", `Ordner ${verzeichnis}.`, { cause: fehler });
  }
  server.unref();
  return {
    gibFrei: async () => {
      if (!server.listening) return;
      server.ref().close();
      await once(server, "close");
    },
  };
}
