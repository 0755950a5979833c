import { KIM } from "../e2e/daten.js";
import { beschreibe } from "./auftraege.js";
import type { Gespeicherter } from "./auftraege.js";
import { Betrieb } from "./betrieb.js";
import type { Befund } from "./befund.js";
import { Hinaus } from "./hinaus.js";
import { haeufigkeiten, nachrichtenIds } from "./postfach.js";
import type { Umfeld } from "./umfeld.js";
import type { Zufall } from "./zufall.js";

const NEU = 0.3;

/** Orders over KIM, counted in the recipient's mailbox at Dovecot. */
export class KimHinaus extends Hinaus {
  readonly name = "KIM out";
  readonly #umfeld: Umfeld;
  readonly #betrieb: Betrieb;

  constructor(umfeld: Umfeld, zufall: Zufall) {
    super(umfeld, "KIM", zufall, NEU);
    this.#umfeld = umfeld;
    this.#betrieb = new Betrieb(umfeld);
  }

  /** Orders that are not final, and proofs that lie in the gateway's mailbox still. */
  async offene(url: string): Promise<readonly string[]> {
    const alle = await this.auftraege.gespeicherte();
    const da = new Set(await this.#imPostfach());
    await this.#betrieb.sieheDurch(url, alle, ({ nachrichtId }) => da.has(nachrichtId ?? ""));
    const offen = alle.filter(
      ({ zustand, naechsterVersuch }) =>
        naechsterVersuch !== null || !["ZUGESTELLT", "UNZUSTELLBAR", "UNBEKANNT"].includes(zustand),
    );
    const nachweise = await this.#imGatewayPostfach();
    return [...offen.map(beschreibe), ...nachweise.map((id) => `proof ${id}`)];
  }

  async pruefe(befund: Befund, melde: (text: string) => void): Promise<void> {
    const alle = await this.auftraege.gespeicherte();
    const mal = haeufigkeiten(await this.#imPostfach());
    const kopien = ({ nachrichtId }: Gespeicherter): number => mal.get(nachrichtId ?? "") ?? 0;
    const nenne = (einer: Gespeicherter): string => `${beschreibe(einer)}, copies ${kopien(einer)}`;
    const durfteZweimal = ({ id, unbekannt }: Gespeicherter): boolean =>
      unbekannt > 0 || this.#betrieb.wiederholte.has(id);
    befund.keine("KIM out, lost", alle.filter((einer) => kopien(einer) === 0).map(nenne), alle.length);
    const doppelte = alle.filter((einer) => kopien(einer) > (durfteZweimal(einer) ? 2 : 1));
    befund.keine("KIM out, doubled", doppelte.map(nenne), alle.length);
    const eigene = new Set(alle.map(({ nachrichtId }) => nachrichtId));
    befund.keine(
      "KIM out, mails of no order",
      [...mal.keys()].filter((id) => !eigene.has(id)),
      mal.size,
    );
    const unfertige = alle.filter(
      (einer) => einer.zustand !== "ZUGESTELLT" && !(einer.zustand === "UNBEKANNT" && kopien(einer) > 0),
    );
    befund.keine("KIM out, not recorded as delivered", unfertige.map(nenne), alle.length);
    befund.keine("KIM, left in the gateway's mailbox", await this.#imGatewayPostfach(), alle.length);
    const zweite = alle.filter((einer) => kopien(einer) === 2).length;
    const unbekannte = alle.filter(({ unbekannt }) => unbekannt > 0).length;
    melde(
      `     KIM out: ${alle.length} orders, ${unbekannte} with an unknown outcome, ${zweite} arrived twice under the same Message-ID (the SMTP exception), ${this.#betrieb.wiederholte.size} repeated by BETRIEB`,
    );
  }

  /** The Pflegedienst's mailbox, and the practice's, which is told of the Pflegedienst's answers. */
  async #imPostfach(): Promise<readonly string[]> {
    const { pop3Port } = this.#umfeld.post;
    const beide = [KIM["hand-und-herz"], KIM.praxis].map((adresse) => nachrichtenIds(pop3Port, adresse));
    return (await Promise.all(beide)).flat();
  }

  #imGatewayPostfach(): Promise<readonly string[]> {
    return nachrichtenIds(this.#umfeld.post.pop3Port, this.#umfeld.sandbox.gatewayPostfach.adresse);
  }
}
