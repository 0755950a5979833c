import { EventShieldReason } from "matrix-js-sdk/lib/crypto-api/index.js";
import { MatrixError, MatrixEvent, MatrixEventEvent } from "matrix-js-sdk";
import type { IEvent, MatrixClient } from "matrix-js-sdk";

/** The key does not belong to whoever the homeserver names as the sender. */
const FREMDER_SCHLUESSEL: readonly (EventShieldReason | null | undefined)[] = [
  EventShieldReason.MISMATCHED_SENDER_KEY,
  EventShieldReason.MISMATCHED_SENDER,
];

/**
 * Decrypts; waits for a key that is still under way, but not for ever.
 * @returns whether it can be read and comes from its sender @throws the signal's reason
 */
export async function entschluessele(
  client: MatrixClient,
  ereignis: MatrixEvent,
  fristMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  await client.decryptEventIfNeeded(ereignis);
  if (ereignis.isDecryptionFailure() && !(await warteAufSchluessel(ereignis, fristMs, signal))) return false;
  const schild = await client.getCrypto()?.getEncryptionInfoForEvent(ereignis);
  return schild != null && !FREMDER_SCHLUESSEL.includes(schild.shieldReason);
}

/** The SDK tries again by itself when a key comes. */
function warteAufSchluessel(ereignis: MatrixEvent, fristMs: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((fertig, gescheitert) => {
    const ende = (): void => {
      clearTimeout(frist);
      ereignis.off(MatrixEventEvent.Decrypted, schaue);
      signal.removeEventListener("abort", brichAb);
    };
    const schaue = (): void => {
      if (ereignis.isDecryptionFailure()) return;
      ende();
      fertig(true);
    };
    const brichAb = (): void => {
      ende();
      gescheitert(signal.reason as Error);
    };
    const frist = setTimeout(() => {
      ende();
      fertig(false);
    }, fristMs);
    ereignis.on(MatrixEventEvent.Decrypted, schaue);
    signal.addEventListener("abort", brichAb);
    if (signal.aborted) brichAb();
    else schaue();
  });
}

/**
 * An event of the room by its id, decrypted if its key is there; as it was first sent, whatever edited it.
 * @returns null: it is not there, or was taken back @throws MatrixError, ConnectionError
 */
export async function holeEreignis(
  client: MatrixClient,
  raumId: string,
  ereignisId: string,
): Promise<MatrixEvent | null> {
  let roh: Partial<IEvent>;
  try {
    roh = await client.fetchRoomEvent(raumId, ereignisId);
  } catch (fehler) {
    if (fehler instanceof MatrixError && (fehler.httpStatus === 404 || fehler.httpStatus === 403)) return null;
    throw fehler;
  }
  const ereignis = new MatrixEvent({ ...roh, room_id: raumId });
  if (ereignis.isRedacted()) return null;
  if (ereignis.isEncrypted()) await client.decryptEventIfNeeded(ereignis);
  return ereignis;
}
