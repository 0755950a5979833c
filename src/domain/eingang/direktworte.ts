/** What the gateway says in a room that a participant opened with it: about no Vorgang yet. */

const EINLOESEN = [
  "!annehmen <Verordnungs-ID> <Zugriffscode> – mit dem Zugriffscode vom Ausdruck oder aus der App",
  "Mit der Karte (PoPP): den Befehl „annehmen“ als strukturierte Datei in diesen Raum senden",
];

export const DIREKTHILFE = [
  "Hier nehmen Sie als Pflegedienst eine Verordnung an, die Ihnen noch nicht zugewiesen ist:",
  ...EINLOESEN,
  "",
  "Alles Weitere geschieht danach in dem Raum, den dieser Dienst zu der Verordnung öffnet.",
].join("\n");

export const NICHT_HIER = `Das geht hier nicht; es wurde nichts veranlasst.\n\n${DIREKTHILFE}`;
export const AUFRUF_UNVOLLSTAENDIG = [
  "Verordnungs-ID oder Zugriffscode fehlen oder sind unvollständig; es wurde nichts veranlasst. Schreiben Sie:",
  EINLOESEN[0],
].join("\n");
export const CODE_FALSCH =
  "Zu dieser Verordnungs-ID mit diesem Zugriffscode gibt es keine Verordnung, die Sie annehmen können; es wurde nichts veranlasst. Bitte vergleichen Sie beides mit dem Ausdruck oder der App.";
export const KEINE_WORTE = `Ihre Nachricht erreicht hier niemanden: Dieser Raum gehört zu keiner Verordnung.\n\n${DIREKTHILFE}`;
export const NICHT_ANNEHMBAR =
  "Diese Verordnung können Sie nicht annehmen: Sie ist schon angenommen, nicht mehr gültig, oder nur ein Pflegedienst kann es.";

/** A Verordnung as the printout and the app name it. */
export interface Einloesung {
  readonly vorgangId: string;
  readonly code: string;
}

const AUFRUF = /^(\d{3}(?:\.\d{3}){4}\.\d{2})[\s,;]+([0-9a-f]{64})$/i;

/** Null: not both, or something else. */
export function leseEinloesung(text: string): Einloesung | null {
  const [, vorgangId, code] = AUFRUF.exec(text.trim()) ?? [];
  return vorgangId === undefined || code === undefined ? null : { vorgangId, code: code.toLowerCase() };
}
