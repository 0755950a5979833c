/** What was counted; each line is one check. */
export class Befund {
  #bestanden = 0;
  #gescheitert = 0;

  constructor(private readonly melde: (text: string) => void) {}

  get gescheitert(): number {
    return this.#gescheitert;
  }

  /** `faelle`: what must not be there, named. */
  keine(was: string, faelle: readonly string[], von: number): void {
    if (faelle.length === 0) this.#bestanden++;
    else this.#gescheitert++;
    this.melde(`${faelle.length === 0 ? "ok  " : "FAIL"} ${was}: ${faelle.length} of ${von}`);
    for (const fall of faelle.slice(0, 10)) this.melde(`       ${fall}`);
  }

  zusammenfassung(): string {
    return `${this.#bestanden} passed, ${this.#gescheitert} failed`;
  }
}
