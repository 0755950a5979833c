import type { Person, Prinzip, Rolle, Teilnehmer } from "../kern/akteur.js";
import type { Unterzeichner } from "../ports/signatur.js";
import type { Antragsherkunft, Korrekturherkunft } from "./ablauf.js";
import type { Angaben } from "./datensaetze/angaben.js";
import type { Blankoverordnung } from "./datensaetze/blankoverordnung.js";
import type { Entscheidung } from "./datensaetze/entscheidung.js";
import type { Folgebitte } from "./datensaetze/folgebitte.js";
import type { Gespraechsnachricht } from "./datensaetze/gespraechsnachricht.js";
import type { Korrekturanfrage, Korrekturantwort } from "./datensaetze/korrektur.js";
import type { Kontakt, Verfuegbarkeitsanfrage } from "./datensaetze/verfuegbarkeitsanfrage.js";
import type { Leistungsaenderung } from "./datensaetze/leistungsaenderung.js";
import type { Kalendertag, Verordnung } from "./datensaetze/verordnung.js";
import type { Entwurf } from "./entwurf/entwurf.js";
import type { Ereignis } from "./ereignisse.js";
import type { Sendeauftrag } from "./sendeauftrag.js";
import type { Aktion, Status } from "./status.js";
import type { Unterlage } from "./unterlagen.js";

/** Data sets of a Vorgang (gemF_VO_HKP Tabelle 12). */
export interface Inhalte {
  VERORDNUNG: Verordnung;
  BLANKOVERORDNUNG: Blankoverordnung;
  ANGABEN: Angaben;
  ENTSCHEIDUNG: Entscheidung;
  /** Korrekturanfrage to the Verordnung; unsigned. */
  VO_K: Korrekturanfrage;
  /** Korrekturanfrage to the Blankoverordnung; unsigned. */
  BLANKO_K: Korrekturanfrage;
  /** Answer to one of the two; the new version beside it is signed. */
  KORREKTURANTWORT: Korrekturantwort;
  /** Reduced or paused Leistungen; unsigned. */
  LEISTUNGSAENDERUNG: Leistungsaenderung;
  /** Message of the conversation; unsigned. */
  NACHRICHT: Gespraechsnachricht;
  /** Request for a Folgeverordnung; unsigned. */
  FOLGEBITTE: Folgebitte;
}
export type Datensatzart = keyof Inhalte;

/** One version of a data set. All versions are kept until the Vorgang is deleted; only the newest is valid. */
export interface Datensatz<A extends Datensatzart = Datensatzart> {
  readonly id: string;
  readonly art: A;
  /** Counts per kind of data set, from 1. */
  readonly version: number;
  readonly erstelltAm: Date;
  readonly von: Urheber;
  readonly inhalt: Inhalte[A];
  /** FHIR R4 Bundle as JSON text; empty: none (an answer, a message, a request for a Folgeverordnung, a withdrawn VO-k). */
  readonly bundle: string;
  readonly signatur: Datensatzsignatur | null;
}
/** Distributes over the kinds, so that `art` narrows `inhalt`. */
export type BeliebigerDatensatz = { [A in Datensatzart]: Datensatz<A> }[Datensatzart];

export interface Datensatzsignatur {
  /** CMS/CAdES, enveloping the signed bytes. */
  readonly cms: Uint8Array;
  readonly unterzeichner: Unterzeichner;
  readonly signiertAm: Date | null;
}

/** Who did something, as the Protokoll keeps it. */
export interface Urheber {
  readonly rolle: Rolle;
  /** Telematik-ID, IK or KVNR; null for SYSTEM and BETRIEB. */
  readonly kennung: string | null;
  readonly person: Person | null;
  readonly name: string;
}

/** One entry of the Protokoll; readable by the Versicherter only, kept 3 years after deletion. */
export interface Protokolleintrag {
  readonly id: string;
  readonly zeit: Date;
  readonly wer: Urheber;
  readonly aktion: Aktion | "einsehen";
  readonly statusVorher: Status | null;
  readonly status: Status;
  /** German, plain language. */
  readonly text: string;
}

export const MELDUNGSARTEN = ["ALARM", "INFORMATION"] as const;

/** A message to one participant: an Alarm if that one must act next, else an Information (fachregeln.md section 4). */
export interface Meldung {
  readonly id: string;
  readonly art: (typeof MELDUNGSARTEN)[number];
  readonly ereignis: Ereignis;
  readonly empfaenger: Teilnehmer;
  readonly zeit: Date;
  /** Version of the Vorgang that the transition made. */
  readonly version: number;
  readonly status: Status;
  /** The recipient's own Begruendung of a decision; nobody else's. */
  readonly begruendung: string | null;
  /** A hint for this recipient, German [6.8.6]; absent: none. */
  readonly hinweis?: string;
  /** Id of the data set that the event is about, where that one alone is told; absent: the Vorgang as it is. */
  readonly datensatzId?: string;
}

/** A mutation that was carried out: sent again it is answered from here and does nothing. */
export interface ErledigteAnfrage {
  readonly anfrageId: string;
  /** Who sent it; the same id of somebody else is another request. */
  readonly wer: string;
  readonly aktion: Aktion;
  readonly statusVorher: Status | null;
  readonly status: Status;
  readonly version: number;
  readonly zeit: Date;
  /** Of a draft: how many Vorgaenge its request makes, this one included. No content, so it outlives the draft. */
  readonly teile?: number;
}

