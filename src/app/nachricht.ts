import { entscheidungAlsBundle } from "../domain/fhir/entscheidung-bundle.js";
import { alsCommunication } from "../domain/fhir/mitteilung.js";
import { nachrichtenBundle } from "../domain/fhir/nachricht.js";
import { uuidAus } from "../domain/fhir/uuid.js";
import { schluessel } from "../domain/kern/akteur.js";
import type { Akteur, Teilnehmer } from "../domain/kern/akteur.js";
import { deutschesDatum } from "../domain/kern/kalender.js";
import { sichtbarFuer } from "../domain/hkp/aenderung.js";
import { sichtbareDatensaetze } from "../domain/hkp/ansicht.js";
import { kopfdaten } from "./absender.js";
import type { Absender } from "./absender.js";
import { vorhandeneAdresse } from "./empfangsadresse.js";
import { erbetene, folgebitteAlsMitteilung, folgebittezeilen } from "./folgebitte.js";
import { antwortzeilen } from "./antwortweg.js";
import { anfragezeilen } from "./anfrage-zeilen.js";
import { lesefassung } from "./lesefassung.js";
import { korrekturzeilen } from "./korrektur-zeilen.js";
import { inEinerZeile, mitgeteilt, mitteilungshinweis, mitteilungszeilen } from "./mitteilung.js";
import type { Ereignis } from "../domain/hkp/ereignisse.js";
import { aktiveAnfrage, istAnfrage } from "../domain/hkp/korrektur/runden.js";
import { MELDUNGSTEXTE } from "../domain/hkp/texte.js";
import type { Meldungstext } from "../domain/hkp/texte.js";
import { sichtbareUnterlagen } from "../domain/hkp/unterlagen.js";
import { istVomFrueheren, neueste } from "../domain/hkp/vorgang.js";
import type { Sendeauftrag } from "../domain/hkp/sendeauftrag.js";
import type { BeliebigerDatensatz, Meldung, Vorgang } from "../domain/hkp/vorgang.js";
import { zugriffsinformation, zugriffsinformationszeilen } from "./zugriffsinformation.js";
import type { Beanspruchter } from "../domain/ports/ausgang.js";
import type { Verzeichniseintrag } from "../domain/ports/verzeichnis.js";
import type { FhirBundle, FhirRessource, Vorgangssendung } from "../domain/ports/zustellung.js";

/** Middle part of the Dienstkennung, so that a receiving system can sort without opening the mail. */
const NACHRICHTENTYPEN: Partial<Record<Ereignis, string>> = {
  AKTIVIERT: "Verordnung",
  AKTIVIERT_MIT_KOSTENERSTATTUNG: "Verordnung",
  ZUGEWIESEN: "Verordnung",
  ZURUECKGEGEBEN: "Verordnung",
  KORREKTUR_VOM_PFLEGEDIENST: "Korrektur",
  KORREKTUR_BEANTWORTET: "Korrektur",
  KORREKTUR_AKTUALISIERT: "Korrektur",
  KORREKTUR_VOM_KOSTENTRAEGER: "Korrektur",
  KORREKTUR_DEM_KOSTENTRAEGER_BEANTWORTET: "Korrektur",
  UNVERBINDLICHE_ANFRAGE: "Anfrage",
  EINGEREICHT: "Antrag",
  ANTRAG_KOSTENERSTATTUNG: "Antrag",
  ENTSCHIEDEN: "Entscheidung",
  UNZUSTAENDIG: "Entscheidung",
  ZUGRIFF_WEITERGEGEBEN: "Antrag",
  KOSTENERSTATTUNG_ENTSCHIEDEN: "Entscheidung",
  ENTSCHEIDUNG_GEAENDERT: "Entscheidung",
  FOLGEVERORDNUNG_ERBETEN: "Folgeverordnung",
  LEISTUNG_VERMINDERT: "Nachricht",
  NACHRICHT: "Nachricht",
};

/** Of an Alarm. */
export const nachrichtentyp = (ereignis: Ereignis): string => NACHRICHTENTYPEN[ereignis] ?? "Hinweis";

