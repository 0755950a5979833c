import { Fachfehler } from "../../kern/fehler.js";
import type { BefehlFuer } from "../befehle.js";
import { hatKostenerstattungGewaehlt } from "../vorgang.js";
import type { Entscheider } from "../wirkung.js";

/**
 * Beratung [6.5.3]: the Versicherter lets the Kostentraeger of the Verordnung read it. The status stays and nobody is
 * alerted (fachregeln.md section 4 has no such row): the Vorgang appears in the Kostentraeger's work list.
 */
export const zugriffGeben: Entscheider<BefehlFuer<"zugriffGeben">> = (_befehl, vorgang) => {
  if (vorgang.prinzip !== "SACHLEISTUNG") throw new Fachfehler("KOSTENERSTATTUNG_OHNE_ZUGRIFF");
  return { setze: { kostentraegerHatZugriff: true }, ereignis: null };
};

/** Only what the Versicherter gave can be taken back: not the access by § 13 (2), nor that of an application (AP1). */
export const zugriffEntziehen: Entscheider<BefehlFuer<"zugriffEntziehen">> = (_befehl, vorgang) => {
  if (hatKostenerstattungGewaehlt(vorgang) || vorgang.antrag !== null) throw new Fachfehler("ZUGRIFF_NICHT_ENTZIEHBAR");
  return { setze: { kostentraegerHatZugriff: false }, ereignis: null };
};
