import { setTimeout as warte } from "node:timers/promises";
import { ClientEvent, MatrixError, RoomEvent } from "matrix-js-sdk";
import type { IRoomEvent, MatrixClient, MatrixEvent, Room } from "matrix-js-sdk";
import type { Chatantwort, Chatempfang } from "../../domain/ports/chat.js";
import { antworte, beantwortete, meldeStatus, ohneDatensaetze, sageImRaum } from "./eingang-antwort.js";
import { liesEreignis, liesFruehere } from "./eingang-lesen.js";
import type { Lesezeug } from "./eingang-lesen.js";
import { alsLeseraum } from "./eingang-raum.js";
import type { Leseraum } from "./eingang-raum.js";
import { holeRueckstand, istGelesen, Lesemarken } from "./eingang-rueckstand.js";
import { Einladungen } from "./einladungen.js";
import type { TimKonfiguration } from "./konfiguration.js";
import type { Raumparteien } from "./raum.js";
import { RaumgrenzeErreicht } from "./raumtakt.js";

export interface Eingangsteile {
  readonly client: MatrixClient;
  readonly konfig: TimKonfiguration;
  readonly empfang: Chatempfang;
  /** The room of a Vorgang with this party, made if need be. @throws as findeRaum */
  readonly raumMit: (parteien: Raumparteien, signal: AbortSignal) => Promise<string>;
  /** An unexpected failure; the room is read again. */
  readonly beiFehler: (fehler: unknown) => void;
}

/** Rooms whose backlog is fetched at the same time: after a start it may be all of them. */
const GLEICHZEITIG = 4;
const ERSTE_PAUSE_MS = 1_000;
const LAENGSTE_PAUSE_MS = 60_000;

/**
 * Reads the rooms that the gateway made, or that participants opened with it, each strictly in order: an event is dealt with, answered and marked before the next one is
 * looked at. A process that dies in between finds the event at the head again; that it acts once is the app's care, that it is
 * answered once the transaction id's, and after a lost device that of the answer found in the room.
 */
export class TimEingang {
  readonly #teile: Eingangsteile;
  readonly #marken: Lesemarken;
  readonly #einladungen: Einladungen;
  readonly #ende = new AbortController();
  /** Not rooms that are read, as far as the sync has brought them: one that was entered just now comes in pieces. */
  readonly #ungelesene = new Set<string>();
  /** Rooms at work; true: something happened meanwhile. */
  readonly #laufende = new Map<string, boolean>();
  readonly #laeufe = new Set<Promise<void>>();
  readonly #platz: (() => void)[] = [];
  #frei = GLEICHZEITIG;