/** The message of an order, made from the Vorgang as it is at the moment of sending. */
export function baueSendung(
  { auftrag, vorgang }: Beanspruchter,
  empfaenger: Verzeichniseintrag,
  absender: Absender,
): Vorgangssendung {
  const text: Meldungstext = MELDUNGSTEXTE[auftrag.ereignis];
  const meldung = vorgang.meldungen.find(({ id }) => id === auftrag.meldungId);
  if (meldung === undefined) throw new Error("an order without its Meldung");
  const { adresse, version, endpoint } = vorhandeneAdresse(auftrag.kanal, empfaenger);
  const lesbare = lesbareDatensaetze(meldung, vorgang);
  const dokument = lesefassung(meldung, vorgang, lesbare, neuesteLesbare(vorgang, lesbare));
  return {
    auftragId: auftrag.id,
    // The note is made right before the channel is entered.
    ...(auftrag.nachrichtId === null ? {} : { wiederholtSeit: auftrag.erstelltAm }),
    adresse,
    ...(version === undefined ? {} : { empfaengerVersion: version }),
    vorgangId: vorgang.id,
    fadenId: vorgang.fadenId,
    vorgaenger: fruehereAn(auftrag, vorgang),
    nachrichtentyp: meldung.art === "ALARM" ? nachrichtentyp(auftrag.ereignis) : "Information",
    betreff: text.titel,
    text: mailtext(text, auftrag, meldung, vorgang, empfaenger, lesbare),
    kurztext: kurztext(text, meldung, vorgang),
    buendel: nachrichtenBundle({
      bundleId: auftrag.id,
      zeitpunkt: auftrag.erstelltAm,
      ereignisCode: auftrag.ereignis,
      ...kopfdaten(absender, empfaenger, { kanal: auftrag.kanal, endpoint }),
      fokus: fokusVon(meldung, vorgang, lesbare),
    }),
    ...(dokument === null ? {} : { lesefassung: dokument }),
  };
}

/** Orders to the same recipient that went out before over the same channel, oldest first: the mail thread. */
function fruehereAn(auftrag: Sendeauftrag, vorgang: Vorgang): readonly string[] {
  const { rolle, kennung } = auftrag.empfaenger;
  const bis = vorgang.ausgang.findIndex(({ id }) => id === auftrag.id);
  return vorgang.ausgang
    .slice(0, bis)
    .filter(
      ({ empfaenger, kanal, nachrichtId, sammelId }) =>
        // A Sammelmeldung has a thread and a Message-ID of its own.
        sammelId === undefined &&
        kanal === auftrag.kanal &&
        empfaenger.rolle === rolle &&
        empfaenger.kennung === kennung &&
        nachrichtId !== null,
    )
    .map(({ id }) => id);
}

/**
 * The data sets that the recipient may read: rights hold in the mail as in the API. What no transition overtakes, an
 * Information above all, may reach somebody who has lost sight of the Vorgang meanwhile, or by what it tells.
 */
function lesbareDatensaetze({ empfaenger }: Meldung, vorgang: Vorgang): readonly BeliebigerDatensatz[] {
  if (!sichtbarFuer(vorgang).includes(schluessel(empfaenger))) return [];
  return sichtbareDatensaetze(vorgang, alsLeser(empfaenger));
}

/** What the message is about: the one data set that the Meldung tells, or the whole Vorgang. */
function fokusVon(
  meldung: Meldung,
  vorgang: Vorgang,
  lesbare: readonly BeliebigerDatensatz[],
): readonly FhirRessource[] {
  const bitte = erbetene(meldung, lesbare);
  // Only with the data sets: whose access has been taken back gets neither.
  const zugriff = lesbare.length === 0 ? null : zugriffsinformation(meldung, vorgang);
  if (mitteilungshinweis(meldung) === null)
    return [
      ...neuesteLesbare(vorgang, lesbare).flatMap((datensatz) => alsBundle(datensatz)),
      ...(bitte === null ? [] : [alsCommunication(folgebitteAlsMitteilung(bitte, vorgang))]),
      ...(zugriff === null ? [] : [alsCommunication(zugriff)]),
    ];
  const mitgeteiltes = mitgeteilt(meldung, vorgang);
  return mitgeteiltes === null ? [] : [alsCommunication(mitgeteiltes.mitteilung)];
}

/** Of the data sets that somebody may read those that travel with a message: the newest version of each. */
export function neuesteLesbare(
  vorgang: Vorgang,
  lesbare: readonly BeliebigerDatensatz[],
): readonly BeliebigerDatensatz[] {
  // A Korrekturanfrage travels while it waits for its answer.
  const aktive = aktiveAnfrage(vorgang);
  const mitreisende = lesbare.filter((datensatz) =>
    istAnfrage(datensatz) ? datensatz.id === aktive?.id : !istVomFrueheren(datensatz, vorgang),
  );
  return [...new Map(mitreisende.map((datensatz) => [datensatz.art, datensatz])).values()];
}

/**
 * Data sets that are based on one (Blankoverordnung, Angaben, Korrekturanfrage) name its version, so it travels as `meta.versionId`;
 * the signed bytes hold none, because the version is given when they are stored.
 *
 * The stored Bundle of a decision holds all three Begruendungen and is therefore withheld (ansicht.ts); a Bundle of what the
 * recipient may read takes its place, under an id of its own and unsigned.
 */
export function alsBundle(datensatz: BeliebigerDatensatz): readonly FhirBundle[] {
  const { id, bundle, version, erstelltAm } = datensatz;
  if (bundle !== "") return [mitVersion(JSON.parse(bundle) as FhirBundle, version)];
  if (datensatz.art !== "ENTSCHEIDUNG") return [];
  const kopf = { bundleId: uuidAus(id, "Auszug"), zeitpunkt: erstelltAm };
  return [mitVersion(entscheidungAlsBundle(datensatz.inhalt, kopf), version)];
}

