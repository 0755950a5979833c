import { Fachfehler, FEHLER } from "../kern/fehler.js";
import type { Fehlercode, Verstoss } from "../kern/fehler.js";
import type { Aktion, Status } from "../hkp/status.js";
import { AKTIONSWORTE, ROLLENWORTE, STATUSWORTE } from "./befehlsworte.js";

/** Refusals that end by themselves: the message stays where it is and comes again. */
const VORUEBERGEHEND: ReadonlySet<Fehlercode> = new Set<Fehlercode>([
  "NICHT_VERFUEGBAR",
  "VERSIONSKONFLIKT",
  "VIRENPRUEFUNG_NICHT_VERFUEGBAR",
  "ZU_VIELE_ANFRAGEN",
  "ERGEBNIS_UNBEKANNT",
  "INTERN",
]);

/** Whether this is an answer for the sender, and not a disturbance that passes or a fault of ours. */
export const istAbweisung = (fehler: unknown): fehler is Fachfehler =>
  fehler instanceof Fachfehler && !VORUEBERGEHEND.has((fehler as Fachfehler).code);

/** What to do by mail or chat, where the message of the error table speaks of a system. */
const PER_NACHRICHT: Partial<Record<Fehlercode, string>> = {
  VERBOTEN:
    "Manches darf nur die Ärztin oder der Arzt: Signieren Sie die FHIR-Nachricht dann mit dem Heilberufsausweis, oder handeln Sie in Ihrem System.",
  VORGANG_UNBEKANNT: "Antworten Sie auf die letzte Nachricht, die Sie zu diesem Vorgang erhalten haben.",
  BLANKO_QUALIFIKATION_FEHLT:
    "Nennen Sie die Pflegefachperson mit Beschäftigtennummer und Qualifikation, und signieren Sie die FHIR-Nachricht mit der SMC-B Ihrer Einrichtung.",
  ZUWEISUNG_FEHLT: "Legen Sie der FHIR-Nachricht den PoPP-Token oder den Zugriffscode bei.",
};

const UEBERHOLT = "Der Vorgang ist seit der Nachricht, auf die Sie antworten, weitergegangen.";
export const NICHTS_GETAN = "Ihre Nachricht wurde nicht ausgeführt.";

/** German text of a refusal; nothing but what the error table says, its details for this sender, and what to do. */
export function abweisungstext(fehler: Fachfehler, { ueberholt }: { readonly ueberholt: boolean }): string {
  const weiteres = PER_NACHRICHT[fehler.code];
  return [
    NICHTS_GETAN,
    ...(ueberholt ? [UEBERHOLT] : []),
    "",
    FEHLER[fehler.code],
    ...(weiteres === undefined ? [] : [weiteres]),
    ...einzelheiten(fehler),
  ].join("\n");
}

/** Details by their shape, as far as a person can use them. */
function einzelheiten({ details }: Fachfehler): readonly string[] {
  if (details === undefined) return [];
  if ("verstoesse" in details) return ["", ...details.verstoesse.slice(0, HOECHSTENS).map(verstosszeile)];
  if ("erlaubteAktionen" in details)
    return ["", `Stand: ${wort(STATUSWORTE, details.status)}. ${moegliches(details.erlaubteAktionen)}`];
  if ("erlaubteRollen" in details)
    return ["", `Zuständig: ${details.erlaubteRollen.map((rolle) => wort(ROLLENWORTE, rolle)).join(" oder ")}.`];
  // The kind of card; which professions it may be of, by their OID, helps nobody who reads.
  if ("verlangt" in details)
    return ["", `Verlangt wird: ${details.verlangt.map((karte) => karte.split(" (", 1)[0]).join(" oder ")}.`];
  if ("erwartet" in details) return ["", `Erwartet wird: ${String(details.erwartet)}.`];
  if ("hoechstensBytes" in details) return ["", `Höchstens ${details.hoechstensBytes} Bytes.`];
  if ("hoechstens" in details) return ["", `Höchstens: ${details.hoechstens}.`];
  if ("hinweis" in details) return ["", details.hinweis];
  if ("gueltig" in details) return ["", `Gültig ist Version ${String(details.gueltig)}.`];
  return [];
}

const wort = (worte: Readonly<Record<string, string>>, code: string): string => worte[code] ?? code;

/** Of all who take part, as the error table has it. */
const moegliches = (aktionen: readonly string[]): string =>
  aktionen.length === 0
    ? "Es ist nichts mehr möglich."
    : `Möglich ist jetzt, je nach Beteiligtem: ${aktionen.map((aktion) => wort(AKTIONSWORTE, aktion)).join(", ")}.`;

/** Of a data set that is wrong throughout the first ones suffice. */
const HOECHSTENS = 20;

const verstosszeile = ({ pfad, regel, hinweis }: Verstoss): string => `- ${pfad}: ${regel} ${hinweis}`;

/** To somebody whom the Verzeichnisdienst does not know: nothing of any Vorgang. */
export const UNBEKANNTER_ABSENDER = [
  NICHTS_GETAN,
  "",
  "Der Verzeichnisdienst nennt zu Ihrer Adresse keine Einrichtung, die an Verordnungen häuslicher Krankenpflege teilnimmt, oder mehr als eine.",
  "Schreiben Sie von der Adresse, die für Ihre Einrichtung im Verzeichnisdienst eingetragen ist, oder lassen Sie den Eintrag berichtigen.",
].join("\n");

/** A command was carried out. */
export const befehlssatz = (aktion: Aktion, vorgangId: string, status: Status): string =>
  [
    `Ihr Befehl „${AKTIONSWORTE[aktion]}“ wurde ausgeführt.`,
    `Verordnungs-ID: ${vorgangId}`,
    `Stand danach: ${STATUSWORTE[status]}.`,
  ].join("\n");

/** What was done, and what of the message nothing has become of. */
export function ausgefuehrttext(satz: string, unbenutzt: number): string {
  if (unbenutzt === 0) return satz;
  return `${satz}\nNicht übernommene Anhänge: ${unbenutzt}. Unterlagen fügen Sie in Ihrem System unter der Verordnungs-ID hinzu.`;
}
