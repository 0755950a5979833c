import { EventStatus } from "matrix-js-sdk";
import type { MatrixClient } from "matrix-js-sdk";

/**
 * Sends a message under its transaction id, also after an attempt of this process that failed: the SDK keeps an event that failed
 * and takes no second one with its id. The content is made only where it is needed, because its file is uploaded for it.
 * @throws MatrixError, ConnectionError
 */
export async function uebergib(
  client: MatrixClient,
  raumId: string,
  txnId: string,
  baueInhalt: () => Readonly<Record<string, unknown>> | Promise<Readonly<Record<string, unknown>>>,
): Promise<void> {
  const raum = client.getRoom(raumId);
  const frueheres = raum?.getEventForTxnId(txnId);
  if (raum !== null && frueheres?.status === EventStatus.NOT_SENT) {
    await client.resendEvent(frueheres, raum);
    return;
  }
  // Already taken; the sync has not brought it yet.
  if (frueheres?.status === EventStatus.SENT) return;
  const inhalt = await baueInhalt();
  await client.sendEvent(raumId, "m.room.message" as never, inhalt as never, txnId);
}
