import type { Teilnehmerschluessel } from "../kern/akteur.js";
import type { Medientyp } from "./dateipruefung.js";

/** A file that was uploaded and waits to be added to a Vorgang. */
export interface Abgelegtes {
  /** UUID. */
  readonly id: string;
  readonly medientyp: Medientyp;
  /** Bytes. */
  readonly groesse: number;
  /** 64 hex digits. */
  readonly sha256: string;
}

/**
 * Uploads of one participant that are noted at a time: those of a day that were not added, and those added within the last minute
 * or so. Far more than a practice has; it keeps one client from filling the disk.
 */
export const ABLAGE_HOECHSTENS = 200;

/**
 * Content of the Unterlagen, which does not fit into the one document of a Vorgang. At every moment somebody answers for
 * each stored byte: first the note of the upload (until it expires), then the Vorgang that names the id, then the order to
 * delete in that Vorgang. Each hands over before it lets go, so that a crash leaves nothing behind. Methods may throw
 * ErgebnisUnbekannt.
 */
export interface Unterlagenablage {
  /**
   * Notes an upload before its first byte is stored. ZU_VIELE: the participant has ABLAGE_HOECHSTENS already, and nothing is noted;
   * uploads at the same moment may exceed that by their number.
   */
  merkeVor(abgelegtes: Abgelegtes, von: Teilnehmerschluessel, verfaelltAm: Date): Promise<"VORGEMERKT" | "ZU_VIELE">;
  /** Stores the whole content under a noted id. Durable when it resolves. */
  speichere(id: string, inhalt: Uint8Array): Promise<void>;
  /**
   * Takes an upload of this participant for this Vorgang and keeps it at least until `haltBis`; repeatable. Null: there is
   * none, it has expired, it is somebody else's, or it was taken for another Vorgang.
   */
  nimm(
    id: string,
    von: Teilnehmerschluessel,
    vorgangId: string,
    zeiten: { readonly jetzt: Date; readonly haltBis: Date },
  ): Promise<Abgelegtes | null>;
  /** Null: there is no such content (any more). Fails in the middle if it is deleted meanwhile. */
  oeffne(id: string): Promise<AsyncIterable<Uint8Array> | null>;
  /**
   * Deletes what nobody needs any more: orders of Vorgaenge, and uploads that expired, whoever left them. Idempotent, so
   * several instances may do it at once.
   * @returns number of contents deleted
   */
  raeumeAuf(jetzt: Date): Promise<number>;
}
