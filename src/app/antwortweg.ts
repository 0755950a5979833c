import type { Teilnehmerrolle } from "../domain/kern/akteur.js";
import { gespraechszielZu } from "../domain/eingang/gespraechsziel.js";
import { nimmtTeil } from "../domain/hkp/gespraech.js";
import type { Sendeauftrag } from "../domain/hkp/sendeauftrag.js";
import type { Meldung, Vorgang } from "../domain/hkp/vorgang.js";

const AN: Record<Teilnehmerrolle, string> = {
  VERORDNENDER: "die verordnende Praxis",
  PFLEGEDIENST: "den Pflegedienst",
  KOSTENTRAEGER: "den Kostenträger",
  VERSICHERTER: "die versicherte Person",
};

/**
 * Last lines of a message: what an answer to it does. By the very rule that an answer is taken by (`gespraechszielZu`), so that
 * nobody is invited to write into the void.
 */
export function antwortzeilen(
  { id, kanal }: Pick<Sendeauftrag, "id" | "kanal">,
  { art, ereignis, empfaenger }: Meldung,
  vorgang: Vorgang,
): readonly string[] {
  if (kanal === "PORTAL") return [];
  if (vorgang.status === "GELOESCHT" || !nimmtTeil(vorgang, empfaenger))
    return ["Eine Antwort auf diese Nachricht ist nicht möglich."];
  const ziel = gespraechszielZu(vorgang, id, empfaenger, kanal);
  const handeln =
    art === "ALARM" && ereignis !== "NACHRICHT" && kanal === "KIM"
      ? ["Handeln Sie in Ihrem System, oder antworten Sie mit einer FHIR-Nachricht als Anhang."]
      : [];
  return [...handeln, worte(ziel)];
}

function worte(ziel: ReturnType<typeof gespraechszielZu>): string {
  if (ziel === null) return "Eine Antwort in Worten auf diese Nachricht wird niemandem zugestellt.";
  if (ziel.antwortAuf !== null)
    return "Antworten Sie auf diese Nachricht, oder in Ihrem System im Gespräch zu dieser Verordnungs-ID: Ihre Worte gehen an den, der geschrieben hat.";
  const empfaenger = ziel.an.map((rolle) => AN[rolle]).join(" und ");
  return `Wenn Sie auf diese Nachricht mit Worten antworten, gehen sie in das Gespräch zu dieser Verordnungs-ID, an ${empfaenger}; entschieden oder geändert ist damit nichts.`;
}
