import type { ChangeStream, Db, Document } from "mongodb";
import { MongoServerError } from "mongodb";
import { once } from "node:events";
import { setTimeout as warte } from "node:timers/promises";
import type { Impuls } from "../domain/ports/aenderungsstrom.js";
import type { Cursor } from "../domain/ports/vorgang-store.js";
import { vorgaenge } from "./dokumente.js";
import type { Puls } from "./dokumente.js";
import { Ausfallwache } from "./strom-ausfall.js";

/** An open change stream. */
export interface Quelle {
  /** Next impulse in the order of commit; null if none came for a while. Then `stand` may have moved all the same. */
  naechster(): Promise<Impuls | null>;
  /** Everything up to this position has been returned; null: not known before the first `naechster()`. */
  readonly stand: Cursor | null;
  schliesse(): Promise<void>;
}

/** Resolves when the server has opened the stream, right behind `nach` or at present. */
export type Quellenoeffner = (nach: Cursor | null) => Promise<Quelle>;

/**
 * How long the server keeps a request open when nothing comes; an impulse ends the wait at once. It bounds how long closing takes.
 */
const WARTEN_MS = 500;

/**
 * Pause before asking again while impulses flow. The server answers with the first impulse it has, so that under load each
 * would cost a request of its own (measured: as many as there are transitions); so they come in small heaps, at most this late.
 */
const SAMMELN_MS = 10;

/** Transitions only: what the outbox changes sets no `puls`. Nothing but the `puls` leaves the server. */
const SCHRITTE: Document[] = [
  {
    $match: {
      $or: [
        { operationType: "insert" },
        { operationType: "update", "updateDescription.updatedFields.puls": { $exists: true } },
      ],
    },
  },
  {
    $project: {
      vorgangId: "$documentKey._id",
      puls: { $ifNull: ["$fullDocument.puls", "$updateDescription.updatedFields.puls"] },
    },
  },
];

interface Ereignis extends Document {
  readonly _id: Position;
  readonly vorgangId: string;
  readonly puls: Puls;
}

/** MongoDB's resume token; strings of hex digits that sort in the order of commit. */
interface Position {
  readonly _data: string;
}

/**
 * The cursor of an impulse is the `_data` of its resume token as it is: any instance can go on from it, and two of them can be
 * compared without asking the database.
 */
export function quellen(db: Db): Quellenoeffner {
  const sammlung = vorgaenge(db);
  return async (nach) => {
    const strom: Strom = sammlung.watch<Document, Ereignis>(SCHRITTE, {
      maxAwaitTimeMS: WARTEN_MS,
      ...(nach === null ? {} : { resumeAfter: { _data: nach } }),
    });
    // The driver opens on the first call and then waits for events; the first token tells that it is open.
    const geoeffnet = once(strom, "resumeTokenChanged");
    const erster = strom.tryNext();
    try {
      await Promise.race([geoeffnet, erster]);
    } catch (fehler) {
      await strom.close();
      throw fehler;
    }
    return alsQuelle(strom, erster, new Ausfallwache(db.client));
  };
}

type Strom = ChangeStream<Document, Ereignis>;

function alsQuelle(strom: Strom, erster: Promise<Ereignis | null>, wache: Ausfallwache): Quelle {
  let stand = (strom.resumeToken as Position | null | undefined)?._data ?? null;
  let wartend: Promise<Ereignis | null> | null = erster;
  /** The last answer brought an impulse. */
  let floss = false;
  // Its failure is met by whoever calls naechster(), or by nobody.
  erster.catch(() => undefined);
  return {
    get stand() {
      return stand;
    },
    async naechster() {
      if (wartend === null) {
        if (floss && strom.bufferedCount() === 0) await wache.warte(warte(SAMMELN_MS));
        wartend = strom.tryNext();
      }
      // If the server is lost, what comes after all is dropped: the next stream starts at `stand` and brings it.
      const ereignis = await wache.warte(wartend);
      wartend = null;
      floss = ereignis !== null;
      // Invalidated, e.g. by a dropped collection: there is nothing to go on with.
      if (ereignis === null && strom.closed) throw new MongoServerError({ message: "change stream ended", code: 280 });
      stand = (strom.resumeToken as Position)._data;
      return ereignis === null ? null : alsImpuls(ereignis);
    },
    async schliesse() {
      wache.beende();
      if (!wache.verloren) return strom.close();
      // On a lost server this takes its time and may have been overtaken by the driver's own reopening, hence twice.
      void Promise.allSettled([strom.close(), wartend]).then(() => strom.close().catch(() => undefined));
    },
  };
}

function alsImpuls({ _id: { _data: cursor }, vorgangId, puls }: Ereignis): Impuls {
  return { cursor, vorgangId, ...puls };
}
