import { createHash } from "node:crypto";
import { MatrixError, Preset, Visibility } from "matrix-js-sdk";
import type { MatrixClient, Room } from "matrix-js-sdk";

/** Room type and state of the TI-Messenger (domain.md 3.2). */
const RAUMART = "de.gematik.tim.roomtype.default.v1";
const VERSCHLUESSELUNG = { algorithm: "m.megolm.v1.aes-sha2" };
/** Nothing personal, not even a Verordnungs-ID: room names are not encrypted. */
const NAME = "Verordnung häusliche Krankenpflege";

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
 * @returns room id @throws MatrixError
 */
export async function findeRaum(client: MatrixClient, parteien: Raumparteien): Promise<string> {
  const alias = raumalias(parteien);
  const raumId = (await loeseAuf(client, alias)) ?? (await lege(client, alias, parteien.gegenueber));
  await ladeEin(client, await warteAufRaum(client, raumId), parteien.gegenueber);
  return raumId;
}

async function loeseAuf(client: MatrixClient, alias: string): Promise<string | null> {
  try {
    return (await client.getRoomIdForAlias(`#${alias}:${client.getDomain() ?? ""}`)).room_id;
  } catch (fehler) {
    if (fehler instanceof MatrixError && fehler.errcode === "M_NOT_FOUND") return null;
    throw fehler;
  }
}

async function lege(client: MatrixClient, alias: string, gegenueber: string): Promise<string> {
  const { room_id: raumId } = await client.createRoom({
    preset: Preset.PrivateChat,
    visibility: Visibility.Private,
    room_alias_name: alias,
    name: NAME,
    invite: [gegenueber],
    creation_content: { type: RAUMART },
    initial_state: [
      { type: "m.room.encryption", state_key: "", content: VERSCHLUESSELUNG },
      { type: "m.room.history_visibility", state_key: "", content: { history_visibility: "invited" } },
      { type: "de.gematik.tim.room.name", state_key: "", content: { name: NAME } },
      { type: "de.gematik.tim.room.default.v1", state_key: "", content: {} },
    ],
  });
  return raumId;
}

/** The sync has brought the room with its encryption; without it a message would go out in the clear. */
async function warteAufRaum(client: MatrixClient, raumId: string): Promise<Room> {
  const da = client.getRoom(raumId);
  if (da?.hasEncryptionStateEvent() === true) return da;
  return new Promise((fertig) => {
    const schaue = (): void => {
      const raum = client.getRoom(raumId);
      if (raum?.hasEncryptionStateEvent() !== true) return;
      client.off("sync" as never, schaue as never);
      fertig(raum);
    };
    client.on("sync" as never, schaue as never);
  });
}

async function ladeEin(client: MatrixClient, raum: Room, mxid: string): Promise<void> {
  await raum.loadMembersIfNeeded();
  const mitgliedschaft = raum.getMember(mxid)?.membership;
  if (mitgliedschaft === "join" || mitgliedschaft === "invite") return;
  await client.invite(raum.roomId, mxid);
}
