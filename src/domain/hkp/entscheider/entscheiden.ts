import type { BefehlFuer } from "../befehle.js";
import type { Entscheider } from "../wirkung.js";
import { gepruefteEntscheidung } from "./entscheidung-pruefen.js";

/**
 * AP4 → BESCHIEDEN (also „Unzuständig“) and AP2 → OFFEN, where the Kennzeichen follows the Entscheidungsdatensatz [6.7.1, 6.9].
 */
export const entscheiden: Entscheider<BefehlFuer<"entscheiden">> = ({ entscheidung }, vorgang, kontext, zeile) => {
  const datensatz = gepruefteEntscheidung(entscheidung, vorgang, kontext);
  const { kennzeichenKostenerstattung, gesamtergebnis } = entscheidung.inhalt;
  if (zeile.nr === "AP2")
    return { datensatz, setze: { kennzeichenKostenerstattung }, ereignis: "KOSTENERSTATTUNG_ENTSCHIEDEN" };
  return { datensatz, ereignis: gesamtergebnis === "UNZUSTAENDIG" ? "UNZUSTAENDIG" : "ENTSCHIEDEN" };
};
