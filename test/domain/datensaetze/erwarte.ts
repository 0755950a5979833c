import assert from "node:assert/strict";
import { REGELN } from "../../../src/domain/hkp/datensaetze/regeln.js";
import type { Regelname } from "../../../src/domain/hkp/datensaetze/regeln.js";
import type { Verstoss } from "../../../src/domain/kern/fehler.js";

/** Path and name of the rule that must fire. */
export type Erwartung = readonly [pfad: string, regel: Regelname];

/** Exactly these violations, in any order; a rule is recognised by its German text. */
export function erwarte(verstoesse: readonly Verstoss[], ...erwartungen: readonly Erwartung[]): void {
  const namen = new Map(Object.entries(REGELN).map(([name, { regel }]) => [regel as string, name]));
  assert.equal(namen.size, Object.keys(REGELN).length, "Jede Regel hat einen eigenen Text");
  const gefunden = verstoesse.map(({ pfad, regel }) => `${pfad}: ${namen.get(regel) ?? regel}`);
  assert.deepEqual(gefunden.sort(), erwartungen.map(([pfad, regel]) => `${pfad}: ${regel}`).sort());
  for (const { hinweis } of verstoesse) assert.notEqual(hinweis, "");
}
