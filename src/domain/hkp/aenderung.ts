import { alsTeilnehmer, schluessel } from "../kern/akteur.js";
import type { Teilnehmer, Teilnehmerschluessel } from "../kern/akteur.js";
import type { Aktion, Status } from "./status.js";
import type { Sendeauftrag } from "./sendeauftrag.js";
import type { BeliebigerDatensatz, ErledigteAnfrage, Meldung, Protokolleintrag, Urheber, Vorgang } from "./vorgang.js";
import type { Akteur } from "../kern/akteur.js";
import { ohneDatensaetze, ohneInhalt } from "./loeschung.js";
import { raumpflegeNach } from "./raumpflege.js";
import { angefragte } from "./verfuegbarkeit.js";
import { hatKostenerstattungGewaehlt } from "./vorgang.js";
import type { Feldaenderung } from "./wirkung.js";

/** What one transition changes: the store writes exactly this, in one command guarded by the version read. */
export interface Aenderung {
  readonly aktion: Aktion;
  readonly zeit: Date;
  readonly statusVorher: Status;
  readonly status: Status;
  readonly setze: Feldaenderung;
  readonly neueDatensaetze: readonly BeliebigerDatensatz[];
  /** Takes the place of the data set with the same id (korrekturAktualisieren, korrekturZurueckziehen). */
  readonly ersetzterDatensatz?: BeliebigerDatensatz;
  /** Ids of data sets that go without a trace, with the words that Meldungen tell of them (entscheidungLoeschen); absent: none. */
  readonly entfernteDatensaetze?: readonly string[];
  readonly protokoll: readonly Protokolleintrag[];
  readonly meldungen: readonly Meldung[];
  readonly auftraege: readonly Sendeauftrag[];
  readonly anfrage: ErledigteAnfrage | null;
  /** The status is left, so Alarme that have not gone out are overtaken (fachregeln.md section 4). */
  readonly ueberholtAlarme: boolean;
  /** Orders that are overtaken one by one; absent: none. */
  readonly ueberholteAuftraege?: readonly string[];
}

/** The Vorgang after the change. The store's result must equal it (contract test). */
export function wendeAn(vorgang: Vorgang, aenderung: Aenderung): Vorgang {
  const bleibendes =
    aenderung.status === "GELOESCHT"
      ? ohneInhalt(vorgang)
      : { ...ohneDatensaetze(vorgang, aenderung.entfernteDatensaetze ?? []), ...aenderung.setze };
  return {
    ...bleibendes,
    version: vorgang.version + 1,
    status: aenderung.status,
    geaendertAm: aenderung.zeit,
    alarmstand: vorgang.alarmstand + (aenderung.ueberholtAlarme ? 1 : 0),
    ueberholteAuftraege: [...bleibendes.ueberholteAuftraege, ...(aenderung.ueberholteAuftraege ?? [])],
    raumpflegeAm: raumpflegeNach(vorgang, aenderung) ?? bleibendes.raumpflegeAm,
    datensaetze: [
      ...bleibendes.datensaetze.map((einer) =>
        einer.id === aenderung.ersetzterDatensatz?.id ? aenderung.ersetzterDatensatz : einer,
      ),
      ...aenderung.neueDatensaetze,
    ],
    protokoll: [...bleibendes.protokoll, ...aenderung.protokoll],
    meldungen: [...bleibendes.meldungen, ...aenderung.meldungen],
    ausgang: [...bleibendes.ausgang, ...aenderung.auftraege],
    anfragen: aenderung.anfrage === null ? bleibendes.anfragen : [...bleibendes.anfragen, aenderung.anfrage],
  };
}

const ZUSTAENDIG: Record<Status, (vorgang: Vorgang) => Teilnehmer | null> = {
  INITIALISIERT: (vorgang) => vorgang.verordnender,
  // A Kostentraeger that only advises, or has decided by AP2, has access too, but nothing to do.
  OFFEN: (vorgang) =>
    vorgang.zuweisung ?? (hatKostenerstattungGewaehlt(vorgang) ? vorgang.kostentraeger : vorgang.versicherter),
  ZUGEWIESEN: (vorgang) => vorgang.pflegedienst,
  ANTRAGSPRUEFUNG: (vorgang) => vorgang.kostentraeger,
  KORREKTURANFRAGE: (vorgang) => vorgang.korrektur?.adressat ?? null,
  BESCHIEDEN: (vorgang) => vorgang.pflegedienst,
  ABGESCHLOSSEN: () => null,
  GELOESCHT: () => null,
};

/** The one participant who must act next; null in a final state. Feeds „I am next“ of the work list. */
export function zustaendig(vorgang: Vorgang): Teilnehmer | null {
  return ZUSTAENDIG[vorgang.status](vorgang);
}

/** Where a Zuweisung that was not accepted gives access: it is for redeeming, so it ends with OFFEN (D4: and its Korrektur). */
const MIT_ZUWEISUNG: readonly Status[] = ["OFFEN", "KORREKTURANFRAGE"];

/** Participants who see the Vorgang without a further proof (chapters 7.1.1–7.1.8, row Zugriffsberechtigung). */
export function sichtbarFuer(vorgang: Vorgang): readonly Teilnehmerschluessel[] {
  const beteiligte = [
    vorgang.verordnender,
    vorgang.versicherter,
    MIT_ZUWEISUNG.includes(vorgang.status) ? vorgang.zuweisung : null,
    vorgang.pflegedienst,
    ...angefragte(vorgang),
    vorgang.kostentraegerHatZugriff ? vorgang.kostentraeger : null,
    ...vorgang.weitereKostentraeger,
  ];
  return beteiligte.filter((einer) => einer !== null).map(schluessel);
}

export function urheber(akteur: Akteur): Urheber {
  return {
    rolle: akteur.rolle,
    kennung: akteur.rolle === "VERTRETER" ? akteur.kvnr : (alsTeilnehmer(akteur)?.kennung ?? null),
    person: "person" in akteur ? akteur.person : null,
    name: akteur.name,
  };
}
