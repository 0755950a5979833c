/**
 * A sleep that can be ended from outside. `stelle()` begins to take note: a call of `wecke()` after it makes the next
 * `schlafe()` return at once, so that nothing is lost between looking and sleeping.
 */
export class Wecker {
  private readonly schlaefer = new Set<() => void>();
  private geweckt = false;
  private beendet = false;

  stelle(): void {
    this.geweckt = false;
  }

  wecke(): void {
    this.geweckt = true;
    for (const aufwachen of [...this.schlaefer]) aufwachen();
  }

  /** No sleep lasts any longer. */
  beende(): void {
    this.beendet = true;
    this.wecke();
  }

  schlafe(ms: number): Promise<void> {
    return new Promise((aufgewacht) => {
      if (this.geweckt || this.beendet) {
        this.geweckt = false;
        return aufgewacht();
      }
      const aufwachen = (): void => {
        clearTimeout(zeitgeber);
        this.schlaefer.delete(aufwachen);
        aufgewacht();
      };
      const zeitgeber = setTimeout(aufwachen, ms);
      this.schlaefer.add(aufwachen);
    });
  }
}
