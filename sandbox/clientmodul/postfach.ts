import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";

export interface Eintrag {
  /** Unique and stable over restarts: the file's name without its suffix. */
  readonly uid: string;
  readonly bytes: Buffer;
}

/** A mailbox: one folder, one `.eml` file per message, in the order of their arrival. */
export class Postfach {
  readonly #ordner: string;
  #letzte = 0;

  constructor(
    ordner: string,
    readonly adresse: string,
  ) {
    this.#ordner = path.join(ordner, adresse.toLowerCase());
  }

  async richteEin(): Promise<void> {
    await mkdir(this.#ordner, { recursive: true });
  }

  /** Durable when it resolves: written beside, synced, renamed, folder synced. */
  async lege(bytes: Buffer): Promise<string> {
    // Names sort in the order of arrival, also within one millisecond and after a restart.
    this.#letzte = Math.max(Date.now() * 1000, this.#letzte + 1);
    const uid = `${String(this.#letzte).padStart(17, "0")}-${randomUUID().slice(0, 8)}`;
    const vorlaeufig = path.join(this.#ordner, `.${uid}.tmp`);
    const datei = await open(vorlaeufig, "wx", 0o600);
    try {
      await datei.writeFile(bytes);
      await datei.sync();
    } finally {
      await datei.close();
    }
    await rename(vorlaeufig, path.join(this.#ordner, `${uid}.eml`));
    const ordner = await open(this.#ordner, "r");
    try {
      await ordner.sync();
    } finally {
      await ordner.close();
    }
    return uid;
  }

  async uids(): Promise<readonly string[]> {
    const dateien = await readdir(this.#ordner);
    return dateien
      .filter((name) => name.endsWith(".eml") && !name.startsWith("."))
      .map((name) => name.slice(0, -".eml".length))
      .sort();
  }

  async lies(uid: string): Promise<Buffer> {
    return readFile(path.join(this.#ordner, `${uid}.eml`));
  }

  /** Without what another session deletes meanwhile. */
  async alle(): Promise<readonly Eintrag[]> {
    const gelesen = await Promise.all(
      (await this.uids()).map(async (uid) => {
        try {
          return [{ uid, bytes: await this.lies(uid) }];
        } catch (fehler) {
          if ((fehler as NodeJS.ErrnoException).code === "ENOENT") return [];
          throw fehler;
        }
      }),
    );
    return gelesen.flat();
  }

  async loesche(uid: string): Promise<void> {
    await rm(path.join(this.#ordner, `${uid}.eml`), { force: true });
  }
}
