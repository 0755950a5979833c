import type { Anschrift } from "../hkp/datensaetze/verordnung.js";

/** Geographical position, degrees (WGS 84). */
export interface Position {
  readonly breite: number;
  readonly laenge: number;
}

/** At least one of them; all must hold. */
export interface Suchwunsch {
  /** Words of the name. */
  readonly name?: string;
  /** Words of the specialisation that the directory shows (HealthcareService.specialty). */
  readonly qualifikation?: string;
  readonly ort?: string;
  readonly plz?: string;
  /** Within `km` of a position; entries without a position are not found. */
  readonly umkreis?: Position & { readonly km: number };
}

export interface Pflegediensttreffer {
  readonly telematikId: string;
  readonly name: string;
  readonly qualifikationen: readonly string[];
  readonly anschrift: Anschrift | null;
  readonly position: Position | null;
}

export type Suchergebnis =
  /** `unvollstaendig`: the directory has more than it hands out. */
  | { readonly art: "gefunden"; readonly treffer: readonly Pflegediensttreffer[]; readonly unvollstaendig: boolean }
  | { readonly art: "nichtErreichbar" };

/** Search of Pflegedienste in the Verzeichnisdienst [6.5.1.2]; in no order. */
export interface Pflegedienstsuche {
  suche(wunsch: Suchwunsch): Promise<Suchergebnis>;
}
