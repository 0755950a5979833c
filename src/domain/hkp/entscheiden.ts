import { alsTeilnehmer } from "../kern/akteur.js";
import type { Teilnehmer } from "../kern/akteur.js";
import { empfaengerVon, istUeberholbar } from "./alarme.js";
import { urheber, wendeAn } from "./aenderung.js";
import type { Aenderung } from "./aenderung.js";
import { betrifftBekannten } from "./ansicht.js";
import type { Befehl, BefehlFuer, Befehlsaktion, Fristbefehl } from "./befehle.js";
import { istDringend } from "./dringlichkeit.js";
import { VERSANDWAHL_VORGABE, zustellplaene } from "./einstellungen.js";
import type { Versandwahl } from "./einstellungen.js";
import { ENTSCHEIDER } from "./entscheider/tabelle.js";
import { wirdSelbstGeprueft } from "./fristen.js";
import { fristwirkung } from "./fristwirkung.js";
import { PROTOKOLLTEXTE } from "./texte.js";
import { endeDerAnfragen } from "./verfuegbarkeit.js";
import { NIE_UEBERHOLT, UNVERSUCHT } from "./sendeauftrag.js";
import { versionen } from "./vorgang.js";
import type { Sendeauftrag } from "./sendeauftrag.js";
import type { BeliebigerDatensatz, Meldung, Vorgang } from "./vorgang.js";
import type { Kontext, Wirkung } from "./wirkung.js";
import { findeUebergang, zielstatus } from "./zulaessig.js";

export interface Anfrage {
  /** UUID chosen by the client; makes the command repeatable. Null: not repeatable. */
  readonly anfrageId: string | null;
}

/**
 * Decides a Befehl: pure, throws Fachfehler where the tables or the rules refuse. Which row holds says the transition
 * table, what the action does says its Entscheider, who is told says the alarm table; only they meet here.
 */
export function entscheide(
  befehl: Befehl | Fristbefehl,
  vorgang: Vorgang,
  kontext: Kontext,
  anfrage: Anfrage,
  wahl: Versandwahl = VERSANDWAHL_VORGABE,
): Aenderung {
  return beauftrage(beschliesse(befehl, vorgang, kontext, anfrage), vorgang, kontext, wahl);
}

/**
 * The decision without its orders. Its Meldungen name who is told, so that nobody else's settings need to be known: the write
 * path reads theirs and then calls `beauftrage`.
 */
export function beschliesse(
  befehl: Befehl | Fristbefehl,
  vorgang: Vorgang,
  kontext: Kontext,
  { anfrageId }: Anfrage,
): Aenderung {
  const lage = { ...vorgang, nachgewiesen: kontext.nachgewiesen ?? false };
  const zeile = findeUebergang(befehl.aktion, kontext.akteur, lage, kontext.schalter);
  const wirkung =
    "frist" in befehl ? fristwirkung(befehl, vorgang, kontext) : wirkungVon(befehl, vorgang, kontext, zeile);
  const { akteur, jetzt, ids } = kontext;
  const status = zielstatus(zeile, vorgang);
  const anfragenende = endeDerAnfragen(vorgang, wirkung.setze ?? {}, status);
  // Deletion leaves no order that could be overtaken.
  const ueberholt =
    status === "GELOESCHT" ? [] : [...(wirkung.ueberholteAuftraege ?? []), ...(anfragenende?.ueberholt ?? [])];
  const neue = [wirkung.datensatz, wirkung.weitererDatensatz].filter((einer) => einer !== undefined);
  const rumpf: Aenderung = {
    aktion: befehl.aktion,
    zeit: jetzt,
    statusVorher: vorgang.status,
    status,
    setze: { ...wirkung.setze, ...endeDerKorrektur(vorgang, status), ...anfragenende?.setze },
    neueDatensaetze: neue.map((einer) => alsDatensatz(einer, vorgang, kontext)),
    ...(wirkung.ersetze === undefined ? {} : { ersetzterDatensatz: wirkung.ersetze }),
    ...(wirkung.entferne === undefined ? {} : { entfernteDatensaetze: wirkung.entferne }),
    protokoll: [
      {
        id: ids.neueId(),
        zeit: jetzt,
        wer: urheber(akteur),
        aktion: befehl.aktion,
        statusVorher: vorgang.status,
        status,
        text: wirkung.protokolltext ?? PROTOKOLLTEXTE[befehl.aktion],
      },
    ],
    meldungen: [],
    auftraege: [],
    anfrage:
      anfrageId === null
        ? null
        : {
            anfrageId,
            wer: anfragesteller(kontext),
            aktion: befehl.aktion,
            statusVorher: vorgang.status,
            status,
            version: vorgang.version + 1,
            zeit: jetzt,
          },
    ueberholtAlarme: status !== vorgang.status || (wirkung.ueberholtAlarme ?? false),
    ...(ueberholt.length === 0 ? {} : { ueberholteAuftraege: ueberholt }),
  };
  const danach = wendeAn(vorgang, rumpf);
  // The alarms of its end go by the Korrektur that has just ended.
  const betroffen = { ...danach, korrektur: danach.korrektur ?? vorgang.korrektur };
  const entschieden = { ereignis: "ANFRAGE_ENTSCHIEDEN", genannte: anfragenende?.zuInformieren ?? [] } as const;
  const meldungen = [
    ...meldungenZu(wirkung, betroffen, kontext, rumpf.neueDatensaetze.at(0)?.id),
    ...meldungenZu(entschieden, betroffen, kontext),
  ];
  return { ...rumpf, meldungen };
}

