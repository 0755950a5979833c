import type { Verstoss } from "../kern/fehler.js";
import type { FhirBundle } from "./zustellung.js";

/** Port: reading of a FHIR R4 Bundle from bytes, structure included. Source: domain.md sections 4.1 and 4.2. */
export type FhirErgebnis =
  | { readonly art: "gueltig"; readonly bundle: FhirBundle }
  | { readonly art: "ungueltig"; readonly verstoesse: readonly Verstoss[] };

export interface FhirPruefung {
  /** FHIR JSON or FHIR XML, UTF-8 without BOM. Never throws for bad input. */
  lies(bytes: Uint8Array): FhirErgebnis;
}
