import type { Teilnehmer } from "../kern/akteur.js";
import { schluessel } from "../kern/akteur.js";
import type { Ereignis } from "./ereignisse.js";
import type { Vorgang } from "./vorgang.js";

/**
 * Who is alerted and who is only informed, per event: fachregeln.md section 4 [6.8.6].
 * An Alarm goes to the one actor who must act next; an Information is never pushed unless its recipient asked for it.
 */
export type Empfaengerregel =
  | "VERORDNENDER"
  | "PFLEGEDIENST"
  | "KOSTENTRAEGER"
  | "VERSICHERTER"
  /** The party that asked for the active Korrektur. */
  | "ANFRAGENDER"
  /** The party the Korrektur is addressed to. */
  | "ADRESSAT"
  /** Of Verordnender and Pflegedienst the one that is not asked. */
  | "NICHT_GEFRAGTER"
  /** Everybody who takes part, but the one who acted. */
  | "BETEILIGTE"
  /** Participants that the action itself names (a chosen Pflegedienst, the addressee of a message). */
  | "GENANNTE";

export interface Alarmzeile {
  /** The one who must act next; null: nobody is alerted. */
  readonly alarm: Empfaengerregel | null;
  readonly information: readonly Empfaengerregel[];
  /** It is not about the status, so no transition overtakes its Alarm: it must still be read. Absent: overtaken. */
  readonly unueberholbar?: true;
}

export const ALARME = {
  AKTIVIERT: { alarm: "VERSICHERTER", information: [] },
  AKTIVIERT_MIT_KOSTENERSTATTUNG: { alarm: "KOSTENTRAEGER", information: [] },
  ZUGEWIESEN: { alarm: "GENANNTE", information: [] },
  // As after giving back: the Versicherter must choose again (fachregeln.md section 9: "accepts or declines").
  ZUWEISUNG_ABGELEHNT: { alarm: "VERSICHERTER", information: [] },
  ANGENOMMEN: { alarm: null, information: ["VERSICHERTER", "VERORDNENDER"] },
  ZURUECKGEGEBEN: { alarm: "VERSICHERTER", information: ["VERORDNENDER"] },
  KORREKTUR_VOM_PFLEGEDIENST: { alarm: "VERORDNENDER", information: ["VERSICHERTER"] },
  KORREKTUR_BEANTWORTET: { alarm: "ANFRAGENDER", information: ["VERSICHERTER"] },
  KORREKTUR_ZURUECKGEZOGEN: { alarm: null, information: ["VERSICHERTER"] },
  KORREKTUR_AKTUALISIERT: { alarm: "ADRESSAT", information: [] },
  EINGEREICHT: { alarm: "KOSTENTRAEGER", information: ["VERSICHERTER", "VERORDNENDER"] },
  ANTRAG_KOSTENERSTATTUNG: { alarm: "KOSTENTRAEGER", information: ["VERSICHERTER", "VERORDNENDER"] },
  KORREKTUR_VOM_KOSTENTRAEGER: { alarm: "ADRESSAT", information: ["VERSICHERTER", "NICHT_GEFRAGTER"] },
  KORREKTUR_DEM_KOSTENTRAEGER_BEANTWORTET: {
    alarm: "KOSTENTRAEGER",
    information: ["VERSICHERTER", "PFLEGEDIENST"],
  },
  ENTSCHIEDEN: { alarm: "PFLEGEDIENST", information: ["VERORDNENDER", "VERSICHERTER"] },
  UNZUSTAENDIG: { alarm: "PFLEGEDIENST", information: ["VERSICHERTER", "VERORDNENDER"] },
  // Its own proceedings begin there, whatever becomes of this Vorgang meanwhile.
  ZUGRIFF_WEITERGEGEBEN: { alarm: "GENANNTE", information: ["VERSICHERTER", "PFLEGEDIENST"], unueberholbar: true },
  KOSTENERSTATTUNG_ENTSCHIEDEN: { alarm: "VERSICHERTER", information: ["VERORDNENDER"] },
  ENTSCHEIDUNG_GEAENDERT: { alarm: "PFLEGEDIENST", information: ["VERORDNENDER", "VERSICHERTER"] },
  ENTSCHEIDUNG_GELOESCHT: { alarm: null, information: ["PFLEGEDIENST", "VERORDNENDER", "VERSICHERTER"] },
  BLANKOVERORDNUNG_GESPEICHERT: { alarm: null, information: ["VERORDNENDER"] },
  ANGABEN_GESPEICHERT: { alarm: null, information: ["VERORDNENDER"] },
  EIGENE_KORREKTUR: { alarm: null, information: ["VERSICHERTER", "GENANNTE"] },
  GELOESCHT_DURCH_ARZT: { alarm: "VERSICHERTER", information: ["GENANNTE"] },
  ABGESCHLOSSEN: { alarm: null, information: ["BETEILIGTE"] },
  GELOESCHT: { alarm: null, information: ["BETEILIGTE"] },
  // Overtaken one by one, when its Anfrage ends (verfuegbarkeit.ts).
  UNVERBINDLICHE_ANFRAGE: { alarm: "GENANNTE", information: [], unueberholbar: true },
  ANFRAGE_BEANTWORTET: { alarm: "VERSICHERTER", information: [] },
  ANFRAGE_ENTSCHIEDEN: { alarm: null, information: ["GENANNTE"] },
  FOLGEVERORDNUNG_ERBETEN: { alarm: "VERORDNENDER", information: [], unueberholbar: true },
  VERORDNUNGSZEITRAUM_ENDET: { alarm: "VERORDNENDER", information: ["PFLEGEDIENST"] },
  FRIST_NAHT: { alarm: "GENANNTE", information: [] },
  LEISTUNG_VERMINDERT: { alarm: "GENANNTE", information: ["VERSICHERTER"], unueberholbar: true },
  NACHRICHT: { alarm: "GENANNTE", information: [], unueberholbar: true },
} as const satisfies Record<Ereignis, Alarmzeile>;

