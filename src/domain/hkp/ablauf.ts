import type { Person, Rolle } from "../kern/akteur.js";
import { DUNKELVERARBEITUNG_VORGABE, EINREICHFRIST_VORGABE } from "./fristregeln.js";
import type { Dunkelverarbeitung, Einreichfrist } from "./fristregeln.js";
import type { Aktion, Status } from "./status.js";

/**
 * The transition table of the HKP-Vorgang, row by row as in fachregeln.md section 2 (gemF_VO_HKP chapter 7).
 * A pair (status, action) that has no row is refused with STATUS_UNZULAESSIG.
 */

/** How the actor must stand to the Vorgang beyond seeing it (visibility itself is the store's query, see sicht.ts). */
export type Bezug =
  /** Whoever sees the Vorgang in this role. */
  | "BETEILIGT"
  /** The Pflegedienst to which the Vorgang is assigned. */
  | "ZUGEWIESEN"
  /** That one or, while nobody has accepted, the one chosen by a Zuweisung. */
  | "GEWAEHLT"
  /** A Pflegedienst that came with a proof (PoPP, AccessCode) or was given access. */
  | "ZUGANG"
  /** The Kostentraeger that the Verordnung names; one that was only passed the access reads and does nothing [6.9]. */
  | "LAUT_VERORDNUNG"
  /** The party that asked for the active Korrektur. */
  | "ANFRAGENDER"
  /** The party the active Korrektur is addressed to. */
  | "ADRESSAT"
  /** A Pflegedienst whose unverbindliche Anfrage lasts. */
  | "ANGEFRAGT";

export interface Berechtigung {
  readonly rolle: Rolle;
  /** Absent: every person of that role. */
  readonly personen?: readonly Person[];
  readonly bezug: Bezug;
}

export type Korrekturherkunft = "K1" | "K4";
export type Antragsherkunft = "AP1" | "AP3";

export interface Uebergang {
  /** Number in the Statusmodell; "–" where the source gives none. */
  readonly nr: string;
  readonly aktion: Aktion;
  /** VORHER: the status the Korrekturanfrage was asked in. */
  readonly nach: Status | "VORHER";
  readonly wer: readonly Berechtigung[];
  /** The row holds only for a Korrektur or an Antrag of this origin. */
  readonly korrektur?: Korrekturherkunft;
  readonly antrag?: Antragsherkunft;
  /** In KORREKTURANFRAGE the row holds only if it was asked in one of these status (D4). */
  readonly vorher?: readonly Status[];
  /** The row holds only while this switch is on (fachregeln.md section 11). */
  readonly schalter?: Schalter;
}

/** Decisions of fachregeln.md section 11 that the operator may switch. */
export const SCHALTER = ["korrekturAusOffen", "mfaLoeschtOffene", "entscheidungSignaturPflicht"] as const;
export type Schalter = (typeof SCHALTER)[number];
export type Schalterstellung = Readonly<Record<Schalter, boolean>> & {
  readonly einreichfrist: Einreichfrist;
  readonly dunkelverarbeitung: Dunkelverarbeitung;
};
export const SCHALTER_VORGABE: Schalterstellung = {
  korrekturAusOffen: true, // D1
  mfaLoeschtOffene: false, // D11
  entscheidungSignaturPflicht: false, // D9
  einreichfrist: EINREICHFRIST_VORGABE, // D10
  dunkelverarbeitung: DUNKELVERARBEITUNG_VORGABE,
};

const PRAXIS = { rolle: "VERORDNENDER", bezug: "BETEILIGT" } as const;
const ARZT = { rolle: "VERORDNENDER", personen: ["ARZT"], bezug: "BETEILIGT" } as const;
const MFA = { rolle: "VERORDNENDER", personen: ["MFA"], bezug: "BETEILIGT" } as const;
const VERSICHERTER = { rolle: "VERSICHERTER", bezug: "BETEILIGT" } as const;
const VERTRETER = { rolle: "VERTRETER", bezug: "BETEILIGT" } as const;
const KASSE = { rolle: "KOSTENTRAEGER", bezug: "LAUT_VERORDNUNG" } as const;
const ZUGEWIESENER = { rolle: "PFLEGEDIENST", bezug: "ZUGEWIESEN" } as const;
const GEWAEHLTER = { rolle: "PFLEGEDIENST", bezug: "GEWAEHLT" } as const;
const EINLOESENDER = { rolle: "PFLEGEDIENST", bezug: "ZUGANG" } as const;
const ANGEFRAGTER = { rolle: "PFLEGEDIENST", bezug: "ANGEFRAGT" } as const;
const SYSTEM = { rolle: "SYSTEM", bezug: "BETEILIGT" } as const;
/** Whoever takes part writes to the others (fachregeln.md section 4, last row); no row of the Statusmodell. */
const gespraech = <S extends Status>(nach: S) =>
  ({
    nr: "–",
    aktion: "nachrichtSchreiben",
    nach,
    wer: [PRAXIS, GEWAEHLTER, KASSE, VERSICHERTER, VERTRETER],
  }) as const;
