import type { InstitutionId, PersonId, VersicherterId } from "../personen.js";

/** A form as a person fills it in: the same members as the API's input type of that name, without the Verordnungs-ID. */
export type Formular = Readonly<Record<string, unknown>>;

export interface Antwort {
  readonly ergebnis: string;
  readonly begruendung?: string;
}

/** What is to be signed before it is sent. */
export type Signaturaktion = "aktivieren" | "blankoverordnungSpeichern" | "angabenSpeichern";

/** What somebody wants to have done or to know, whatever the way: what a mail program and a messenger must be able to say. */
export type Anliegen =
  | { readonly art: "anlegen" }
  /** `karte` names the card that signs. */
  | { readonly art: Signaturaktion; readonly karte: string; readonly inhalt: Formular }
  /** Null: the Versicherter has assigned it, so no card of hers is read. */
  | { readonly art: "annehmen"; readonly egk: VersicherterId | null }
  | { readonly art: "einreichen" }
  | { readonly art: "korrekturAnfragen"; readonly vorschlag: Formular }
  /** One answer per change, in the order in which they were proposed. */
  | {
      readonly art: "korrekturBeantworten";
      readonly karte: string;
      readonly inhalt: Formular;
      readonly antworten: readonly Antwort[];
    }
  /** Reads the Verordnung. */
  | { readonly art: "einsehen" }
  /** Reads how the own Korrekturanfrage was answered. */
  | { readonly art: "antwortenEinsehen"; readonly erwartet: readonly Antwort[] };

export interface Handlung {
  readonly person: PersonId;
  /** Verordnungs-ID; null: there is none yet. */
  readonly vorgang: string | null;
  readonly anliegen: Anliegen;
}

export interface Vollzug {
  /** Verordnungs-ID. */
  readonly vorgang: string;
  /** Nothing was asked for, only read what had come. */
  readonly nurGelesen: boolean;
  /** Message-IDs of the answers that the person got to this. */
  readonly antworten: readonly string[];
  /** What was not as it should be, as sentences. */
  readonly abweichungen: readonly string[];
}

/** How a house works if not in its portal. It knows of a Vorgang nothing but what came to it over this way. */
export interface Handlungsweg {
  /** Resolves when it has been handed over, or read; what the gateway makes of it shows at the Vorgang. */
  handle(handlung: Handlung): Promise<Vollzug>;
  /** The last thing the gateway said, for whoever waits in vain. */
  letzteWorte(): Promise<string>;
}

/** Houses that do not use a portal. */
export type Handlungswege = Readonly<Partial<Record<InstitutionId, Handlungsweg>>>;
