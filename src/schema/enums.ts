import { registerEnumType } from "type-graphql";
import { PERSONEN, PRINZIPIEN, ROLLEN, TEILNEHMERROLLEN } from "../domain/kern/akteur.js";
import type { Person, Prinzip, Rolle, Teilnehmerrolle } from "../domain/kern/akteur.js";
import { EREIGNISSE } from "../domain/hkp/ereignisse.js";
import type { Ereignis } from "../domain/hkp/ereignisse.js";
import { AKTIONEN, STATUS } from "../domain/hkp/status.js";
import type { Aktion, Status } from "../domain/hkp/status.js";
import { MELDUNGSTEXTE, PROTOKOLLTEXTE } from "../domain/hkp/texte.js";
import { ZUSTELLZUSTAENDE } from "../domain/hkp/sendeauftrag.js";
import { MELDUNGSARTEN } from "../domain/hkp/vorgang.js";
import type { Zustellzustand } from "../domain/hkp/sendeauftrag.js";
import { KANAELE } from "../domain/ports/zustellung.js";
import type { Kanal } from "../domain/ports/zustellung.js";
import { SIGNATURARTEN } from "../domain/ports/signatur.js";
import type { Signaturart } from "../domain/ports/signatur.js";

/** GraphQL enum from a const array of the domain; every value must have its description, or it does not compile. */
export function alsEnum<T extends string>(
  name: string,
  werte: readonly T[],
  description: string,
  beschreibungen: Readonly<Record<T, string>>,
): Readonly<Record<T, T>> {
  const objekt = Object.fromEntries(werte.map((wert) => [wert, wert])) as Record<T, T>;
  const valuesConfig = Object.fromEntries(werte.map((wert) => [wert, { description: beschreibungen[wert] }]));
  registerEnumType(objekt, { name, description, valuesConfig: valuesConfig as never });
  return objekt;
}

const AKTIONSTEXTE: Record<Aktion, string> = {
  anlegen: "Create a Vorgang; gives the Verordnungs-ID to be signed and the access codes.",
  entwurfAendern: "The practice changes its unsigned draft.",
  verfallen: "AL1: not activated within 10 days, deleted by the SYSTEM.",
  aktivieren: "1: the signed Verordnung is stored and may be redeemed.",
  neueVersion: "Own correction of the prescriber while OFFEN.",
  loeschen: "ML1, ML2, ML3, AL2, AL3: the Vorgang is deleted.",
  zuweisen: "The Versicherter hands the access to one Pflegedienst.",
  zuweisungAblehnen: "The chosen Pflegedienst declines the Zuweisung.",
  verfuegbarkeitAnfragen: "The Versicherter asks a Pflegedienst without obligation whether it is available (6.5.2).",
  verfuegbarkeitAntworten: "The asked Pflegedienst answers; the answer binds nobody.",
  verfuegbarkeitZurueckziehen: "The Versicherter withdraws an unverbindliche Anfrage.",
  zugriffGeben: "The Versicherter lets the Kostentraeger of the Verordnung read it for Beratung (6.5.3).",
  zugriffEntziehen: "The Versicherter ends the access given for Beratung.",
  annehmen: "2: the Pflegedienst accepts bindingly.",
  zurueckgeben: "3: the assigned Pflegedienst gives the Verordnung back.",
  blankoverordnungSpeichern: "The assigned Pflegedienst stores its signed Blankoverordnung.",
  angabenSpeichern: "The assigned Pflegedienst stores its signed Angaben zur Leistungserbringung.",
  unterlageHinzufuegen: "An uploaded file is added to the Vorgang (Tabelle 12, Unterlagen).",
  unterlageEntfernen: "Whoever added an Unterlage takes it away.",
  einreichen: "AP3: the Pflegedienst applies for the Leistungsentscheidung.",
  antragKostenerstattung: "AP1: the Kostentraeger takes up an application for Kostenerstattung or personal budget.",
  korrekturAnfragen: "K1, K4: a Korrektur is asked for.",
  korrekturBeantworten: "K2, K5: the Korrekturanfrage is answered with a new signed version.",
  korrekturZurueckziehen: "K3, K6: the asking party withdraws its Korrekturanfrage.",
  korrekturAktualisieren: "The asking party overwrites its unanswered proposal.",
  entscheiden: "AP2, AP4: the Kostentraeger decides.",
  entscheidungAendern: "The Kostentraeger stores a new version of its decision.",
  zugriffWeitergeben: "The Kostentraeger that is not responsible passes its access on to another one (6.9).",
  entscheidungLoeschen: "The Kostentraeger deletes its own decision with all versions; the status stays.",
  abschliessen: "4, AA1, AA2: the Vorgang is closed.",
  leistungVermindern: "The physician tells that Leistungen are reduced, paused, or needed as prescribed again (6.2).",
  nachrichtSchreiben: "Any participant writes a message to others; the status stays.",
  folgeverordnungErbitten: "The assigned Pflegedienst asks for a Folgeverordnung; the status stays.",
  erinnern: "Reminder of a deadline by the SYSTEM; the status stays.",
  vorlegen: "The automatic check (Dunkelverarbeitung) hands the application to a person; the status stays.",
};

export const AktionEnum = alsEnum<Aktion>(
  "Aktion",
  AKTIONEN,
  "Action on a Vorgang. Source: gemF_VO_HKP chapter 7 (Statusmodell); numbers are those of the Statusmodell.",
  AKTIONSTEXTE,
);

