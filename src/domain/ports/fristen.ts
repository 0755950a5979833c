import type { Vorgang } from "../hkp/vorgang.js";
import type { Leasegeber } from "./lease.js";

/**
 * What the scheduler needs of the database beside the one write path. That nothing is carried out twice does not rest on the
 * lease but on the guarded write and the command's anfrageId; the lease, of carrying out deadlines, only saves work. Methods
 * may throw ErgebnisUnbekannt.
 */
export interface Fristenspeicher extends Leasegeber {
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