  constructor(teile: Eingangsteile) {
    this.#teile = teile;
    this.#marken = new Lesemarken(teile.client);
    teile.client.on(RoomEvent.Timeline, this.#beiEreignis);
    // A gap: what is in it is not told one by one.
    teile.client.on(RoomEvent.TimelineReset, this.#beiLuecke);
    teile.client.on(ClientEvent.Sync, this.#beiAbgleich);
    for (const raum of teile.client.getRooms()) this.#wecke(raum.roomId);
    this.#einladungen = new Einladungen(teile);
  }

  async schliesse(): Promise<void> {
    this.#teile.client.off(RoomEvent.Timeline, this.#beiEreignis);
    this.#teile.client.off(RoomEvent.TimelineReset, this.#beiLuecke);
    this.#teile.client.off(ClientEvent.Sync, this.#beiAbgleich);
    this.#ende.abort();
    await this.#einladungen.schliesse();
    for (const weiter of this.#platz.splice(0)) weiter();
    await Promise.all(this.#laeufe);
  }

  readonly #beiEreignis = (ereignis: MatrixEvent, raum: Room | undefined): void => {
    if (raum !== undefined && ereignis.getSender() !== this.#teile.client.getUserId()) this.#wecke(raum.roomId);
  };
  readonly #beiLuecke = (raum: Room | undefined): void => {
    if (raum !== undefined) this.#wecke(raum.roomId);
  };

  readonly #beiAbgleich = (): void => {
    const raeume = [...this.#ungelesene];
    this.#ungelesene.clear();
    for (const raumId of raeume) this.#wecke(raumId);
  };

  #wecke(raumId: string): void {
    if (this.#laufende.has(raumId)) {
      this.#laufende.set(raumId, true);
      return;
    }
    const lauf = this.#laufe(raumId).finally(() => this.#laeufe.delete(lauf));
    this.#laeufe.add(lauf);
  }

  async #laufe(raumId: string): Promise<void> {
    const { signal } = this.#ende;
    let pauseMs = ERSTE_PAUSE_MS;
    this.#laufende.set(raumId, true);
    while (this.#laufende.get(raumId) === true && !signal.aborted) {
      this.#laufende.set(raumId, false);
      try {
        await this.#lies(raumId);
        pauseMs = ERSTE_PAUSE_MS;
      } catch (fehler) {
        if (signal.aborted) break;
        const bremse = bremseMs(fehler);
        if (bremse === null) this.#teile.beiFehler(fehler);
        await warte(bremse ?? pauseMs, undefined, { signal }).catch(() => undefined);
        pauseMs = Math.min(pauseMs * 2, LAENGSTE_PAUSE_MS);
        this.#laufende.set(raumId, true);
      }
    }
    this.#laufende.delete(raumId);
  }

  async #lies(raumId: string): Promise<void> {
    const { client } = this.#teile;
    const raum = client.getRoom(raumId);
    const leseraum = raum === null ? null : alsLeseraum(client, raum);
    if (raum === null || leseraum === null) {
      this.#ungelesene.add(raumId);
      return;
    }
    const marke = this.#marken.lies(raum);
    if (istGelesen(client, raum, marke)) return;
    const rueckstand = await this.#mitPlatz(() => holeRueckstand(client, raumId, marke, this.#ende.signal));
    const schonBeantwortet = beantwortete(rueckstand, client.getSafeUserId());
    let bearbeitet = marke;
    for (const roh of rueckstand) {
      this.#ende.signal.throwIfAborted();
      if (schonBeantwortet.has(roh.event_id) || !(await this.#nimm(roh, leseraum))) continue;
      await this.#marken.setze(raumId, roh.event_id);
      bearbeitet = roh.event_id;
    }
    const letztes = rueckstand.at(-1)?.event_id;
    if (letztes !== undefined && letztes !== bearbeitet) await this.#marken.setze(raumId, letztes);
  }

  /** @returns whether there was anything to do */
  async #nimm(roh: IRoomEvent, raum: Leseraum): Promise<boolean> {
    const { client, konfig, empfang } = this.#teile;
    const zeug: Lesezeug = { client, konfig, raum, signal: this.#ende.signal };
    const gelesen = await liesEreignis(roh, zeug);
    if (gelesen === null) return false;
    const { raumId, fadenId } = raum;
    const { event_id: ereignisId, sender: absender } = roh;
    const antwort = await empfang.nimm({
      raumId,
      fadenId,
      ereignisId,
      absender,
      zeit: new Date(roh.origin_server_ts),
      inhalt: gelesen.inhalt,
      frueher: (id) => liesFruehere(id, absender, zeug),
    });
    if (antwort === null) return true;
    // Before the answer: whoever finds the answer does nothing more about the event.
    await meldeStatus(client, raumId, gelesen.ereignis, antwort);
    await this.#antworte(raum, ereignisId, absender, antwort);
    return true;
  }

  async #antworte(
    { raumId }: Leseraum,
    ereignisId: string,
    absender: string,
    { text, buendel, fadenId }: Chatantwort,
  ): Promise<void> {
    const { client, konfig, raumMit } = this.#teile;
    const knapp = buendel === null ? null : ohneDatensaetze(buendel);
    const ganz = { text, buendel: konfig.inhalte ? buendel : knapp };
    if (fadenId === undefined) return antworte(client, raumId, ereignisId, ganz);
    const frist = AbortSignal.any([this.#ende.signal, AbortSignal.timeout(konfig.anfrageMs)]);
    const vorgangsraum = await raumMit({ fadenId, gegenueber: absender }, frist);
    await sageImRaum(client, vorgangsraum, ereignisId, ganz);
    // Last: whoever finds this answer does nothing more about the event.
    await antworte(client, raumId, ereignisId, { text, buendel: knapp });
  }

  async #mitPlatz<T>(arbeite: () => Promise<T>): Promise<T> {
    if (this.#frei === 0) await new Promise<void>((weiter) => this.#platz.push(weiter));
    else this.#frei--;
    try {
      return await arbeite();
    } finally {
      const naechster = this.#platz.shift();
      if (naechster === undefined) this.#frei++;
      else naechster();
    }
  }
}

/** To be slowed down is no failure. Null: it is one, or nobody says for how long. */
function bremseMs(fehler: unknown): number | null {
  if (fehler instanceof RaumgrenzeErreicht) return fehler.nachMs;
  return fehler instanceof MatrixError && fehler.isRateLimitError() ? fehler.getRetryAfterMs() : null;
}
