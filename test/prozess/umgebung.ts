import { fileURLToPath } from "node:url";
import { readdirSync, readFileSync } from "node:fs";
import { umgebung } from "../../src/config.js";
import { WERKZEUGE } from "../helfer/mongo.js";
import type { Kindoptionen } from "../absturz/kindprozess.js";

export const WURZEL = fileURLToPath(new URL("../../..", import.meta.url));
export const START = fileURLToPath(new URL("../../start.js", import.meta.url));

/** What any process needs; no setting of the gateway comes from the test's own environment. */
export function grundumgebung(): Record<string, string> {
  const { PATH = "", HOME = "" } = umgebung();
  return { PATH, HOME };
}

/** `node dist/start.js` as a user would run it, with a data folder of its own; the database program is not installed anew. */
export function start(ordner: string, mehr: Readonly<Record<string, string>> = {}): Kindoptionen {
  return {
    argumente: [START],
    umgebung: {
      ...grundumgebung(),
      PORT: "0",
      DATEN_VERZEICHNIS: ordner,
      WERKZEUG_VERZEICHNIS: WERKZEUGE,
      ...mehr,
    },
  };
}

/** Processes whose command line or environment names this folder: the gateway, mongod and its Waechter. */
export function prozesseMit(ordner: string): readonly number[] {
  const nennt = (datei: string): boolean => {
    try {
      return readFileSync(datei, "utf8").includes(ordner);
    } catch {
      return false;
    }
  };
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid)
    .filter((pid) => nennt(`/proc/${pid}/cmdline`) || nennt(`/proc/${pid}/environ`));
}
