import { KnownMembership } from "matrix-js-sdk";
import type { MatrixClient, Room } from "matrix-js-sdk";
import { raumalias, RAUMKENNUNG } from "./raum.js";

const DABEI: string = KnownMembership.Join;

/** A room that the gateway reads. */
export interface Leseraum {
  readonly raumId: string;
  /** Null: opened by the other party. */
  readonly fadenId: string | null;
  /** Whether this is the one party that the room was made for, or by. */
  istGegenueber(mxid: string): boolean;
}

/** Null: none that is read. */
export function alsLeseraum(client: MatrixClient, raum: Room): Leseraum | null {
  if (raum.getMyMembership() !== DABEI) return null;
  // Answers would go out in the clear.
  if (!raum.hasEncryptionStateEvent()) return null;
  return raum.getCreator() === client.getUserId() ? alsVorgangsraum(client, raum) : alsDirektraum(raum);
}

/**
 * Made by us say the creator and the state that only the creator may set; the party stands in the alias, which is a hash, so that
 * a name is checked against it and not read from it.
 */
function alsVorgangsraum(client: MatrixClient, raum: Room): Leseraum | null {
  const kennung = raum.currentState.getStateEvents(RAUMKENNUNG, "");
  const fadenId: unknown = kennung?.getContent()["faden"];
  if (kennung?.getSender() !== client.getUserId() || typeof fadenId !== "string") return null;
  const alias = raum.getCanonicalAlias();
  return {
    raumId: raum.roomId,
    fadenId,
    istGegenueber: (mxid) => alias === `#${raumalias({ fadenId, gegenueber: mxid })}:${client.getDomain() ?? ""}`,
  };
}

/** The one who opened it and the gateway: a third would read the answers. */
const ZU_ZWEIT = 2;

/** Opened by somebody who takes part in no Vorgang yet, so that no room is there to write in. Only its creator is heard. */
function alsDirektraum(raum: Room): Leseraum | null {
  const gegenueber = raum.getCreator();
  if (gegenueber === null || raum.getInvitedAndJoinedMemberCount() !== ZU_ZWEIT) return null;
  return { raumId: raum.roomId, fadenId: null, istGegenueber: (mxid) => mxid === gegenueber };
}
