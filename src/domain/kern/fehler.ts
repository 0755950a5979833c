/**
 * The one table of errors. Every refusal the product can answer stands here with its meaning; `docs/FEHLER.md` is printed
 * from it. Messages are German and say what to do; details are typed per code.
 */
export const FEHLER = {
  NICHT_ANGEMELDET: "Sie sind nicht angemeldet. Bitte melden Sie sich an und senden Sie das Zugriffstoken mit.",
  ANMELDUNG_ABGELAUFEN: "Ihre Anmeldung ist abgelaufen. Bitte melden Sie sich erneut an.",
  ANMELDUNG_UNGUELTIG: "Das Zugriffstoken ist ungültig. Bitte melden Sie sich erneut an.",
  VERBOTEN: "Ihre Rolle darf diese Aktion nicht ausführen. Zuständige Rollen stehen in den Einzelheiten.",
  VORGANG_UNBEKANNT:
    "Diesen Vorgang gibt es nicht oder Sie haben keinen Zugriff darauf. Prüfen Sie die Verordnungs-ID und die Zugriffsinformationen.",
  STATUS_UNZULAESSIG: "Die Aktion ist im jetzigen Status nicht möglich. Erlaubte Aktionen stehen in den Einzelheiten.",
  VERSIONSKONFLIKT: "Der Vorgang wurde inzwischen geändert. Laden Sie ihn neu und entscheiden Sie erneut.",
  ANFRAGE_WIDERSPRUCH:
    "Diese anfrageId wurde schon für eine andere Aktion benutzt. Verwenden Sie für jede neue Aktion eine neue anfrageId.",
  EINGABE_UNGUELTIG: "Die Eingabe ist fehlerhaft. Die betroffenen Felder stehen in den Einzelheiten.",
  DATENSATZ_UNGUELTIG: "Der Datensatz ist nicht formal gültig. Die betroffenen Felder stehen in den Einzelheiten.",
  VERORDNUNGS_ID_FALSCH:
    "Der signierte Datensatz trägt eine andere Verordnungs-ID als der Vorgang. Signieren Sie den Datensatz mit der vergebenen Verordnungs-ID.",
  SIGNATUR_UNGUELTIG: "Die Signatur konnte nicht bestätigt werden. Signieren Sie den Datensatz erneut.",
  SIGNATUR_ROLLE:
    "Das Signaturzertifikat gehört nicht zu der für diesen Datensatz verlangten Rolle. Verwenden Sie die richtige Karte.",
  SIGNATUR_FREMD:
    "Die Signatur stammt von einer anderen Institution. Verwenden Sie die Karte Ihrer eigenen Institution.",
  POPP_UNGUELTIG: "Der PoPP-Token ist ungültig oder abgelaufen. Lesen Sie die Karte der versicherten Person erneut.",
  POPP_FREMD: "Der PoPP-Token wurde für eine andere Institution ausgestellt. Lesen Sie die Karte in Ihrer Einrichtung.",
  KOSTENERSTATTUNG_OHNE_ZUGRIFF:
    "Kostenträger nach dem Kostenerstattungsprinzip haben keinen Zugriff auf diesen Dienst. Die versicherte Person reicht die Unterlagen selbst ein.",
  KENNZEICHEN_KOSTENERSTATTUNG:
    "Die Verordnung trägt das Kennzeichen „Kostenerstattung / Persönliches Budget“ und kann keinem Pflegedienst zugewiesen werden.",
  WAHL_KOSTENERSTATTUNG:
    "Die versicherte Person hat Kostenerstattung nach § 13 Abs. 2 SGB V gewählt; ein Antrag beim Kostenträger ist nicht möglich.",
  VERORDNUNGSZEITRAUM_ABGELAUFEN:
    "Der Verordnungszeitraum ist abgelaufen. Die versicherte Person benötigt eine neue Verordnung.",
  ANGABEN_FEHLEN: "Die signierten Angaben zur Leistungserbringung fehlen. Speichern Sie sie, bevor Sie einreichen.",
  VERSION_VERALTET:
    "Der Datensatz bezieht sich nicht auf die gültige Version der Verordnung. Laden Sie die gültige Version und bearbeiten Sie sie erneut.",
  BLANKO_FEHLT:
    "Die Verordnung enthält Blanko-Leistungen. Speichern Sie zuerst die signierte Blankoverordnung mit Häufigkeit und Dauer.",
  BLANKO_NICHT_VORGESEHEN: "Die Verordnung enthält keine Blanko-Leistung; eine Blankoverordnung ist nicht vorgesehen.",
  BLANKO_QUALIFIKATION_FEHLT:
    "Nur eine Pflegefachperson mit der Qualifikation nach § 37 Abs. 8 SGB V darf eine Blankoverordnung abgeben.",
  ENTSCHEIDUNG_WIDERSPRUECHLICH:
    "Das Gesamtergebnis passt nicht zu den einzelnen Leistungen. Prüfen Sie die Entscheidung.",
  ENTSCHEIDUNG_FEHLT:
    "Zu diesem Vorgang liegt keine Entscheidung Ihres Hauses vor, die geändert oder gelöscht werden könnte.",
  PFLEGEDIENST_UNBEKANNT:
    "Der Verzeichnisdienst kennt keinen Pflegedienst mit dieser Telematik-ID. Wählen Sie einen Pflegedienst aus der Suche.",
  PFLEGEDIENST_SCHON_ANGEFRAGT:
    "Dieser Pflegedienst wurde zu dieser Verordnung schon angefragt oder hat sie schon zugewiesen bekommen. Wählen Sie einen anderen.",
  ANFRAGEN_ZU_VIELE:
    "Es laufen schon so viele unverbindliche Anfragen, wie gleichzeitig möglich sind. Warten Sie eine Antwort ab oder ziehen Sie eine Anfrage zurück.",
  VERFUEGBARKEITSANFRAGE_UNBEKANNT:
    "Diese unverbindliche Anfrage gibt es nicht oder sie ist schon beendet. Laden Sie den Vorgang neu.",
  ZUWEISUNG_FEHLT:
    "Eine unverbindliche Anfrage berechtigt nicht zum Annehmen. Die versicherte Person muss Ihnen die Verordnung zuweisen, oder Sie lesen ihre Karte oder den Zugriffscode.",
  KOSTENTRAEGER_UNBEKANNT:
    "Der Verzeichnisdienst kennt keinen oder mehr als einen Kostenträger mit diesem Institutionskennzeichen oder dieser Telematik-ID. Prüfen Sie die Angabe.",
  NICHT_UNZUSTAENDIG:
    "Der Einblick kann nur weitergegeben werden, solange die Entscheidung „Unzuständig“ lautet. Entscheiden Sie zuerst entsprechend.",
  KOSTENTRAEGER_HAT_ZUGRIFF:
    "Dieser Kostenträger hat schon Zugriff auf den Vorgang und wurde benachrichtigt; es ist nichts weiter zu tun.",
  KEIN_SONDERFALL:
    "Nur ein Vorgang mit Wahl der Kostenerstattung oder mit dem Kennzeichen „Kostenerstattung / Persönliches Budget“ kann vom Kostenträger abgeschlossen werden.",
  ZUGRIFF_NICHT_ENTZIEHBAR:
    "Der Zugriff des Kostenträgers beruht auf der Wahl der Kostenerstattung oder auf einem Antrag und kann nicht entzogen werden.",
  KORREKTUR_AKTIV:
    "Zu diesem Vorgang ist schon eine Korrekturanfrage offen. Warten Sie die Antwort ab oder aktualisieren Sie Ihre Anfrage.",
  KORREKTUR_ADRESSAT_UNZULAESSIG:
    "Die Korrekturanfrage kann nicht an diesen Beteiligten gerichtet werden. Der Pflegedienst fragt die Praxis; der Kostenträger fragt die Praxis oder, wenn eine Blankoverordnung vorliegt, den Pflegedienst.",
  KORREKTUR_UNGUELTIG: "Der Korrekturvorschlag ist fehlerhaft. Die betroffenen Stellen stehen in den Einzelheiten.",
  KORREKTURANTWORT_WIDERSPRUECHLICH:
    "Die Antworten passen nicht zur neuen Version. Die betroffenen Stellen stehen in den Einzelheiten.",
  STAMMDATEN_UNVERAENDERLICH:
    "Stammdaten der versicherten Person, der Praxis, des Kostenträgers und des Pflegedienstes können durch eine Korrektur nicht geändert werden. Lassen Sie sie unverändert.",
  FOLGEVERORDNUNG_SCHON_ERBETEN:
    "Sie haben für diesen Verordnungszeitraum bereits um eine Folgeverordnung gebeten. Für Rückfragen schreiben Sie der Praxis eine Nachricht.",
  NACHRICHTEN_ZU_VIELE:
    "Sie haben zu diesem Vorgang die höchste Zahl von Nachrichten geschrieben; sie steht in den Einzelheiten. Wenden Sie sich auf anderem Weg an den Empfänger.",
  EINSTELLUNGEN_UNGUELTIG: "Die Einstellungen sind fehlerhaft. Die betroffenen Felder stehen in den Einzelheiten.",
  EINSTELLUNGEN_GEAENDERT:
    "Die Einstellungen wurden inzwischen geändert. Laden Sie sie neu und tragen Sie Ihre Änderung erneut ein.",
  UNTERLAGE_UNZULAESSIG: "Die Datei kann nicht angenommen werden. Der Grund steht in den Einzelheiten.",
  UNTERLAGE_BEFALLEN:
    "Die Virenprüfung hat Schadsoftware gefunden; die Datei wurde nicht gespeichert. Prüfen Sie Ihren Rechner.",
  UNTERLAGE_UNBEKANNT:
    "Diese Unterlage gibt es nicht, sie ist verfallen oder gehört nicht Ihnen. Laden Sie die Datei erneut hoch.",
  UNTERLAGEN_ZU_VIELE:
    "Ihre Einrichtung hat die höchste Zahl von Unterlagen erreicht. Entfernen Sie eine aus dem Vorgang oder fassen Sie Dokumente zusammen; hochgeladene, die keinem Vorgang hinzugefügt werden, verfallen nach 24 Stunden.",
  UNTERLAGEN_NICHT_EINGERICHTET:
    "Dieser Dienst nimmt keine Unterlagen an, weil keine Virenprüfung eingerichtet ist. Wenden Sie sich an den Betrieb.",
  VIRENPRUEFUNG_NICHT_VERFUEGBAR:
    "Die Virenprüfung antwortet nicht; die Datei wurde nicht gespeichert. Versuchen Sie es in Kürze erneut.",
  EINGANG_OHNE_INHALT:
    "Ihre Nachricht enthält weder einen Text noch einen Anhang, aus dem hervorgeht, was zu tun ist. Schreiben Sie Ihr Anliegen als Text, oder senden Sie eine FHIR-Nachricht mit einem Befehl.",
  EINGANG_OHNE_BEZUG:
    "Aus Ihrer Nachricht geht nicht hervor, zu welchem Vorgang sie gehört. Antworten Sie auf eine Nachricht dieses Dienstes, oder nennen Sie in der FHIR-Nachricht die Verordnungs-ID.",
  EINGANG_WIDERSPRUCH:
    "Ihre Nachricht nennt mehrere Vorgänge. Antworten Sie auf die Nachricht zu dem Vorgang, den Sie meinen, und nennen Sie nur seine Verordnungs-ID.",
  EINGANG_ZU_SAMMELMELDUNG:
    "Sie haben auf eine Sammelmeldung geantwortet, die zu mehreren Vorgängen gehört. Antworten Sie auf die Nachricht zu dem einen Vorgang, oder schreiben Sie in Ihrem System im Gespräch zu seiner Verordnungs-ID.",
  EINGANG_OHNE_EMPFAENGER:
    "Zu der Nachricht, auf die Sie antworten, gibt es niemanden, der Ihre Antwort erhalten könnte: Sie kam vom Dienst selbst, oder ihr Absender nimmt nicht mehr teil. Schreiben Sie in Ihrem System im Gespräch zur Verordnungs-ID.",
  EINGANG_MEHRERE_BEFEHLE:
    "Ihre Nachricht enthält mehr als einen Befehl oder mehr als einen signierten Datensatz. Senden Sie für jeden Befehl eine eigene Nachricht.",
  BEFEHL_UNBEKANNT:
    "Diesen Befehl gibt es nicht, oder er kann nicht durch eine Nachricht gegeben werden. Handeln Sie in Ihrem System; die Befehle stehen in der Beschreibung der Formate.",
  KEINE_VERORDNUNG:
    "Zu diesem Vorgang liegt keine Verordnung vor, aus der eine Folgeverordnung entstehen kann. Wählen Sie einen anderen Vorgang.",
  PROFIL_UNBEKANNT: "Dieses Profil gibt es nicht. Laden Sie die Liste der Profile neu.",
  PROFIL_GEAENDERT: "Das Profil wurde inzwischen geändert. Laden Sie es neu und tragen Sie Ihre Änderung erneut ein.",
  PROFIL_NAME_VERGEBEN: "Ihre Einrichtung hat schon ein Profil dieses Namens. Wählen Sie einen anderen Namen.",
  PROFILE_ZU_VIELE: "Ihre Einrichtung hat die größte Zahl an Profilen erreicht. Löschen Sie zuerst ein anderes.",
  ANFRAGE_ZU_GROSS: "Die Anfrage ist zu groß. Die Obergrenze steht in den Einzelheiten.",
  ANFRAGE_UNGUELTIG: "Die Anfrage ist keine gültige GraphQL-Anfrage. Einzelheiten stehen in der Meldung.",
  ANFRAGE_ZU_AUFWENDIG: "Die Anfrage ist zu umfangreich. Teilen Sie sie in kleinere Anfragen auf.",
  ZU_VIELE_ANFRAGEN: "Zu viele Anfragen in kurzer Zeit. Warten Sie und versuchen Sie es dann erneut.",
  CURSOR_UNGUELTIG: "Der Cursor ist ungültig. Beginnen Sie ohne Cursor.",
  CURSOR_ABGELAUFEN:
    "Der Cursor liegt zu weit zurück. Laden Sie die Arbeitsliste neu und beginnen Sie das Abonnement ohne Cursor.",
  ERGEBNIS_UNBEKANNT:
    "Die Datenbank war nicht erreichbar; ob die Aktion ausgeführt wurde, ist unbekannt. Senden Sie dieselbe Anfrage mit derselben anfrageId erneut.",
  NICHT_VERFUEGBAR: "Der Dienst ist vorübergehend nicht verfügbar. Versuchen Sie es in Kürze erneut.",
  INTERN: "Ein unerwarteter Fehler ist aufgetreten. Nennen Sie dem Betrieb die Anfragekennung.",
} as const satisfies Record<string, string>;

