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
  const pflegedienst = alsTeilnehmer(akteur);
  const gewaehlt = vorgang.zuweisung !== null && vorgang.zuweisung.kennung === pflegedienst?.kennung;
  return {
    // A Zuweisung to somebody else ends with it (D5), and what was told to that one is not told to this one.
    setze: { pflegedienst, zuweisung: null, ...(gewaehlt ? {} : { kontakt: null }) },
    ereignis: "ANGENOMMEN",
  };
};
