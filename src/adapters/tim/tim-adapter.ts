import type { MatrixClient } from "matrix-js-sdk";
import { bisAbbruch } from "../../domain/kern/abbruch.js";
import type { Erledigung, Raumabschied } from "../../domain/ports/raumpflege.js";
import type { Sendung, Urteil, Zustelladapter } from "../../domain/ports/zustellung.js";
import type { TimKonfiguration } from "./konfiguration.js";
import { findeNachricht } from "./eigene-nachrichten.js";
import { baueNachricht } from "./nachricht.js";
import { Raumtakt } from "./raumtakt.js";
import { findeRaum } from "./raum.js";
import type { Raumparteien } from "./raum.js";
import { erledige, verlasse } from "./raumpflege.js";
import { fertige, uebergib } from "./uebergabe.js";
import { urteile } from "./urteile.js";

/** Sends into encrypted rooms of the TI-Messenger, one room per Vorgang and party, and answers with a verdict. */
export class TimAdapter implements Zustelladapter {
  readonly kanal = "TIM";
  readonly #client: MatrixClient;
  readonly #konfig: TimKonfiguration;
  readonly #raumtakt = new Raumtakt(() => performance.now());
  readonly #laufende = new Set<Promise<unknown>>();
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
    const { fadenId, adresse } = sendung;
    try {
      return await this.#nacheinander(ortVon(fadenId, adresse), signal, () => this.#sende(sendung, signal));
    } catch (fehler) {
      const urteil = urteile(fehler);
      if (urteil === null) throw fehler;
      return urteil;
    }
  }

  /** The encrypted room of a Vorgang with this party, ready to be written into. @throws as findeRaum */
  raumMit(parteien: Raumparteien, signal: AbortSignal): Promise<string> {
    const { fadenId, gegenueber } = parteien;
    return this.#nacheinander(ortVon(fadenId, gegenueber), signal, () =>
      findeRaum(this.#client, parteien, this.#raumtakt, signal),
    );
  }

  /**
   * The homeserver may take 30 s for an answer: whoever stops does not wait for it, and finds at the next attempt what became of it.
   * @throws the signal's reason
   */
  async #nacheinander<T>(ort: string, signal: AbortSignal, arbeite: () => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    const lauf = (this.#jeRaum.get(ort) ?? Promise.resolve()).then(arbeite);
    const still = lauf
      .catch(() => undefined)
      .finally(() => {
        if (this.#jeRaum.get(ort) === still) this.#jeRaum.delete(ort);
      });
    this.#jeRaum.set(ort, still);
    return bisAbbruch(this.#merke(lauf), signal);
  }

  /** What is under way keeps the device until it has ended. */
  #merke<T>(lauf: Promise<T>): Promise<T> {
    const still = lauf.catch(() => undefined).finally(() => this.#laufende.delete(still));
    this.#laufende.add(still);
    return lauf;
  }

  async #sende(sendung: Sendung, signal: AbortSignal): Promise<Urteil> {
    const { fadenId, adresse: gegenueber, auftragId, wiederholtSeit } = sendung;
    signal.throwIfAborted();
    const bisher = AbortSignal.any([signal, AbortSignal.timeout(this.#konfig.anfrageMs)]);
    const raumId = await findeRaum(this.#client, { fadenId, gegenueber }, this.#raumtakt, bisher);
    const schonDa =
      wiederholtSeit !== undefined && (await this.#istAngekommen(raumId, auftragId, wiederholtSeit, bisher));
    if (!schonDa)
      await uebergib(this.#client, raumId, auftragId, () =>
        fertige(this.#client, baueNachricht(sendung, this.#konfig)),
      );
    return { art: "uebergeben", nachrichtId: this.nachrichtId(auftragId) };
  }

  /**
   * Looked for before every repetition: the homeserver remembers a transaction id for a limited time (Synapse: 30 min to 24 h)
   * and for one device only. A message whose key is lost with the device, before it came into the backup, cannot be told from
   * others: it is sent again, because an Alarm twice is better than none.
   */
  async #istAngekommen(raumId: string, auftragId: string, seit: Date, signal: AbortSignal): Promise<boolean> {
    const ab = new Date(seit.getTime() - UHRENUNTERSCHIED_MS);
    return (await findeNachricht(this.#client, raumId, auftragId, signal, ab)) !== null;
  }

  /** Behind whatever is sent in that room. @throws MatrixError, ConnectionError; the signal's reason */
  erledige(erledigung: Erledigung, signal: AbortSignal): Promise<boolean> {
    const { fadenId, adresse } = erledigung;
    return this.#nacheinander(ortVon(fadenId, adresse), signal, () => erledige(this.#client, erledigung, signal));
  }

  /** @throws MatrixError, ConnectionError; the signal's reason */
  async verlasse(abschied: Raumabschied, signal: AbortSignal): Promise<true> {
    // What began before the Vorgang was deleted is on its way into these rooms.
    const orte = [...this.#jeRaum].filter(([ort]) => ort.startsWith(ortVon(abschied.fadenId, "")));
    const lauf = Promise.all(orte.map(([, einer]) => einer)).then(() => verlasse(this.#client, abschied, signal));
    await bisAbbruch(this.#merke(lauf), signal);
    return true;
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
    await Promise.all(this.#laufende);
  }
}

/** The homeserver's clock beside ours; generous, it only bounds how far back is looked. */
const UHRENUNTERSCHIED_MS = 3_600_000;

const ortVon = (fadenId: string, adresse: string): string => `${fadenId} ${adresse}`;
