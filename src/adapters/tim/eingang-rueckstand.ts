import { Direction } from "matrix-js-sdk";
import type { IRoomEvent, MatrixClient, Room } from "matrix-js-sdk";

const JE_SEITE = 50;

/** Room account data of the gateway: the last event of the room that has been dealt with. */
const MARKENART = "de.hkp-gateway.bearbeitet";

/**
 * How far the rooms have been read. The mark lies at the homeserver, beside the events, and goes with them. Rejected: `m.fully_read`,
 * which moves when somebody opens the account in another client; a collection, which outlives the room.
 */
export class Lesemarken {
  readonly #client: MatrixClient;
  /** Newer than what the sync has brought. */
  readonly #gesetzte = new Map<string, string>();

  constructor(client: MatrixClient) {
    this.#client = client;
  }

  /** Null: nothing of this room has been dealt with yet. */
  lies(raum: Room): string | null {
    const gespeichert: unknown = raum.getAccountData(MARKENART)?.getContent()["ereignis"];
    return this.#gesetzte.get(raum.roomId) ?? (typeof gespeichert === "string" ? gespeichert : null);
  }

  /** Durable when it resolves. @throws MatrixError, ConnectionError */
  async setze(raumId: string, ereignisId: string): Promise<void> {
    await this.#client.setRoomAccountData(raumId, MARKENART as never, { ereignis: ereignisId } as never);
    this.#gesetzte.set(raumId, ereignisId);
  }
}

/** Whether the part of the room that the sync has brought shows that nobody else has done anything since the mark. */
export function istGelesen(client: MatrixClient, raum: Room, marke: string | null): boolean {
  for (const ereignis of raum.getLiveTimeline().getEvents().toReversed()) {
    if (ereignis.getId() === marke) return true;
    if (ereignis.getSender() !== client.getUserId()) return false;
    if (ereignis.getType() === "m.room.create") return true;
  }
  return false;
}

/**
 * What happened in the room after the mark, oldest first, as the homeserver has it. Asked of it each time, so that a start after a
 * downtime and the next message take the same way. Rejected: the sync's timeline, which has gaps.
 * @throws MatrixError, ConnectionError; the signal's reason
 */
export async function holeRueckstand(
  client: MatrixClient,
  raumId: string,
  marke: string | null,
  signal: AbortSignal,
): Promise<readonly IRoomEvent[]> {
  const rueckwaerts: IRoomEvent[] = [];
  for (let ab: string | null = null; ;) {
    signal.throwIfAborted();
    const { chunk, end } = await client.createMessagesRequest(raumId, ab, JE_SEITE, Direction.Backward);
    for (const ereignis of chunk) {
      if (ereignis.event_id === marke) return rueckwaerts.toReversed();
      rueckwaerts.push(ereignis);
    }
    if (end === undefined || chunk.length === 0) return rueckwaerts.toReversed();
    ab = end;
  }
}
