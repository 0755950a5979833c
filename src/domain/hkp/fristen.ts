import type { Teilnehmer } from "../kern/akteur.js";
import { arbeitstageSpaeter, berlinerTag, berlinerTagesbeginn, jahreSpaeter, tageSpaeter } from "../kern/kalender.js";
import type { Schalterstellung } from "./ablauf.js";
import type { Kalendertag } from "./datensaetze/verordnung.js";
import type { Ereignis } from "./ereignisse.js";
import type { Dunkelverarbeitung, Einreichfrist } from "./fristregeln.js";
import type { Status } from "./status.js";
import { hatKostenerstattungGewaehlt, neueste, versionen } from "./vorgang.js";
import type { Vorgang } from "./vorgang.js";

/** Deadlines of a Vorgang: fachregeln.md section 5 (gemF_VO_HKP 7.1.1, 7.1.5, chapter 9), row by row. */
export const FRISTEN_ARTEN = [
  "DUNKELVERARBEITUNG",
  "AL1",
  "AA1",
  "AA2",
  "AL2",
  "AL3",
  "PROTOKOLL",
  "AL1_NAHT",
  "EINREICHEN_NAHT",
  "KORREKTUR_OFFEN",
  "ZEITRAUM_ENDET",
] as const;
export type Fristart = (typeof FRISTEN_ARTEN)[number];

/** Actions of the one write path that a deadline may cause. */
export type Fristaktion = "verfallen" | "abschliessen" | "loeschen" | "erinnern" | "vorlegen";

export type Fristregeln = Pick<Schalterstellung, "einreichfrist" | "dunkelverarbeitung">;

export interface Frist {
  readonly art: Fristart;
  readonly faelligAm: Date;
  /** A reminder that was missed up to here has lost its sense and is left out; null: to be carried out however late. */
  readonly bis: Date | null;
}

export interface Fristzeile {
  /** `entfernen`: nothing is left of the Vorgang but its used id; not a transition. */
  readonly aktion: Fristaktion | "entfernen";
  /** In KORREKTURANFRAGE the status before counts (D4); KORREKTURANFRAGE itself only where it is named. */
  readonly status: readonly Status[];
  /** Null: the deadline does not apply to this Vorgang. */
  readonly wann: (vorgang: Vorgang, regeln: Fristregeln) => Omit<Frist, "art"> | null;
  /** Follows „Das System“ in the Protokoll; German, plain. */
  readonly text: string;
  readonly ereignis: Ereignis | null;
  /** Who is reminded, where the event itself does not say. */
  readonly wen?: (vorgang: Vorgang) => Teilnehmer | null;
}

const STUNDE_MS = 3_600_000;
const TAG_MS = 24 * STUNDE_MS;
/** AL1 counts hours, not days. */
const AL1_MS = 10 * TAG_MS;
const AL1_NAHT_MS = 7 * TAG_MS;
const ZUGRIFF_TAGE = 100;
const ZUGRIFF_JAHRE = 10;
const PROTOKOLL_JAHRE = 3;
/** Days left when a reminder goes out, the last day of the deadline counted. */
const EINREICHEN_NAHT_TAGE = 2;
const ZEITRAUM_ENDET_TAGE = 5;
/** A Korrekturanfrage has no deadline of its own: its addressee is reminded after this many days. */
const KORREKTUR_TAGE = 3;

const verpflichtend = (faelligAm: Date) => ({ faelligAm, bis: null });
const spaeter = (zeitpunkt: Date, ms: number): Date => new Date(zeitpunkt.getTime() + ms);
/** The first instant after a last day. */
const nach = (letzterTag: Kalendertag): Date => berlinerTagesbeginn(tageSpaeter(letzterTag, 1));

const endeDesZeitraums: Fristzeile["wann"] = ({ verordnungszeitraumBis: bis }) =>
  bis === null ? null : verpflichtend(nach(bis));

