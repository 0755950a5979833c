import { alsTeilnehmer } from "../../kern/akteur.js";
import { Fachfehler } from "../../kern/fehler.js";
import type { BefehlFuer } from "../befehle.js";
import type { Entscheider } from "../wirkung.js";
import { imVerordnungszeitraum } from "./hilfen.js";

/**
 * 2: OFFEN → ZUGEWIESEN, the conscious second step after reading [6.5.1, 7.1.2]. That the caller may (PoPP, AccessCode,
 * access given) was the condition of finding the Vorgang at all (sicht.ts).
 */
export const annehmen: Entscheider<BefehlFuer<"annehmen">> = (_befehl, vorgang, { akteur, jetzt }) => {
  if (vorgang.kennzeichenKostenerstattung) throw new Fachfehler("KENNZEICHEN_KOSTENERSTATTUNG");
  imVerordnungszeitraum(vorgang, jetzt);
  // A Zuweisung to somebody else ends with it (D5).
  return { setze: { pflegedienst: alsTeilnehmer(akteur), zuweisung: null }, ereignis: "ANGENOMMEN" };
};
