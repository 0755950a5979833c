import type { Sendeauftrag } from "../hkp/sendeauftrag.js";
import type { Vermerk } from "./ausgang.js";
import type { FhirBundle, Kanal, Zustellnachweis } from "./zustellung.js";

/** The mail that is answered: its sender's address in lower case, and its id. The same one is answered once. */
export interface Beantwortetes {
  readonly absender: string;
  readonly nachrichtId: string;
}

export interface Antwortinhalt {
  /** German text/plain. */
  readonly text: string;
  /** For the sender's system; null: the words are all. */
  readonly buendel: FhirBundle | null;
}

/** An answer that is to be sent. */
export interface NeueAntwort {
  readonly zu: Beantwortetes;
  /** Message-ID of the mail without brackets, for the thread; null: it has none that can be used. */
  readonly auf: string | null;
  /** Opaque ids of our orders or threads that the mail referred to. */
  readonly bezuege: readonly string[];
  /** The Vorgang it is about: its deletion takes the answer along. Null: none. */
  readonly vorgangId: string | null;
  readonly inhalt: Antwortinhalt;
  readonly erstelltAm: Date;
  /** Removed then, whatever became of it: it may hold contents. */
  readonly verfaelltAm: Date;
}

/** An answer in the outbox: goes to the address the mail came from and belongs to no Meldung of a Vorgang. */
export interface Antwortauftrag
  extends
    Pick<
      Sendeauftrag,
      | "id"
      | "zustand"
      | "zustandSeit"
      | "erstelltAm"
      | "naechsterVersuch"
      | "versuche"
      | "unbekannt"
      | "nachrichtId"
      | "grund"
      | "anspruch"
    >,
    Pick<NeueAntwort, "auf" | "bezuege" | "vorgangId" | "verfaelltAm"> {
  readonly kanal: Extract<Kanal, "KIM">;
  readonly adresse: string;
  /** Null: handed over, so nothing of it is needed any more. */
  readonly inhalt: Antwortinhalt | null;
}

/** An answer claimed by this worker. */
export interface BeanspruchteAntwort {
  readonly antwort: Antwortauftrag;
  /** Fencing token of the claim. */
  readonly marke: string;
}

/** The outbox of answers to mails. Claims, leases and unknown outcomes as in `Ausgang`. Methods may throw ErgebnisUnbekannt. */
export interface Antwortpost {
  /** Durable when it resolves; without effect if the same mail has its answer already. */
  lege(antwort: NeueAntwort): Promise<void>;
  /** Whether the mail has been answered. */
  kennt(zu: Beantwortetes): Promise<boolean>;
  /** Claims the answer that is due longest, or one whose lease has ended; null if nothing is due. */
  beanspruche(kanaele: readonly Kanal[], jetzt: Date, leaseMs: number): Promise<BeanspruchteAntwort | null>;
  /** Set right before the channel is entered. False: the claim was lost, or the answer is gone — do not send. */
  beginneUebergabe(beansprucht: BeanspruchteAntwort, nachrichtId: string, jetzt: Date): Promise<boolean>;
  /** A sign of life: the lease ends later. False: the claim was lost, so stop what you are doing. */
  verlaengere(beansprucht: BeanspruchteAntwort, bis: Date): Promise<boolean>;
  /** Records a verdict and gives the claim up; what is handed over loses its content. False: the claim was lost. */
  vermerke(beansprucht: BeanspruchteAntwort, vermerk: Vermerk, jetzt: Date): Promise<boolean>;
  /** Records a proof of delivery; without effect if it is of no answer, or of one that is final. */
  vermerkeNachweis(nachweis: Zustellnachweis): Promise<void>;
  /** Earliest instant at which something will be due; null if nothing waits. */
  naechsteFaelligkeit(kanaele: readonly Kanal[]): Promise<Date | null>;
  /** Those that only a person moves on: refused, given up, or unknown after the one repetition. Newest first. */
  liegengebliebene(hoechstens: number): Promise<readonly Antwortauftrag[]>;
  /** BETRIEB gives such a one another go. False: there is none of this id, or its content is gone. */
  wiederhole(id: string, jetzt: Date): Promise<boolean>;
  /** Removes what has expired, and answers about Vorgaenge that were deleted after them. */
  raeumeAuf(jetzt: Date): Promise<void>;
}
