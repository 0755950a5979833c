/** More kinds of foreign mail than this are counted together. */
const HOECHSTENS_DIENSTKENNUNGEN = 50;
const SONSTIGE = "sonstige";

/** What the reader remembers of mails from one reading to the next, by uid. It saves work; without it everything comes again. */
export class Postgedaechtnis {
  /** With their Dienstkennung. */
  readonly #fremde = new Map<string, string>();
  /** Taken, but perhaps not removed yet. */
  readonly #erledigte = new Set<string>();
  /** Failed readings in a row; of the parser, or 0 if only the receiver failed. */
  readonly #fehlversuche = new Map<string, number>();

  istFremd(uid: string): boolean {
    return this.#fremde.has(uid);
  }
  istErledigt(uid: string): boolean {
    return this.#erledigte.has(uid);
  }
  istGescheitert(uid: string): boolean {
    return this.#fehlversuche.has(uid);
  }

  merkeFremd(uid: string, dienstkennung: string): void {
    this.#fremde.set(uid, dienstkennung);
  }
  merkeErledigt(uid: string): void {
    this.#erledigte.add(uid);
  }
  /** The receiver could not take it. */
  merkeNichtGenommen(uid: string): void {
    this.#fehlversuche.set(uid, this.#fehlversuche.get(uid) ?? 0);
  }
  /** It could not be read; how often in a row. */
  zaehleUngelesen(uid: string): number {
    const versuche = (this.#fehlversuche.get(uid) ?? 0) + 1;
    this.#fehlversuche.set(uid, versuche);
    return versuche;
  }
  merkeGelungen(uid: string): void {
    this.#fehlversuche.delete(uid);
  }

  /** Forgets what is no longer in the mailbox. */
  behalte(vorhandene: ReadonlySet<string>): void {
    for (const gemerkte of [this.#fremde, this.#erledigte, this.#fehlversuche]) {
      for (const uid of gemerkte.keys()) if (!vorhandene.has(uid)) gemerkte.delete(uid);
    }
  }

  zaehleFremde(): ReadonlyMap<string, number> {
    const anzahlen = new Map<string, number>();
    for (const dienstkennung of this.#fremde.values()) {
      const zuViele = !anzahlen.has(dienstkennung) && anzahlen.size >= HOECHSTENS_DIENSTKENNUNGEN;
      const name = zuViele ? SONSTIGE : dienstkennung;
      anzahlen.set(name, (anzahlen.get(name) ?? 0) + 1);
    }
    return anzahlen;
  }
}
