import type { Teilnehmer } from "../kern/akteur.js";
import type { Sendeauftrag } from "../hkp/sendeauftrag.js";
import type { Vorgang } from "../hkp/vorgang.js";
import type { Vermerk } from "./ausgang.js";
import type { Kanal } from "./zustellung.js";

/** An order of a Sammlung, with what its line tells of the Vorgang it belongs to: there may be thousands. */
export interface Sammelposten {
  readonly auftrag: Sendeauftrag;
  readonly vorgang: Pick<Vorgang, "id">;
}

/**
 * Orders of one recipient that go out as one message, claimed by this worker. They carry the same `sammelId`, which no order
 * ever loses or changes: whoever repeats the message finds the same orders and sends it under the same id.
 */
export interface Sammlung {
  readonly sammelId: string;
  readonly empfaenger: Teilnehmer;
  readonly kanal: Kanal;
  /** Oldest first, at least one; state, attempts and claim are the same for all. */
  readonly posten: readonly Sammelposten[];
  /** Fencing token of the claim. */
  readonly marke: string;
}

/**
 * The outbox's orders that are `sammelbar`. They lie in the documents of several Vorgaenge; each is written by itself, and a
 * worker that dies in between leaves nothing that the next one does not finish. Methods may throw ErgebnisUnbekannt.
 */
export interface Sammelausgang {
  /**
   * Claims the Sammlung that is due longest, or puts what is due for a recipient together into a new one. BESETZT: another worker
   * is just doing so for each recipient for whom something is due; look again soon. Null: nothing is due.
   * A lease that ended after `beginneUebergabe` comes back as UNBEKANNT, as with single orders.
   */
  beanspruche(kanaele: readonly Kanal[], jetzt: Date, leaseMs: number): Promise<Sammlung | "BESETZT" | null>;
  /**
   * Set right before the channel is entered. The Sammlung as it goes out: without orders whose Vorgang was deleted meanwhile.
   * Null: the claim was lost or nothing is left; do not send.
   */
  beginneUebergabe(sammlung: Sammlung, adresse: string, nachrichtId: string, jetzt: Date): Promise<Sammlung | null>;
  /** A sign of life: the lease ends later. False: the claim was lost, so stop what you are doing. */
  verlaengere(sammlung: Sammlung, bis: Date): Promise<boolean>;
  /**
   * Records the verdict on each order and gives the claim up; UNZUSTELLBAR as with single orders, for each by itself.
   * False: the claim was lost.
   */
  vermerke(sammlung: Sammlung, vermerk: Vermerk, jetzt: Date): Promise<boolean>;
}
