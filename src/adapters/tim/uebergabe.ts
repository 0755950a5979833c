import { EventStatus } from "matrix-js-sdk";
import type { MatrixClient } from "matrix-js-sdk";
import { mitDatei } from "./nachricht.js";
import type { Nachricht } from "./nachricht.js";
import { legeAb } from "./verschluesselte-datei.js";

type Inhalt = Nachricht["inhalt"];

/** Puts the file beside the room, if there is one. @throws MatrixError, ConnectionError */
export async function fertige(client: MatrixClient, nachricht: Nachricht): Promise<Inhalt> {
  const { inhalt, datei } = nachricht;
  return datei === null ? inhalt : mitDatei(nachricht, await legeAb(client, datei), datei.byteLength);
}

/**
 * Sends a message under its transaction id, also after an attempt of this process that failed: the SDK keeps an event that failed
 * and takes no second one with its id.
 * @param inhalt as a function: made only where it is needed, because its file is uploaded for it
 * @throws MatrixError, ConnectionError
 */
export async function uebergib(
  client: MatrixClient,
  raumId: string,
  txnId: string,
  inhalt: Inhalt | (() => Promise<Inhalt>),
): Promise<void> {
  const raum = client.getRoom(raumId);
  const frueheres = raum?.getEventForTxnId(txnId);
  if (raum !== null && frueheres?.status === EventStatus.NOT_SENT) {
    await client.resendEvent(frueheres, raum);
    return;
  }
  // Already taken; the sync has not brought it yet.
  if (frueheres?.status === EventStatus.SENT) return;
  const fertiger = typeof inhalt === "function" ? await inhalt() : inhalt;
  await client.sendEvent(raumId, "m.room.message" as never, fertiger as never, txnId);
}
