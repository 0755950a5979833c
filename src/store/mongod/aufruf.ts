import { spawn } from "node:child_process";

/** `code` is null if the program could not be started at all (`stderr` then names why) or was ended by a signal. */
export interface Aufrufergebnis {
  readonly code: number | null;
  readonly gestartet: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Aufrufoptionen {
  /** Replaces the search path (and the whole environment) of the called program; without it the own one is inherited. */
  readonly suchpfad?: string | undefined;
  readonly hoechstensMs: number;
}

/** Runs a program to its end. Never throws: a missing program is a foreseeable outcome. */
export function rufeAuf(programm: string, argumente: readonly string[], o: Aufrufoptionen): Promise<Aufrufergebnis> {
  return new Promise((fertig) => {
    const kind = spawn(programm, argumente, {
      stdio: ["ignore", "pipe", "pipe"],
      ...(o.suchpfad === undefined ? {} : { env: { PATH: o.suchpfad } }),
    });
    // Not spawn's own time-out: Node leaves its timer running if the program does not exist, and the process with it.
    const frist = setTimeout(() => kind.kill("SIGKILL"), o.hoechstensMs);
    const ende = (ergebnis: Pick<Aufrufergebnis, "code" | "gestartet">, meldung: string): void => {
      clearTimeout(frist);
      fertig({ ...ergebnis, stdout, stderr: meldung });
    };
    let stdout = "";
    let stderr = "";
    kind.stdout.setEncoding("utf8").on("data", (teil: string) => (stdout += teil));
    kind.stderr.setEncoding("utf8").on("data", (teil: string) => (stderr += teil));
    kind.once("error", (fehler) => ende({ code: null, gestartet: false }, fehler.message));
    kind.once("close", (code) => ende({ code, gestartet: true }, stderr));
  });
}
