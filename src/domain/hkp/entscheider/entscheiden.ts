import type { BefehlFuer } from "../befehle.js";
import type { Entscheider } from "../wirkung.js";
import { PROTOKOLLTEXT_AUTOMATISCH } from "../texte.js";
import { gepruefteEntscheidung } from "./entscheidung-pruefen.js";

/**
 * AP4 → BESCHIEDEN (also „Unzuständig“) and AP2 → OFFEN, where the Kennzeichen follows the Entscheidungsdatensatz [6.7.1, 6.9].
 */
export const entscheiden: Entscheider<BefehlFuer<"entscheiden">> = ({ entscheidung }, vorgang, kontext, zeile) => {
  const { akteur } = kontext;
  const automatisch = akteur.rolle === "KOSTENTRAEGER" && akteur.person === "DUNKELVERARBEITUNG";
  const kopf = automatisch ? { protokolltext: PROTOKOLLTEXT_AUTOMATISCH } : {};
  const datensatz = gepruefteEntscheidung(entscheidung, vorgang, kontext);
  const { kennzeichenKostenerstattung, gesamtergebnis } = entscheidung.inhalt;
  if (zeile.nr === "AP2")
    return { ...kopf, datensatz, setze: { kennzeichenKostenerstattung }, ereignis: "KOSTENERSTATTUNG_ENTSCHIEDEN" };
  return { ...kopf, datensatz, ereignis: gesamtergebnis === "UNZUSTAENDIG" ? "UNZUSTAENDIG" : "ENTSCHIEDEN" };
};