/**
 * [6.2 Fall 2, 3] „vom Verordnenden informiert“: by the ARZT alone. It changes what is rendered and, other than an answered
 * Korrekturanfrage, no signature stands behind it; an MFA prepares (fachregeln.md section 1).
 */
const verminderung = <S extends Status>(nach: S) =>
  ({ nr: "–", aktion: "leistungVermindern", nach, wer: [ARZT] }) as const;
const wer = (rolle: Rolle, bezug: Bezug): Berechtigung => ({ rolle, bezug });
const BEFRAGTE_PRAXIS = wer("VERORDNENDER", "ADRESSAT");

/** The assigned Pflegedienst asks for a Folgeverordnung, also once the period is over (fachregeln.md section 4); no row of the Statusmodell. */
const folgebitte = <S extends Status>(nach: S) =>
  ({ nr: "–", aktion: "folgeverordnungErbitten", nach, wer: [ZUGEWIESENER] }) as const;

export const UEBERGAENGE = {
  INITIALISIERT: [
    { nr: "AL1", aktion: "verfallen", nach: "GELOESCHT", wer: [SYSTEM] },
    { nr: "ML1", aktion: "loeschen", nach: "GELOESCHT", wer: [PRAXIS] },
    { nr: "–", aktion: "entwurfAendern", nach: "INITIALISIERT", wer: [PRAXIS] },
    { nr: "1", aktion: "aktivieren", nach: "OFFEN", wer: [PRAXIS] },
    // Unterlagen: the Praxis with the Verordnung, the Pflegedienst its own [Tabelle 12].
    { nr: "–", aktion: "unterlageHinzufuegen", nach: "INITIALISIERT", wer: [PRAXIS] },
    { nr: "–", aktion: "unterlageEntfernen", nach: "INITIALISIERT", wer: [PRAXIS] },
  ],
  OFFEN: [
    { nr: "–", aktion: "neueVersion", nach: "OFFEN", wer: [PRAXIS] },
    { nr: "–", aktion: "unterlageHinzufuegen", nach: "OFFEN", wer: [PRAXIS] },
    { nr: "–", aktion: "unterlageEntfernen", nach: "OFFEN", wer: [PRAXIS] },
    { nr: "ML2", aktion: "loeschen", nach: "GELOESCHT", wer: [ARZT, VERSICHERTER, VERTRETER] },
    { nr: "ML2", aktion: "loeschen", nach: "GELOESCHT", wer: [MFA], schalter: "mfaLoeschtOffene" },
    { nr: "–", aktion: "zuweisen", nach: "OFFEN", wer: [VERSICHERTER, VERTRETER] },
    // The chosen one "accepts or declines" (fachregeln.md section 9).
    { nr: "–", aktion: "zuweisungAblehnen", nach: "OFFEN", wer: [GEWAEHLTER] },
    { nr: "–", aktion: "verfuegbarkeitAnfragen", nach: "OFFEN", wer: [VERSICHERTER, VERTRETER] },
    { nr: "–", aktion: "verfuegbarkeitZurueckziehen", nach: "OFFEN", wer: [VERSICHERTER, VERTRETER] },
    { nr: "–", aktion: "verfuegbarkeitAntworten", nach: "OFFEN", wer: [ANGEFRAGTER] },
    { nr: "–", aktion: "zugriffGeben", nach: "OFFEN", wer: [VERSICHERTER, VERTRETER] },
    { nr: "–", aktion: "zugriffEntziehen", nach: "OFFEN", wer: [VERSICHERTER, VERTRETER] },
    { nr: "2", aktion: "annehmen", nach: "ZUGEWIESEN", wer: [EINLOESENDER] },
    { nr: "AP1", aktion: "antragKostenerstattung", nach: "ANTRAGSPRUEFUNG", wer: [KASSE] },
    { nr: "K4", aktion: "korrekturAnfragen", nach: "KORREKTURANFRAGE", wer: [KASSE], schalter: "korrekturAusOffen" },
    { nr: "4", aktion: "abschliessen", nach: "ABGESCHLOSSEN", wer: [KASSE] },
    { nr: "AA1", aktion: "abschliessen", nach: "ABGESCHLOSSEN", wer: [SYSTEM] },
    gespraech("OFFEN"),
  ],
  ZUGEWIESEN: [
    { nr: "3", aktion: "zurueckgeben", nach: "OFFEN", wer: [ZUGEWIESENER] },
    // Beratung is possible here too [7.1.3, D6].
    { nr: "–", aktion: "zugriffGeben", nach: "ZUGEWIESEN", wer: [VERSICHERTER, VERTRETER] },
    { nr: "–", aktion: "zugriffEntziehen", nach: "ZUGEWIESEN", wer: [VERSICHERTER, VERTRETER] },
    { nr: "–", aktion: "blankoverordnungSpeichern", nach: "ZUGEWIESEN", wer: [ZUGEWIESENER] },
    { nr: "–", aktion: "angabenSpeichern", nach: "ZUGEWIESEN", wer: [ZUGEWIESENER] },
    { nr: "–", aktion: "unterlageHinzufuegen", nach: "ZUGEWIESEN", wer: [ZUGEWIESENER] },
    { nr: "–", aktion: "unterlageEntfernen", nach: "ZUGEWIESEN", wer: [ZUGEWIESENER] },
    { nr: "K1", aktion: "korrekturAnfragen", nach: "KORREKTURANFRAGE", wer: [ZUGEWIESENER] },
    { nr: "AP3", aktion: "einreichen", nach: "ANTRAGSPRUEFUNG", wer: [ZUGEWIESENER] },
    { nr: "AA2", aktion: "abschliessen", nach: "ABGESCHLOSSEN", wer: [SYSTEM] },
    verminderung("ZUGEWIESEN"),
    gespraech("ZUGEWIESEN"),
    folgebitte("ZUGEWIESEN"),
  ],
  ANTRAGSPRUEFUNG: [
    { nr: "K4", aktion: "korrekturAnfragen", nach: "KORREKTURANFRAGE", wer: [KASSE] },
    { nr: "AP2", aktion: "entscheiden", nach: "OFFEN", wer: [KASSE], antrag: "AP1" },
    { nr: "AP4", aktion: "entscheiden", nach: "BESCHIEDEN", wer: [KASSE], antrag: "AP3" },
    { nr: "AL3", aktion: "loeschen", nach: "GELOESCHT", wer: [SYSTEM] },
    verminderung("ANTRAGSPRUEFUNG"),
    gespraech("ANTRAGSPRUEFUNG"),
    folgebitte("ANTRAGSPRUEFUNG"),
  ],
  KORREKTURANFRAGE: [
    {
      nr: "K2",
      aktion: "korrekturBeantworten",
      nach: "ZUGEWIESEN",
      wer: [wer("VERORDNENDER", "ADRESSAT")],
      korrektur: "K1",
    },
    {
      nr: "K3",
      aktion: "korrekturZurueckziehen",
      nach: "ZUGEWIESEN",
      wer: [wer("PFLEGEDIENST", "ANFRAGENDER")],
      korrektur: "K1",
    },
    {
      nr: "K5",
      aktion: "korrekturBeantworten",
      nach: "VORHER",
      wer: [wer("VERORDNENDER", "ADRESSAT"), wer("PFLEGEDIENST", "ADRESSAT")],
      korrektur: "K4",
    },
    {
      nr: "K6",
      aktion: "korrekturZurueckziehen",
      nach: "VORHER",
      wer: [wer("KOSTENTRAEGER", "ANFRAGENDER")],
      korrektur: "K4",
    },
    {
      nr: "–",
      aktion: "korrekturAktualisieren",
      nach: "KORREKTURANFRAGE",
      wer: [wer("PFLEGEDIENST", "ANFRAGENDER"), wer("KOSTENTRAEGER", "ANFRAGENDER")],
    },
    // An Anfrage lasts through a Korrektur out of OFFEN (D1): whoever was asked may answer all the same.
    {
      nr: "–",
      aktion: "verfuegbarkeitZurueckziehen",
      nach: "KORREKTURANFRAGE",
      wer: [VERSICHERTER, VERTRETER],
      vorher: ["OFFEN"],
    },
    {
      nr: "–",
      aktion: "verfuegbarkeitAntworten",
      nach: "KORREKTURANFRAGE",
      wer: [ANGEFRAGTER],
      vorher: ["OFFEN"],
    },
    // The new version may need another Behandlungsplan.
    { nr: "–", aktion: "unterlageHinzufuegen", nach: "KORREKTURANFRAGE", wer: [BEFRAGTE_PRAXIS] },
    { nr: "–", aktion: "unterlageEntfernen", nach: "KORREKTURANFRAGE", wer: [BEFRAGTE_PRAXIS] },
    // D4: the deadlines of the status before apply; the Korrekturanfrage ends with them.
    { nr: "AA1", aktion: "abschliessen", nach: "ABGESCHLOSSEN", wer: [SYSTEM], vorher: ["OFFEN"] },
    { nr: "AA2", aktion: "abschliessen", nach: "ABGESCHLOSSEN", wer: [SYSTEM], vorher: ["ZUGEWIESEN"] },
    { nr: "AL3", aktion: "loeschen", nach: "GELOESCHT", wer: [SYSTEM], vorher: ["ANTRAGSPRUEFUNG"] },
    // The need does not wait for the answer; from OFFEN there is nobody yet who renders anything.
    { ...verminderung("KORREKTURANFRAGE"), vorher: ["ZUGEWIESEN", "ANTRAGSPRUEFUNG"] },
    gespraech("KORREKTURANFRAGE"),
    folgebitte("KORREKTURANFRAGE"),
  ],
  BESCHIEDEN: [
    { nr: "–", aktion: "entscheidungAendern", nach: "BESCHIEDEN", wer: [KASSE] },
    { nr: "–", aktion: "zugriffWeitergeben", nach: "BESCHIEDEN", wer: [KASSE], antrag: "AP3" },
    { nr: "AA2", aktion: "abschliessen", nach: "ABGESCHLOSSEN", wer: [SYSTEM] },
    verminderung("BESCHIEDEN"),
    gespraech("BESCHIEDEN"),
    folgebitte("BESCHIEDEN"),
  ],
  ABGESCHLOSSEN: [
    { nr: "–", aktion: "entscheidungAendern", nach: "ABGESCHLOSSEN", wer: [KASSE] },
    { nr: "–", aktion: "zugriffWeitergeben", nach: "ABGESCHLOSSEN", wer: [KASSE], antrag: "AP3" },
    // D8: the own Entscheidungsdatensatz only, never the Vorgang.
    { nr: "–", aktion: "entscheidungLoeschen", nach: "ABGESCHLOSSEN", wer: [KASSE] },
    { nr: "ML3", aktion: "loeschen", nach: "GELOESCHT", wer: [VERSICHERTER, VERTRETER] },
    { nr: "AL2", aktion: "loeschen", nach: "GELOESCHT", wer: [SYSTEM] },
    gespraech("ABGESCHLOSSEN"),
    folgebitte("ABGESCHLOSSEN"),
  ],
  GELOESCHT: [],
} as const satisfies Record<Status, readonly Uebergang[]>;

