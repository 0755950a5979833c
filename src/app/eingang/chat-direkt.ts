import type { Chatbefehl } from "../../domain/eingang/chatwort.js";
import { waehleWeg } from "../../domain/eingang/chatbefehle.js";
import type { Handlungswort } from "../../domain/eingang/chatbefehle.js";
import * as worte from "../../domain/eingang/direktworte.js";
import { istNachgewiesen, sichtVon } from "../../domain/hkp/sicht.js";
import type { Vorgang } from "../../domain/hkp/vorgang.js";
import { moeglicheAktionen } from "../../domain/hkp/zulaessig.js";
import type { Akteur } from "../../domain/kern/akteur.js";
import type { Dienste } from "../dienste.js";

/** What is asked back, or only said. */
export type Direktergebnis =
  | { readonly art: "frage"; readonly wort: Handlungswort; readonly vorgang: Vorgang }
  | { readonly art: "worte"; readonly text: string; readonly gelungen: boolean };

const nein = (text: string): Direktergebnis => ({ art: "worte", text, gelungen: false });

/**
 * Commands in a room that a participant opened: nothing but to redeem a Verordnung with the code of the printout or the FdV
 * (fachregeln.md section 9). Nothing of the Verordnung is told before it is accepted.
 * A Vorgang that is not there and a code that is not its own are answered alike.
 * @throws Fachfehler KOSTENERSTATTUNG_OHNE_ZUGRIFF
 */
export async function befolgeDirekt(
  { wort, rest }: Chatbefehl,
  akteur: Akteur,
  dienste: Dienste,
): Promise<Direktergebnis> {
  if (wort === "hilfe") return { art: "worte", text: worte.DIREKTHILFE, gelungen: true };
  if (wort !== "annehmen") return nein(worte.NICHT_HIER);
  const einloesung = worte.leseEinloesung(rest);
  if (einloesung === null) return nein(worte.AUFRUF_UNVOLLSTAENDIG);
  const zugang = { art: "ZUGRIFFSCODE", code: einloesung.code } as const;
  const vorgang = await dienste.store.lade(einloesung.vorgangId, sichtVon(akteur, zugang, "HANDELN"));
  if (vorgang === null) {
    await dienste.bremse();
    return nein(worte.CODE_FALSCH);
  }
  const moegliche = moeglicheAktionen(akteur, vorgang, istNachgewiesen(zugang, vorgang), dienste.schalter);
  if (waehleWeg(wort, moegliche) === null) return nein(worte.NICHT_ANNEHMBAR);
  return { art: "frage", wort, vorgang };
}

/** The proof that the words behind a command hold; null: none. */
export function zugangAusWorten(rest: string) {
  const einloesung = worte.leseEinloesung(rest);
  return einloesung === null ? null : ({ art: "ZUGRIFFSCODE", code: einloesung.code } as const);
}
