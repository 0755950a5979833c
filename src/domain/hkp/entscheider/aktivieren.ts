import type { BefehlFuer } from "../befehle.js";
import type { Entscheider } from "../wirkung.js";
import { pruefeSignierteVerordnung } from "./verordnung-pruefen.js";

/** 1: INITIALISIERT → OFFEN with a signed, formally valid data set that carries this Verordnungs-ID [7.1.1]. */
export const aktivieren: Entscheider<BefehlFuer<"aktivieren">> = ({ verordnung }, vorgang, kontext) => {
  const { datensatz, setze, kostenerstattung } = pruefeSignierteVerordnung(verordnung, vorgang, kontext);
  return {
    datensatz,
    // The Kostentraeger gets the access information at activation [6.4].
    setze: { ...setze, kostentraegerHatZugriff: kostenerstattung },
    ereignis: kostenerstattung ? "AKTIVIERT_MIT_KOSTENERSTATTUNG" : "AKTIVIERT",
  };
};
