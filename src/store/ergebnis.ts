import { ErgebnisUnbekannt } from "../domain/ports/vorgang-store.js";
import { istErgebnisUnbekannt } from "./verbindung.js";

/**
 * Runs one piece of database work. What the driver reports as failed may have happened all the same, so it becomes
 * ErgebnisUnbekannt; refusals of the server and programming errors pass through.
 */
export async function frage<T>(arbeit: () => Promise<T>): Promise<T> {
  try {
    return await arbeit();
  } catch (fehler) {
    throw istErgebnisUnbekannt(fehler) ? new ErgebnisUnbekannt(fehler) : fehler;
  }
}
