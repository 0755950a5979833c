import { Fachfehler } from "../domain/kern/fehler.js";
import { ErgebnisUnbekannt } from "../domain/ports/vorgang-store.js";

/** A write whose answer was lost may have happened: the client must be told so, other than with a read. */
export async function schreibend<T>(ausfuehrung: Promise<T>): Promise<T> {
  try {
    return await ausfuehrung;
  } catch (fehler) {
    if (!(fehler instanceof ErgebnisUnbekannt)) throw fehler;
    throw Object.assign(new Fachfehler("ERGEBNIS_UNBEKANNT"), { cause: fehler });
  }
}
