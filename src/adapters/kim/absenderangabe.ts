import { KIM_ADRESSE } from "./konfiguration.js";
import { alle, type Kopf } from "./kopf.js";

/** Longer ones nobody reads. */
const HOECHSTE_LAENGE = 1000;

/**
 * One mailbox: an optional display name, then one address in brackets at the end. Outside of quotation marks a name holds
 * nothing that could be a second address, a group or a route; so no reading of the field finds another sender.
 */
const MIT_NAME = /^(?:"(?:[^"\\]|\\.)*"|[^<>@,;:"])*<([^<>\s"]+)>$/;

/**
 * The KIM address in From, lower case: who sent the mail. Null if there is not exactly one From with exactly one address in the
 * form of KIM (ASCII: a look-alike letter is none). Sender, Reply-To and display names never count.
 */
export function absenderVon(kopf: Kopf): string | null {
  const [wert, ...weitere] = alle(kopf, "from");
  if (wert === undefined || weitere.length > 0 || wert.length > HOECHSTE_LAENGE) return null;
  const adresse = MIT_NAME.exec(wert)?.[1] ?? wert;
  return KIM_ADRESSE.test(adresse) ? adresse.toLowerCase() : null;
}
