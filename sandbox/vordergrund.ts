import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as warte } from "node:timers/promises";

/** Waits until somebody accepts on the port, or the process that should is gone. */
export async function wartAufPort(port: number, kind: ChildProcess, hoechstensMs = 30_000): Promise<void> {
  const bis = Date.now() + hoechstensMs;
  for (;;) {
    if (kind.exitCode !== null) throw new Error(`${kind.spawnfile} ended with ${kind.exitCode}`);
    if (await nimmtAn(port)) return;
    if (Date.now() > bis) throw new Error(`nothing listens on port ${port}`);
    await warte(100);
  }
}

function nimmtAn(port: number): Promise<boolean> {
  return new Promise((fertig) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => (socket.destroy(), fertig(true)));
    socket.once("error", () => fertig(false));
  });
}

export interface Vordergrundprozess {
  readonly kind: ChildProcess;
  readonly beende: () => Promise<void>;
}

/** A server in the foreground; ends with this process. */
export function starteVordergrund(
  programm: string,
  argumente: readonly string[],
  stderr: "inherit" | "ignore" = "inherit",
): Vordergrundprozess {
  const kind = spawn(programm, argumente, { stdio: ["ignore", "ignore", stderr] });
  const mit = (): boolean => kind.kill("SIGKILL");
  process.once("exit", mit);
  return {
    kind,
    async beende() {
      process.off("exit", mit);
      if (kind.exitCode !== null || kind.signalCode !== null) return;
      const ende = once(kind, "exit");
      kind.kill("SIGTERM");
      await ende;
    },
  };
}
