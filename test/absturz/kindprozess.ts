import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export interface Ende {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Kindoptionen {
  readonly befehl?: string;
  readonly argumente: readonly string[];
  /** The whole environment; what the test itself runs with is not handed on. */
  readonly umgebung: Readonly<Record<string, string>>;
  readonly ordner?: string;
}

const laufende = new Set<Kindprozess>();

/** For `afterEach`: ends what a failed test left behind. */
export async function raeumeKinderAuf(): Promise<void> {
  await Promise.all([...laufende].map((kind) => kind.toete("SIGKILL")));
}

/** A gateway as a process of its own. */
export class Kindprozess {
  /** Lines of stdout so far. */
  readonly zeilen: string[] = [];
  /** Resolves when the process is gone and all of its output has been read. */
  readonly ende: Promise<Ende>;
  readonly #prozess: ChildProcess;
  readonly #url = Promise.withResolvers<string>();
  #fehlerausgabe = "";

  constructor({ befehl = process.execPath, argumente, umgebung, ordner }: Kindoptionen) {
    const prozess = spawn(befehl, argumente, {
      env: { ...umgebung },
      stdio: ["ignore", "pipe", "pipe"],
      ...(ordner === undefined ? {} : { cwd: ordner }),
    });
    this.#prozess = prozess;
    createInterface({ input: prozess.stdout }).on("line", (zeile) => {
      this.zeilen.push(zeile);
      const url = /^bereit: (\S+)$/.exec(zeile)?.[1];
      if (url !== undefined) this.#url.resolve(url);
    });
    prozess.stderr.setEncoding("utf8").on("data", (text: string) => (this.#fehlerausgabe += text));
    laufende.add(this);
    this.ende = (once(prozess, "close") as Promise<[Ende["code"], Ende["signal"]]>).then(([code, signal]) => {
      laufende.delete(this);
      const ende = { code, signal };
      this.#url.reject(new Error(`Beendet (${JSON.stringify(ende)}), bevor es bereit war: ${this.#fehlerausgabe}`));
      return ende;
    });
    // Whoever waits for the url hears of it; nobody has to.
    this.#url.promise.catch(() => undefined);
  }

  get pid(): number {
    return this.#prozess.pid ?? 0;
  }

  get fehlerausgabe(): string {
    return this.#fehlerausgabe;
  }

  /** URL of its `bereit:` line. @throws if the process ends without one */
  bereit(): Promise<string> {
    return this.#url.promise;
  }

  toete(signal: NodeJS.Signals): Promise<Ende> {
    this.#prozess.kill(signal);
    return this.ende;
  }
}
