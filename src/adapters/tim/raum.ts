import { createHash } from "node:crypto";
import { ClientEvent, MatrixError, Preset, Visibility } from "matrix-js-sdk";
import type { MatrixClient, Room } from "matrix-js-sdk";
import type { Raumtakt } from "./raumtakt.js";

/** Room type and state of the TI-Messenger (domain.md 3.2). */
const RAUMART = "de.gematik.tim.roomtype.default.v1";
const VERSCHLUESSELUNG = { algorithm: "m.megolm.v1.aes-sha2" };
/** Nothing personal, not even a Verordnungs-ID: room names are not encrypted. */
const NAME = "Verordnung häusliche Krankenpflege";

/**
 * State by which the gateway knows its rooms of a Vorgang again, whoever they are with; set at the creation, and the invited party
 * has no power to change it.
 */
export const RAUMKENNUNG = "de.hkp-gateway.raum";

export interface Raumparteien {
  /** Opaque id of the Vorgang's thread. */
  readonly fadenId: string;
  /** MXID of the other party. */
  readonly gegenueber: string;
}

/**
 * Local part of the room's alias: the homeserver admits an alias once, so that a room is created once, however often the attempt is
 * repeated and whatever became of its answer. Rejected: a table of rooms beside the homeserver, which a crash between the two
 * would leave behind.
 */
export function raumalias({ fadenId, gegenueber }: Raumparteien): string {
  return `hkp-${createHash("sha256").update(`${fadenId}\n${gegenueber}`).digest("hex").slice(0, 40)}`;
}

/**
 * The encrypted room of a Vorgang with this party: found again, or created with this one invitation (TI-M admits one at a time).
 * A party that left is invited anew.
 * @returns room id @throws MatrixError, RaumgrenzeErreicht; the signal's reason
 */
export async function findeRaum(
  client: MatrixClient,
  parteien: Raumparteien,
  raumtakt: Raumtakt,
  signal: AbortSignal,
): Promise<string> {
  const alias = raumalias(parteien);
  const raumId = (await loeseAuf(client, alias)) ?? (await raumtakt.lege(() => lege(client, alias, parteien)));
  await warteAuf(client, signal, () => client.getRoom(raumId)?.hasEncryptionStateEvent() === true);
  await ladeEin(client, raumId, parteien.gegenueber);
  await warteAuf(client, signal, () => siehtMitglied(client, raumId, parteien.gegenueber));
  return raumId;
}

/**
 * The room with this party if there is one and the gateway is in it, ready to be written into.
 * @throws MatrixError; the signal's reason
 */
export async function sucheRaum(
  client: MatrixClient,
  parteien: Raumparteien,
  signal: AbortSignal,
): Promise<string | null> {
  const raumId = await loeseAuf(client, raumalias(parteien));
  if (raumId === null || !(await client.getJoinedRooms()).joined_rooms.includes(raumId)) return null;
  await warteAuf(client, signal, () => client.getRoom(raumId)?.hasEncryptionStateEvent() === true);
  return raumId;
}

const DRIN: readonly string[] = ["join"];

/** The rooms of a Vorgang's thread that the sync has brought and the gateway is in. */
export function raeumeDesFadens(client: MatrixClient, fadenId: string): readonly Room[] {
  return client.getRooms().filter((raum) => {
    if (!DRIN.includes(raum.getMyMembership())) return false;
    const kennung = raum.currentState.getStateEvents(RAUMKENNUNG, "");
    return kennung?.getSender() === client.getUserId() && kennung?.getContent()["faden"] === fadenId;
  });
}

async function loeseAuf(client: MatrixClient, alias: string): Promise<string | null> {
  try {
    return (await client.getRoomIdForAlias(`#${alias}:${client.getDomain() ?? ""}`)).room_id;
  } catch (fehler) {
    if (fehler instanceof MatrixError && fehler.errcode === "M_NOT_FOUND") return null;
    throw fehler;
  }
}

async function lege(client: MatrixClient, alias: string, { fadenId, gegenueber }: Raumparteien): Promise<string> {
  const { room_id: raumId } = await client.createRoom({
    preset: Preset.PrivateChat,
    visibility: Visibility.Private,
    room_alias_name: alias,
    name: NAME,
    invite: [gegenueber],
    creation_content: { type: RAUMART },
    // What is written here is for this party alone: a third would be sent every message to come, and its contents.
    power_level_content_override: { invite: 100 },
    initial_state: [
      { type: "m.room.encryption", state_key: "", content: VERSCHLUESSELUNG },
      { type: "m.room.history_visibility", state_key: "", content: { history_visibility: "invited" } },
      { type: "de.gematik.tim.room.name", state_key: "", content: { name: NAME } },
      { type: "de.gematik.tim.room.default.v1", state_key: "", content: {} },
      { type: RAUMKENNUNG, state_key: "", content: { faden: fadenId } },
    ],
  });
  return raumId;
}

/**
 * Until the sync has brought it: a message before the room's encryption would go out in the clear, one before the other party is
 * seen would be encrypted without its devices. A room that was made just now comes in pieces.
 */
async function warteAuf(client: MatrixClient, signal: AbortSignal, istDa: () => boolean): Promise<void> {
  return new Promise((fertig, gescheitert) => {
    const schaue = (): void => {
      if (!istDa()) return;
      ende();
      fertig();
    };
    const brichAb = (): void => {
      ende();
      gescheitert(signal.reason as Error);
    };
    const ende = (): void => {
      client.off(ClientEvent.Sync, schaue);
      signal.removeEventListener("abort", brichAb);
    };
    client.on(ClientEvent.Sync, schaue);
    signal.addEventListener("abort", brichAb);
    if (signal.aborted) brichAb();
    else schaue();
  });
}

const DABEI: readonly (string | undefined)[] = ["join", "invite"];

function siehtMitglied(client: MatrixClient, raumId: string, mxid: string): boolean {
  return DABEI.includes(client.getRoom(raumId)?.getMember(mxid)?.membership);
}

/** By the homeserver's word, not by what the sync has brought so far. */
async function ladeEin(client: MatrixClient, raumId: string, mxid: string): Promise<void> {
  await client.getRoom(raumId)?.loadMembersIfNeeded();
  if (siehtMitglied(client, raumId, mxid)) return;
  if (!DABEI.includes(await mitgliedschaft(client, raumId, mxid))) await client.invite(raumId, mxid);
}

async function mitgliedschaft(client: MatrixClient, raumId: string, mxid: string): Promise<string | undefined> {
  try {
    const { membership } = await client.getStateEvent(raumId, "m.room.member", mxid);
    return typeof membership === "string" ? membership : undefined;
  } catch (fehler) {
    // Has never been invited.
    if (fehler instanceof MatrixError && fehler.errcode === "M_NOT_FOUND") return undefined;
    throw fehler;
  }
}
