import { AUFTRAGSFELD } from "../../src/adapters/tim/nachricht.js";
import type { TimPerson } from "../live/tim-person.js";
import { Antworten } from "./antworten.js";
import type { Befund } from "./befund.js";
import type { Strecke } from "./kampagne.js";
import type { Umfeld } from "./umfeld.js";
import type { Zufall } from "./zufall.js";

/** The Pflegedienst writes in the rooms of its Vorgaenge; counted in the conversation. */
export class TimHerein implements Strecke {
  readonly name = "TIM in";
  readonly #person: TimPerson;
  readonly #zufall: Zufall;
  readonly #antworten: Antworten;
  readonly #ereignisse: string[] = [];

  constructor(umfeld: Umfeld, person: TimPerson, zufall: Zufall) {
    this.#person = person;
    this.#zufall = zufall;
    this.#antworten = new Antworten(umfeld.db, this.name);
  }

  /** Nothing, as long as there is no room. */
  async stosseAn(): Promise<void> {
    const raeume = this.#person.gesehen.flatMap(({ raum, inhalt }) => {
      const auftrag = inhalt[AUFTRAGSFELD] as { readonly verordnungsId?: string } | undefined;
      return auftrag?.verordnungsId === undefined ? [] : [{ raum, vorgangId: auftrag.verordnungsId }];
    });
    if (raeume.length === 0) return;
    const { raum, vorgangId } = this.#zufall.eines(raeume);
    const text = this.#antworten.naechsterText();
    this.#antworten.merke(text, vorgangId);
    this.#ereignisse.push(await this.#person.schreibe(raum, text));
  }

  async unterwegs(): Promise<number> {
    return (await this.#antworten.offene()).length;
  }

  async getroffen(): Promise<boolean> {
    return (await this.#antworten.offene()).length > 0;
  }

  offene(): Promise<readonly string[]> {
    return this.#antworten.offene();
  }

  async pruefe(befund: Befund): Promise<void> {
    await this.#antworten.pruefe(befund);
    const mehrfache = this.#ereignisse.filter((id) => this.#person.antwortenAuf(id).length > 1);
    befund.keine("TIM in, answered more than once", mehrfache, this.#ereignisse.length);
  }
}
