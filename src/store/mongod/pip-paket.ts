import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { rufeAuf } from "./aufruf.js";

export interface Pippaket {
  /** Name of the folder that is made. */
  readonly ordner: string;
  /** A file inside that tells that the package is there. */
  readonly kennzeichen: string;
  /** Requirements file with exact versions. */
  readonly anforderung: string;
  /** Every line of it pins a hash, and nothing without one is taken. */
  readonly mitPruefsummen: boolean;
  readonly hoechstensMs: number;
  readonly suchpfad?: string | undefined;
  /** Before it becomes visible; throws if it is of no use. */
  readonly pruefe?: (ordner: string) => Promise<void>;
}

/** `stderr` of pip; null: there is no python3. */
export class PipFehler extends Error {
  constructor(readonly stderr: string | null) {
    super(
      stderr
        ?.trim()
        .split("\n")
        .findLast((zeile) => zeile.trim() !== "")
        ?.trim() ?? "ohne Meldung",
    );
    this.name = "PipFehler";
  }
}

/**
 * A program as Python wheels, once per folder. Built aside and renamed into place, so that a killed or a
 * parallel installation never leaves half a program; whoever is second throws his copy away.
 * @returns the folder @throws PipFehler, or what `pruefe` throws
 */
export async function installierePippaket(verzeichnis: string, paket: Pippaket): Promise<string> {
  const { ordner, kennzeichen, anforderung, mitPruefsummen, hoechstensMs, suchpfad, pruefe } = paket;
  const ziel = join(verzeichnis, ordner);
  const istDa = (): boolean => existsSync(join(ziel, kennzeichen));
  if (istDa()) return ziel;
  await mkdir(verzeichnis, { recursive: true });
  await raeumeReste(verzeichnis, ordner);
  const neu = join(verzeichnis, `${ordner}.neu-${process.pid}`);
  try {
    const argumente = ["-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--quiet", "--no-deps"];
    if (mitPruefsummen) argumente.push("--require-hashes");
    argumente.push("--only-binary=:all:", "--target", neu, "-r", anforderung);
    const lauf = await rufeAuf("python3", argumente, { suchpfad, hoechstensMs });
    if (!lauf.gestartet) throw new PipFehler(null);
    if (lauf.code !== 0) throw new PipFehler(lauf.stderr);
    await pruefe?.(neu);
    await rename(neu, ziel).catch((fehler: unknown) => {
      if (!istDa()) throw fehler;
    });
  } finally {
    await rm(neu, { recursive: true, force: true });
  }
  return ziel;
}

/** Leftovers of installations whose process is gone (killed in the middle). */
async function raeumeReste(verzeichnis: string, ordner: string): Promise<void> {
  const vorsilbe = `${ordner}.neu-`;
  for (const name of await readdir(verzeichnis)) {
    const pid = name.startsWith(vorsilbe) ? name.slice(vorsilbe.length) : "";
    if (/^\d+$/.test(pid) && !existsSync(`/proc/${pid}`))
      await rm(join(verzeichnis, name), { recursive: true, force: true });
  }
}
