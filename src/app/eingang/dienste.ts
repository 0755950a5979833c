import type { Absenderverzeichnis } from "../../domain/ports/verzeichnis.js";
import type { Absender } from "../absender.js";
import type { Dienste } from "../dienste.js";

/** What commands need, and besides who a sender is and as whom it is answered. */
export interface Eingangsdienste extends Dienste {
  readonly absenderverzeichnis: Absenderverzeichnis;
  readonly absender: Absender;
}
