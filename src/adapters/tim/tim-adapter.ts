import { EventStatus } from "matrix-js-sdk";
import type { MatrixClient } from "matrix-js-sdk";
import type { Sendung, Urteil, Zustelladapter } from "../../domain/ports/zustellung.js";
import type { TimKonfiguration } from "./konfiguration.js";
import { baueInhalt } from "./nachricht.js";
import { findeRaum } from "./raum.js";
import { urteile } from "./urteile.js";

/** Sends into encrypted rooms of the TI-Messenger, one room per Vorgang and party, and answers with a verdict. */
export class TimAdapter implements Zustelladapter {
  readonly kanal = "TIM";
  readonly #client: MatrixClient;
  readonly #konfig: TimKonfiguration;
  readonly #laufende = new Set<Promise<Urteil>>();
  /** One at a time per room: the SDK's encryption and the invitation are not to be run against each other. */
  readonly #jeRaum = new Map<string, Promise<unknown>>();

  constructor(client: MatrixClient, konfig: TimKonfiguration) {
    this.#client = client;
    this.#konfig = konfig;
  }

  /** Transaction id: with it the homeserver takes a repeated event once. */
  nachrichtId(auftragId: string): string {
    return auftragId;
  }

  async sende(sendung: Sendung, { signal }: { readonly signal: AbortSignal }): Promise<Urteil> {
    const ort = `${sendung.fadenId} ${sendung.adresse}`;
    const lauf = (this.#jeRaum.get(ort) ?? Promise.resolve()).then(() => this.#sende(sendung, signal));
    const still = lauf.catch(() => undefined);
    this.#jeRaum.set(ort, still);
    this.#laufende.add(lauf);
    try {
      return await lauf;
    } finally {
      this.#laufende.delete(lauf);
      if (this.#jeRaum.get(ort) === still) this.#jeRaum.delete(ort);
    }
  }

  async #sende(sendung: Sendung, signal: AbortSignal): Promise<Urteil> {
    const { fadenId, adresse: gegenueber, auftragId } = sendung;
    try {
      signal.throwIfAborted();
      const bisher = AbortSignal.any([signal, AbortSignal.timeout(this.#konfig.anfrageMs)]);
      const raumId = await findeRaum(this.#client, { fadenId, gegenueber }, bisher);
      await this.#uebergib(raumId, sendung);
      return { art: "uebergeben", nachrichtId: this.nachrichtId(auftragId) };
    } catch (fehler) {
      const urteil = urteile(fehler);
      if (urteil === null) throw fehler;
      return urteil;
    }
  }

  /** The SDK keeps an event that failed under its transaction id and takes no second one with it. */
  async #uebergib(raumId: string, sendung: Sendung): Promise<void> {
    const { auftragId } = sendung;
    const raum = this.#client.getRoom(raumId);
    const frueheres = raum?.getEventForTxnId(auftragId);
    if (raum !== null && frueheres?.status === EventStatus.NOT_SENT) {
      await this.#client.resendEvent(frueheres, raum);
      return;
    }
    // Already taken; the sync has not brought it yet.
    if (frueheres?.status === EventStatus.SENT) return;
    const inhalt = baueInhalt(sendung, this.#konfig);
    await this.#client.sendEvent(raumId, "m.room.message" as never, inhalt as never, auftragId);
  }

  async pruefe(): Promise<boolean> {
    try {
      await this.#client.whoami();
      return true;
    } catch (fehler) {
      if (urteile(fehler) === null) throw fehler;
      return false;
    }
  }

  async schliesse(): Promise<void> {
    await Promise.allSettled(this.#laufende);
  }
}
