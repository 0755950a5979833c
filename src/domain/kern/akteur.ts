/**
 * Who acts. Source: fachregeln.md section 1; gemF_VO_HKP chapters 2.6, 3 and 7.1.1.
 * Rights belong to the institution; the person only narrows them (an MFA prepares, an ARZT decides).
 */
export const ROLLEN = [
  "VERORDNENDER",
  "PFLEGEDIENST",
  "KOSTENTRAEGER",
  "VERSICHERTER",
  "VERTRETER",
  "SYSTEM",
  "BETRIEB",
] as const;
export type Rolle = (typeof ROLLEN)[number];

/** Leistungsgewaehrungsprinzip of a Kostentraeger (chapter 2.7). */
export const PRINZIPIEN = ["SACHLEISTUNG", "KOSTENERSTATTUNG"] as const;
export type Prinzip = (typeof PRINZIPIEN)[number];

export const PERSONEN = ["ARZT", "MFA", "PDL", "PFP", "SACHBEARBEITUNG", "DUNKELVERARBEITUNG"] as const;
export type Person = (typeof PERSONEN)[number];

interface MitInstitution {
  /** Telematik-ID of the institution, compared case-sensitively. */
  readonly telematikId: string;
  /** OID of the institution's profession, e.g. 1.2.276.0.76.4.50. */
  readonly professionOid: string;
  /** Name of the acting person for the Protokoll; never used for a decision. */
  readonly name: string;
}

export interface Verordnender extends MitInstitution {
  readonly rolle: "VERORDNENDER";
  readonly person: "ARZT" | "MFA";
}

export interface Pflegedienst extends MitInstitution {
  readonly rolle: "PFLEGEDIENST";
  readonly person: "PDL" | "PFP";
  /** Lebenslange Beschaeftigtennummer, 9 digits; leading zeros count. */
  readonly lbnr?: string;
  /** Qualifications as named by the login; BLANKOVERORDNUNG is needed for a Blankoverordnung (§ 37 (8) SGB V). */
  readonly qualifikationen: readonly string[];
}

export interface Kostentraeger extends MitInstitution {
  readonly rolle: "KOSTENTRAEGER";
  readonly person: "SACHBEARBEITUNG" | "DUNKELVERARBEITUNG";
  /** Institutionskennzeichen, 9 digits. */
  readonly ik: string;
  readonly prinzip: Prinzip;
}

export interface Versicherter {
  readonly rolle: "VERSICHERTER";
  readonly kvnr: string;
  readonly name: string;
}

export interface Vertreter {
  readonly rolle: "VERTRETER";
  readonly kvnr: string;
  /** KVNR of the represented person; how the representation came about is outside (chapter 6.5.4). */
  readonly vertritt: string;
  readonly name: string;
}

export interface System {
  readonly rolle: "SYSTEM";
  readonly name: string;
}

export interface Betrieb {
  readonly rolle: "BETRIEB";
  readonly name: string;
}

export type Akteur = Verordnender | Pflegedienst | Kostentraeger | Versicherter | Vertreter | System | Betrieb;

/** The qualification without which nobody may fill in a Blankoverordnung (chapter 6.6.2). */
export const QUALIFIKATION_BLANKO = "BLANKOVERORDNUNG";

/** Roles that take part in a Vorgang and can be addressed by a Meldung. */
export const TEILNEHMERROLLEN = ["VERORDNENDER", "PFLEGEDIENST", "KOSTENTRAEGER", "VERSICHERTER"] as const;
export type Teilnehmerrolle = (typeof TEILNEHMERROLLEN)[number];

/**
 * A participant of a Vorgang: an institution or the insured person, never a single employee.
 * `kennung` is the Telematik-ID (VERORDNENDER, PFLEGEDIENST), the IK (KOSTENTRAEGER: the Verordnung knows no more)
 * or the KVNR (VERSICHERTER).
 */
export interface Teilnehmer {
  readonly rolle: Teilnehmerrolle;
  readonly kennung: string;
}

/** Stable text form of a participant, used in queries and subscriptions. */
export type Teilnehmerschluessel = `${Teilnehmerrolle}:${string}`;

export function schluessel(teilnehmer: Teilnehmer): Teilnehmerschluessel {
  return `${teilnehmer.rolle}:${teilnehmer.kennung}`;
}

/** The participant as whom an actor acts; null for SYSTEM and BETRIEB, who take part in nothing. */
export function alsTeilnehmer(akteur: Akteur): Teilnehmer | null {
  switch (akteur.rolle) {
    case "VERORDNENDER":
    case "PFLEGEDIENST":
      return { rolle: akteur.rolle, kennung: akteur.telematikId };
    case "KOSTENTRAEGER":
      return { rolle: akteur.rolle, kennung: akteur.ik };
    case "VERSICHERTER":
      return { rolle: "VERSICHERTER", kennung: akteur.kvnr };
    case "VERTRETER":
      return { rolle: "VERSICHERTER", kennung: akteur.vertritt };
    case "SYSTEM":
    case "BETRIEB":
      return null;
  }
}
