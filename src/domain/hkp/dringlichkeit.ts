import { schluessel } from "../kern/akteur.js";
import { berlinerTagesbeginn, tageSpaeter } from "../kern/kalender.js";
import { zustaendig } from "./aenderung.js";
import { FRISTEN, letzterTagDesEinreichens, offeneFristen } from "./fristen.js";
import type { Fristregeln } from "./fristen.js";
import type { Meldung, Vorgang } from "./vorgang.js";

/**
 * Whether an Alarm that waits until `bis` would come too late: it warns of a deadline, or a deadline of its recipient passes
 * before. Deadlines are those of fachregeln.md section 5 for the one who must act next; a reminder
 * is none.
 */
export function istDringend(
  { ereignis, empfaenger }: Pick<Meldung, "ereignis" | "empfaenger">,
  vorgang: Vorgang,
  bis: Date,
  jetzt: Date,
  regeln: Fristregeln,
): boolean {
  if (ereignis === "FRIST_NAHT") return true;
  const naechster = zustaendig(vorgang);
  if (naechster === null || schluessel(naechster) !== schluessel(empfaenger)) return false;
  return fristenDesNaechsten(vorgang, jetzt, regeln).some((frist) => frist <= bis);
}

/** Deadlines after which nothing can be done any more; the others remind, or set the gateway itself to work. */
const ENDE: readonly string[] = ["verfallen", "abschliessen", "loeschen"];

function fristenDesNaechsten(vorgang: Vorgang, jetzt: Date, regeln: Fristregeln): readonly Date[] {
  const enden = offeneFristen(vorgang, jetzt, regeln)
    .filter(({ art }) => ENDE.includes(FRISTEN[art].aktion))
    .map(({ faelligAm }) => faelligAm);
  const letzter = vorgang.status === "ZUGEWIESEN" ? letzterTagDesEinreichens(vorgang, regeln.einreichfrist) : null;
  if (letzter === null) return enden;
  const einreichen = berlinerTagesbeginn(tageSpaeter(letzter, 1));
  // Once it has passed nothing is left to be kept.
  return einreichen > jetzt ? [...enden, einreichen] : enden;
}
