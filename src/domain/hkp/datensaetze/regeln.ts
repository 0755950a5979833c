import type { Verstoss } from "../../kern/fehler.js";

/**
 * The rules of the data sets: what is demanded, and what to do. Source: fachregeln.md sections 6 and 8.
 * One line per rule, so that every message stands in one place and a test can name the rule that fired.
 */
export const REGELN = {
  ANGABE_LEER: {
    regel: "Die Angabe darf nicht leer sein.",
    hinweis: "Tragen Sie einen Wert ein oder lassen Sie ein freiwilliges Feld ganz weg.",
  },
  ZEICHEN_UNZULAESSIG: {
    regel: "Der Text enthält Steuerzeichen oder unvollständige Unicode-Zeichen.",
    hinweis: "Geben Sie den Text ohne Steuerzeichen neu ein.",
  },
  TEXT_ZU_LANG: {
    regel: "Der Text ist länger als 2000 Zeichen.",
    hinweis: "Kürzen Sie den Text oder verteilen Sie ihn auf mehrere Nachrichten.",
  },
  VERMINDERUNG_LEER: {
    regel: "Eine Verminderung braucht eine geringere Häufigkeit oder eine kürzere Dauer.",
    hinweis: "Geben Sie den verminderten Umfang an oder pausieren Sie die Leistung.",
  },
  VERMINDERUNG_NICHT_KLEINER: {
    regel: "Der Umfang ist nicht kleiner als verordnet.",
    hinweis: "Lassen Sie weg, was gleich bleibt; für einen größeren Umfang stellen Sie eine neue Verordnung aus.",
  },
  HAEUFIGKEIT_OFFEN: {
    regel: "Zu dieser Leistung ist noch keine Häufigkeit festgelegt, die vermindert werden könnte.",
    hinweis: "Warten Sie die Blankoverordnung ab, kürzen Sie die Dauer oder pausieren Sie die Leistung.",
  },
  NICHTS_AUFZUHEBEN: {
    regel: "Die Leistung ist weder vermindert noch pausiert.",
    hinweis: "Heben Sie nur auf, was zuvor vermindert oder pausiert wurde.",
  },
  EMPFAENGER_FEHLT: {
    regel: "Die Nachricht hat keinen Empfänger.",
    hinweis: "Wählen Sie mindestens einen Beteiligten oder nennen Sie die Nachricht, die Sie beantworten.",
  },
  EMPFAENGER_DOPPELT: {
    regel: "Der Empfänger ist mehrfach genannt.",
    hinweis: "Nennen Sie jeden Empfänger einmal.",
  },
  EMPFAENGER_SELBST: {
    regel: "Eine Nachricht kann nicht an den eigenen Absender gehen.",
    hinweis: "Wählen Sie einen anderen Beteiligten.",
  },
  EMPFAENGER_NIMMT_NICHT_TEIL: {
    regel: "Der Empfänger nimmt an diesem Vorgang nicht teil.",
    hinweis: "Wählen Sie einen Beteiligten, der jetzt Zugriff auf den Vorgang hat.",
  },
  NACHRICHT_UNBEKANNT: {
    regel: "Die beantwortete Nachricht gibt es nicht oder sie ist nicht an Sie gerichtet.",
    hinweis: "Geben Sie die Kennung einer Nachricht aus Ihrem Gespräch zu diesem Vorgang an.",
  },
  FREITEXT_ZU_LANG: {
    regel: "Der Text ist zu lang.",
    hinweis: "Kürzen Sie den Text: Wünsche und Antworten auf 1000, Namen auf 100 Zeichen.",
  },
  LISTE_ZU_LANG: {
    regel: "Die Liste hat zu viele Einträge.",
    hinweis: "Kürzen Sie die Liste: höchstens 50 Regeln, in jeder höchstens 200 Nummern oder Postleitzahlen.",
  },
  PLZ_FORM: {
    regel: "Die Postleitzahl oder ihr Anfang besteht nicht aus ein bis fünf Ziffern.",
    hinweis: "Geben Sie eine Postleitzahl wie 10999 an oder ihren Anfang wie 109.",
  },
  REGEL_OHNE_BEDINGUNG: {
    regel: "Die Regel hat weder Leistungen noch ein Gebiet als Bedingung.",
    hinweis: "Ergänzen Sie eine Bedingung; um alle Anfragen abzulehnen, gibt es einen eigenen Schalter.",
  },
  KONTAKT_LEER: {
    regel: "Kontaktdaten brauchen eine Telefonnummer oder eine E-Mail-Adresse.",
    hinweis: "Geben Sie eine Telefonnummer oder eine E-Mail-Adresse an oder lassen Sie die Kontaktdaten weg.",
  },
  TELEFON_FORM: {
    regel: "Die Telefonnummer enthält unzulässige Zeichen oder ist zu kurz oder zu lang.",
    hinweis: "Geben Sie die Telefonnummer mit Vorwahl an, z. B. 030 5550123.",
  },
  EMAIL_FORM: {
    regel: "Die E-Mail-Adresse hat nicht die Form name@anbieter.de.",
    hinweis: "Prüfen Sie die E-Mail-Adresse.",
  },
  WERT_UNBEKANNT: {
    regel: "Der Wert gehört nicht zu den zugelassenen Werten.",
    hinweis: "Wählen Sie einen der zugelassenen Werte dieses Feldes.",
  },
  MINDESTENS_EINS: {
    regel: "Mindestens ein Eintrag ist Pflicht.",
    hinweis: "Ergänzen Sie mindestens einen Eintrag.",
  },
  TAG_UNGUELTIG: {
    regel: "Das Datum ist kein gültiger Kalendertag der Form JJJJ-MM-TT.",
    hinweis: "Geben Sie einen vorhandenen Kalendertag an, z. B. 2026-03-31.",
  },
  TAG_ZUKUNFT: {
    regel: "Das Datum darf nicht in der Zukunft liegen.",
    hinweis: "Geben Sie das heutige oder ein früheres Datum an.",
  },
  ZEITRAUM_ENDE_FEHLT: {
    regel: "Das Ende des Verordnungszeitraums ist Pflicht.",
    hinweis: "Geben Sie den letzten Tag des Verordnungszeitraums an.",
  },
  ZEITRAUM_VERTAUSCHT: {
    regel: "Das Ende des Zeitraums liegt vor seinem Beginn.",
    hinweis: "Prüfen Sie Beginn und Ende des Zeitraums.",
  },
  ZEITRAUM_AUSSERHALB: {
    regel: "Die Dauer liegt nicht vollständig im Verordnungszeitraum.",
    hinweis: "Legen Sie Beginn und Ende der Dauer in den Verordnungszeitraum.",
  },
  HAEUFIGKEIT_UNGUELTIG: {
    regel: "Die Häufigkeit muss eine ganze Zahl ab 1 je Tag, Woche oder Monat sein.",
    hinweis: "Geben Sie an, wie oft die Leistung je Tag, Woche oder Monat erbracht werden soll.",
  },
  VERSION_UNGUELTIG: {
    regel: "Die Versionsnummer muss eine ganze Zahl ab 1 sein.",
    hinweis: "Geben Sie die Version der Verordnung an, auf die sich der Datensatz bezieht.",
  },
  VERORDNUNGS_ID_FORM: {
    regel: "Die Verordnungs-ID hat nicht die Form aaa.bbb.bbb.bbb.bbb.cc.",
    hinweis: "Verwenden Sie die beim Anlegen vergebene Verordnungs-ID unverändert.",
  },
  VERORDNUNGS_ID_PRUEFZIFFER: {
    regel: "Die Prüfziffern der Verordnungs-ID sind falsch.",
    hinweis: "Verwenden Sie die beim Anlegen vergebene Verordnungs-ID unverändert.",
  },
  VERORDNUNGS_ID_ANDERE: {
    regel: "Der Datensatz trägt eine andere Verordnungs-ID als der Vorgang.",
    hinweis: "Erstellen Sie den Datensatz mit der Verordnungs-ID dieses Vorgangs.",
  },
  UUID_FORM: {
    regel: "Die Kennung ist keine UUID in Kleinbuchstaben.",
    hinweis: "Übernehmen Sie die vergebene Kennung unverändert.",
  },
  KVNR_FORM: {
    regel: "Die Krankenversichertennummer besteht nicht aus einem Großbuchstaben und neun Ziffern.",
    hinweis: "Übernehmen Sie die Nummer von der elektronischen Gesundheitskarte.",
  },
  KVNR_PRUEFZIFFER: {
    regel: "Die Prüfziffer der Krankenversichertennummer ist falsch.",
    hinweis: "Übernehmen Sie die Nummer von der elektronischen Gesundheitskarte.",
  },
  IKNR_FORM: {
    regel: "Das Institutionskennzeichen besteht nicht aus neun Ziffern.",
    hinweis: "Prüfen Sie das Institutionskennzeichen.",
  },
  IKNR_PRUEFZIFFER: {
    regel: "Die Prüfziffer des Institutionskennzeichens ist falsch.",
    hinweis: "Prüfen Sie das Institutionskennzeichen.",
  },
  LANR_FORM: {
    regel: "Die lebenslange Arztnummer besteht nicht aus neun Ziffern.",
    hinweis: "Prüfen Sie die Arztnummer der verordnenden Person.",
  },
  LANR_PRUEFZIFFER: {
    regel: "Die Prüfziffer der lebenslangen Arztnummer ist falsch.",
    hinweis: "Prüfen Sie die Arztnummer der verordnenden Person.",
  },
  BSNR_FORM: {
    regel: "Die Betriebsstättennummer besteht nicht aus neun Ziffern.",
    hinweis: "Prüfen Sie die Betriebsstättennummer der Praxis.",
  },
  TELEMATIK_ID_FORM: {
    regel: "Die Telematik-ID hat nicht die vorgeschriebene Form.",
    hinweis: "Übernehmen Sie die Telematik-ID aus dem Zertifikat der Institutionskarte.",
  },
  LBNR_FORM: {
    regel: "Die lebenslange Beschäftigtennummer besteht nicht aus neun Ziffern.",
    hinweis: "Geben Sie alle neun Ziffern an, auch führende Nullen.",
  },
  ICD_FORM: {
    regel: "Die Diagnose ist kein ICD-10-GM-Kode.",
    hinweis: "Geben Sie einen endständigen Kode an, z. B. I83.0.",
  },
  BSNR_ODER_IK: {
    regel: "Die Institution braucht genau eines von Betriebsstättennummer und Institutionskennzeichen.",
    hinweis: "Geben Sie für eine Praxis die Betriebsstättennummer an, für ein Krankenhaus das Institutionskennzeichen.",
  },
  UNFALL_FEHLT: {
    regel: "Bei einem Träger der gesetzlichen Unfallversicherung ist der Unfalltag Pflicht.",
    hinweis: "Ergänzen Sie das Unfallkennzeichen und den Unfalltag.",
  },
  LEISTUNG_ID_DOPPELT: {
    regel: "Die Kennung der Leistung kommt in der Verordnung mehrfach vor.",
    hinweis: "Vergeben Sie jeder Leistung eine eigene Kennung.",
  },
  NUMMER_ODER_FREITEXT: {
    regel: "Eine Leistung braucht genau eines von Nummer des Leistungsverzeichnisses und Freitext.",
    hinweis: "Geben Sie die Nummer an oder, wenn es keine gibt, einen Freitext.",
  },
  NUMMER_FORM: {
    regel: "Die Nummer hat nicht die Form des Leistungsverzeichnisses.",
    hinweis: "Geben Sie die Nummer ohne Zusätze an, z. B. 26 oder 31a.",
  },
  EIGENE_VERORDNUNG: {
    regel: "Leistungen nach Nr. 27a und nach Nr. 31a brauchen jeweils eine eigene Verordnung.",
    hinweis: "Stellen Sie für diese Leistung eine getrennte Verordnung aus.",
  },
  VERSORGUNGSORT_GETRENNT: {
    regel: "Leistungen an verschiedenen Versorgungsorten brauchen getrennte Verordnungen.",
    hinweis: "Stellen Sie für diesen Versorgungsort eine eigene Verordnung aus.",
  },
  INSTITUTION_FREMD: {
    regel: "Der Datensatz muss die angemeldete Institution nennen.",
    hinweis: "Tragen Sie die Telematik-ID Ihrer eigenen Institution ein.",
  },
  DAUER_TAGE: {
    regel: "Die Dauer muss eine ganze Zahl von 1 bis 3660 Tagen sein.",
    hinweis: "Geben Sie die Dauer in Tagen an oder lassen Sie sie weg; dann gilt der ganze Verordnungszeitraum.",
  },
  ENTWURFSLISTE_ZU_LANG: {
    regel: "Die Liste hat mehr als 100 Einträge.",
    hinweis: "Kürzen Sie die Liste.",
  },
  ANGABE_ZU_LANG: {
    regel: "Die Angabe hat mehr als 4000 Zeichen.",
    hinweis: "Kürzen Sie die Angabe.",
  },
  BLANKO_MIT_HAEUFIGKEIT: {
    regel: "Eine Blanko-Leistung darf keine Häufigkeit enthalten.",
    hinweis: "Entfernen Sie die Häufigkeit; die Pflegefachperson legt sie fest.",
  },
  BLANKO_MIT_DAUER: {
    regel: "Eine Blanko-Leistung darf keine Dauer enthalten.",
    hinweis: "Entfernen Sie die Dauer; die Pflegefachperson legt sie fest.",
  },
  BLANKO_UNZULAESSIG: {
    regel: "Für diese Leistung sieht die HKP-Richtlinie keine Festlegung durch die Pflegefachperson vor.",
    hinweis: "Legen Sie Häufigkeit und Dauer selbst fest.",
  },
  HAEUFIGKEIT_FEHLT: {
    regel: "Die Häufigkeit der Leistung fehlt.",
    hinweis: "Geben Sie die Häufigkeit an oder kennzeichnen Sie die Leistung als Blanko.",
  },
  DAUER_FEHLT: {
    regel: "Die Dauer der Leistung fehlt.",
    hinweis: "Geben Sie Beginn und Ende an oder kennzeichnen Sie die Leistung als Blanko.",
  },
  LEISTUNG_UNBEKANNT: {
    regel: "Die Leistung kommt in der Verordnung nicht vor.",
    hinweis: "Beziehen Sie sich auf die Kennung einer Leistung der neuesten Version der Verordnung.",
  },
  LEISTUNG_DOPPELT: {
    regel: "Die Leistung kommt im Datensatz mehrfach vor.",
    hinweis: "Führen Sie jede Leistung nur einmal auf.",
  },
  LEISTUNG_NICHT_BLANKO: {
    regel: "Die Leistung ist in der Verordnung nicht als Blanko gekennzeichnet.",
    hinweis: "Entfernen Sie die Leistung; Häufigkeit und Dauer hat die verordnende Person festgelegt.",
  },
  BLANKO_UNVOLLSTAENDIG: {
    regel: "Nicht alle Blanko-Leistungen der Verordnung sind ausgefüllt.",
    hinweis: "Legen Sie für jede Blanko-Leistung Häufigkeit und Dauer fest.",
  },
  ANGABEN_OHNE_LEISTUNG: {
    regel: "Außer bei einer unveränderten Folgeverordnung ist mindestens eine Leistung anzugeben.",
    hinweis: "Führen Sie die beantragten Leistungen auf.",
  },
  GPOS_FORM: {
    regel: "Die Gebührenposition besteht nicht aus sechs Ziffern oder Großbuchstaben.",
    hinweis: "Prüfen Sie die Gebührenposition, z. B. 032233.",
  },
  GPOS_ANZAHL: {
    regel: "Die Anzahl zur Gebührenposition muss eine ganze Zahl ab 1 sein.",
    hinweis: "Prüfen Sie die Anzahl oder lassen Sie sie weg.",
  },
  LEISTUNG_NICHT_BEANTRAGT: {
    regel: "Über diese Leistung wurde keine Entscheidung beantragt.",
    hinweis: "Entscheiden Sie genau über die beantragten Leistungen.",
  },
  ENTSCHEIDUNG_FEHLT: {
    regel: "Nicht über alle beantragten Leistungen ist entschieden.",
    hinweis: "Ergänzen Sie zu jeder beantragten Leistung ein Ergebnis.",
  },
  ABGELEHNT_MIT_UMFANG: {
    regel: "Eine abgelehnte Leistung darf weder Häufigkeit noch Zeitraum der Zusage tragen.",
    hinweis: "Entfernen Sie Häufigkeit und Zusage oder ändern Sie das Ergebnis.",
  },
  GENEHMIGT_ABWEICHEND: {
    regel: "Eine genehmigte Leistung muss dem Antrag entsprechen.",
    hinweis: "Übernehmen Sie den beantragten Wert oder wählen Sie teilgenehmigt.",
  },
  TEILGENEHMIGT_OHNE_MINDERUNG: {
    regel: "Eine Teilgenehmigung braucht eine geringere Häufigkeit oder einen kürzeren Zeitraum als beantragt.",
    hinweis: "Geben Sie den geringeren Umfang an oder wählen Sie genehmigt.",
  },
  UMFANG_UEBER_ANTRAG: {
    regel: "Der zugesagte Umfang geht über den Antrag hinaus.",
    hinweis: "Sagen Sie höchstens den beantragten Umfang zu.",
  },
  KENNZEICHEN_NUR_AP2: {
    regel: "Das Kennzeichen „Kostenerstattung / Persönliches Budget“ passt nicht zu einem Antrag des Pflegedienstes.",
    hinweis: "Entfernen Sie das Kennzeichen.",
  },
  GESAMTERGEBNIS_WIDERSPRUCH: {
    regel: "Das Gesamtergebnis passt nicht zu den Ergebnissen der einzelnen Leistungen.",
    hinweis: "Prüfen Sie das Gesamtergebnis und die einzelnen Ergebnisse.",
  },
  UNZUSTAENDIG_MIT_LEISTUNGEN: {
    regel: "Bei Unzuständigkeit wird über keine einzelne Leistung entschieden.",
    hinweis: "Entfernen Sie die Ergebnisse der einzelnen Leistungen.",
  },
} as const satisfies Record<string, Omit<Verstoss, "pfad">>;

export type Regelname = keyof typeof REGELN;

/** A list, so that rules can be joined by spreading: empty if the rule holds. */
export function verlange(erfuellt: boolean, pfad: string, regel: Regelname): Verstoss[] {
  return erfuellt ? [] : [{ pfad, ...REGELN[regel] }];
}
