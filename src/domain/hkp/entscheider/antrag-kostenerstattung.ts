import { Fachfehler } from "../../kern/fehler.js";
import type { BefehlFuer } from "../befehle.js";
import type { Entscheider } from "../wirkung.js";

/**
 * AP1: OFFEN → ANTRAGSPRUEFUNG for Kostenerstattung (§ 37 (4) SGB V, § 32 (3) SGB VII) or persönliches Budget [6.4]. That the
 * Kostentraeger was given access was the condition of finding the Vorgang; a code of the printout opens reading only.
 * A Zuweisung that nobody accepted ends: the Versicherter chose another way.
 */
export const antragKostenerstattung: Entscheider<BefehlFuer<"antragKostenerstattung">> = (_befehl, vorgang) => {
  if (vorgang.prinzip !== "SACHLEISTUNG") throw new Fachfehler("KOSTENERSTATTUNG_OHNE_ZUGRIFF");
  return { setze: { antrag: "AP1", zuweisung: null, kontakt: null }, ereignis: "ANTRAG_KOSTENERSTATTUNG" };
};