export type Fehlercode = keyof typeof FEHLER;

/** One violated rule: where (path in the input or data set), which rule, and what to do. All German but the path. */
export interface Verstoss {
  readonly pfad: string;
  readonly regel: string;
  readonly hinweis: string;
}

/** Typed details per code; codes that are not listed carry none. */
export interface Fehlerdetails {
  VERBOTEN: { readonly erlaubteRollen: readonly string[] };
  STATUS_UNZULAESSIG: {
    readonly status: string;
    readonly aktion: string;
    readonly erlaubteAktionen: readonly string[];
  };
  VERSIONSKONFLIKT: { readonly erwartet: number; readonly vorhanden: number };
  PROFIL_GEAENDERT: { readonly erwartet: number; readonly vorhanden: number };
  EINGABE_UNGUELTIG: { readonly verstoesse: readonly Verstoss[] };
  DATENSATZ_UNGUELTIG: { readonly verstoesse: readonly Verstoss[] };
  VERORDNUNGS_ID_FALSCH: { readonly erwartet: string };
  VERSION_VERALTET: { readonly bezogenAuf: number; readonly gueltig: number };
  ANFRAGEN_ZU_VIELE: { readonly hoechstens: number };
  SIGNATUR_UNGUELTIG: { readonly grund: string };
  POPP_UNGUELTIG: { readonly grund: string };
  SIGNATUR_ROLLE: { readonly verlangt: readonly string[] };
  ENTSCHEIDUNG_WIDERSPRUECHLICH: { readonly verstoesse: readonly Verstoss[] };
  KORREKTUR_UNGUELTIG: { readonly verstoesse: readonly Verstoss[] };
  KORREKTURANTWORT_WIDERSPRUECHLICH: { readonly verstoesse: readonly Verstoss[] };
  /** Paths that the proposal or the new version touches. */
  STAMMDATEN_UNVERAENDERLICH: { readonly pfade: readonly string[] };
  /** ISO 8601. */
  FOLGEVERORDNUNG_SCHON_ERBETEN: { readonly erbetenAm: string };
  NACHRICHTEN_ZU_VIELE: { readonly hoechstens: number };
  EINSTELLUNGEN_UNGUELTIG: { readonly verstoesse: readonly Verstoss[] };
  EINSTELLUNGEN_GEAENDERT: { readonly erwartet: number; readonly vorhanden: number };
  /** `grund`: which rule of GraphQL, English; `pfad`: the variable or input field, without its value. */
  ANFRAGE_UNGUELTIG: { readonly grund: string; readonly pfad: string | null };
  /** `hinweis`: what to do, German. */
  UNTERLAGE_UNZULAESSIG: { readonly grund: string; readonly hinweis: string };
  /** The scanner's name of what it found. */
  UNTERLAGE_BEFALLEN: { readonly befund: string };
  UNTERLAGEN_ZU_VIELE: { readonly hoechstens: number };
  ANFRAGE_ZU_GROSS: { readonly hoechstensBytes: number };
  ZU_VIELE_ANFRAGEN: { readonly wiederInSekunden: number };
}

export type DetailsVon<C extends Fehlercode> = C extends keyof Fehlerdetails ? Fehlerdetails[C] : undefined;

/** A refusal that the product foresees. Knows nothing of GraphQL; `fehler-antwort.ts` maps it at the edge. */
export class Fachfehler<C extends Fehlercode = Fehlercode> extends Error {
  readonly code: C;
  readonly details: DetailsVon<C>;

  constructor(code: C, ...[details]: DetailsVon<C> extends undefined ? [] : [DetailsVon<C>]) {
    super(FEHLER[code]);
    this.name = "Fachfehler";
    this.code = code;
    this.details = details as DetailsVon<C>;
  }
}
