import { setTimeout as warte } from "node:timers/promises";
import { KnownMembership, MatrixError, RoomEvent } from "matrix-js-sdk";
import type { MatrixClient, Room } from "matrix-js-sdk";
import type { Chatempfang } from "../../domain/ports/chat.js";

export interface Einladungsteile {
  readonly client: MatrixClient;
  readonly empfang: Pick<Chatempfang, "kennt">;
  /** An unexpected failure; the invitation is looked at again. */
  readonly beiFehler: (fehler: unknown) => void;
}

const EINGELADEN: string = KnownMembership.Invite;
const ERSTE_PAUSE_MS = 1_000;
const LAENGSTE_PAUSE_MS = 60_000;
/** For good: the room is gone, or the invitation was taken back. */
const VERGEBLICH: readonly (string | undefined)[] = ["M_FORBIDDEN", "M_NOT_FOUND", "M_UNKNOWN"];

/**
 * Rooms into which the gateway is invited: it enters those that a participant of the Verzeichnisdienst opened, and ignores the
 * others; nobody is told which. An invitation that waits comes again with the first sync after a start.
 */
export class Einladungen {
  readonly #teile: Einladungsteile;
  readonly #ende = new AbortController();
  readonly #laufende = new Map<string, Promise<void>>();

  constructor(teile: Einladungsteile) {
    this.#teile = teile;
    teile.client.on(RoomEvent.MyMembership, this.#beiMitgliedschaft);
    for (const raum of teile.client.getRooms()) this.#beiMitgliedschaft(raum, raum.getMyMembership());
  }

  async schliesse(): Promise<void> {
    this.#teile.client.off(RoomEvent.MyMembership, this.#beiMitgliedschaft);
    this.#ende.abort();
    await Promise.all(this.#laufende.values());
  }

  readonly #beiMitgliedschaft = (raum: Room, mitgliedschaft: string): void => {
    if (mitgliedschaft !== EINGELADEN || this.#laufende.has(raum.roomId)) return;
    const lauf = this.#pruefe(raum).finally(() => this.#laufende.delete(raum.roomId));
    this.#laufende.set(raum.roomId, lauf);
  };

  async #pruefe(raum: Room): Promise<void> {
    const { client, empfang, beiFehler } = this.#teile;
    const { signal } = this.#ende;
    for (let pauseMs = ERSTE_PAUSE_MS; !signal.aborted; pauseMs = Math.min(pauseMs * 2, LAENGSTE_PAUSE_MS)) {
      const einladender = raum.getMember(client.getSafeUserId())?.events.member?.getSender();
      if (einladender === undefined || raum.getMyMembership() !== EINGELADEN) return;
      try {
        if (await empfang.kennt(einladender)) await client.joinRoom(raum.roomId);
        return;
      } catch (fehler) {
        const bremse = fehler instanceof MatrixError && fehler.isRateLimitError() ? fehler.getRetryAfterMs() : null;
        if (bremse === null) {
          if (fehler instanceof MatrixError && VERGEBLICH.includes(fehler.errcode)) return;
          beiFehler(fehler);
        }
        await warte(bremse ?? pauseMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }
}
