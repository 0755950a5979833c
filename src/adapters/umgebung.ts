import { randomBytes, randomInt, randomUUID } from "node:crypto";
import type { IdGeber, Uhr } from "../domain/ports/umgebung.js";

export const systemUhr: Uhr = { jetzt: () => new Date() };

/** randomInt ends at 2^48, below 10^15 but above 10^12. */
const SERIENNUMMERN = 10 ** 12;

export const systemIds: IdGeber = {
  neueId: () => randomUUID(),
  neuerCode: () => randomBytes(32).toString("hex"),
  neueSeriennummer: () => String(randomInt(SERIENNUMMERN)).padStart(12, "0"),
};