export const ProtokollaktionEnum = alsEnum<Aktion | "einsehen">(
  "Protokollaktion",
  [...AKTIONEN, "einsehen"],
  "What an entry of the Protokoll records: an action, or that somebody read. Source: gemF_VO_HKP Tabelle 12.",
  { ...AKTIONSTEXTE, einsehen: `Read without changing anything („${PROTOKOLLTEXTE.einsehen}“).` },
);

export const StatusEnum = alsEnum<Status>("Status", STATUS, "Status of a Vorgang. Source: gemF_VO_HKP chapter 7.", {
  INITIALISIERT: "Verordnungs-ID given out, the signed Verordnung is still missing (7.1.1).",
  OFFEN: "Signed and redeemable (7.1.2).",
  ZUGEWIESEN: "Accepted by a Pflegedienst (7.1.3).",
  ANTRAGSPRUEFUNG: "With the Kostentraeger for its decision (7.1.4).",
  KORREKTURANFRAGE: "A Korrektur was asked for and is not answered yet (7.1.5).",
  BESCHIEDEN: "Assigned and decided (7.1.6).",
  ABGESCHLOSSEN: "Closed; readable until the deadline of deletion (7.1.7).",
  GELOESCHT: "Deleted, final; only the Protokoll is left (7.1.8).",
});

export const RolleEnum = alsEnum<Rolle>("Rolle", ROLLEN, "Role of an actor. Source: gemF_VO_HKP chapters 2.6 and 3.", {
  VERORDNENDER: "Prescribing institution: practice or hospital.",
  PFLEGEDIENST: "Nursing service.",
  KOSTENTRAEGER: "Payer.",
  VERSICHERTER: "The insured person.",
  VERTRETER: "Represents an insured person, with the same rights (6.5.4).",
  SYSTEM: "The gateway itself: deadlines.",
  BETRIEB: "Operator: deliveries and counts, never medical content.",
});

export const TeilnehmerrolleEnum = alsEnum<Teilnehmerrolle>(
  "Teilnehmerrolle",
  TEILNEHMERROLLEN,
  "Role of a participant of a Vorgang; a VERTRETER acts as the VERSICHERTER.",
  {
    VERORDNENDER: "Prescribing institution.",
    PFLEGEDIENST: "Nursing service.",
    KOSTENTRAEGER: "Payer.",
    VERSICHERTER: "The insured person.",
  },
);

export const PersonEnum = alsEnum<Person>("Person", PERSONEN, "Kind of person that acts for an institution.", {
  ARZT: "Prescribing person.",
  MFA: "Staff of the practice, or the Sozialdienst of a hospital.",
  PDL: "Head of the nursing service.",
  PFP: "Qualified nurse.",
  SACHBEARBEITUNG: "Clerk of the payer.",
  DUNKELVERARBEITUNG: "Automatic check of the payer.",
});

export const PrinzipEnum = alsEnum<Prinzip>("Prinzip", PRINZIPIEN, "Leistungsgewaehrungsprinzip (chapter 2.7).", {
  SACHLEISTUNG: "GKV, DGUV, Bundespolizei: the payer takes part in the Vorgang.",
  KOSTENERSTATTUNG: "PKV, Beihilfe: the insured person hands in; the payer has no access.",
});

export const MeldungsartEnum = alsEnum("Meldungsart", MELDUNGSARTEN, "Kind of a Meldung (chapter 6.8.6).", {
  ALARM: "The recipient must act next.",
  INFORMATION: "Something happened; nothing to do. Sent only to whoever asked for it (einstellungenSetzen).",
});

export const EreignisEnum = alsEnum<Ereignis>(
  "Ereignis",
  EREIGNISSE,
  "Event that causes Meldungen (chapter 6.8.6).",
  Object.fromEntries(EREIGNISSE.map((ereignis) => [ereignis, MELDUNGSTEXTE[ereignis].was])) as Record<Ereignis, string>,
);

export const KanalEnum = alsEnum<Kanal>("Kanal", KANAELE, "Channel of a delivery.", {
  KIM: "KIM e-mail.",
  TIM: "TI-Messenger.",
  PORTAL: "Feed and subscription of the portal.",
});

export const ZustellzustandEnum = alsEnum<Zustellzustand>("Zustellzustand", ZUSTELLZUSTAENDE, "State of a delivery.", {
  WARTET: "Waits for its (next) attempt.",
  UEBERGEBEN: "The channel took responsibility (SMTP 250).",
  ZUGESTELLT: "Proof of delivery (DSN), or on PORTAL: it is in the recipient's feed.",
  GELESEN: "Read receipt (MDN): the recipient's program showed it. Most recipients send none.",
  UNBEKANNT:
    "Sent, the answer was not seen; waits for a proof or a further attempt: one over KIM, over TIM until it is known.",
  UNZUSTELLBAR: "Refused for good or given up; BETRIEB may repeat it.",
  ZURUECKGEZOGEN: "Overtaken by the Vorgang before it went out; never sent.",
});

export const SignaturartEnum = alsEnum<Signaturart>("Signaturart", SIGNATURARTEN, "Kind of a signature.", {
  QES: "Qualified, by the HBA of a person.",
  FORTGESCHRITTEN: "Advanced, by the SMC-B of an institution.",
});
