import type { Akteur } from "../kern/akteur.js";
import type { Aktion, Status } from "../hkp/status.js";

/** What people read instead of the codes: German, each to stand alone. */

export const STATUSWORTE: Record<Status, string> = {
  INITIALISIERT: "in Vorbereitung",
  OFFEN: "offen, noch von keinem Pflegedienst angenommen",
  ZUGEWIESEN: "von einem Pflegedienst angenommen",
  ANTRAGSPRUEFUNG: "beim Kostenträger zur Prüfung",
  KORREKTURANFRAGE: "in Klärung, eine Korrekturanfrage ist offen",
  BESCHIEDEN: "vom Kostenträger entschieden",
  ABGESCHLOSSEN: "abgeschlossen",
  GELOESCHT: "gelöscht",
};

export const AKTIONSWORTE: Record<Aktion, string> = {
  anlegen: "Verordnung anlegen",
  entwurfAendern: "Entwurf bearbeiten",
  verfallen: "nicht ausgestellte Verordnung löschen",
  aktivieren: "signierte Verordnung bereitstellen",
  neueVersion: "neue Version der Verordnung bereitstellen",
  loeschen: "Verordnung löschen",
  zuweisen: "Verordnung einem Pflegedienst zuweisen",
  zuweisungAblehnen: "Zuweisung ablehnen",
  verfuegbarkeitAnfragen: "unverbindlich anfragen",
  verfuegbarkeitAntworten: "unverbindliche Anfrage beantworten",
  verfuegbarkeitZurueckziehen: "unverbindliche Anfrage zurückziehen",
  zugriffGeben: "dem Kostenträger Einblick geben",
  zugriffEntziehen: "dem Kostenträger den Einblick entziehen",
  annehmen: "Verordnung annehmen",
  zurueckgeben: "Verordnung zurückgeben",
  blankoverordnungSpeichern: "Blankoverordnung speichern",
  angabenSpeichern: "Angaben zur Leistungserbringung speichern",
  unterlageHinzufuegen: "Unterlage hinzufügen",
  unterlageEntfernen: "Unterlage entfernen",
  einreichen: "zur Leistungsentscheidung einreichen",
  antragKostenerstattung: "Kostenerstattung zur Prüfung aufnehmen",
  korrekturAnfragen: "um Korrektur bitten",
  korrekturBeantworten: "Korrekturanfrage beantworten",
  korrekturZurueckziehen: "Korrekturanfrage zurückziehen",
  korrekturAktualisieren: "Korrekturanfrage ändern",
  entscheiden: "über die Leistungen entscheiden",
  entscheidungAendern: "Leistungsentscheidung ändern",
  zugriffWeitergeben: "Einblick an einen anderen Kostenträger weitergeben",
  entscheidungLoeschen: "Leistungsentscheidung löschen",
  abschliessen: "Vorgang abschließen",
  leistungVermindern: "Leistung vermindern oder pausieren",
  nachrichtSchreiben: "Nachricht schreiben",
  folgeverordnungErbitten: "um eine Folgeverordnung bitten",
  erinnern: "an eine Frist erinnern",
  vorlegen: "einem Menschen vorlegen",
};

export const ROLLENWORTE: Record<Akteur["rolle"], string> = {
  VERORDNENDER: "die Praxis",
  PFLEGEDIENST: "der Pflegedienst",
  KOSTENTRAEGER: "der Kostenträger",
  VERSICHERTER: "die versicherte Person",
  VERTRETER: "wer die versicherte Person vertritt",
  SYSTEM: "dieser Dienst",
  BETRIEB: "der Betrieb",
};
