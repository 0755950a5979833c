import type { PoppNachweis } from "../ports/popp.js";
import type { GepruefteSignatur } from "../ports/signatur.js";
import type { Antwortregeln } from "./antwortregeln.js";
import type { Angaben } from "./datensaetze/angaben.js";
import type { Blankoverordnung } from "./datensaetze/blankoverordnung.js";
import type { Aenderungswunsch, Einzelantwort } from "./datensaetze/korrektur.js";
import type { Einzelleistungsaenderung } from "./datensaetze/leistungsaenderung.js";
import type { Entscheidung } from "./datensaetze/entscheidung.js";
import type { Anfragewunsch, Kontakt } from "./datensaetze/verfuegbarkeitsanfrage.js";
import type { Verordnung } from "./datensaetze/verordnung.js";
import type { Teilnehmer, Teilnehmerrolle } from "../kern/akteur.js";
import type { Abgelegtes } from "../ports/unterlagenablage.js";
import type { Unterlagenart } from "./unterlagen.js";
import type { Entwurfsinhalt } from "./entwurf/entwurf.js";
import type { Fristaktion, Fristart } from "./fristen.js";

/** Proof with which an institution that is not (yet) part of a Vorgang reaches it (fachregeln.md section 9). */
export type Zugang =
  { readonly art: "POPP"; readonly nachweis: PoppNachweis } | { readonly art: "ZUGRIFFSCODE"; readonly code: string };

/** A data set that came signed: verified bytes, their Bundle as JSON text, and the readable object. */
export interface Signiert<I> {
  readonly signatur: GepruefteSignatur;
  readonly cms: Uint8Array;
  readonly bundle: string;
  readonly inhalt: I;
}

/** Decision that comes as a typed object; its Bundle is made by the gateway. A signature is optional (D9). */
export interface Entscheidungsvorlage {
  readonly inhalt: Entscheidung;
  readonly bundle: string;
  readonly signatur: { readonly geprueft: GepruefteSignatur; readonly cms: Uint8Array } | null;
}

/**
 * One type per action that is carried out on an existing Vorgang. A Befehl holds what the domain needs to decide;
 * signatures and tokens were verified on the way (app/vorbereiten.ts).
 */
export type Befehl =
  | { readonly aktion: "entwurfAendern"; readonly inhalt: Entwurfsinhalt }
  | {
      readonly aktion: "aktivieren";
      readonly verordnung: Signiert<Verordnung>;
      /** To which this Verordnung goes by itself; absent: the insured person chooses. */
      readonly stammpflegedienst?: Teilnehmer;
    }
  | { readonly aktion: "neueVersion"; readonly verordnung: Signiert<Verordnung> }
  | { readonly aktion: "loeschen" }
  /** The Pflegedienst was found in the Verzeichnisdienst. */
  | { readonly aktion: "zuweisen"; readonly pflegedienst: Teilnehmer; readonly kontakt?: Kontakt }
  /** Found in the Verzeichnisdienst under this name. */
  | {
      readonly aktion: "verfuegbarkeitAnfragen";
      readonly pflegedienst: Teilnehmer;
      readonly name: string;
      readonly wunsch: Anfragewunsch;
      /** Of the asked Pflegedienst; absent: it has none. */
      readonly antwortregeln?: Antwortregeln;
    }
  | { readonly aktion: "verfuegbarkeitAntworten"; readonly verfuegbar: boolean; readonly text: string | null }
  /** Id of the Anfrage. */
  | { readonly aktion: "verfuegbarkeitZurueckziehen"; readonly anfrage: string }
  /** Words for the Versicherter, at most 2000 characters. */
  | { readonly aktion: "zuweisungAblehnen"; readonly grund?: string }
  | { readonly aktion: "zugriffGeben" }
  | { readonly aktion: "zugriffEntziehen" }
  | { readonly aktion: "annehmen" }
  | { readonly aktion: "zurueckgeben" }
  | { readonly aktion: "antragKostenerstattung" }
  | { readonly aktion: "abschliessen" }
  | { readonly aktion: "blankoverordnungSpeichern"; readonly blankoverordnung: Signiert<Blankoverordnung> }
  | { readonly aktion: "angabenSpeichern"; readonly angaben: Signiert<Angaben> }
  | {
      readonly aktion: "unterlageHinzufuegen";
      /** Its content was uploaded before by the same participant. */
      readonly unterlage: Abgelegtes & { readonly art: Unterlagenart; readonly titel: string };
    }
  | { readonly aktion: "unterlageEntfernen"; readonly unterlageId: string }
  | { readonly aktion: "einreichen" }
  | { readonly aktion: "entscheiden"; readonly entscheidung: Entscheidungsvorlage }
  | { readonly aktion: "entscheidungAendern"; readonly entscheidung: Entscheidungsvorlage }
  /** Found in the Verzeichnisdienst, with the name it has there. */
  | { readonly aktion: "zugriffWeitergeben"; readonly kostentraeger: Teilnehmer; readonly name: string }
  | { readonly aktion: "entscheidungLoeschen" }
  | { readonly aktion: "korrekturAnfragen"; readonly an: Korrekturadressat; readonly wunsch: Korrekturwunsch }
  | { readonly aktion: "korrekturAktualisieren"; readonly wunsch: Korrekturwunsch }
  | { readonly aktion: "korrekturZurueckziehen" }
  | { readonly aktion: "leistungVermindern"; readonly aenderungen: readonly Einzelleistungsaenderung[] }
  | ({ readonly aktion: "nachrichtSchreiben" } & Nachrichtenwunsch)
  | ({ readonly aktion: "folgeverordnungErbitten" } & Folgewunsch)
  | {
      readonly aktion: "korrekturBeantworten";
      readonly antworten: readonly Einzelantwort[];
      readonly neueVersion: Antwortversion;
    };

export const KORREKTURADRESSATEN = ["VERORDNENDER", "PFLEGEDIENST"] as const;
export type Korrekturadressat = (typeof KORREKTURADRESSATEN)[number];

/** The proposal as the asking party gives it; the decision makes its ids and its Bundle. */
export interface Korrekturwunsch {
  readonly zuVersion: number;
  readonly aenderungen: readonly Aenderungswunsch[];
}

/** Request for a Folgeverordnung as the Pflegedienst gives it. */
export interface Folgewunsch {
  /** Ids of Leistungen of the valid Verordnung; empty: all of them. */
  readonly leistungen: readonly string[];
  readonly text: string | null;
}

/** A message as its sender gives it, in a portal or by an inbound channel. */
export interface Nachrichtenwunsch {
  /** Empty: the other side of the message that is answered. */
  readonly an: readonly Teilnehmerrolle[];
  readonly text: string;
  /** Id of the data set (NACHRICHT) that is answered. */
  readonly antwortAuf: string | null;
}

/** The new signed version with which a Korrekturanfrage is answered. */
export type Antwortversion =
  | { readonly art: "VERORDNUNG"; readonly verordnung: Signiert<Verordnung> }
  | { readonly art: "BLANKOVERORDNUNG"; readonly blankoverordnung: Signiert<Blankoverordnung> };

/** Actions that have a Befehl and so a behaviour. */
export type Befehlsaktion = Befehl["aktion"];
export type BefehlFuer<A extends Befehlsaktion> = Extract<Befehl, { readonly aktion: A }>;

/** What a deadline causes; only the SYSTEM gives it, and only while that deadline is due (fristen.ts). */
export interface Fristbefehl {
  readonly aktion: Fristaktion;
  readonly frist: Fristart;
}
