import { MatrixError } from "matrix-js-sdk";
import type { MatrixClient } from "matrix-js-sdk";
import type { Erledigung, Raumabschied } from "../../domain/ports/raumpflege.js";
import { auftragVon, eigeneNachrichten, findeNachricht } from "./eigene-nachrichten.js";
import { baueErledigung } from "./nachricht.js";
import { raeumeDesFadens, sucheRaum } from "./raum.js";
import { uebergib } from "./uebergabe.js";
import { urteile } from "./urteile.js";

/**
 * Edits the sent message to „erledigt“ (m.replace). Without effect if it never arrived, is edited already, or the gateway is no
 * longer in the room. The transaction id is made from the order's, so that a repetition is taken once.
 * @returns whether the message says so now @throws MatrixError, ConnectionError; the signal's reason
 */
export async function erledige(client: MatrixClient, erledigung: Erledigung, signal: AbortSignal): Promise<boolean> {
  const { auftragId, fadenId, adresse: gegenueber } = erledigung;
  const raumId = await sucheRaum(client, { fadenId, gegenueber }, signal);
  if (raumId === null) return false;
  const ereignisId = await findeNachricht(client, raumId, auftragId, signal);
  if (ereignisId === null) return false;
  // Not by the transaction id alone: it ends with the device, and the homeserver remembers it for a limited time.
  const { chunk } = await client.fetchRelations(raumId, ereignisId, "m.replace", null, { limit: 1 });
  if (chunk.length > 0) return true;
  await uebergib(client, raumId, `${auftragId}-erledigt`, baueErledigung(erledigung, ereignisId));
  return true;
}

/**
 * Takes the gateway's messages back, gives the room's alias up, leaves and forgets the room; each step is repeated until it is done.
 * All messages and not only those with contents: a setting may have changed since. What others wrote is theirs. A room that refuses
 * keeps none of the others from being cleared.
 * @throws MatrixError, ConnectionError, one that passes before one that does not; the signal's reason
 */
export async function verlasse(
  client: MatrixClient,
  { fadenId, behalte }: Raumabschied,
  signal: AbortSignal,
): Promise<void> {
  const gescheiterte: unknown[] = [];
  for (const { roomId } of raeumeDesFadens(client, fadenId)) {
    signal.throwIfAborted();
    await verlasseRaum(client, roomId, behalte, signal).catch((fehler: unknown) => gescheiterte.push(fehler));
  }
  if (gescheiterte.length > 0) throw gescheiterte.find((fehler) => !istEndgueltig(fehler)) ?? gescheiterte[0];
}

const istEndgueltig = (fehler: unknown): boolean => urteile(fehler)?.art === "abgelehnt";

async function verlasseRaum(
  client: MatrixClient,
  raumId: string,
  behalte: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  for await (const ereignis of eigeneNachrichten(client, raumId, signal)) {
    const auftragId = auftragVon(ereignis);
    if (auftragId === null || !behalte.includes(auftragId)) await client.redactEvent(raumId, ereignis.getId() ?? "");
  }
  for (const alias of (await client.getLocalAliases(raumId)).aliases) await gibAuf(client, alias);
  await client.leave(raumId);
  await client.forget(raumId);
}

async function gibAuf(client: MatrixClient, alias: string): Promise<void> {
  try {
    await client.deleteAlias(alias);
  } catch (fehler) {
    if (!(fehler instanceof MatrixError && fehler.errcode === "M_NOT_FOUND")) throw fehler;
  }
}
