/** Numbers in [0, 1) that follow from the seed (mulberry32); not for secrets. */
export class Zufall {
  #stand: number;

  constructor(seed: number) {
    this.#stand = seed >>> 0;
  }

  zahl(): number {
    this.#stand = (this.#stand + 0x6d2b79f5) >>> 0;
    let wert = this.#stand;
    wert = Math.imul(wert ^ (wert >>> 15), wert | 1);
    wert ^= wert + Math.imul(wert ^ (wert >>> 7), wert | 61);
    return ((wert ^ (wert >>> 14)) >>> 0) / 2 ** 32;
  }

  zwischen(von: number, bis: number): number {
    return von + this.zahl() * (bis - von);
  }

  eines<T>(aus: readonly T[]): T {
    const gewaehlt = aus[Math.floor(this.zahl() * aus.length)];
    if (gewaehlt === undefined) throw new Error("nothing to choose from");
    return gewaehlt;
  }
}