const endeDesZugriffs: Fristzeile["wann"] = (vorgang) => {
  const letzter = letzterTagDesZugriffs(vorgang);
  return letzter === null ? null : verpflichtend(nach(letzter));
};

export const FRISTEN: Readonly<Record<Fristart, Fristzeile>> = {
  // Due at once. What is clear is decided instead (app/dunkelverarbeitung.ts); the row is what happens to the rest.
  DUNKELVERARBEITUNG: {
    aktion: "vorlegen",
    status: ["ANTRAGSPRUEFUNG"],
    wann: (vorgang, { dunkelverarbeitung }) => {
      if (!wirdSelbstGeprueft(vorgang, dunkelverarbeitung)) return null;
      const eingang = vorgang.protokoll.findLast(
        ({ status, statusVorher }) => status === "ANTRAGSPRUEFUNG" && statusVorher !== "ANTRAGSPRUEFUNG",
      );
      return eingang === undefined ? null : verpflichtend(eingang.zeit);
    },
    text: "hat den Antrag automatisch geprüft; die Entscheidung trifft ein Mensch beim Kostenträger.",
    ereignis: null,
  },
  AL1: {
    aktion: "verfallen",
    status: ["INITIALISIERT"],
    wann: ({ angelegtAm }) => verpflichtend(spaeter(angelegtAm, AL1_MS)),
    text: "hat die nicht ausgestellte Verordnung nach 10 Tagen gelöscht.",
    ereignis: "GELOESCHT",
  },
  AA1: {
    aktion: "abschliessen",
    status: ["OFFEN"],
    wann: endeDesZeitraums,
    text: "hat den Vorgang nach dem Ende des Verordnungszeitraums abgeschlossen.",
    ereignis: "ABGESCHLOSSEN",
  },
  AA2: {
    aktion: "abschliessen",
    status: ["ZUGEWIESEN", "BESCHIEDEN"],
    wann: endeDesZeitraums,
    text: "hat den Vorgang nach dem Ende des Verordnungszeitraums abgeschlossen.",
    ereignis: "ABGESCHLOSSEN",
  },
  AL2: {
    aktion: "loeschen",
    status: ["ABGESCHLOSSEN"],
    wann: endeDesZugriffs,
    text: "hat den abgeschlossenen Vorgang nach Ablauf der Aufbewahrungsfrist gelöscht.",
    ereignis: "GELOESCHT",
  },
  AL3: {
    aktion: "loeschen",
    status: ["ANTRAGSPRUEFUNG"],
    wann: endeDesZugriffs,
    text: "hat den nicht entschiedenen Vorgang nach Ablauf der Aufbewahrungsfrist gelöscht.",
    ereignis: "GELOESCHT",
  },
  PROTOKOLL: {
    aktion: "entfernen",
    status: ["GELOESCHT"],
    wann: ({ geaendertAm }) => verpflichtend(nach(jahreSpaeter(berlinerTag(geaendertAm), PROTOKOLL_JAHRE))),
    text: "hat das Protokoll drei Jahre nach der Löschung entfernt.",
    ereignis: null,
  },
  AL1_NAHT: {
    aktion: "erinnern",
    status: ["INITIALISIERT"],
    wann: ({ angelegtAm }) => ({ faelligAm: spaeter(angelegtAm, AL1_NAHT_MS), bis: spaeter(angelegtAm, AL1_MS) }),
    text: "hat die Praxis daran erinnert, dass die nicht ausgestellte Verordnung bald gelöscht wird.",
    ereignis: "FRIST_NAHT",
    wen: ({ verordnender }) => verordnender,
  },
  EINREICHEN_NAHT: {
    aktion: "erinnern",
    status: ["ZUGEWIESEN"],
    wann: (vorgang, { einreichfrist }) => {
      // Whoever is asked for a Korrektur is next, not the Pflegedienst.
      if (vorgang.status !== "ZUGEWIESEN") return null;
      const letzter = letzterTagDesEinreichens(vorgang, einreichfrist);
      return letzter === null ? null : letzteTage(letzter, EINREICHEN_NAHT_TAGE);
    },
    text: "hat den Pflegedienst an die Frist für das Einreichen beim Kostenträger erinnert.",
    ereignis: "FRIST_NAHT",
    wen: ({ pflegedienst }) => pflegedienst,
  },
  KORREKTUR_OFFEN: {
    aktion: "erinnern",
    status: ["KORREKTURANFRAGE"],
    wann: (vorgang) => {
      const gefragt = vorgang.protokoll.findLast(({ aktion }) => aktion === "korrekturAnfragen");
      if (gefragt === undefined) return null;
      return verpflichtend(berlinerTagesbeginn(tageSpaeter(berlinerTag(gefragt.zeit), KORREKTUR_TAGE)));
    },
    text: "hat an die unbeantwortete Korrekturanfrage erinnert.",
    ereignis: "FRIST_NAHT",
    wen: ({ korrektur }) => korrektur?.adressat ?? null,
  },
  ZEITRAUM_ENDET: {
    aktion: "erinnern",
    status: ["ZUGEWIESEN", "ANTRAGSPRUEFUNG", "BESCHIEDEN"],
    wann: (vorgang) => {
      const { verordnungszeitraumBis: bis, pflegedienst } = vorgang;
      const verordnung = neueste(vorgang, "VERORDNUNG")?.inhalt;
      const von = verordnung?.verordnungszeitraum.von;
      // P2.1: of a need that is not said to be permanent nobody needs to be told that it ends.
      if (verordnung?.bedarfDauerhaft !== true) return null;
      if (bis === null || von === undefined || pflegedienst === null) return null;
      // Of a period so short nobody needs to be told that it is nearly over.
      return tageSpaeter(bis, 1 - ZEITRAUM_ENDET_TAGE) <= von ? null : letzteTage(bis, ZEITRAUM_ENDET_TAGE);
    },
    text: "hat die Praxis an das nahe Ende des Verordnungszeitraums erinnert.",
    ereignis: "VERORDNUNGSZEITRAUM_ENDET",
  },
};

