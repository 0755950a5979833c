import { aktiveAnfrage } from "../korrektur/runden.js";
import type { Anfragedatensatz } from "../korrektur/runden.js";
import type { Korrektur, Vorgang } from "../vorgang.js";

/** The Korrekturanfrage that is open; in KORREKTURANFRAGE there always is one. */
export function laufendeAnfrage(vorgang: Vorgang): {
  readonly korrektur: Korrektur;
  readonly anfrage: Anfragedatensatz;
} {
  const anfrage = aktiveAnfrage(vorgang);
  if (vorgang.korrektur === null || anfrage === null)
    throw new Error(`Vorgang in ${vorgang.status} without a Korrekturanfrage`);
  return { korrektur: vorgang.korrektur, anfrage };
}