/** Status that nobody leaves. */
export const ENDSTATUS: readonly Status[] = ["GELOESCHT"];

/** Status a Korrekturanfrage can be asked in, and so the possible targets of VORHER. */
const VORHER: readonly Status[] = ["OFFEN", "ANTRAGSPRUEFUNG"];

/** Rows of a status, typed as rows. */
export function uebergaenge(status: Status): readonly Uebergang[] {
  return UEBERGAENGE[status];
}

/**
 * Checked once at start: every status is reached from INITIALISIERT, and only the final ones are dead ends.
 * @returns the faults as sentences; empty if the table is sound.
 */
export function pruefeAblauf(tabelle: Readonly<Record<Status, readonly Uebergang[]>> = UEBERGAENGE): readonly string[] {
  const fehler: string[] = [];
  const erreicht = new Set<Status>(["INITIALISIERT"]);
  for (let vorher = 0; vorher !== erreicht.size;) {
    vorher = erreicht.size;
    for (const status of [...erreicht])
      for (const zeile of tabelle[status])
        for (const ziel of zeile.nach === "VORHER" ? VORHER : [zeile.nach]) erreicht.add(ziel);
  }
  for (const status of Object.keys(tabelle) as Status[]) {
    if (!erreicht.has(status)) fehler.push(`${status} is never reached`);
    const sackgasse = tabelle[status].length === 0;
    if (sackgasse && !ENDSTATUS.includes(status)) fehler.push(`${status} is a dead end but not final`);
    if (!sackgasse && ENDSTATUS.includes(status)) fehler.push(`${status} is final but has a way out`);
  }
  return fehler;
}
