import type { Postempfang, Verbleib } from "../../domain/ports/eingang.js";
import { absenderVon } from "./absenderangabe.js";
import type { Auswertung } from "./auswertung.js";
import type { Beiseitegrund } from "./beiseitegruende.js";
import { nachrichtIdVon } from "./bezuege.js";
import type { Kopf } from "./kopf.js";
import type { Postgedaechtnis } from "./postgedaechtnis.js";

/** Mails in a row that the receiver could not take: then it is the database rather than the mails. */
const FEHLER_IN_FOLGE = 5;

/** One reading of the mailbox, over one session or several: what it hands to the receiver, and what came of that. */
export class Leselauf {
  readonly #empfang: Postempfang;
  readonly #gedaechtnis: Postgedaechtnis;
  readonly #beiFehler: (fehler: unknown) => void;
  readonly #gesehene = new Set<string>();
  #inFolge = 0;
  #nachweisfehler: { readonly fehler: unknown } | null = null;

  constructor(empfang: Postempfang, gedaechtnis: Postgedaechtnis, beiFehler: (fehler: unknown) => void) {
    this.#empfang = empfang;
    this.#gedaechtnis = gedaechtnis;
    this.#beiFehler = beiFehler;
  }

  /** True only the first time: a session that goes on after a cut does not begin anew. */
  siehtErstmals(uid: string): boolean {
    if (this.#gesehene.has(uid)) return false;
    this.#gesehene.add(uid);
    return true;
  }

  get istAussichtslos(): boolean {
    return this.#inFolge >= FEHLER_IN_FOLGE;
  }

  /** First proof that could not be noted; null: none. Whoever waits for proofs must not go on. */
  get nachweisfehler(): { readonly fehler: unknown } | null {
    return this.#nachweisfehler;
  }

  /** Null: the receiver could not tell now. */
  istBeiseitegelegt(uid: string): Promise<boolean | null> {
    return this.#frage(uid, () => this.#empfang.istBeiseitegelegt(uid));
  }

  /** Null: the receiver could not take it now; the mail stays and comes again. */
  uebergib(uid: string, kopf: Kopf, was: Exclude<Auswertung, { art: "fremd" }>): Promise<Verbleib | null> {
    switch (was.art) {
      case "beiseite":
        return this.legeBeiseite(uid, kopf, was.beiseite);
      case "nachricht":
        return this.#nimm(uid, () => this.#empfang.nachricht(was.eingang, uid));
      case "nachweis":
        return this.#nimm(uid, async () => {
          try {
            await this.#empfang.nachweis(was.nachweis);
          } catch (fehler) {
            this.#nachweisfehler ??= { fehler };
            throw fehler;
          }
          return "erledigt";
        });
    }
  }

  legeBeiseite(uid: string, kopf: Kopf, { grund, antworten }: Beiseitegrund): Promise<Verbleib | null> {
    const antwortAn = antworten ? absenderVon(kopf) : null;
    return this.#nimm(uid, () => this.#empfang.beiseite({ uid, nachrichtId: nachrichtIdVon(kopf), grund, antwortAn }));
  }

  async #nimm(uid: string, arbeit: () => Promise<Verbleib>): Promise<Verbleib | null> {
    const verbleib = await this.#frage(uid, arbeit);
    if (verbleib === "erledigt") this.#gedaechtnis.merkeErledigt(uid);
    if (verbleib !== null) {
      this.#gedaechtnis.merkeGelungen(uid);
      this.#inFolge = 0;
    }
    return verbleib;
  }

  async #frage<T>(uid: string, arbeit: () => Promise<T>): Promise<T | null> {
    try {
      return await arbeit();
    } catch (fehler) {
      this.#inFolge++;
      this.#gedaechtnis.merkeNichtGenommen(uid);
      // A proof's failure is thrown in the end, and told by whoever gets it.
      if (this.#nachweisfehler?.fehler !== fehler) this.#beiFehler(fehler);
      return null;
    }
  }
}
