import type { Beiseitegelegtes } from "./eingang.js";

/** A mail that lies in the mailbox and is skipped. Nothing of it is kept but its ids, why, and since when. */
export interface Liegendes extends Pick<Beiseitegelegtes, "uid" | "nachrichtId" | "grund"> {
  readonly seit: Date;
}

/** How many mails of another application lie in the mailbox. */
export interface Fremdpost {
  readonly dienstkennung: string;
  readonly anzahl: number;
}

/** The last reading of the mailbox, of whichever instance. */
export interface Lesung {
  readonly begonnenAm: Date;
  readonly beendetAm: Date;
  /** False: it broke off, e.g. because the Clientmodul did not answer. */
  readonly vollstaendig: boolean;
  /** As the last complete one found them; most first. */
  readonly fremde: readonly Fremdpost[];
}

/** What the gateway keeps of its mailbox: never a copy of a mail. Methods may throw ErgebnisUnbekannt. */
export interface Postablage {
  /** Newest first. */
  liegende(): Promise<readonly Liegendes[]>;
  /** Durable when it resolves; one that lies there already stays as it is. */
  legeBeiseite(liegendes: Liegendes): Promise<void>;
  /** The next reading takes the mail up again. False: it was not set aside. */
  vergiss(uid: string): Promise<boolean>;
  /** Forgets what has left the mailbox: a complete reading that began at `begonnenAm` saw these there. */
  bereinige(vorhandene: ReadonlySet<string>, begonnenAm: Date): Promise<void>;
  /** `fremde` null: as they were. */
  vermerkeLesung(lesung: Omit<Lesung, "fremde"> & { readonly fremde: readonly Fremdpost[] | null }): Promise<void>;
  letzteLesung(): Promise<Lesung | null>;
}