export interface Korrektur {
  readonly herkunft: Korrekturherkunft;
  readonly anfragender: Teilnehmer;
  readonly adressat: Teilnehmer;
  readonly statusVorher: Status;
}

/** Access information of the printout and the FdV; two codes as in the draft of the Fachdienst (domain.md 4.1). */
export interface Zugriffscodes {
  /** Entitles to accept. 64 hex digits. */
  readonly annehmen: string;
  /** Entitles to read. 64 hex digits. */
  readonly lesen: string;
}

/** The Vorgang: one prescription with all that belongs to it. `id` is the Verordnungs-ID. */
export interface Vorgang {
  readonly id: string;
  readonly art: "HKP";
  /** Counts transitions from 1; guards every write. */
  readonly version: number;
  readonly status: Status;
  readonly angelegtAm: Date;
  readonly geaendertAm: Date;
  readonly verordnender: Teilnehmer;
  /** From aktivieren on. */
  readonly versicherter: Teilnehmer | null;
  readonly kostentraeger: Teilnehmer | null;
  readonly prinzip: Prinzip | null;
  /** Chosen by the Versicherter (zuweisen), has not accepted yet; ends with annehmen, AP1 or another Zuweisung. */
  readonly zuweisung: Teilnehmer | null;
  /** Given with the Zuweisung to its Pflegedienst; goes with the Zuweisung, and on to the one that accepts it. */
  readonly kontakt: Kontakt | null;
  /** Unverbindliche Anfragen, oldest first; also those that ended. */
  readonly verfuegbarkeitsanfragen: readonly Verfuegbarkeitsanfrage[];
  /** The assigned one, from annehmen on. */
  readonly pflegedienst: Teilnehmer | null;
  /** From einreichen (AP3) on, or by access given. */
  readonly kostentraegerHatZugriff: boolean;
  /** Kostentraeger that the one of the Verordnung passed its access on to, because it is not responsible itself [6.9]; they read only. */
  readonly weitereKostentraeger: readonly Teilnehmer[];
  readonly verordnungszeitraumBis: Kalendertag | null;
  readonly kennzeichenKostenerstattung: boolean;
  readonly antrag: Antragsherkunft | null;
  readonly korrektur: Korrektur | null;
  /** Null after deletion. */
  readonly zugriffscodes: Zugriffscodes | null;
  /** The practice's unsigned draft; only in INITIALISIERT. */
  readonly entwurf: Entwurf | null;
  /** Opaque id of the mail thread. */
  readonly fadenId: string;
  /** Orders created below this number are overtaken. */
  readonly alarmstand: number;
  /** Ids of orders that are overtaken one by one, whatever their Stand: only what they alone are about has ended. */
  readonly ueberholteAuftraege: readonly string[];
  /** When its chat rooms must be looked at (raumpflege.ts); null: there is nothing to do. Moved on by whoever does it, without a transition. */
  readonly raumpflegeAm: Date | null;
  readonly datensaetze: readonly BeliebigerDatensatz[];
  readonly unterlagen: readonly Unterlage[];
  /** Ids of Unterlagen whose content is still to be deleted; taken out by whoever has done it, without a transition. */
  readonly zuLoeschendeUnterlagen: readonly string[];
  readonly protokoll: readonly Protokolleintrag[];
  readonly meldungen: readonly Meldung[];
  readonly ausgang: readonly Sendeauftrag[];
  readonly anfragen: readonly ErledigteAnfrage[];
}

/** All versions of one kind, oldest first. */
export function versionen<A extends Datensatzart>(
  vorgang: Pick<Vorgang, "datensaetze">,
  art: A,
): readonly Datensatz<A>[] {
  // The filter proves the kind; TypeScript cannot follow it through the distributed union.
  return vorgang.datensaetze.filter((datensatz) => datensatz.art === art) as unknown as readonly Datensatz<A>[];
}

/** Data sets of a Pflegedienst: one that gave the Verordnung back leaves them behind without any further effect. */
const VOM_PFLEGEDIENST: readonly Datensatzart[] = ["BLANKOVERORDNUNG", "ANGABEN"];

/** Whether a data set is one of a Pflegedienst to which the Vorgang is not assigned (any more). */
export function istVomFrueheren(
  { art, von }: Pick<BeliebigerDatensatz, "art" | "von">,
  { pflegedienst }: Pick<Vorgang, "pflegedienst">,
): boolean {
  return VOM_PFLEGEDIENST.includes(art) && von.kennung !== pflegedienst?.kennung;
}

/**
 * The newest and so the only valid version, or null. Of what Pflegedienste write only the assigned one's count, also if
 * another one stored a version in between.
 */
export function neueste<A extends Datensatzart>(
  vorgang: Pick<Vorgang, "datensaetze" | "pflegedienst">,
  art: A,
): Datensatz<A> | null {
  return versionen(vorgang, art).findLast((datensatz) => !istVomFrueheren(datensatz, vorgang)) ?? null;
}

/**
 * § 13 (2) SGB V: the physician marked that the insured person chose Kostenerstattung [6.4]. It departs from the
 * Sachleistungsprinzip, so the mark means nothing with a Kostentraeger that follows Kostenerstattung anyway.
 */
export function hatKostenerstattungGewaehlt(vorgang: Vorgang): boolean {
  return vorgang.prinzip === "SACHLEISTUNG" && (neueste(vorgang, "VERORDNUNG")?.inhalt.wahlKostenerstattung ?? false);
}
