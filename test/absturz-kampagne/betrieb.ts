import type { Gespeicherter } from "./auftraege.js";
import type { Umfeld } from "./umfeld.js";

const WIEDERHOLEN = `mutation($id: ID!) { zustellungWiederholen(id: $id) { erneutEingeplant } }`;

/**
 * The person at the gateway: an order that rests unknown after its one repetition is given another go if the recipient does not have
 * it, and not otherwise.
 */
export class Betrieb {
  /** Orders it repeated. */
  readonly wiederholte = new Set<string>();

  constructor(private readonly umfeld: Umfeld) {}

  async sieheDurch(
    url: string,
    auftraege: readonly Gespeicherter[],
    istDa: (auftrag: Gespeicherter) => boolean,
  ): Promise<void> {
    for (const auftrag of auftraege) {
      const { id, zustand, naechsterVersuch } = auftrag;
      const ruht = zustand === "UNBEKANNT" && naechsterVersuch === null;
      if (!ruht || istDa(auftrag) || this.wiederholte.has(id)) continue;
      this.wiederholte.add(id);
      await (await this.umfeld.welt(url).als("betrieb")).frage(WIEDERHOLEN, { id });
    }
  }
}
