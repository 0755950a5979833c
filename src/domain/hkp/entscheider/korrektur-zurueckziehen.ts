import type { BefehlFuer } from "../befehle.js";
import type { Entscheider } from "../wirkung.js";
import { laufendeAnfrage } from "./laufende-anfrage.js";

/**
 * K3, K6: back to the status before, while unanswered. The content of a VO-k is erased; a Blanko-k is kept and hidden
 * from its addressee (D3). That something was asked and withdrawn stays visible to the others.
 */
export const korrekturZurueckziehen: Entscheider<BefehlFuer<"korrekturZurueckziehen">> = (
  _befehl,
  vorgang,
  { jetzt },
) => {
  const { anfrage } = laufendeAnfrage(vorgang);
  const inhalt = { ...anfrage.inhalt, zurueckgezogenAm: jetzt };
  return {
    ersetze:
      anfrage.art === "VO_K"
        ? { ...anfrage, inhalt: { ...inhalt, aenderungen: [] }, bundle: "" }
        : { ...anfrage, inhalt },
    ereignis: "KORREKTUR_ZURUECKGEZOGEN",
  };
};
