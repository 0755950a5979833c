import type { Aktion } from "../hkp/status.js";
import type { FhirBundle, Kanal, Zustellgrund, Zustellnachweis } from "./zustellung.js";

/** Channels that something comes in over. */
export type Eingangskanal = Exclude<Kanal, "PORTAL">;

export interface Anhang {
  /** As the sender named it; never trusted, never logged. */
  readonly name: string;
  /** Lower case, without parameters. */
  readonly medientyp: string;
  readonly bytes: Uint8Array;
}

/** What a person or a system sent us, reduced to what decides. All channels are alike from here on. */
export interface Eingang {
  readonly kanal: Eingangskanal;
  /** Message-ID or Matrix event id: the same at every delivery, so that it acts once. */
  readonly id: string;
  /** KIM address in lower case, or MXID. */
  readonly absender: string;
  /** Opaque ids of our orders or threads that it refers to, nearest first (In-Reply-To, References, the room). */
  readonly bezuege: readonly string[];
  readonly zeit: Date;
  /** Words of the person alone, without quotation and without notes of a Clientmodul; empty: none. */
  readonly text: string;
  readonly anhaenge: readonly Anhang[];
}

/** An answer to the sender, for whoever needs one. */
export interface Rueckmeldung {
  /** German, plain language: what was done or why not, and what to do. Nothing that the sender may not read. */
  readonly text: string;
  /** For the sender's system; null: the words are all. */
  readonly buendel: FhirBundle | null;
}

/**
 * What became of an Eingang. All of it is durable, except the answer: whoever asked for the result sends it. What is temporary
 * (database, Verzeichnisdienst) is thrown instead, so that the message is not acknowledged and comes again.
 */
export type Eingangsergebnis =
  | {
      readonly art: "ausgefuehrt";
      readonly aktion: Aktion;
      readonly vorgangId: string;
      /** Null: the Versand tells everybody who must know. */
      readonly rueckmeldung: Rueckmeldung | null;
    }
  /** Of a known participant; `vorgangId` only if the sender takes part in it. */
  | {
      readonly art: "abgewiesen";
      readonly grund: Zustellgrund;
      readonly vorgangId: string | null;
      readonly rueckmeldung: Rueckmeldung;
    }
  /** The Verzeichnisdienst has no participant, or more than one, with this address. */
  | { readonly art: "unbekannterAbsender"; readonly rueckmeldung: Rueckmeldung };

/** A mail that is not acted upon. Reasons are codes; nothing of the mail but its ids is kept. */
export interface Beiseitegelegtes {
  /** Id in the mailbox (UIDL). */
  readonly uid: string;
  /** Without brackets; null: it has none that can be used. */
  readonly nachrichtId: string | null;
  readonly grund: Zustellgrund;
  /** KIM address that an explanation may go to; null: nobody is answered (autoreply, null sender, unreadable). */
  readonly antwortAn: string | null;
}

/** Whether a mail leaves the mailbox: `liegt` is kept there, skipped from now on, and seen by BETRIEB. */
export type Verbleib = "erledigt" | "liegt";

/** What is done with each kind of mail. Resolves only when it is durable; what it throws leaves the mail for the next reading. */
export interface Postempfang {
  /** An earlier reading ended with `liegt` for it: skip it. Asked at every reading, so that BETRIEB can have it read again. */
  istBeiseitegelegt(uid: string): Promise<boolean>;
  nachweis(nachweis: Zustellnachweis): Promise<void>;
  nachricht(eingang: Eingang, uid: string): Promise<Verbleib>;
  beiseite(beiseitegelegtes: Beiseitegelegtes): Promise<Verbleib>;
}

/** The gateway's mailbox: one reader for proofs and messages, because a mailbox admits one session. */
export interface Posteingang {
  /**
   * Reads the mailbox to its end and removes a mail only after `empfang` has made it durable; mails of other applications
   * (foreign Dienstkennung) stay untouched.
   * @returns how many of them lie there, by Dienstkennung
   */
  hole(empfang: Postempfang, signal: AbortSignal): Promise<ReadonlyMap<string, number>>;
  /** Deletes one mail unread, for good. False: there is none of this id. */
  entferne(uid: string, signal: AbortSignal): Promise<boolean>;
  schliesse(): Promise<void>;
}