/** The decision with the orders of its Meldungen, as their recipients' settings want them. */
export function beauftrage(beschluss: Aenderung, vorgang: Vorgang, kontext: Kontext, wahl: Versandwahl): Aenderung {
  const danach = wendeAn(vorgang, beschluss);
  const auftraege = beschluss.meldungen.flatMap((meldung) =>
    auftraegeZu(meldung, danach, kontext, wahl).map((auftrag) => mitVorrang(auftrag, beschluss, danach, kontext)),
  );
  return { ...beschluss, auftraege };
}

/** Whatever leads out of KORREKTURANFRAGE ends the Korrektur, a deadline too (fachregeln.md section 7, rule 6; D4). */
const endeDerKorrektur = (vorgang: Vorgang, status: Vorgang["status"]): Pick<Vorgang, "korrektur"> | object =>
  vorgang.status === "KORREKTURANFRAGE" && status !== "KORREKTURANFRAGE" ? { korrektur: null } : {};

/** Who sent a request: the same anfrageId of another participant or person is another request. */
export function anfragesteller({ akteur }: Pick<Kontext, "akteur">): string {
  const { rolle, kennung, person } = urheber(akteur);
  return [rolle, kennung, person].filter((teil) => teil !== null).join(":");
}

function wirkungVon<A extends Befehlsaktion>(
  befehl: BefehlFuer<A>,
  vorgang: Vorgang,
  kontext: Kontext,
  zeile: ReturnType<typeof findeUebergang>,
): Wirkung {
  return ENTSCHEIDER[befehl.aktion](befehl, vorgang, kontext, zeile);
}

function alsDatensatz(
  { art, inhalt, bundle, signatur }: NonNullable<Wirkung["datensatz"]>,
  vorgang: Vorgang,
  { akteur, jetzt, ids }: Kontext,
): BeliebigerDatensatz {
  const datensatz = {
    id: ids.neueId(),
    art,
    version: versionen(vorgang, art).length + 1,
    erstelltAm: jetzt,
    von: urheber(akteur),
    inhalt,
    bundle,
    signatur:
      signatur === null
        ? null
        : {
            cms: signatur.cms,
            unterzeichner: signatur.geprueft.unterzeichner,
            signiertAm: signatur.geprueft.signiertAm,
          },
  };
  return datensatz as BeliebigerDatensatz;
}

function meldungenZu(
  { ereignis, genannte, auchDemHandelnden, hinweise = {} }: Wirkung,
  danach: Vorgang,
  { akteur, jetzt, ids }: Kontext,
  datensatzId?: string,
): readonly Meldung[] {
  if (ereignis === null) return [];
  const { alarm, information } = empfaengerVon(
    ereignis,
    danach,
    auchDemHandelnden === true ? null : alsTeilnehmer(akteur),
    genannte,
  );
  const baue =
    (art: Meldung["art"]) =>
    (empfaenger: Teilnehmer): Meldung => ({
      id: ids.neueId(),
      art,
      ereignis,
      empfaenger,
      zeit: jetzt,
      version: danach.version,
      status: danach.status,
      begruendung: eigeneBegruendung(ereignis, empfaenger, danach),
      ...(hinweise[empfaenger.rolle] === undefined ? {} : { hinweis: hinweise[empfaenger.rolle] }),
      ...(datensatzId !== undefined && VON_EINEM_DATENSATZ.includes(ereignis) ? { datensatzId } : {}),
    });
  return [...alarm.map(baue("ALARM")), ...information.map(baue("INFORMATION"))];
}

