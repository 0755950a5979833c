import type { Teilnehmer, Teilnehmerschluessel } from "../kern/akteur.js";
import type { Aenderung } from "../hkp/aenderung.js";
import type { Anfragezustand, Verfuegbarkeitsanfrage } from "../hkp/datensaetze/verfuegbarkeitsanfrage.js";
import type { Sicht } from "../hkp/sicht.js";
import type { Status } from "../hkp/status.js";
import type { Meldung, Protokolleintrag, Vorgang } from "../hkp/vorgang.js";

/** Position in a list or stream; opaque to everybody but the store. */
export type Cursor = string;

export interface Seite<T> {
  readonly eintraege: readonly { readonly knoten: T; readonly cursor: Cursor }[];
  readonly gibtWeitere: boolean;
}

export interface Vorgangsfilter {
  readonly sicht: Sicht;
  readonly status?: readonly Status[];
  /** Only those whose next responsible participant this is. */
  readonly zustaendig?: Teilnehmerschluessel;
  /** Only those whose Verordnungszeitraum has not ended before this day. */
  readonly zeitraumBisMindestens?: string;
  /** Only those of this insured person (KVNR). */
  readonly versicherter?: string;
  /** Only those without the Kennzeichen „Kostenerstattung / Persönliches Budget“. */
  readonly ohneKennzeichen?: boolean;
  readonly first: number;
  readonly after?: Cursor;
}

/** An Einsicht: reading is no transition, but every read is in the Protokoll (fachregeln.md section 2). */
export interface Einsicht {
  readonly vorgangId: string;
  readonly eintrag: Protokolleintrag;
}

/** Thrown by the store if the database cannot be asked or its answer was lost: the write may have happened. */
export class ErgebnisUnbekannt extends Error {
  constructor(cause: unknown) {
    super("the database did not answer", { cause });
    this.name = "ErgebnisUnbekannt";
  }
}

/** Persistence of Vorgaenge. Every method may throw ErgebnisUnbekannt. */
export interface VorgangStore {
  /** Null both if there is none and if the Sicht does not cover it; the two cost the same. */
  lade(id: string, sicht: Sicht): Promise<Vorgang | null>;
  /** The Vorgang if it has answered this request of this sender: also for a sender that no longer sees it, else null. */
  ladeBeantwortet(id: string, wer: string, anfrageId: string): Promise<Vorgang | null>;
  /** The Vorgang that this request of this sender created, or null. */
  ladeAngelegt(wer: string, anfrageId: string): Promise<Vorgang | null>;
  /** VERGEBEN: the id exists; ANFRAGE_BEKANNT: this request has created its Vorgang already. */
  legeAn(vorgang: Vorgang): Promise<"ANGELEGT" | "VERGEBEN" | "ANFRAGE_BEKANNT">;
  /**
   * One single-document write, guarded by the version that was read. KONFLIKT: nothing was written.
   * Durable (majority, journal) when it resolves.
   */
  schreibe(vorgang: Vorgang, aenderung: Aenderung): Promise<"GESCHRIEBEN" | "KONFLIKT">;
  /**
   * What an opaque id of ours that came back belongs to; empty: it is not ours, or no longer. Several only of a Sammelmeldung. Asks
   * nobody's right: what is found is loaded by a Sicht.
   */
  findeZuBezug(bezug: string): Promise<readonly Bezugsziel[]>;
  /** Newest change first. */
  suche(filter: Vorgangsfilter): Promise<Seite<Vorgang>>;
  /** Durable before the content is answered. */
  protokolliereEinsicht(einsicht: Einsicht): Promise<void>;
  /** Transitions and Einsichten of a Vorgang, oldest first. */
  protokoll(vorgangId: string): Promise<readonly Protokolleintrag[]>;
  /** Unverbindliche Anfragen to a Pflegedienst, over all Vorgaenge, newest first. */
  anfragenAn(pflegedienst: Teilnehmer, wahl: Anfragenwahl): Promise<Seite<AnfrageZumVorgang>>;
  /** Feed of a participant, newest first. */
  meldungen(empfaenger: Teilnehmerschluessel, first: number, after?: Cursor): Promise<Seite<MeldungZumVorgang>>;
}

export interface Bezugsziel {
  readonly vorgangId: string;
  /** What the id names: one order of the outbox, the thread of the Vorgang, or a Sammelmeldung that tells of it. */
  readonly art: "AUFTRAG" | "FADEN" | "SAMMLUNG";
}

export interface Anfragenwahl {
  readonly zustand?: readonly Anfragezustand[];
  readonly first: number;
  readonly after?: Cursor;
}

export interface AnfrageZumVorgang {
  readonly vorgangId: string;
  readonly anfrage: Verfuegbarkeitsanfrage;
}

export interface MeldungZumVorgang {
  readonly vorgangId: string;
  readonly meldung: Meldung;
}
