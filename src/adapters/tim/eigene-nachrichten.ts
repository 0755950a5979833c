import { Direction, Filter, MatrixEventEvent } from "matrix-js-sdk";
import type { MatrixClient, MatrixEvent } from "matrix-js-sdk";
import { AUFTRAGSFELD } from "./nachricht.js";

const JE_SEITE = 100;
/** How long one look waits for keys from the backup, over all events: some may be lost for good. */
const SICHERUNG_MS = 5_000;

/**
 * The gateway's own messages in a room, newest first, decrypted where the keys are there; without what was taken back. Asked of
 * the homeserver: the sync brings the newest only.
 * @param seit older ones are of no interest; absent: to the beginning
 * @throws MatrixError; the signal's reason
 */
export async function* eigeneNachrichten(
  client: MatrixClient,
  raumId: string,
  signal: AbortSignal,
  seit?: Date,
): AsyncGenerator<MatrixEvent> {
  const ich = client.getSafeUserId();
  const filter = new Filter(ich);
  filter.setDefinition({ room: { timeline: { senders: [ich], types: ["m.room.encrypted", "m.room.message"] } } });
  const abbilden = client.getEventMapper({ decrypt: false, preventReEmit: true });
  const frist = AbortSignal.any([signal, AbortSignal.timeout(SICHERUNG_MS)]);
  for (let ab: string | null = null; ;) {
    signal.throwIfAborted();
    const seite = await client.createMessagesRequest(raumId, ab, JE_SEITE, Direction.Backward, filter);
    for (const roh of seite.chunk) {
      if (seit !== undefined && (roh.origin_server_ts ?? 0) < seit.getTime()) return;
      const ereignis = abbilden(roh);
      if (ereignis.isRedacted()) continue;
      await entschluessle(client, ereignis, frist);
      yield ereignis;
    }
    if (seite.end === undefined || seite.chunk.length === 0) return;
    ab = seite.end;
  }
}

/** A new device first fails and then gets the key from the account's backup. */
async function entschluessle(client: MatrixClient, ereignis: MatrixEvent, frist: AbortSignal): Promise<void> {
  await client.decryptEventIfNeeded(ereignis);
  if (!ereignis.isDecryptionFailure() || frist.aborted) return;
  await new Promise<void>((weiter) => {
    ereignis.once(MatrixEventEvent.Decrypted, () => weiter());
    frist.addEventListener("abort", () => weiter(), { once: true });
  });
}

/** The order whose message this is; null: of none, or its key is lost. */
export function auftragVon(ereignis: MatrixEvent): string | null {
  const feld = ereignis.getOriginalContent()[AUFTRAGSFELD] as { readonly id?: unknown } | undefined;
  return typeof feld?.id === "string" ? feld.id : null;
}

/** An edit, as which it is known without its key. */
export const istBearbeitung = (ereignis: MatrixEvent): boolean =>
  (ereignis.getWireContent()["m.relates_to"] as { readonly rel_type?: unknown } | undefined)?.rel_type === "m.replace";

/**
 * The message of an order, found by its id within the encrypted content. Rejected: the event id, noted with the order; a crash
 * between the answer and the note loses it.
 * @returns event id; null: it is not there
 */
export async function findeNachricht(
  client: MatrixClient,
  raumId: string,
  auftragId: string,
  signal: AbortSignal,
  seit?: Date,
): Promise<string | null> {
  for await (const ereignis of eigeneNachrichten(client, raumId, signal, seit))
    if (!istBearbeitung(ereignis) && auftragVon(ereignis) === auftragId) return ereignis.getId() ?? null;
  return null;
}
