import type { Handlungswort } from "../eingang/chatbefehle.js";
import type { Aktion } from "../hkp/status.js";
import type { Anhang } from "./eingang.js";
import type { FhirBundle } from "./zustellung.js";

/** What somebody did in a room that the gateway made; authentic and decrypted, except where a kind says otherwise. */
export type Chatinhalt =
  | {
      readonly art: "nachricht";
      /** The person's own words, without quotation; empty: none. */
      readonly text: string;
      /** Order that it answers; null: none of ours. */
      readonly auftragId: string | null;
      readonly anhaenge: readonly Anhang[];
    }
  /** ✅ at the gateway's question about this command. */
  | { readonly art: "zustimmung"; readonly befehl: string }
  /** The person deleted this event of hers. */
  | { readonly art: "zurueckgenommen"; readonly ziel: string }
  /** The person edited this event of hers. */
  | { readonly art: "geaendert"; readonly ziel: string }
  /** No key came in time, or it does not vouch for the sender. */
  | { readonly art: "unlesbar" }
  /** A file that could not be had for good. */
  | { readonly art: "dateiFehlt"; readonly grund: "ZU_GROSS" | "UNLESBAR" };

export interface Chatereignis {
  readonly raumId: string;
  /** Of the Vorgang, or of a recipient's Sammelmeldungen; null: a room that the sender opened, about no Vorgang. */
  readonly fadenId: string | null;
  readonly ereignisId: string;
  /** MXID; the party that the room was made for. */
  readonly absender: string;
  /** The homeserver's word. */
  readonly zeit: Date;
  readonly inhalt: Chatinhalt;
  /** Words of an earlier event of the same person, as they were first sent; null: deleted or not readable. */
  readonly frueher: (ereignisId: string) => Promise<string | null>;
}

export interface Chatantwort {
  /** German; goes into the room as an answer to the event. */
  readonly text: string;
  /** For the sender's system: what was sent has been dealt with as it was meant. */
  readonly gelungen: boolean;
  /** Structured content beside the words; null: none. */
  readonly buendel: FhirBundle | null;
  /**
   * Thread of the Vorgang that the sender of an event in his own room takes part in now: its room is opened and gets the answer with
   * all it holds. Absent: it stays where the event was.
   */
  readonly fadenId?: string;
}

/** What is done with an event. */
export interface Chatempfang {
  /** Whether a room that this MXID opens is entered: it is a participant of the Verzeichnisdienst. @throws what is temporary */
  kennt(mxid: string): Promise<boolean>;
  /**
   * Durable when it resolves; an event that comes again does nothing again and gets the same answer. Null: no answer.
   * What it throws is temporary: the event comes again, and none after it in that room before.
   */
  nimm(ereignis: Chatereignis): Promise<Chatantwort | null>;
}

/** How a question ended: confirmed, refused, or its command deleted or edited by the person. */
export type Rueckfrageausgang = "JA" | "NEIN" | "GELOESCHT" | "GEAENDERT";

/** A command that waits for its confirmation; one per room. Nothing of the words behind it: they are read from the room again. */
export interface Rueckfrage {
  readonly raumId: string;
  /** Event of the command. */
  readonly ereignisId: string;
  readonly absender: string;
  readonly vorgangId: string;
  readonly wort: Handlungswort;
  readonly aktion: Aktion;
  /** Version of the Vorgang that the person was asked about. */
  readonly version: number;
  readonly bis: Date;
  /** The event that ended it; null: it waits. Stays until the next question, so that the event may come again. */
  readonly ende: { readonly durch: string; readonly ausgang: Rueckfrageausgang } | null;
}

/** Keeps the questions. Methods may throw ErgebnisUnbekannt. */
export interface Rueckfragenspeicher {
  lies(raumId: string): Promise<Rueckfrage | null>;
  /** In the place of the room's earlier one; the same command again changes nothing. @returns what stands now */
  stelle(rueckfrage: Rueckfrage): Promise<Rueckfrage>;
  /** @returns false: it is no longer there, or another event has ended it */
  beende(raumId: string, ereignisId: string, ende: NonNullable<Rueckfrage["ende"]>): Promise<boolean>;
}
