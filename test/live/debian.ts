import { rufeAuf } from "../../src/store/mongod/aufruf.js";

const INSTALLATION_MS = 600_000;

/**
 * Debian packages of the live counterparts, installed if they are missing. Their services are not started: the tests run their
 * own instances in temporary folders.
 * @throws Error if they cannot be installed: a missing counterpart is a failure, not a skip
 */
export async function sorgeFuerPakete(pakete: readonly string[]): Promise<void> {
  const fehlende: string[] = [];
  for (const paket of pakete) if (!(await istInstalliert(paket))) fehlende.push(paket);
  if (fehlende.length === 0) return;
  const argumente = ["install", "--yes", "--no-install-recommends", ...fehlende];
  if (await apt(argumente)) return;
  // An old package index is the usual reason.
  await apt(["update"]);
  if (!(await apt(argumente))) throw new Error(`apt-get install ${fehlende.join(" ")} failed (root and Debian needed)`);
}

async function istInstalliert(paket: string): Promise<boolean> {
  const lauf = await rufeAuf("dpkg-query", ["-W", "-f=${Status}", paket], { hoechstensMs: 30_000 });
  return lauf.stdout.includes("install ok installed");
}

async function apt(argumente: readonly string[]): Promise<boolean> {
  const umgebung = ["DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1"];
  return (await rufeAuf("env", [...umgebung, "apt-get", ...argumente], { hoechstensMs: INSTALLATION_MS })).code === 0;
}
