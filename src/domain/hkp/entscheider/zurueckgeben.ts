import type { BefehlFuer } from "../befehle.js";
import type { Entscheider } from "../wirkung.js";
import { neueZugriffscodes } from "./hilfen.js";

/**
 * 3: ZUGEWIESEN → OFFEN; assignment and access end [7.1.3]. The codes are renewed, because the next Pflegedienst, this one
 * included, needs a new Zuweisung. Once a decision exists the table has no row (D2).
 */
export const zurueckgeben: Entscheider<BefehlFuer<"zurueckgeben">> = (_befehl, _vorgang, { ids }) => ({
  setze: { pflegedienst: null, zuweisung: null, kontakt: null, zugriffscodes: neueZugriffscodes(ids) },
  ereignis: "ZURUECKGEGEBEN",
});
