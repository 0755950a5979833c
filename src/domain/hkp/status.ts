/** Status and actions of a HKP-Vorgang. Source: gemF_VO_HKP chapter 7; fachregeln.md section 2. */
export const STATUS = [
  "INITIALISIERT",
  "OFFEN",
  "ZUGEWIESEN",
  "ANTRAGSPRUEFUNG",
  "KORREKTURANFRAGE",
  "BESCHIEDEN",
  "ABGESCHLOSSEN",
  "GELOESCHT",
] as const;
export type Status = (typeof STATUS)[number];

/** Every action that may change a Vorgang. `anlegen` creates it and so has no status it starts from. */
export const AKTIONEN = [
  "anlegen",
  /** The practice changes its unsigned draft; the status stays. */
  "entwurfAendern",
  "verfallen",
  "aktivieren",
  "neueVersion",
  "loeschen",
  "zuweisen",
  "zuweisungAblehnen",
  "verfuegbarkeitAnfragen",
  "verfuegbarkeitAntworten",
  "verfuegbarkeitZurueckziehen",
  "zugriffGeben",
  "zugriffEntziehen",
  "annehmen",
  "zurueckgeben",
  "blankoverordnungSpeichern",
  "angabenSpeichern",
  "unterlageHinzufuegen",
  "unterlageEntfernen",
  "einreichen",
  "antragKostenerstattung",
  "korrekturAnfragen",
  "korrekturBeantworten",
  "korrekturZurueckziehen",
  "korrekturAktualisieren",
  "entscheiden",
  "entscheidungAendern",
  "zugriffWeitergeben",
  "entscheidungLoeschen",
  "abschliessen",
  /** Less of a Leistung, or none for a while (6.2 Fall 2, 3); the status stays. */
  "leistungVermindern",
  /** Message of the conversation; the status stays. */
  "nachrichtSchreiben",
  /** Request of the Pflegedienst to the Praxis; the status stays. */
  "folgeverordnungErbitten",
  /** Reminder of a deadline by the SYSTEM; the status stays. Not a row of the Statusmodell, see zulaessig.ts. */
  "erinnern",
  /** The automatic check hands an application to a person; the status stays. Not a row of the Statusmodell either. */
  "vorlegen",
] as const;
export type Aktion = (typeof AKTIONEN)[number];
