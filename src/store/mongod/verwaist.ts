import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as warte } from "node:timers/promises";
import { protokollPfad } from "./prozess.js";

const SAUBER_MS = 10_000;
const HART_MS = 5_000;
const ABSTAND_MS = 50;

async function lies(pfad: string): Promise<string> {
  return readFile(pfad, "utf8").catch(() => "");
}

/**
 * The pid of the mongod that runs on this folder and was started by a gateway, or undefined. mongod itself keeps its pid in
 * `mongod.lock` and empties it at a clean end. A pid that was recycled after a crash is recognised by its command line:
 * only our mongod names this very dbpath and this very log. (Rejected: a state file of our own with the start time; it leaves
 * a gap between the start and the writing.)
 */
export async function laufenderMongod(dbPfad: string): Promise<number | undefined> {
  const pid = Number.parseInt(await lies(join(dbPfad, "mongod.lock")), 10);
  if (!(pid > 1)) return undefined;
  const zeile = (await lies(`/proc/${pid}/cmdline`)).split("\0");
  const nennt = (name: string, wert: string): boolean =>
    zeile[zeile.indexOf(name) + 1] === wert && zeile.includes(name);
  return nennt("--dbpath", dbPfad) && nennt("--logpath", protokollPfad(dbPfad)) ? pid : undefined;
}

async function istWeg(dbPfad: string, pid: number, fristMs: number): Promise<boolean> {
  for (const ende = Date.now() + fristMs; Date.now() < ende; await warte(ABSTAND_MS))
    if ((await laufenderMongod(dbPfad)) !== pid) return true;
  return false;
}

function signalisiere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone in this moment.
  }
}

/**
 * Ends a mongod that outlived its gateway and its Waechter. Call only while holding the lock of the folder (sperre.ts).
 * @returns whether there was one
 */
export async function beendeVerwaisten(dbPfad: string): Promise<boolean> {
  const pid = await laufenderMongod(dbPfad);
  if (pid === undefined) return false;
  signalisiere(pid, "SIGTERM");
  if (await istWeg(dbPfad, pid, SAUBER_MS)) return true;
  signalisiere(pid, "SIGKILL");
  await istWeg(dbPfad, pid, HART_MS);
  return true;
}
