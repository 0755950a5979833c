import { AUFTRAGSFELD } from "../../src/adapters/tim/nachricht.js";
import type { Gesehenes, TimPerson } from "../live/tim-person.js";
import { beschreibe } from "./auftraege.js";
import type { Gespeicherter } from "./auftraege.js";
import type { Befund } from "./befund.js";
import { Hinaus } from "./hinaus.js";
import { haeufigkeiten } from "./postfach.js";
import type { Umfeld } from "./umfeld.js";
import type { Zufall } from "./zufall.js";

/** A room is much work for the homeserver: more messages in fewer of them. */
const NEU = 0.15;

/** Orders over the TI-Messenger, counted in what the recipient's client could decrypt. */
export class TimHinaus extends Hinaus {
  readonly name = "TIM out";
  readonly #person: TimPerson;

  constructor(umfeld: Umfeld, person: TimPerson, zufall: Zufall) {
    super(umfeld, "TIM", zufall, NEU);
    this.#person = person;
  }

  async offene(): Promise<readonly string[]> {
    const alle = await this.auftraege.gespeicherte();
    // The client reads a moment later than the homeserver answers.
    const gelesene = new Set(this.#gelesene().map(({ auftragId }) => auftragId));
    const offen = alle.filter(({ zustand, naechsterVersuch }) => naechsterVersuch !== null || zustand === "WARTET");
    return [...offen.map(beschreibe), ...alle.filter(({ id }) => !gelesene.has(id)).map(({ id }) => `not read: ${id}`)];
  }

  async pruefe(befund: Befund, melde: (text: string) => void): Promise<void> {
    const alle = await this.auftraege.gespeicherte();
    const gelesene = this.#gelesene();
    const mal = haeufigkeiten(gelesene.map(({ auftragId }) => auftragId));
    const nenne = (einer: Gespeicherter): string => `${beschreibe(einer)}, events ${mal.get(einer.id) ?? 0}`;
    befund.keine("TIM out, lost", alle.filter(({ id }) => !mal.has(id)).map(nenne), alle.length);
    befund.keine("TIM out, doubled", alle.filter(({ id }) => (mal.get(id) ?? 0) > 1).map(nenne), alle.length);
    const eigene = new Set(alle.map(({ id }) => id));
    befund.keine(
      "TIM out, events of no order",
      [...mal.keys()].filter((id) => !eigene.has(id)),
      mal.size,
    );
    befund.keine(
      "TIM out, not recorded as sent",
      alle.filter(({ zustand }) => zustand !== "UEBERGEBEN").map(nenne),
      alle.length,
    );
    const vorgangVon = new Map(alle.map(({ id, vorgangId }) => [id, vorgangId]));
    const raeume = Map.groupBy(gelesene, ({ auftragId }) => vorgangVon.get(auftragId));
    const geteilte = [...raeume].filter(([, ereignisse]) => new Set(ereignisse.map(({ raum }) => raum)).size > 1);
    befund.keine(
      "TIM out, Vorgaenge with a second room",
      geteilte.map(([id]) => id ?? "?"),
      raeume.size,
    );
    const wiederholte = alle.filter(({ versuche }) => versuche > 1).length;
    melde(`     TIM out: ${alle.length} orders in ${raeume.size} rooms, ${wiederholte} tried more than once`);
  }

  #gelesene(): readonly (Gesehenes & { readonly auftragId: string })[] {
    return this.#person.gesehen.flatMap((eines) => {
      const auftrag = eines.inhalt[AUFTRAGSFELD] as { readonly id: string } | undefined;
      return auftrag === undefined ? [] : [{ ...eines, auftragId: auftrag.id }];
    });
  }
}
