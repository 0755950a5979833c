import { schluessel } from "../kern/akteur.js";
import type { Teilnehmer } from "../kern/akteur.js";
import { liestNachricht } from "./gespraech.js";
import { versionen } from "./vorgang.js";
import type { Vorgang } from "./vorgang.js";

/**
 * Whether this reader may know that it was this participant to whom something went at that version of the Vorgang: whom the
 * Versicherter chose is hers and the chosen one's to know until it accepts (fachregeln.md section 4), unless it wrote itself.
 * One that was assigned at that version and gave the Verordnung back later stays known; being chosen anew hides and shows
 * nothing of that.
 */
export function kenntEmpfaenger(
  vorgang: Vorgang,
  empfaenger: Teilnehmer,
  version: number,
  leser: Teilnehmer | null,
): boolean {
  const ist = (einer: Teilnehmer | null): boolean => einer !== null && schluessel(einer) === schluessel(empfaenger);
  if (empfaenger.rolle !== "PFLEGEDIENST" || leser?.rolle === "VERSICHERTER") return true;
  if (ist(leser) || ist(vorgang.pflegedienst)) return true;
  return zugewieseneKennung(vorgang, version) === empfaenger.kennung || hatGeschrieben(vorgang, ist, version, leser);
}

/** Each transition makes one version and one entry of the Protokoll. */
function zugewieseneKennung({ protokoll }: Vorgang, version: number): string | null {
  const letzter = protokoll
    .slice(0, version)
    .findLast(({ aktion }) => aktion === "annehmen" || aktion === "zurueckgeben");
  return letzter?.aktion === "annehmen" ? letzter.wer.kennung : null;
}

function hatGeschrieben(
  vorgang: Vorgang,
  ist: (einer: Teilnehmer) => boolean,
  version: number,
  leser: Teilnehmer | null,
): boolean {
  return versionen(vorgang, "NACHRICHT").some(
    ({ id, inhalt }) => ist(inhalt.absender) && liestNachricht(inhalt, leser) && versionVon(vorgang, id) >= version,
  );
}

/** Version of the Vorgang that this message made; its addressees are always told. */
export const versionVon = ({ meldungen }: Pick<Vorgang, "meldungen">, nachrichtId: string): number =>
  meldungen.find(({ datensatzId }) => datensatzId === nachrichtId)?.version ?? 0;
