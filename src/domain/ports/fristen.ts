import type { Vorgang } from "../hkp/vorgang.js";

/** The right to carry out deadlines. Given to one instance at a time; the others wait, so that no work is done twice. */
export interface Fristenlease {
  /** Fencing token: grows with every new holder. Under an older one nothing is held any more. */
  readonly zaun: number;
}

/**
 * What the scheduler needs of the database beside the one write path. That nothing is carried out twice does not rest on the
 * lease but on the guarded write and the command's anfrageId; the lease only saves work. Its time is the database's own, as
 * the clocks of the instances may differ. Methods may throw ErgebnisUnbekannt.
 */
export interface Fristenspeicher {
  /** Null: another instance holds it. */
  nimmLease(inhaber: string, leaseMs: number): Promise<Fristenlease | null>;
  /** False: it has gone to another instance; stop at once. */
  verlaengere(lease: Fristenlease, leaseMs: number): Promise<boolean>;
  /** For the next one at once; without effect if it was lost. */
  gibZurueck(lease: Fristenlease): Promise<void>;
  /** Vorgaenge to be looked at by `jetzt`, longest due first. */
  faellige(jetzt: Date, hoechstens: number): Promise<readonly Vorgang[]>;
  /** When the next look is worth it; null: nothing waits. */
  naechste(): Promise<Date | null>;
  /** Notes when to look again. Without effect if the Vorgang has changed since it was read: a transition notes by itself. */
  merke(vorgang: Pick<Vorgang, "id" | "version">, naechsteFristAm: Date | null): Promise<void>;
  /**
   * Removes a deleted Vorgang with its Protokoll and Einsichten; only its id stays, as used. Repeated after a failure it
   * finishes what was begun. False: it is not deleted, or there is none (any more).
   */
  entferne(vorgangId: string): Promise<boolean>;
}
