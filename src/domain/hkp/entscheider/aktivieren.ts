import type { BefehlFuer } from "../befehle.js";
import type { Entscheider } from "../wirkung.js";
import { pruefeSignierteVerordnung } from "./verordnung-pruefen.js";

/** 1: INITIALISIERT → OFFEN with a signed, formally valid data set that carries this Verordnungs-ID [7.1.1]. */
export const aktivieren: Entscheider<BefehlFuer<"aktivieren">> = (
  { verordnung, stammpflegedienst },
  vorgang,
  kontext,
) => {
  const { datensatz, setze, kostenerstattung } = pruefeSignierteVerordnung(verordnung, vorgang, kontext);
  // With § 13 (2) the Kostentraeger is alerted, and the insured person assigns himself (stammpflegedienst.ts).
  if (stammpflegedienst !== undefined && !kostenerstattung)
    return {
      datensatz,
      setze: { ...setze, kostentraegerHatZugriff: false, zuweisung: stammpflegedienst, entwurf: null },
      ereignis: "ZUGEWIESEN",
      genannte: [stammpflegedienst],
      protokolltext: "hat die signierte Verordnung bereitgestellt; sie wurde dem Stammpflegedienst zugewiesen.",
    };
  return {
    datensatz,
    // The Kostentraeger gets the access information at activation [6.4].
    setze: { ...setze, kostentraegerHatZugriff: kostenerstattung, entwurf: null },
    ereignis: kostenerstattung ? "AKTIVIERT_MIT_KOSTENERSTATTUNG" : "AKTIVIERT",
  };
};
