import type { Haeufigkeit, Zeitraum } from "../hkp/datensaetze/verordnung.js";
import { kennung, zeitplan } from "./bauen.js";
import type { Bundlebauer } from "./bauen.js";
import { leseVollenZeitplan } from "./bundle-leser.js";
import type { Fundstelle } from "./fundstelle.js";
import { NAMENSRAUM } from "./systeme.js";

/** Fields of a ServiceRequest that repeats a Leistung of the Verordnung by its id. */
const FELDER = ["identifier", "status", "intent", "code", "subject", "occurrenceTiming"];

/**
 * Blankoverordnung and Angaben name the insured person only through the Verordnung (data minimisation), but FHIR
 * demands a subject: a logical reference without an address.
 */
export const VERSICHERTE_PERSON = { type: "Patient", display: "Versicherte Person der Verordnung" } as const;

interface LeistungMitUmfang {
  readonly leistungId: string;
  readonly haeufigkeit: Haeufigkeit;
  readonly dauer: Zeitraum;
}

export function legeLeistung(
  bauer: Bundlebauer,
  name: string,
  leistung: LeistungMitUmfang,
  weiteres: Readonly<Record<string, unknown>> = {},
): void {
  bauer.lege(name, "ServiceRequest", {
    identifier: [kennung(NAMENSRAUM.leistungId, leistung.leistungId)],
    status: "active",
    intent: "order",
    subject: VERSICHERTE_PERSON,
    occurrenceTiming: zeitplan(leistung.haeufigkeit, leistung.dauer),
    ...weiteres,
  });
}

export function leseLeistungMitUmfang(auftrag: Fundstelle): LeistungMitUmfang {
  auftrag.nur(FELDER);
  auftrag.feld("status").fest("active");
  auftrag.feld("intent").fest("order");
  return {
    leistungId: auftrag.kennung(NAMENSRAUM.leistungId).text(),
    ...leseVollenZeitplan(auftrag.feld("occurrenceTiming")),
  };
}
