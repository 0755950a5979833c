import { Fachfehler } from "../../kern/fehler.js";
import type { BefehlFuer } from "../befehle.js";
import { neueste } from "../vorgang.js";
import type { Entscheider } from "../wirkung.js";
import { gueltigeVerordnung, hatBlankoLeistung, imVerordnungszeitraum } from "./hilfen.js";

/**
 * AP3: ZUGEWIESEN → ANTRAGSPRUEFUNG; the Kostentraeger of the Verordnung gets access [6.6.1, 6.7.1].
 * Conditions of fachregeln.md section 2; a data set counts only if it completes the valid version of the Verordnung.
 */
export const einreichen: Entscheider<BefehlFuer<"einreichen">> = (_befehl, vorgang, { jetzt }) => {
  const verordnung = gueltigeVerordnung(vorgang);
  if (verordnung.inhalt.wahlKostenerstattung) throw new Fachfehler("WAHL_KOSTENERSTATTUNG");
  if (vorgang.prinzip !== "SACHLEISTUNG") throw new Fachfehler("KOSTENERSTATTUNG_OHNE_ZUGRIFF");
  imVerordnungszeitraum(vorgang, jetzt);
  if (hatBlankoLeistung(verordnung.inhalt)) {
    const blanko = neueste(vorgang, "BLANKOVERORDNUNG");
    if (blanko?.inhalt.zuVersion !== verordnung.version) throw new Fachfehler("BLANKO_FEHLT");
  }
  if (neueste(vorgang, "ANGABEN")?.inhalt.zuVersion !== verordnung.version) throw new Fachfehler("ANGABEN_FEHLEN");
  return { setze: { antrag: "AP3", kostentraegerHatZugriff: true }, ereignis: "EINGEREICHT" };
};
