/**
 * A program of its own between gateway and mongod: `node waechter.js <frist ms> <mongod> <arguments…>`.
 * Its standard input is a pipe that only the gateway holds. When the gateway is gone, however it went (kill -9 too), the pipe
 * ends, and mongod is ended cleanly. Rejected: PR_SET_PDEATHSIG (not reachable from Node), polling the parent's pid (recycled).
 * Exit code: that of mongod, 128 + signal if a signal ended it, 127 if it could not be started.
 */
import { spawn } from "node:child_process";
import { constants } from "node:os";

const [, , frist, programm, ...argumente] = process.argv;
if (frist === undefined || programm === undefined) process.exit(2);

const kind = spawn(programm, argumente, { stdio: "ignore" });
kind.once("error", () => process.exit(127));
kind.once("exit", (code, signal) => process.exit(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));

let endet = false;
function beende(): void {
  if (endet) return;
  endet = true;
  kind.kill("SIGTERM");
  // The journal makes this safe; a database that hangs must not outlive the gateway.
  setTimeout(() => kind.kill("SIGKILL"), Number(frist));
}

process.stdin.on("end", beende).on("close", beende).on("error", beende).resume();
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, beende);
