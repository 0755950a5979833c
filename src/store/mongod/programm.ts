import { installiereMongod } from "./installation.js";
import { DatenbankFehler } from "./fehler.js";
import { pruefeMongod } from "./pruefung.js";

export interface Programmwahl {
  /** Setting MONGODB_BINARY: if given, this one or none. */
  readonly binary?: string | undefined;
  /** Search path for mongod and python3; default: that of the process. */
  readonly suchpfad?: string | undefined;
  /** Folder that keeps the installed server, shared by all data folders that name it. */
  readonly werkzeugVerzeichnis: string;
  readonly melde: (text: string) => void;
}

/**
 * Order of choice: configured path, `mongod` on the search path, the installed wheel. A configured path that does not work is
 * an error and not a reason to go on: the operator named it on purpose.
 * @throws DatenbankFehler DATENBANK_PROGRAMM_FEHLT
 */
export async function findeMongod(wahl: Programmwahl): Promise<string> {
  if (process.platform !== "linux")
    throw new DatenbankFehler(
      "DATENBANK_PROGRAMM_FEHLT",
      "Der eingebettete Server läuft nur unter Linux; hier bleibt MONGODB_URI.",
    );
  if (wahl.binary !== undefined) {
    const probe = await pruefeMongod(wahl.binary, wahl.suchpfad);
    if (!probe.ok) throw new DatenbankFehler("DATENBANK_PROGRAMM_FEHLT", probe.grund);
    return wahl.binary;
  }
  const imPfad = await pruefeMongod("mongod", wahl.suchpfad);
  if (imPfad.ok) return "mongod";
  if (!imPfad.fehlt) wahl.melde(`Das mongod im Suchpfad wird nicht benutzt: ${imPfad.grund}`);
  return installiereMongod(wahl);
}
