import type { Antwortregeln } from "../hkp/antwortregeln.js";

export interface Antwortregelstand {
  readonly regeln: Antwortregeln;
  /** Counts changes from 1. */
  readonly version: number;
}

/** Automatic answers per Pflegedienst, replaced as a whole. Methods may throw ErgebnisUnbekannt. */
export interface Antwortregelspeicher {
  /** Null: never set. */
  lies(telematikId: string): Promise<Antwortregelstand | null>;
  /** Guarded by the version before (0: never set); KONFLIKT: nothing was written. */
  schreibe(telematikId: string, stand: Antwortregelstand): Promise<"GESCHRIEBEN" | "KONFLIKT">;
}
