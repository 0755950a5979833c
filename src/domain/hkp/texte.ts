import type { Aktion } from "./status.js";
import type { Ereignis } from "./ereignisse.js";
import type { Meldung } from "./vorgang.js";

/** Texts people read: German, one row per event; free of personal data, so that they may stand in a subject line. */
export interface Meldungstext {
  /** Subject and headline. */
  readonly titel: string;
  /** What happened, one sentence. */
  readonly was: string;
  /** What the alerted participant has to do; null where the event alerts nobody. */
  readonly tun: string | null;
}

export const MELDUNGSTEXTE = {
  AKTIVIERT: {
    titel: "Neue Verordnung häuslicher Krankenpflege",
    was: "Eine Verordnung häuslicher Krankenpflege wurde ausgestellt.",
    tun: "Bitte wählen Sie einen Pflegedienst und lösen Sie die Verordnung dort ein.",
  },
  AKTIVIERT_MIT_KOSTENERSTATTUNG: {
    titel: "Neue Verordnung mit Wahl der Kostenerstattung",
    was: "Eine Verordnung häuslicher Krankenpflege mit Wahl der Kostenerstattung (§ 13 SGB V) wurde ausgestellt.",
    tun: "Bitte sehen Sie die Verordnung ein und nehmen Sie sie zu Ihren Unterlagen.",
  },
  ZUGEWIESEN: {
    titel: "Verordnung zugewiesen",
    was: "Eine versicherte Person hat Ihnen eine Verordnung zugewiesen.",
    tun: "Bitte prüfen Sie die Verordnung und nehmen Sie sie an oder lehnen Sie ab.",
  },
  ZUWEISUNG_ABGELEHNT: {
    titel: "Zuweisung abgelehnt",
    was: "Der gewählte Pflegedienst hat Ihre Zuweisung abgelehnt.",
    tun: "Bitte wählen Sie einen anderen Pflegedienst.",
  },
  ANGENOMMEN: { titel: "Verordnung angenommen", was: "Ein Pflegedienst hat die Verordnung angenommen.", tun: null },
  ZURUECKGEGEBEN: {
    titel: "Verordnung zurückgegeben",
    was: "Der Pflegedienst hat die Verordnung zurückgegeben.",
    tun: "Bitte wählen Sie einen anderen Pflegedienst.",
  },
  KORREKTUR_VOM_PFLEGEDIENST: {
    titel: "Korrekturanfrage zur Verordnung",
    was: "Der Pflegedienst bittet um eine Korrektur der Verordnung.",
    tun: "Bitte beantworten Sie jede vorgeschlagene Änderung mit einer neuen, signierten Version.",
  },
  KORREKTUR_BEANTWORTET: {
    titel: "Korrekturanfrage beantwortet",
    was: "Die Korrekturanfrage wurde mit einer neuen Version der Verordnung beantwortet.",
    tun: "Bitte prüfen Sie die neue Version und setzen Sie den Vorgang fort.",
  },
  KORREKTUR_ZURUECKGEZOGEN: {
    titel: "Korrekturanfrage zurückgezogen",
    was: "Die Korrekturanfrage wurde zurückgezogen.",
    tun: null,
  },
  KORREKTUR_AKTUALISIERT: {
    titel: "Korrekturanfrage aktualisiert",
    was: "Der Korrekturvorschlag wurde geändert.",
    tun: "Bitte beantworten Sie den neuen Vorschlag.",
  },
  EINGEREICHT: {
    titel: "Antrag zur Leistungsentscheidung",
    was: "Der Pflegedienst hat eine Verordnung häuslicher Krankenpflege zur Leistungsentscheidung eingereicht.",
    tun: "Bitte prüfen Sie den Vorgang und entscheiden Sie über die beantragten Leistungen.",
  },
  ANTRAG_KOSTENERSTATTUNG: {
    titel: "Antrag auf Kostenerstattung",
    was: "Zu einer Verordnung wurde Kostenerstattung oder ein persönliches Budget beantragt.",
    tun: "Bitte prüfen Sie den Antrag und entscheiden Sie.",
  },
  KORREKTUR_VOM_KOSTENTRAEGER: {
    titel: "Korrekturanfrage des Kostenträgers",
    was: "Der Kostenträger bittet im Rahmen der Leistungsentscheidung um eine Korrektur.",
    tun: "Bitte beantworten Sie jede vorgeschlagene Änderung mit einer neuen, signierten Version.",
  },
  KORREKTUR_DEM_KOSTENTRAEGER_BEANTWORTET: {
    titel: "Korrekturanfrage beantwortet",
    was: "Ihre Korrekturanfrage wurde mit einer neuen Version beantwortet.",
    tun: "Bitte setzen Sie die Prüfung mit der neuen Version fort.",
  },
  ENTSCHIEDEN: {
    titel: "Leistungsentscheidung liegt vor",
    was: "Der Kostenträger hat über die beantragten Leistungen entschieden.",
    tun: "Bitte sehen Sie die Entscheidung ein und planen Sie die Versorgung danach.",
  },
  UNZUSTAENDIG: {
    titel: "Kostenträger nicht zuständig",
    was: "Der Kostenträger hat mitgeteilt, dass er nicht zuständig ist.",
    tun: "Bitte klären Sie mit der versicherten Person den zuständigen Kostenträger.",
  },
  ZUGRIFF_WEITERGEGEBEN: {
    titel: "Verordnung von einem unzuständigen Kostenträger",
    was: "Der Kostenträger der Verordnung ist nicht zuständig und hat den Einblick in den Vorgang an einen anderen Kostenträger weitergegeben.",
    tun: "Bitte sehen Sie den Vorgang ein und führen Sie Ihr eigenes Verfahren durch.",
  },
  KOSTENERSTATTUNG_ENTSCHIEDEN: {
    titel: "Entscheidung über die Kostenerstattung",
    was: "Der Kostenträger hat über Kostenerstattung oder persönliches Budget entschieden.",
    tun: "Bitte sehen Sie die Entscheidung ein.",
  },
  ENTSCHEIDUNG_GEAENDERT: {
    titel: "Leistungsentscheidung geändert",
    was: "Der Kostenträger hat seine Entscheidung geändert.",
    tun: "Bitte sehen Sie die neue Entscheidung ein und passen Sie die Versorgung an.",
  },
  ENTSCHEIDUNG_GELOESCHT: {
    titel: "Leistungsentscheidung gelöscht",
    was: "Der Kostenträger hat seine Leistungsentscheidung gelöscht.",
    tun: null,
  },
  BLANKOVERORDNUNG_GESPEICHERT: {
    titel: "Blankoverordnung gespeichert",
    was: "Der Pflegedienst hat Häufigkeit und Dauer der Blanko-Leistungen festgelegt.",
    tun: null,
  },
  ANGABEN_GESPEICHERT: {
    titel: "Angaben zur Leistungserbringung gespeichert",
    was: "Der Pflegedienst hat seine Angaben zur Leistungserbringung gespeichert.",
    tun: null,
  },
  EIGENE_KORREKTUR: {
    titel: "Neue Version der Verordnung",
    was: "Die Praxis hat die Verordnung korrigiert.",
    tun: null,
  },
  GELOESCHT_DURCH_ARZT: {
    titel: "Verordnung gelöscht",
    was: "Die Praxis hat die Verordnung gelöscht.",
    tun: "Bitte wenden Sie sich an Ihre Praxis, falls Sie eine neue Verordnung benötigen.",
  },
  ABGESCHLOSSEN: { titel: "Vorgang abgeschlossen", was: "Der Vorgang wurde abgeschlossen.", tun: null },
  GELOESCHT: { titel: "Vorgang gelöscht", was: "Der Vorgang wurde gelöscht.", tun: null },
  UNVERBINDLICHE_ANFRAGE: {
    titel: "Unverbindliche Anfrage",
    was: "Eine versicherte Person fragt unverbindlich an, ob Sie eine Verordnung übernehmen können.",
    tun: "Bitte antworten Sie, ob Sie die Leistungen übernehmen können.",
  },
  ANFRAGE_BEANTWORTET: {
    titel: "Antwort auf Ihre Anfrage",
    was: "Ein Pflegedienst hat Ihre unverbindliche Anfrage beantwortet.",
    tun: "Bitte entscheiden Sie, welchem Pflegedienst Sie die Verordnung zuweisen.",
  },
  ANFRAGE_ENTSCHIEDEN: {
    titel: "Anfrage entschieden",
    was: "Die unverbindliche Anfrage ist entschieden; Ihre Antwort ist nicht mehr nötig.",
    tun: null,
  },
  FOLGEVERORDNUNG_ERBETEN: {
    titel: "Bitte um Folgeverordnung",
    was: "Der Pflegedienst bittet um eine Folgeverordnung.",
    tun: "Bitte prüfen Sie, ob eine Folgeverordnung nötig ist, und stellen Sie sie aus.",
  },
  VERORDNUNGSZEITRAUM_ENDET: {
    titel: "Verordnungszeitraum endet",
    was: "Der Verordnungszeitraum endet bald, der Bedarf ist dauerhaft.",
    tun: "Bitte prüfen Sie, ob eine Folgeverordnung nötig ist, und stellen Sie sie aus.",
  },
  FRIST_NAHT: {
    titel: "Frist läuft ab",
    was: "Eine Frist zu diesem Vorgang läuft bald ab.",
    tun: "Bitte handeln Sie vor Ablauf der Frist.",
  },
  LEISTUNG_VERMINDERT: {
    titel: "Geänderter Bedarf an Leistungen",
    was: "Die Praxis hat Leistungen vermindert, pausiert oder eine solche Änderung aufgehoben; die Verordnung bleibt bestehen.",
    tun: "Bitte berücksichtigen Sie die Änderung.",
  },
  NACHRICHT: {
    titel: "Neue Nachricht zum Vorgang",
    was: "Zu diesem Vorgang wurde Ihnen eine Nachricht geschrieben.",
    tun: "Bitte lesen und beantworten Sie die Nachricht.",
  },
} as const satisfies Record<Ereignis, Meldungstext>;

