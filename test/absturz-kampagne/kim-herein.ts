import { KIM } from "../e2e/daten.js";
import { Antworten } from "./antworten.js";
import type { Befund } from "./befund.js";
import type { Strecke } from "./kampagne.js";
import type { KimHinaus } from "./kim-hinaus.js";
import type { Umfeld } from "./umfeld.js";
import type { Zufall } from "./zufall.js";

const VON = KIM["hand-und-herz"];

/** The Pflegedienst answers from its mail program, in plain words; counted in the conversation. */
export class KimHerein implements Strecke {
  readonly name = "KIM in";
  readonly #umfeld: Umfeld;
  readonly #hinaus: KimHinaus;
  readonly #zufall: Zufall;
  readonly #antworten: Antworten;

  constructor(umfeld: Umfeld, hinaus: KimHinaus, zufall: Zufall) {
    this.#umfeld = umfeld;
    this.#hinaus = hinaus;
    this.#zufall = zufall;
    this.#antworten = new Antworten(umfeld.db, this.name);
  }

  /** Nothing, as long as there is no mail to answer. */
  async stosseAn(): Promise<void> {
    const mails = (await this.#hinaus.auftraege.gespeicherte()).filter(
      ({ zustand, adresse }) => adresse === VON && (zustand === "UEBERGEBEN" || zustand === "ZUGESTELLT"),
    );
    if (mails.length === 0) return;
    const { nachrichtId, vorgangId } = this.#zufall.eines(mails);
    const text = this.#antworten.naechsterText();
    this.#antworten.merke(text, vorgangId);
    const an = this.#umfeld.sandbox.gatewayPostfach.adresse;
    const zeilen = [
      `From: ${VON}`,
      `To: ${an}`,
      `Date: ${new Date().toUTCString().replace("GMT", "+0000")}`,
      `Message-ID: <${text.replaceAll(" ", "-").toLowerCase()}@mailprogramm.example>`,
      `In-Reply-To: ${nachrichtId ?? ""}`,
      "Subject: Re: Nachricht",
      "X-KIM-Dienstkennung: KIM-Mail;Default;V1.0",
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
      "",
      text,
      "",
    ];
    const roh = Buffer.from(zeilen.join("\r\n"));
    const empfaenger = [{ adresse: an, notify: ["NEVER"] }];
    await this.#umfeld.post.fachdienst.nimm({ roh, von: VON, an: empfaenger, envid: null });
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

  pruefe(befund: Befund): Promise<void> {
    return this.#antworten.pruefe(befund);
  }
}
