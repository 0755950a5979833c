import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rufeAuf } from "../../src/store/mongod/aufruf.js";

/** Compiled to dist/sandbox/tim/, so the root of the project is three folders up. */
const ANFORDERUNG = fileURLToPath(new URL("../../../werkzeuge/synapse-requirements.txt", import.meta.url));
const HOECHSTENS_MS = 900_000;

/**
 * The homeserver from PyPI, once per folder; built aside and renamed into place.
 * @returns folder that becomes PYTHONPATH
 * @throws Error with pip's last line
 */
export async function installiereSynapse(werkzeugVerzeichnis: string, melde: (text: string) => void): Promise<string> {
  const ziel = join(werkzeugVerzeichnis, "synapse");
  if (existsSync(ziel)) return ziel;
  await mkdir(werkzeugVerzeichnis, { recursive: true });
  const neu = join(werkzeugVerzeichnis, `synapse.neu-${process.pid}`);
  melde("Matrix-Homeserver wird einmalig installiert (Synapse, rund 240 MB) …");
  try {
    const argumente = ["-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--quiet"];
    argumente.push("--no-deps", "--only-binary=:all:", "--target", neu, "-r", ANFORDERUNG);
    const lauf = await rufeAuf("python3", argumente, { hoechstensMs: HOECHSTENS_MS });
    if (lauf.code !== 0)
      throw new Error(`Synapse konnte nicht installiert werden: ${lauf.stderr.trim().split("\n").at(-1) ?? ""}`);
    await rename(neu, ziel).catch((fehler: unknown) => {
      if (!existsSync(ziel)) throw fehler;
    });
  } finally {
    await rm(neu, { recursive: true, force: true });
  }
  return ziel;
}