const mitVersion = (bundle: FhirBundle, version: number): FhirBundle => ({
  ...bundle,
  meta: { ...(bundle["meta"] as Readonly<Record<string, unknown>> | undefined), versionId: String(version) },
});

/** The recipient's institution as a reader; which person opens the mail does not change what may be read. */
function alsLeser({ rolle, kennung }: Teilnehmer): Akteur {
  const haus = { telematikId: kennung, professionOid: "", name: "" };
  switch (rolle) {
    case "VERORDNENDER":
      return { ...haus, rolle, person: "ARZT" };
    case "PFLEGEDIENST":
      return { ...haus, rolle, person: "PFP", qualifikationen: [] };
    case "KOSTENTRAEGER":
      return { ...haus, rolle, person: "SACHBEARBEITUNG", ik: kennung, prinzip: "SACHLEISTUNG" };
    case "VERSICHERTER":
      return { rolle, kvnr: kennung, name: "" };
  }
}

/**
 * text/plain for a person: what, about whom, reference, and to whoever must act, what to do. The body travels encrypted; the
 * subject does not.
 */
function mailtext(
  text: Meldungstext,
  auftrag: Sendeauftrag,
  meldung: Meldung,
  vorgang: Vorgang,
  { name }: Verzeichniseintrag,
  lesbare: readonly BeliebigerDatensatz[],
): string {
  const bitte = erbetene(meldung, lesbare);
  const hinweis = mitteilungshinweis(meldung);
  const mitgeteiltes = mitgeteilt(meldung, vorgang);
  // Whoever takes part no longer is told nothing but that there was something.
  const abgeschieden = hinweis !== null && mitgeteiltes === null;
  const verordnung =
    !abgeschieden && lesbare.some(({ art }) => art === "VERORDNUNG")
      ? neueste(vorgang, "VERORDNUNG")?.inhalt
      : undefined;
  const unterlagen = verordnung === undefined ? [] : sichtbareUnterlagen(vorgang, alsLeser(meldung.empfaenger));
  const person = verordnung?.versicherter;
  const zeitraum = verordnung?.verordnungszeitraum;
  const zeilen = [
    `Guten Tag, ${name},`,
    "",
    text.was,
    ...(abgeschieden ? [] : aufforderung(text, meldung)),
    ...(meldung.begruendung === null ? [] : ["", `Begründung des Kostenträgers: ${inEinerZeile(meldung.begruendung)}`]),
    ...(meldung.hinweis === undefined ? [] : ["", meldung.hinweis]),
    ...(bitte === null ? [] : folgebittezeilen(bitte, vorgang)),
    ...(abgeschieden ? [] : anfragezeilen(meldung.ereignis, meldung.empfaenger, vorgang)),
    ...(lesbare.length === 0 ? [] : zugriffsinformationszeilen(meldung, vorgang)),
    ...korrekturzeilen(meldung.ereignis, vorgang, lesbare),
    ...(hinweis === null ? [] : mitteilungszeilen(mitgeteiltes, vorgang)),
    "",
    `Verordnungs-ID: ${vorgang.id}`,
    ...(person === undefined
      ? []
      : [
          `Versicherte Person: ${person.nachname}, ${person.vorname}, geboren am ${deutschesDatum(person.geburtsdatum)}`,
        ]),
    ...(zeitraum === undefined
      ? []
      : [`Verordnungszeitraum: ${deutschesDatum(zeitraum.von)} bis ${deutschesDatum(zeitraum.bis)}`]),
    // How many, not what they are called: titles are content.
    ...(unterlagen.length === 0 ? [] : [`Unterlagen zum Abruf in Ihrem System: ${unterlagen.length}`]),
    "",
    ...(hinweis === null ? schlusszeilen(lesbare) : [hinweis]),
    ...antwortzeilen(auftrag, meldung, vorgang),
  ];
  return zeilen.join("\n");
}

/** Kind, request and reference: nothing of a person, and of the contents nothing. */
function kurztext(text: Meldungstext, meldung: Meldung, { id }: Vorgang): string {
  return [text.was, ...aufforderung(text, meldung), "", `Verordnungs-ID: ${id}`].join("\n");
}

const aufforderung = ({ tun }: Meldungstext, { art }: Meldung): readonly string[] => {
  if (art === "INFORMATION") return ["Diese Nachricht dient nur Ihrer Information."];
  return tun === null ? [] : [tun];
};

const schlusszeilen = (lesbare: readonly BeliebigerDatensatz[]): readonly string[] =>
  lesbare.length === 0
    ? []
    : [
        "Die vollständigen Daten liegen als Anhang (FHIR) bei und stehen in Ihrem System unter der Verordnungs-ID bereit.",
      ];
