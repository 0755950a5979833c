import type { Haeufigkeit } from "../datensaetze/verordnung.js";

/**
 * Up to which extent a Kostentraeger lets a Leistung be approved automatically. Needed because most cells of the
 * Leistungsverzeichnis are unverified or empty (domain.md section 7), and what is unknown is not clear.
 */
export interface Freigabegrenze {
  readonly haeufigkeit?: Haeufigkeit;
  /** Longest Dauer, calendar days. */
  readonly tage?: number;
}

/** By number of the Leistungsverzeichnis, e.g. `26`. */
export type Freigaben = ReadonlyMap<string, Freigabegrenze>;

/** By IK of the Kostentraeger; one without an entry has only the Leistungsverzeichnis. */
export type FreigabenJeKasse = ReadonlyMap<string, Freigaben>;
