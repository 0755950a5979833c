import type { Leistung } from "./verordnung.js";

/** What a Verordnung is set apart by (P1.1, 6.1.1): pHKP, chronic wound, and the rest. */
export type Leistungsgruppe = "27a" | "31a" | "somatisch";

/** Each number makes a Verordnung of its own; everything else is somatic, also free text (fachregeln.md section 6). */
export function leistungsgruppe({ nummer }: Pick<Leistung, "nummer">): Leistungsgruppe {
  return nummer === "27a" || nummer === "31a" ? nummer : "somatisch";
}