/** Whether leaving the status, or a newer state of what it tells, withdraws the Alarm of this event before it goes out. */
export function istUeberholbar(ereignis: Ereignis): boolean {
  const zeile: Alarmzeile = ALARME[ereignis];
  return zeile.unueberholbar !== true;
}

const vorhandene = (...teilnehmer: readonly (Teilnehmer | null | undefined)[]): readonly Teilnehmer[] =>
  teilnehmer.filter((einer) => einer != null);

const EMPFAENGER: Record<
  Empfaengerregel,
  (vorgang: Vorgang, genannte: readonly Teilnehmer[]) => readonly Teilnehmer[]
> = {
  VERORDNENDER: (vorgang) => [vorgang.verordnender],
  PFLEGEDIENST: (vorgang) => vorhandene(vorgang.pflegedienst),
  KOSTENTRAEGER: (vorgang) => vorhandene(vorgang.kostentraeger),
  VERSICHERTER: (vorgang) => vorhandene(vorgang.versicherter),
  ANFRAGENDER: (vorgang) => vorhandene(vorgang.korrektur?.anfragender),
  ADRESSAT: (vorgang) => vorhandene(vorgang.korrektur?.adressat),
  NICHT_GEFRAGTER: (vorgang) =>
    vorhandene(vorgang.verordnender, vorgang.pflegedienst).filter(
      (einer) => einer.rolle !== vorgang.korrektur?.adressat.rolle,
    ),
  BETEILIGTE: (vorgang) =>
    vorhandene(
      vorgang.verordnender,
      vorgang.versicherter,
      vorgang.zuweisung,
      vorgang.pflegedienst,
      vorgang.kostentraegerHatZugriff ? vorgang.kostentraeger : null,
      ...vorgang.weitereKostentraeger,
    ),
  GENANNTE: (_vorgang, genannte) => genannte,
};

export interface Empfaenger {
  readonly alarm: readonly Teilnehmer[];
  readonly information: readonly Teilnehmer[];
}

/**
 * The recipients of an event. Nobody gets a message twice, nobody is told what he did himself.
 * @param vorgang the Vorgang after the transition, with the Korrektur that the event is about.
 */
export function empfaengerVon(
  ereignis: Ereignis,
  vorgang: Vorgang,
  handelnder: Teilnehmer | null,
  genannte: readonly Teilnehmer[] = [],
): Empfaenger {
  const zeile: Alarmzeile = ALARME[ereignis];
  const gesehen = new Set(handelnder === null ? [] : [schluessel(handelnder)]);
  const ohneDoppelte = (teilnehmer: readonly Teilnehmer[]): readonly Teilnehmer[] =>
    teilnehmer.filter((einer) => !gesehen.has(schluessel(einer)) && gesehen.add(schluessel(einer)));

  const alarm = zeile.alarm === null ? [] : ohneDoppelte(EMPFAENGER[zeile.alarm](vorgang, genannte));
  const information = ohneDoppelte(zeile.information.flatMap((an) => EMPFAENGER[an](vorgang, genannte)));
  return { alarm, information };
}