/** One sentence for the feed: an Alarm says what to do, an Information only what happened. */
export function meldungssatz({
  ereignis,
  art,
  begruendung,
  hinweis,
}: Pick<Meldung, "ereignis" | "art" | "begruendung" | "hinweis">): string {
  const { was, tun }: Meldungstext = MELDUNGSTEXTE[ereignis];
  const teile = [
    was,
    art === "ALARM" ? tun : null,
    begruendung === null ? null : `Begründung: ${begruendung}`,
    hinweis ?? null,
  ];
  return teile.filter((teil) => teil !== null).join(" ");
}

/** What the Protokoll tells the Versicherter, in plain German. */
export const PROTOKOLLTEXTE: Record<Aktion | "einsehen", string> = {
  anlegen: "hat eine Verordnung angelegt.",
  entwurfAendern: "hat den Entwurf der Verordnung bearbeitet.",
  verfallen: "hat die nicht ausgestellte Verordnung nach Ablauf der Frist gelöscht.",
  aktivieren: "hat die signierte Verordnung bereitgestellt.",
  neueVersion: "hat eine neue Version der Verordnung bereitgestellt.",
  loeschen: "hat die Verordnung gelöscht.",
  zuweisen: "hat die Verordnung einem Pflegedienst zugewiesen.",
  verfuegbarkeitAnfragen: "hat bei einem Pflegedienst unverbindlich angefragt.",
  verfuegbarkeitAntworten: "hat die unverbindliche Anfrage beantwortet.",
  verfuegbarkeitZurueckziehen: "hat eine unverbindliche Anfrage zurückgezogen.",
  zuweisungAblehnen: "hat die Zuweisung abgelehnt.",
  zugriffGeben: "hat dem Kostenträger Einblick in die Verordnung gegeben.",
  zugriffEntziehen: "hat dem Kostenträger den Einblick in die Verordnung entzogen.",
  annehmen: "hat die Verordnung angenommen.",
  zurueckgeben: "hat die Verordnung zurückgegeben.",
  blankoverordnungSpeichern: "hat die Blankoverordnung gespeichert.",
  angabenSpeichern: "hat die Angaben zur Leistungserbringung gespeichert.",
  unterlageHinzufuegen: "hat eine Unterlage hinzugefügt.",
  unterlageEntfernen: "hat eine Unterlage entfernt.",
  einreichen: "hat die Verordnung zur Leistungsentscheidung eingereicht.",
  antragKostenerstattung: "hat die Kostenerstattung zur Prüfung aufgenommen.",
  korrekturAnfragen: "hat um eine Korrektur gebeten.",
  korrekturBeantworten: "hat die Korrekturanfrage beantwortet.",
  korrekturZurueckziehen: "hat die Korrekturanfrage zurückgezogen.",
  korrekturAktualisieren: "hat die Korrekturanfrage geändert.",
  entscheiden: "hat über die beantragten Leistungen entschieden.",
  entscheidungAendern: "hat die Leistungsentscheidung geändert.",
  zugriffWeitergeben: "hat den Einblick in den Vorgang an einen anderen Kostenträger weitergegeben.",
  entscheidungLoeschen: "hat die eigene Leistungsentscheidung mit allen Versionen und Begründungen gelöscht.",
  abschliessen: "hat den Vorgang abgeschlossen.",
  leistungVermindern: "hat einen verminderten oder wieder vollen Bedarf an Leistungen mitgeteilt.",
  nachrichtSchreiben: "hat eine Nachricht geschrieben.",
  folgeverordnungErbitten: "hat die Praxis um eine Folgeverordnung gebeten.",
  erinnern: "hat an eine Frist erinnert.",
  vorlegen: "hat den Antrag automatisch geprüft und einem Menschen vorgelegt.",
  einsehen: "hat die Verordnung eingesehen.",
};

/** Instead of `entscheiden` where no person decided: the Versicherter is told so. */
export const PROTOKOLLTEXT_AUTOMATISCH =
  "hat automatisch, ohne Prüfung durch einen Menschen, über die beantragten Leistungen entschieden.";