/** Whether the gateway checks this application by itself: a Kostentraeger that has it switched on, and an application by AP3. */
export function wirdSelbstGeprueft(
  { status, antrag, kostentraeger }: Pick<Vorgang, "status" | "antrag" | "kostentraeger">,
  { iks }: Dunkelverarbeitung,
): boolean {
  return (
    status === "ANTRAGSPRUEFUNG" && antrag === "AP3" && kostentraeger !== null && iks.includes(kostentraeger.kennung)
  );
}

function letzteTage(letzter: Kalendertag, tage: number): Omit<Frist, "art"> {
  return { faelligAm: berlinerTagesbeginn(tageSpaeter(letzter, 1 - tage)), bis: nach(letzter) };
}

/** Sachleistung: end of the period + 100 days; Kostenerstattung: 10 years after the Verordnungsdatum. */
function letzterTagDesZugriffs(vorgang: Vorgang): Kalendertag | null {
  if (vorgang.prinzip === "KOSTENERSTATTUNG") {
    const datum = neueste(vorgang, "VERORDNUNG")?.inhalt.verordnungsdatum;
    return datum === undefined ? null : jahreSpaeter(datum, ZUGRIFF_JAHRE);
  }
  const bis = vorgang.verordnungszeitraumBis;
  return bis === null ? null : tageSpaeter(bis, ZUGRIFF_TAGE);
}

