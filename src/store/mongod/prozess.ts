import { spawn } from "node:child_process";
import { existsSync, renameSync, statSync } from "node:fs";
import { Socket } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const WAECHTER = fileURLToPath(new URL("./waechter.js", import.meta.url));

/** Time mongod gets to end cleanly (measured: 1 s) before it is killed; below the 10 s in which the gateway must end. */
const FRIST_MS = 8_000;
const PROTOKOLL_HOECHSTENS_BYTES = 5_000_000;

export interface Prozessoptionen {
  readonly programm: string;
  /** Absolute and without symbolic links: it is compared with /proc. */
  readonly dbPfad: string;
  readonly port: number;
  readonly cacheGB?: number;
}

export interface Mongodprozess {
  /** Exit code (see waechter.ts); never rejects. */
  readonly beendet: Promise<number>;
  /** Ends mongod cleanly, after 8 s hard; resolves when it is gone. */
  beende(): Promise<void>;
}

export function protokollPfad(dbPfad: string): string {
  return join(dbPfad, "mongod.log");
}

/** Two files of about 5 MB at most from one start to the next. */
function begrenzeProtokoll(dbPfad: string): void {
  const pfad = protokollPfad(dbPfad);
  if (existsSync(pfad) && statSync(pfad).size > PROTOKOLL_HOECHSTENS_BYTES) renameSync(pfad, `${pfad}.1`);
}

/** Far longer than any transaction takes here: the records of the Matrix device that changed. */
const TRANSAKTION_S = 10;

function argumente({ dbPfad, port, cacheGB = 0.5 }: Prozessoptionen): string[] {
  return [
    ...["--replSet", "rs0", "--bind_ip", "127.0.0.1", "--port", String(port), "--nounixsocket"],
    ...["--dbpath", dbPfad, "--logpath", protokollPfad(dbPfad), "--logappend", "--quiet"],
    ...["--wiredTigerCacheSizeGB", String(cacheGB), "--oplogSize", "512", "--oplogMinRetentionHours", "24"],
    // Slow commands are logged with their content, which is personal data: no command is slow enough for that.
    ...["--slowms", "2147483647"],
    ...["--setParameter", "diagnosticDataCollectionEnabled=false"],
    // A killed gateway leaves its transaction open, and the Matrix device with it: not for the 60 s that are the default.
    ...["--setParameter", `transactionLifetimeLimitSeconds=${TRANSAKTION_S}`],
  ];
}

/**
 * Starts mongod below its Waechter, in a session of its own: Ctrl-C in the terminal ends the gateway, and only the gateway ends
 * the database. The process does not keep the gateway alive.
 */
export function starteMongod(o: Prozessoptionen): Mongodprozess {
  begrenzeProtokoll(o.dbPfad);
  const kind = spawn(process.execPath, [WAECHTER, String(FRIST_MS), o.programm, ...argumente(o)], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  const beendet = new Promise<number>((fertig) => {
    kind.once("error", () => fertig(127));
    kind.once("exit", (code) => fertig(code ?? 137));
  });
  kind.stdin.on("error", () => undefined);
  if (kind.stdin instanceof Socket) kind.stdin.unref();
  kind.unref();
  return {
    beendet,
    beende: async () => {
      kind.ref();
      kind.stdin.end();
      await beendet;
    },
  };
}
