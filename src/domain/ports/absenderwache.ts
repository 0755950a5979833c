import type { Beantwortetes } from "./antwortpost.js";

/**
 * Watches over loops and floods, per sender and over all instances: two machines that answer each other must come to an end.
 * The hour is the last one, not that of the clock. The same mail counts once, however often it is read. Methods may throw
 * ErgebnisUnbekannt.
 */
export interface Absenderwache {
  /** Counts the mail. False: with it there are more than `hoechstens` of its sender within an hour. */
  laesstEin(mail: Beantwortetes, hoechstens: number, jetzt: Date): Promise<boolean>;
  /** Takes the sender's one explanation of this hour for the mail. False: another mail has had it. */
  darfErlaeutern(mail: Beantwortetes, jetzt: Date): Promise<boolean>;
  /** Forgets senders of whom nothing has come for more than an hour. */
  raeumeAuf(jetzt: Date): Promise<void>;
}

export const STUNDE_MS = 3_600_000;
