import type { Dokument } from "./dokumentdruck.js";

/** Ports of the channels. An adapter answers with a verdict, it does not throw for foreseeable outcomes. */

export const KANAELE = ["KIM", "TIM", "PORTAL"] as const;
export type Kanal = (typeof KANAELE)[number];

/** A message ready to go over a channel; made from the Vorgang at the moment of sending. */
export interface Sendung {
  /** Opaque id of the order: Message-ID, Matrix txnId. Stable over all attempts. */
  readonly auftragId: string;
  /** Earlier attempts entered the channel, none before this instant: one of them may have arrived. Absent: this is the first. */
  readonly wiederholtSeit?: Date;
  /** Address on the channel, e.g. the KIM address from the Verzeichnisdienst. */
  readonly adresse: string;
  /** Version of the recipient's endpoint as the Verzeichnisdienst states it, e.g. `1.5+`; absent = unknown. KIM decides on large mails by it. */
  readonly empfaengerVersion?: string;
  /** Verordnungs-ID; absent: the message is about several. */
  readonly vorgangId?: string;
  /** Opaque id of the Vorgang's thread and the orders sent to this recipient before, oldest first. */
  readonly fadenId: string;
  readonly vorgaenger: readonly string[];
  /**
   * It answers a mail: marked as automatic, so that no machine answers it, and in that mail's thread instead of `fadenId`'s.
   * `auf`: Message-ID of the mail without brackets; null: it has none that can be used.
   */
  readonly antwort?: { readonly auf: string | null };
  /** Middle part of the Dienstkennung, e.g. `Alarm`. */
  readonly nachrichtentyp: string;
  /** German, without any personal data. */
  readonly betreff: string;
  /** German text/plain for a person: what, by when, reference. */
  readonly text: string;
  /** The same without anything personal, for a channel that is set to it; absent: `text` is so already. */
  readonly kurztext?: string;
  /** FHIR message Bundle (JSON object); the adapter decides on its serialisation. Null, only of an answer: the words are all. */
  readonly buendel: FhirBundle | null;
  /** The contents for people, for a channel that carries files; absent: the text says it all. */
  readonly lesefassung?: Dokument;
}

/** A message about a Vorgang, or several: it always carries data. */
export interface Vorgangssendung extends Sendung {
  readonly buendel: FhirBundle;
}

/** A FHIR R4 resource as plain JSON; structure is checked by the FHIR port. */
export interface FhirRessource {
  readonly resourceType: string;
  readonly id?: string;
  readonly [feld: string]: unknown;
}
export interface FhirBundle extends FhirRessource {
  readonly resourceType: "Bundle";
  readonly type: string;
  readonly entry: readonly { readonly fullUrl?: string; readonly resource: FhirRessource }[];
}

/** Reasons are codes, free of personal data; they are shown to the sender's side and to BETRIEB. */
export interface Zustellgrund {
  readonly code: string;
  /** Short German text. */
  readonly text: string;
}

export type Urteil =
  /** The channel took responsibility (SMTP: 250 after the final dot). */
  | { readonly art: "uebergeben"; readonly nachrichtId: string }
  /** Nothing was taken; try again, not before `nachMs` if given. */
  | { readonly art: "spaeter"; readonly grund: Zustellgrund; readonly nachMs?: number }
  /** The content was sent, the answer was not seen: it may have been taken. */
  | { readonly art: "unbekannt"; readonly grund: Zustellgrund; readonly nachrichtId: string }
  /** Refused for good. */
  | { readonly art: "abgelehnt"; readonly grund: Zustellgrund };

/** Whether a channel's account can be reached, free of personal data. */
export interface Kanalstand {
  readonly kanal: Kanal;
  /** Since when nothing is sent because the other end does not answer; null: it does. */
  readonly gesperrtSeit: Date | null;
  /** Why, of the last failure. */
  readonly grund: Zustellgrund | null;
  /** Pace: time per message as it was observed lately, in ms; null: not known, or nothing holds messages back. Absent as null. */
  readonly jeNachrichtMs?: number | null;
}

export interface Zustelladapter {
  readonly kanal: Kanal;
  /**
   * False: nothing is claimed for this channel here, because another instance sends over it just now or the other end does not
   * answer. Absent: always true.
   */
  readonly bereit?: boolean;
  /** As this instance sees the channel; absent: no news. */
  readonly stand?: Kanalstand;
  /** Id under which the channel carries an order: known before it is sent, the same at every attempt and in every verdict. */
  nachrichtId(auftragId: string): string;
  sende(sendung: Sendung, optionen: { readonly signal: AbortSignal }): Promise<Urteil>;
  /** True if the channel answers now; sends nothing. */
  pruefe(): Promise<boolean>;
  schliesse(): Promise<void>;
}

/** What came back about a message that was handed over (DSN, MDN); found by its Message-ID. */
export interface Zustellnachweis {
  readonly auftragId: string;
  readonly ergebnis: "zugestellt" | "gelesen" | "verzoegert" | "unzustellbar";
  readonly grund: Zustellgrund | null;
  readonly zeit: Date;
}
