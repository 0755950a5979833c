import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** CPU time of a process, user and system together, in microseconds. */
export const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

/** Answers requests of the parent one after the other. The side measured runs in a process of its own. */
export function bediene(behandle: (frage: unknown) => Promise<unknown>): void {
  process.on("message", (frage) => {
    void behandle(frage).then(
      (antwort) => process.send?.({ antwort }),
      (fehler: unknown) => process.send?.({ fehler: String((fehler as Error).stack ?? fehler) }),
    );
  });
  process.send?.({ antwort: "bereit" });
}

export class Kind {
  private constructor(private readonly prozess: ChildProcess) {}

  static async starte(datei: string): Promise<Kind> {
    const kind = new Kind(
      fork(fileURLToPath(new URL(datei, import.meta.url)), { stdio: ["ignore", "inherit", "inherit", "ipc"] }),
    );
    await kind.#antwort();
    return kind;
  }

  async frage<T>(frage: object): Promise<T> {
    const antwort = this.#antwort();
    this.prozess.send(frage);
    return (await antwort) as T;
  }

  async beende(): Promise<void> {
    const weg = once(this.prozess, "exit");
    this.prozess.kill();
    await weg;
  }

  async #antwort(): Promise<unknown> {
    const warten = new AbortController();
    const { signal } = warten;
    try {
      const [meldung] = (await Promise.race([
        once(this.prozess, "message", { signal }),
        once(this.prozess, "exit", { signal }).then(() => [{ fehler: "the process ended" }]),
      ])) as [{ antwort?: unknown; fehler?: string }];
      if (meldung.fehler !== undefined) throw new Error(meldung.fehler);
      return meldung.antwort;
    } finally {
      warten.abort();
    }
  }
}
