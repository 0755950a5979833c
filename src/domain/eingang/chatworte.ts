import type { Teilnehmerrolle } from "../kern/akteur.js";
import type { Aktion, Status } from "../hkp/status.js";
import { ROLLENWORTE, STATUSWORTE } from "./befehlsworte.js";
import { CHATHANDLUNGEN, NUR_ALS_DATEI } from "./chatbefehle.js";
import type { Chatweg, Handlungswort } from "./chatbefehle.js";

/** What the gateway says in a room: German, plain text, nothing personal. */

export interface Stand {
  readonly vorgangId: string;
  readonly status: Status;
  /** Who must act next, as the reader stands to it; null: nobody. */
  readonly naechster: Teilnehmerrolle | "SELBST" | null;
}

export function statusworte({ vorgangId, status, naechster }: Stand): string {
  const dran = naechster === "SELBST" ? "Sie" : naechster === null ? "niemand" : ROLLENWORTE[naechster];
  return `Verordnung ${vorgangId}: ${STATUSWORTE[status]}.\nAls Nächstes am Zug: ${dran}.`;
}

/** What this participant can do now. */
export function hilfe(moegliche: readonly Aktion[], stand: Stand): string {
  const befehle = Object.values(CHATHANDLUNGEN).flatMap(({ eingabe, wege }) =>
    wege
      .filter(({ aktion }) => moegliche.includes(aktion))
      .slice(0, 1)
      .map((weg) => `${eingabe} – ${weg.hilfe}`),
  );
  const dateien = moegliche.flatMap((aktion) => NUR_ALS_DATEI[aktion] ?? []);
  return [
    statusworte(stand),
    "",
    ...(befehle.length === 0
      ? ["Mit einem Befehl können Sie zurzeit nichts veranlassen."]
      : ["Sie können jetzt:", ...befehle]),
    ...(dateien.length === 0 ? [] : ["", "Mit einer Datei:", ...dateien]),
    "",
    "!status – zeigt den Stand",
    ...(moegliche.includes("nachrichtSchreiben")
      ? ["Alles andere, was Sie als Antwort auf eine Nachricht schreiben, geht an deren Absender."]
      : []),
    "Weiteres erledigen Sie in Ihrem System.",
  ].join("\n");
}

export const UNBEKANNTER_BEFEHL =
  "Diesen Befehl kenne ich nicht; es wurde nichts veranlasst. !hilfe zeigt, was Sie jetzt tun können. Eine Nachricht an die Gegenseite schreiben Sie ohne Ausrufezeichen.";
export const NICHTS_ZU_BESTAETIGEN = "Es gibt nichts zu bestätigen. !hilfe zeigt, was Sie jetzt tun können.";
export const FRAGE_VERFALLEN =
  "Die Bestätigung kam zu spät; es wurde nichts veranlasst. Bitte senden Sie den Befehl erneut.";
export const BEFEHL_FEHLT =
  "Der Befehl, den Sie bestätigen, ist nicht mehr lesbar; es wurde nichts veranlasst. Bitte senden Sie ihn erneut.";
export const VORGANG_GEAENDERT =
  "Der Vorgang hat sich seit Ihrem Befehl geändert; es wurde nichts veranlasst. Bitte prüfen Sie den Stand mit !status und senden Sie den Befehl erneut.";
export const NICHTS_ZU_VERWERFEN =
  "Es wartet kein Befehl auf eine Bestätigung. Was Sie schon bestätigt haben, gilt. !status zeigt den Stand.";
export const VERWORFEN = "In Ordnung, es wird nichts veranlasst.";
export const BEFEHL_ZURUECKGEZOGEN = "Sie haben den Befehl gelöscht; er wird nicht ausgeführt.";
export const BEFEHL_GEAENDERT =
  "Geänderte Befehle gelten nicht, auch der ursprüngliche wird nicht ausgeführt. Bitte senden Sie den Befehl neu.";
export const AENDERUNG_GILT_NICHT =
  "Die Änderung wurde nicht übernommen: Es gilt, was Sie zuerst gesendet haben. Bitte senden Sie eine Berichtigung als neue Nachricht.";
export const BLEIBT_IM_VORGANG =
  "Sie haben die Nachricht hier gelöscht. Was sie bewirkt hat, bleibt im Vorgang dokumentiert; bitte senden Sie eine Berichtigung als neue Nachricht.";
export const UNLESBAR =
  "Eine Ihrer Nachrichten konnte nicht entschlüsselt werden und wurde nicht bearbeitet. Bitte senden Sie sie erneut.";
export const GESCHEITERT =
  "Ihre Nachricht konnte durch einen Fehler dieses Dienstes nicht bearbeitet werden; es wurde nichts veranlasst. Bitte handeln Sie in Ihrem System, und wenden Sie sich an den Betrieb.";
export const KEIN_VORGANG =
  "Befehle gelten in dem Raum, der zu einer Verordnung gehört, an der Sie beteiligt sind. Hier wurde nichts veranlasst.";
export const UEBERNOMMEN = "Ihre Nachricht steht im Vorgang.";
export const DATEI_UEBERNOMMEN = "Ihre Datei wurde geprüft und in den Vorgang übernommen.";

export const DATEI_FEHLT = {
  ZU_GROSS: "Die Datei ist zu groß und wurde nicht bearbeitet. Bitte senden Sie eine kleinere.",
  UNLESBAR:
    "Die Datei konnte nicht entschlüsselt werden oder wurde unterwegs verändert; sie wurde nicht bearbeitet. Bitte senden Sie sie erneut, verschlüsselt in diesem Raum.",
} as const;

/** @param bis "12:34" */
export function rueckfrage({ frage, nimmtText }: Chatweg, text: string, bis: string): string {
  return [
    frage,
    ...(text === "" || nimmtText ? [] : ["Ihr Zusatz hinter dem Befehl wird dabei nicht übermittelt."]),
    `Bestätigen Sie bis ${bis} Uhr mit !ja oder ✅. Mit !nein oder ohne Antwort geschieht nichts.`,
  ].join("\n");
}

export function nichtMoeglich(wort: Handlungswort, stand: Stand): string {
  return `${statusworte(stand)}\n\nDas ist jetzt nicht möglich. ${CHATHANDLUNGEN[wort].sonst}`;
}