/** D10, counted from the first version: a later one does not issue the Verordnung anew. Null where nothing is submitted. */
export function letzterTagDesEinreichens(vorgang: Vorgang, { tage, art }: Einreichfrist): Kalendertag | null {
  if (vorgang.prinzip !== "SACHLEISTUNG" || hatKostenerstattungGewaehlt(vorgang)) return null;
  const ausstellung = versionen(vorgang, "VERORDNUNG").at(0)?.inhalt.verordnungsdatum;
  if (ausstellung === undefined) return null;
  return art === "KALENDERTAGE" ? tageSpaeter(ausstellung, tage) : arbeitstageSpaeter(ausstellung, tage);
}

export interface VorlaeufigeKostenuebernahme {
  /** Last day to submit. */
  readonly frist: Kalendertag;
  /** Submitted in time; null: neither submitted nor too late yet. */
  readonly gewahrt: boolean | null;
}

/** Provisional cost cover by submitting in time (D10); null where nothing is submitted to a Kostentraeger. */
export function vorlaeufigeKostenuebernahme(
  vorgang: Vorgang,
  jetzt: Date,
  { einreichfrist }: Pick<Fristregeln, "einreichfrist">,
): VorlaeufigeKostenuebernahme | null {
  const frist = letzterTagDesEinreichens(vorgang, einreichfrist);
  if (frist === null) return null;
  const eingereicht = vorgang.protokoll.find(({ aktion }) => aktion === "einreichen");
  if (eingereicht !== undefined) return { frist, gewahrt: berlinerTag(eingereicht.zeit) <= frist };
  return { frist, gewahrt: berlinerTag(jetzt) <= frist ? null : false };
}

/** Makes a deadline's command repeatable: the same deadline of a Vorgang, moved or not, has the same id on every instance. */
export function fristAnfrageId({ art, faelligAm }: Pick<Frist, "art" | "faelligAm">): string {
  return `FRIST:${art}:${faelligAm.toISOString()}`;
}

/**
 * Deadlines of a Vorgang as it is now that have not been carried out, earliest first; equal ones in the order of the table, in
 * which what ends comes before what reminds. Left out are reminders whose time was over by `ab`, and all of them (and the automatic
 * check) once something ends by itself: after an outage nobody is reminded of what is over.
 */
export function offeneFristen(vorgang: Vorgang, ab: Date, regeln: Fristregeln): readonly Frist[] {
  const vorher = vorgang.status === "KORREKTURANFRAGE" ? vorgang.korrektur?.statusVorher : undefined;
  const erledigt = new Set(vorgang.anfragen.map(({ anfrageId }) => anfrageId));
  const offene = FRISTEN_ARTEN.flatMap((art) => {
    const zeile = FRISTEN[art];
    if (!zeile.status.some((einer) => einer === vorgang.status || einer === vorher)) return [];
    const wann = zeile.wann(vorgang, regeln);
    const frist = wann === null ? null : { art, ...wann };
    return frist === null || erledigt.has(fristAnfrageId(frist)) ? [] : [frist];
  });
  const endet = offene.some((frist) => beendet(frist) && frist.faelligAm <= ab);
  return offene
    .filter((frist) => beendet(frist) || !(endet || (frist.bis !== null && frist.bis <= ab)))
    .sort((a, b) => a.faelligAm.getTime() - b.faelligAm.getTime());
}

const NICHT_ENDEND: readonly Fristzeile["aktion"][] = ["erinnern", "vorlegen"];
const beendet = ({ art }: Frist): boolean => !NICHT_ENDEND.includes(FRISTEN[art].aktion);

/** The next deadline, due already or not; null if none can come. Kept with the stored Vorgang as `naechsteFristAm`. */
export function naechsteFrist(vorgang: Vorgang, ab: Date, regeln: Fristregeln): Frist | null {
  return offeneFristen(vorgang, ab, regeln).at(0) ?? null;
}

/** The deadline to be carried out now, or null. */
export function faelligeFrist(vorgang: Vorgang, jetzt: Date, regeln: Fristregeln): Frist | null {
  const frist = naechsteFrist(vorgang, jetzt, regeln);
  return frist !== null && frist.faelligAm <= jetzt ? frist : null;
}
