import { KnownMembership } from "matrix-js-sdk";
import type { MatrixClient, Room } from "matrix-js-sdk";
import { raumalias, RAUMKENNUNG } from "./raum.js";

const DABEI: string = KnownMembership.Join;

/** A room that the gateway made itself and reads. */
export interface Leseraum {
  readonly raumId: string;
  readonly fadenId: string;
  /** Whether this is the one party that the room was made for. */
  istGegenueber(mxid: string): boolean;
}

/**
 * Null: not one of ours. Rooms to which others invite the gateway are never joined: nobody can say which Vorgang they are about.
 * Made by us say the creator and the state that only the creator may set; the party stands in the alias, which is a hash, so that
 * a name is checked against it and not read from it.
 */
export function alsLeseraum(client: MatrixClient, raum: Room): Leseraum | null {
  const ich = client.getUserId();
  if (raum.getMyMembership() !== DABEI || raum.getCreator() !== ich) return null;
  // Answers would go out in the clear.
  if (!raum.hasEncryptionStateEvent()) return null;
  const kennung = raum.currentState.getStateEvents(RAUMKENNUNG, "");
  const fadenId: unknown = kennung?.getContent()["faden"];
  if (kennung?.getSender() !== ich || typeof fadenId !== "string") return null;
  const alias = raum.getCanonicalAlias();
  return {
    raumId: raum.roomId,
    fadenId,
    istGegenueber: (mxid) => alias === `#${raumalias({ fadenId, gegenueber: mxid })}:${client.getDomain() ?? ""}`,
  };
}
