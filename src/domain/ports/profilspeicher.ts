import type { Profil } from "../hkp/entwurf/profil.js";

/** A change that was carried out: sent again it is answered as done. */
export interface Profilanfrage {
  readonly anfrageId: string;
  /** Of the profile, after it. */
  readonly version: number;
}

export type Profilergebnis = "GESPEICHERT" | "KONFLIKT" | "NAME_VERGEBEN";

/** Persistence of profiles; each institution sees its own only. Every method may throw ErgebnisUnbekannt. */
export interface Profilspeicher {
  /** By name. */
  alle(institution: string): Promise<readonly Profil[]>;
  lade(
    institution: string,
    id: string,
  ): Promise<{ readonly profil: Profil; readonly anfragen: readonly Profilanfrage[] } | null>;
  /**
   * Writes the profile if the stored version is the one before its own (version 1: if there is none).
   * KONFLIKT, NAME_VERGEBEN (another profile of the institution has this name): nothing was written.
   * @param anfrageId kept with the last few of the profile; null: none
   */
  speichere(profil: Profil, anfrageId: string | null): Promise<Profilergebnis>;
  /** False: not in this version, or not at all. */
  loesche(institution: string, id: string, version: number): Promise<boolean>;
}
