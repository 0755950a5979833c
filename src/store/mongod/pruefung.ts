import { rufeAuf } from "./aufruf.js";

const MINDESTENS = 6;

/** Version line of a mongod, or the reason (German) why this program is not usable. */
export async function pruefeMongod(
  programm: string,
  suchpfad?: string,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly fehlt: boolean; readonly grund: string }> {
  const { gestartet, code, stdout, stderr } = await rufeAuf(programm, ["--version"], {
    suchpfad,
    hoechstensMs: 30_000,
  });
  if (!gestartet) return { ok: false, fehlt: true, grund: `${programm} lässt sich nicht ausführen (${stderr}).` };
  const haupt = /db version v(\d+)\./.exec(stdout)?.[1];
  if (code !== 0 || haupt === undefined) {
    const zeile = stderr.trim().split("\n").at(-1) ?? "";
    return {
      ok: false,
      fehlt: false,
      grund: `${programm} startet nicht (${zeile || `Ende mit ${code ?? "Signal"}`}).`,
    };
  }
  if (Number(haupt) < MINDESTENS)
    return {
      ok: false,
      fehlt: false,
      grund: `${programm} hat Version ${haupt}, verlangt ist mindestens ${MINDESTENS}.0.`,
    };
  return { ok: true };
}
