import type { Vorgang } from "../hkp/vorgang.js";
import type { Zustellgrund } from "./zustellung.js";

/** A message that was sent into a chat room and is settled by now. */
export interface Erledigung {
  readonly auftragId: string;
  /** MXID of the other party, as it was when the message went out. */
  readonly adresse: string;
  readonly fadenId: string;
  readonly vorgangId: string;
  readonly nachrichtentyp: string;
  /** German, without any personal data; what the message says from now on. */
  readonly betreff: string;
  readonly text: string;
}

/** The rooms of a deleted Vorgang. */
export interface Raumabschied {
  readonly fadenId: string;
  /** Orders whose messages stay readable. */
  readonly behalte: readonly string[];
}

export type Pflegeurteil =
  /** Done, now or before. */
  | { readonly art: "getan" }
  /** There is nothing (any more) that could be done: the message never arrived, or the homeserver refuses for good. */
  | { readonly art: "entfaellt" }
  | { readonly art: "spaeter"; readonly grund: Zustellgrund };

/** Work in chat rooms beside sending. Every method may be repeated: it does what is still missing. */
export interface Raumpflege {
  /** False: another instance has the device, or the homeserver's pace forbids it just now. */
  readonly bereit: boolean;
  /** Calls whenever `bereit` may have become true; returns how to stop listening. */
  beiBereitschaft(wecken: () => void): () => void;
  /** The sent message says that it is settled; nothing if it never arrived. */
  erledige(erledigung: Erledigung, optionen: { readonly signal: AbortSignal }): Promise<Pflegeurteil>;
  /** Takes back the gateway's own messages, gives the rooms' addresses up and leaves. */
  verlasse(abschied: Raumabschied, optionen: { readonly signal: AbortSignal }): Promise<Pflegeurteil>;
}

/** A Vorgang whose rooms this worker looks at. */
export interface Pflegefall {
  readonly vorgang: Vorgang;
  /** End of the claim, and its token: a later transition or another worker replaces it. */
  readonly bis: Date;
}

/** Which Vorgaenge have rooms to look at. Methods may throw ErgebnisUnbekannt. */
export interface Pflegespeicher {
  /** Claims the one that is due longest; null if none is. A claim without an end comes back after `leaseMs`. */
  beanspruche(jetzt: Date, leaseMs: number): Promise<Pflegefall | null>;
  merkeErledigt(vorgangId: string, auftragId: string, jetzt: Date): Promise<void>;
  /** Gives the claim up. Without effect if a transition has asked for another look meanwhile. */
  gibZurueck(fall: Pflegefall, wiederAm: Date | null): Promise<void>;
  /** Earliest instant at which something will be due; null: nothing waits. */
  naechste(): Promise<Date | null>;
}
