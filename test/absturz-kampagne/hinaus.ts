import { Auftraege } from "./auftraege.js";
import type { Befund } from "./befund.js";
import type { Strecke } from "./kampagne.js";
import type { Umfeld } from "./umfeld.js";
import type { Zufall } from "./zufall.js";

/** Orders over one channel; how they are counted at the other end is the channel's. */
export abstract class Hinaus implements Strecke {
  abstract readonly name: string;
  readonly auftraege: Auftraege;
  readonly #zufall: Zufall;
  readonly #neu: number;

  /** @param neu probability that an order is one of a new Vorgang */
  constructor({ db }: Umfeld, kanal: "KIM" | "TIM", zufall: Zufall, neu: number) {
    this.auftraege = new Auftraege(db, kanal);
    this.#zufall = zufall;
    this.#neu = neu;
  }

  async stosseAn(): Promise<void> {
    const { vorgaenge } = this.auftraege;
    const neu = vorgaenge.length === 0 || this.#zufall.zahl() < this.#neu;
    await this.auftraege.schreibe(neu ? await this.auftraege.neuerVorgang() : this.#zufall.eines(vorgaenge));
  }

  unterwegs(): Promise<number> {
    return this.auftraege.wartende();
  }

  async getroffen(): Promise<boolean> {
    return (await this.auftraege.gehaltene()) > 0;
  }

  abstract offene(url: string): Promise<readonly string[]>;
  abstract pruefe(befund: Befund, melde: (text: string) => void): Promise<void>;
}
