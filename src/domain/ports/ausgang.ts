import type { Sendeauftrag, Zustellzustand } from "../hkp/sendeauftrag.js";
import type { Vorgang } from "../hkp/vorgang.js";
import type { Kanal, Zustellgrund, Zustellnachweis } from "./zustellung.js";
import type { Cursor, Seite } from "./vorgang-store.js";

/** An order claimed by this worker, with the Vorgang it belongs to. */
export interface Beanspruchter {
  readonly auftrag: Sendeauftrag;
  readonly vorgang: Vorgang;
  /** Fencing token of the claim. */
  readonly marke: string;
}

/** What the Versand records about an attempt. */
export interface Vermerk {
  readonly zustand: Zustellzustand;
  readonly naechsterVersuch: Date | null;
  readonly grund: Zustellgrund | null;
  readonly nachrichtId?: string;
  /** This attempt ended with its outcome unknown. */
  readonly unbekannt?: boolean;
}

/** Delivery as the sender's side and BETRIEB see it: no medical content, no KVNR. */
export interface Zustellung {
  readonly vorgangId: string;
  readonly auftrag: Sendeauftrag;
}

export interface Zustellfilter {
  readonly zustand?: readonly Zustellzustand[];
  readonly first: number;
  readonly after?: Cursor;
}

/** The outbox: orders lie in their Vorgang's document; only the Versand advances them. Methods may throw ErgebnisUnbekannt. */
export interface Ausgang {
  /** Claims the order that is due longest, or one whose lease has ended; null if nothing is due. */
  beanspruche(kanaele: readonly Kanal[], jetzt: Date, leaseMs: number): Promise<Beanspruchter | null>;
  /**
   * Set right before the channel is entered. False: the claim was lost or the order was overtaken meanwhile — do not send.
   */
  beginneUebergabe(beanspruchter: Beanspruchter, adresse: string, nachrichtId: string, jetzt: Date): Promise<boolean>;
  /** A sign of life: the lease ends later. False: the claim was lost, so stop what you are doing. */
  verlaengere(beanspruchter: Beanspruchter, bis: Date): Promise<boolean>;
  /**
   * Records a verdict and gives the claim up. With UNZUSTELLBAR, and in the same write, the order in its place on the recipient's next
   * channel (`ersatzkanaele`) is created, once; not for an order that is overtaken or that may have arrived by an unknown attempt.
   * False: the claim was lost.
   */
  vermerke(beanspruchter: Beanspruchter, vermerk: Vermerk, jetzt: Date): Promise<boolean>;
  /**
   * Records a proof of delivery; "unzustellbar" as a verdict does. An order that is final already stays as it is, but for one that
   * was UNZUSTELLBAR and has arrived after all.
   */
  vermerkeNachweis(nachweis: Zustellnachweis): Promise<void>;
  /** Earliest instant at which something will be due; null if nothing waits. */
  naechsteFaelligkeit(kanaele: readonly Kanal[]): Promise<Date | null>;
  /** For BETRIEB, newest first. */
  zustellungen(filter: Zustellfilter): Promise<Seite<Zustellung>>;
  zaehle(): Promise<Readonly<Record<Zustellzustand, number>>>;
  /** How many orders wait for a channel and may go out now (no quiet hours). */
  zaehleWartende(jetzt: Date): Promise<Readonly<Record<Kanal, number>>>;
  /**
   * BETRIEB gives an order another go that rests for good: UNZUSTELLBAR, or UNBEKANNT after its one repetition (a person has
   * asked the recipient). False: no such order, it does not rest, or another channel carries its Meldung in its place.
   */
  wiederhole(auftragId: string, jetzt: Date): Promise<boolean>;
}
