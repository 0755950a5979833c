import type { Verordnung } from "./datensaetze/verordnung.js";

/**
 * Whether a Verordnung may go to the Stammpflegedienst by itself [6.5.1.2]: a Folgeverordnung, and not one of several that were
 * issued together, which the insured person may want to redeem in different places. With § 13 (2) it does not either: then the
 * Kostentraeger gets the access information and is alerted (fachregeln.md section 4, row 1), and the insured person, who chose to
 * settle it himself, assigns himself (aktivieren.ts).
 */
export function gehtAnStammpflegedienst({ art, gesamtverordnungId }: Verordnung): boolean {
  return art === "FOLGEVERORDNUNG" && gesamtverordnungId === undefined;
}
