import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installierePippaket, PipFehler } from "../../src/store/mongod/pip-paket.js";

/** Compiled to dist/sandbox/tim/, so the root of the project is three folders up. */
const ANFORDERUNG = fileURLToPath(new URL("../../../werkzeuge/synapse-requirements.txt", import.meta.url));
const PAKET = {
  ordner: "synapse",
  kennzeichen: join("synapse", "__init__.py"),
  anforderung: ANFORDERUNG,
  // Wheels differ by the version of Python: exact versions are pinned, hashes are not. Nothing of the product uses it.
  mitPruefsummen: false,
  hoechstensMs: 900_000,
};

/**
 * The homeserver from PyPI, once per folder.
 * @returns folder that becomes PYTHONPATH
 * @throws Error with pip's last line
 */
export async function installiereSynapse(werkzeugVerzeichnis: string, melde: (text: string) => void): Promise<string> {
  if (!existsSync(join(werkzeugVerzeichnis, PAKET.ordner, PAKET.kennzeichen)))
    melde("Matrix-Homeserver wird einmalig installiert (Synapse, rund 240 MB) …");
  return installierePippaket(werkzeugVerzeichnis, PAKET).catch((fehler: unknown) => {
    if (!(fehler instanceof PipFehler)) throw fehler;
    throw new Error(`Synapse konnte nicht installiert werden: ${fehler.message}`);
  });
}
