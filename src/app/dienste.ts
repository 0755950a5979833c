import type { Schalterstellung } from "../domain/hkp/ablauf.js";
import type { Einstellungsspeicher } from "../domain/ports/einstellungen.js";
import type { FhirPruefung } from "../domain/ports/fhir.js";
import type { Leistungspruefung } from "../domain/ports/leistungspruefung.js";
import type { Antwortregelspeicher } from "../domain/ports/antwortregeln.js";
import type { Pflegedienstsuche } from "../domain/ports/pflegedienstsuche.js";
import type { Pflegedienstwahlspeicher } from "../domain/ports/pflegedienstwahl.js";
import type { PoppPruefung } from "../domain/ports/popp.js";
import type { Signaturpruefung } from "../domain/ports/signatur.js";
import type { IdGeber, Uhr } from "../domain/ports/umgebung.js";
import type { Verzeichnis } from "../domain/ports/verzeichnis.js";
import type { Profilspeicher } from "../domain/ports/profilspeicher.js";
import type { VorgangStore } from "../domain/ports/vorgang-store.js";
import type { Einstellungspuffer } from "./einstellungspuffer.js";
import type { Unterlagendienste } from "./unterlage-ablegen.js";

/** What commands and queries need of the outside; put together once in gateway.ts. */
export interface Dienste {
  readonly store: VorgangStore;
  readonly profile: Profilspeicher;
  readonly signaturen: Signaturpruefung;
  readonly popp: PoppPruefung;
  readonly fhir: FhirPruefung;
  readonly antwortregeln: Antwortregelspeicher;
  readonly pflegedienstsuche: Pflegedienstsuche;
  readonly pflegedienstwahl: Pflegedienstwahlspeicher;
  readonly verzeichnis: Verzeichnis;
  /** Automatic check of applications (Dunkelverarbeitung). */
  readonly leistungspruefung: Leistungspruefung;
  /** Settings of those who are told, for the write path. */
  readonly einstellungen: Einstellungspuffer;
  readonly einstellungsspeicher: Einstellungsspeicher;
  readonly unterlagen: Unterlagendienste;
  readonly uhr: Uhr;
  readonly ids: IdGeber;
  readonly schalter: Schalterstellung;
  /** First three digits of a Verordnungs-ID; none is reserved for HKP yet, so it is configuration (domain.md 10). */
  readonly flowtype: string;
  /**
   * Waited before VORGANG_UNBEKANNT is answered: slows guessing of codes down (A_20703: 500 ms) and covers what is left
   * of a difference in time between "not there" and "not allowed".
   */
  readonly bremse: () => Promise<void>;
}
