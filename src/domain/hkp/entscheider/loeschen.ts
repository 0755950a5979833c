import type { BefehlFuer } from "../befehle.js";
import type { Entscheider } from "../wirkung.js";
import { mitZugriff } from "./hilfen.js";

/**
 * ML1, ML2, ML3 and the deadlines AL2, AL3: → GELOESCHT. That nothing of the content stays is the status' own rule, see
 * loeschung.ts. The Versicherter is alerted only if the practice deletes what was already his (ML2).
 */
export const loeschen: Entscheider<BefehlFuer<"loeschen">> = (_befehl, vorgang, { akteur }, { nr }) =>
  nr === "ML2" && akteur.rolle === "VERORDNENDER"
    ? { ereignis: "GELOESCHT_DURCH_ARZT", genannte: mitZugriff(vorgang) }
    : { ereignis: "GELOESCHT" };
