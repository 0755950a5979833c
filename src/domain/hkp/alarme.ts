import type { Teilnehmer } from "../kern/akteur.js";
import { schluessel } from "../kern/akteur.js";
import type { Ereignis } from "./ereignisse.js";
import { hatKostenerstattungGewaehlt } from "./vorgang.js";
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

export type Bedingung = "WAHL_KOSTENERSTATTUNG";

export interface Alarmzeile {
  /** First rule whose condition holds wins; an empty list alerts nobody. */
  readonly alarm: readonly { readonly an: Empfaengerregel; readonly wenn?: Bedingung }[];
  readonly information: readonly Empfaengerregel[];
}

export const ALARME = {
  AKTIVIERT: {
    alarm: [{ an: "KOSTENTRAEGER", wenn: "WAHL_KOSTENERSTATTUNG" }, { an: "VERSICHERTER" }],
    information: [],
  },
  ZUGEWIESEN: { alarm: [{ an: "GENANNTE" }], information: [] },
  ANGENOMMEN: { alarm: [], information: ["VERSICHERTER", "VERORDNENDER"] },
  ZURUECKGEGEBEN: { alarm: [{ an: "VERSICHERTER" }], information: ["VERORDNENDER"] },
  KORREKTUR_VOM_PFLEGEDIENST: { alarm: [{ an: "VERORDNENDER" }], information: ["VERSICHERTER"] },
  KORREKTUR_BEANTWORTET: { alarm: [{ an: "ANFRAGENDER" }], information: ["VERSICHERTER"] },
  KORREKTUR_ZURUECKGEZOGEN: { alarm: [], information: ["VERSICHERTER"] },
  KORREKTUR_AKTUALISIERT: { alarm: [{ an: "ADRESSAT" }], information: [] },
  EINGEREICHT: { alarm: [{ an: "KOSTENTRAEGER" }], information: ["VERSICHERTER", "VERORDNENDER"] },
  ANTRAG_KOSTENERSTATTUNG: { alarm: [{ an: "KOSTENTRAEGER" }], information: ["VERSICHERTER", "VERORDNENDER"] },
  KORREKTUR_VOM_KOSTENTRAEGER: { alarm: [{ an: "ADRESSAT" }], information: ["VERSICHERTER", "NICHT_GEFRAGTER"] },
  KORREKTUR_DEM_KOSTENTRAEGER_BEANTWORTET: {
    alarm: [{ an: "KOSTENTRAEGER" }],
    information: ["VERSICHERTER", "PFLEGEDIENST"],
  },
  ENTSCHIEDEN: { alarm: [{ an: "PFLEGEDIENST" }], information: ["VERORDNENDER", "VERSICHERTER"] },
  UNZUSTAENDIG: { alarm: [{ an: "PFLEGEDIENST" }], information: ["VERSICHERTER", "VERORDNENDER"] },
  KOSTENERSTATTUNG_ENTSCHIEDEN: { alarm: [{ an: "VERSICHERTER" }], information: ["VERORDNENDER"] },
  ENTSCHEIDUNG_GEAENDERT: { alarm: [{ an: "PFLEGEDIENST" }], information: ["VERORDNENDER", "VERSICHERTER"] },
  BLANKOVERORDNUNG_GESPEICHERT: { alarm: [], information: ["VERORDNENDER"] },
  ANGABEN_GESPEICHERT: { alarm: [], information: ["VERORDNENDER"] },
  EIGENE_KORREKTUR: { alarm: [], information: ["VERSICHERTER", "GENANNTE"] },
  GELOESCHT_DURCH_ARZT: { alarm: [{ an: "VERSICHERTER" }], information: ["GENANNTE"] },
  ABGESCHLOSSEN: { alarm: [], information: ["BETEILIGTE"] },
  GELOESCHT: { alarm: [], information: ["BETEILIGTE"] },
  UNVERBINDLICHE_ANFRAGE: { alarm: [{ an: "GENANNTE" }], information: [] },
  ANFRAGE_BEANTWORTET: { alarm: [{ an: "VERSICHERTER" }], information: [] },
  ANFRAGE_ENTSCHIEDEN: { alarm: [], information: ["GENANNTE"] },
  FOLGEVERORDNUNG_ERBETEN: { alarm: [{ an: "VERORDNENDER" }], information: [] },
  VERORDNUNGSZEITRAUM_ENDET: { alarm: [{ an: "VERORDNENDER" }], information: ["PFLEGEDIENST"] },
  FRIST_NAHT: { alarm: [{ an: "GENANNTE" }], information: [] },
  LEISTUNG_VERMINDERT: { alarm: [{ an: "GENANNTE" }], information: ["VERSICHERTER"] },
  NACHRICHT: { alarm: [{ an: "GENANNTE" }], information: [] },
} as const satisfies Record<Ereignis, Alarmzeile>;

const BEDINGUNGEN: Record<Bedingung, (vorgang: Vorgang) => boolean> = {
  WAHL_KOSTENERSTATTUNG: hatKostenerstattungGewaehlt,
};

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
      vorgang.pflegedienst,
      vorgang.kostentraegerHatZugriff ? vorgang.kostentraeger : null,
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

  const regel = zeile.alarm.find(({ wenn }) => wenn === undefined || BEDINGUNGEN[wenn](vorgang));
  const alarm = regel === undefined ? [] : ohneDoppelte(EMPFAENGER[regel.an](vorgang, genannte));
  const information = ohneDoppelte(zeile.information.flatMap((an) => EMPFAENGER[an](vorgang, genannte)));
  return { alarm, information };
}
