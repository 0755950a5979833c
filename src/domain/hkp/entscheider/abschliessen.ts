import { Fachfehler } from "../../kern/fehler.js";
import type { BefehlFuer } from "../befehle.js";
import { hatKostenerstattungGewaehlt } from "../vorgang.js";
import type { Entscheider } from "../wirkung.js";

/**
 * 4: OFFEN → ABGESCHLOSSEN by the Kostentraeger in the special cases of 6.4: Wahl der Kostenerstattung, or the Kennzeichen
 * that AP2 set. A Kostentraeger that only advises must not close. AA1, AA2 are deadlines and need no case; with the
 * status an unanswered Korrekturanfrage ends (D4).
 */
export const abschliessen: Entscheider<BefehlFuer<"abschliessen">> = (_befehl, vorgang, { akteur }) => {
  const sonderfall = hatKostenerstattungGewaehlt(vorgang) || vorgang.kennzeichenKostenerstattung;
  if (akteur.rolle === "KOSTENTRAEGER" && !sonderfall) throw new Fachfehler("KEIN_SONDERFALL");
  return { setze: { korrektur: null }, ereignis: "ABGESCHLOSSEN" };
};
