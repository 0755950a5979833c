import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { randomUUID } from "node:crypto";
import { dirname } from "node:path";

/** Keeps what the sandbox made once (keys, certificates), so that cards and tokens outlive a restart. */
export async function lies(pfad: string): Promise<string | null> {
  try {
    return await readFile(pfad, "utf8");
  } catch (fehler) {
    if (fehler instanceof Error && "code" in fehler && fehler.code === "ENOENT") return null;
    throw fehler;
  }
}

/** Readable by the owner only; a start that is interrupted leaves the old file or the new one, never half of one. */
export async function lege(pfad: string, inhalt: string): Promise<void> {
  await mkdir(dirname(pfad), { recursive: true, mode: 0o700 });
  const neben = `${pfad}.${randomUUID()}.neu`;
  await writeFile(neben, inhalt, { mode: 0o600, flush: true });
  await rename(neben, pfad);
}