/** Several of these may wait at once, and each tells its own. */
const VON_EINEM_DATENSATZ: readonly Meldung["ereignis"][] = [
  "NACHRICHT",
  "LEISTUNG_VERMINDERT",
  "FOLGEVERORDNUNG_ERBETEN",
];

const MIT_BEGRUENDUNG: readonly Meldung["ereignis"][] = [
  "ENTSCHIEDEN",
  "UNZUSTAENDIG",
  "KOSTENERSTATTUNG_ENTSCHIEDEN",
  "ENTSCHEIDUNG_GEAENDERT",
];

/** Each participant gets its own Begruendung and never another's [Tabelle 12]. */
function eigeneBegruendung(ereignis: Meldung["ereignis"], { rolle }: Teilnehmer, vorgang: Vorgang): string | null {
  if (!MIT_BEGRUENDUNG.includes(ereignis)) return null;
  const begruendungen = versionen(vorgang, "ENTSCHEIDUNG").at(-1)?.inhalt.begruendungen ?? {};
  const je = {
    VERORDNENDER: begruendungen.verordnender,
    PFLEGEDIENST: begruendungen.pflegedienst,
    VERSICHERTER: begruendungen.versicherter,
    KOSTENTRAEGER: undefined,
  };
  return je[rolle] ?? null;
}

/** An Alarm is always sent; an Information to whoever asked for it, otherwise it waits in the feed. Several only for an Alarm that was wanted so. */
function auftraegeZu(
  meldung: Meldung,
  danach: Vorgang,
  { akteur, jetzt, ids, schalter }: Kontext,
  { angeboten, einstellungenVon }: Versandwahl,
): readonly Sendeauftrag[] {
  const { art, ereignis, empfaenger } = meldung;
  const plaene = zustellplaene(meldung, einstellungenVon(empfaenger), angeboten, jetzt, (bis) =>
    istDringend(meldung, danach, bis, jetzt, schalter),
  );
  const selbst = alsTeilnehmer(akteur);
  return plaene.map(({ kanal, ersatz, nichtVor, sammelbar }) => {
    // PORTAL is delivered by the very write that creates it: the feed is part of the Vorgang.
    const imPortal = kanal === "PORTAL";
    const ersatzkanaele = ersatz.map((einer) => ({ kanal: einer, auftragId: ids.neueId() }));
    return {
      id: ids.neueId(),
      meldungId: meldung.id,
      ereignis,
      absender: selbst !== null && betrifftBekannten(meldung, danach, selbst) ? selbst : null,
      empfaenger,
      kanal,
      ...(ersatzkanaele.length === 0 ? {} : { ersatzkanaele }),
      version: meldung.version,
      stand: art === "ALARM" && istUeberholbar(ereignis) ? danach.alarmstand : NIE_UEBERHOLT,
      erstelltAm: jetzt,
      ...(nichtVor === null ? {} : { nichtVor }),
      ...(sammelbar ? { sammelbar } : {}),
      zustand: imPortal ? "ZUGESTELLT" : "WARTET",
      zustandSeit: jetzt,
      naechsterVersuch: imPortal ? null : (nichtVor ?? jetzt),
      ...UNVERSUCHT,
    };
  });
}

/**
 * An Alarm about a new application waits for the automatic check, whose decision overtakes it: the person at the Kostentraeger is
 * told only of what a person must do. If the check hands it over, or nobody carries it out, the Alarm goes at its time; releasing
 * it earlier was rejected, because it would be a second writer of the outbox to save one minute.
 */
function mitVorrang(
  auftrag: Sendeauftrag,
  { statusVorher }: Aenderung,
  danach: Vorgang,
  { schalter: { dunkelverarbeitung } }: Kontext,
): Sendeauftrag {
  const neuerAntrag = danach.status !== statusVorher && wirdSelbstGeprueft(danach, dunkelverarbeitung);
  if (!neuerAntrag || auftrag.empfaenger.rolle !== "KOSTENTRAEGER" || auftrag.naechsterVersuch === null) return auftrag;
  const danachErst = auftrag.erstelltAm.getTime() + dunkelverarbeitung.vorrangMs;
  return { ...auftrag, naechsterVersuch: new Date(Math.max(auftrag.naechsterVersuch.getTime(), danachErst)) };
}
