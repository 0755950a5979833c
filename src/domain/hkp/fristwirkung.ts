import type { Fristbefehl } from "./befehle.js";
import { faelligeFrist, FRISTEN } from "./fristen.js";
import type { Fristaktion } from "./fristen.js";
import type { Vorgang } from "./vorgang.js";
import type { Kontext, Wirkung } from "./wirkung.js";

/**
 * The deadline is not (or no longer) due: the command does nothing. No Fachfehler, because nobody but the SYSTEM gives such
 * commands, so that no client can meet it.
 */
export class FristNichtFaellig extends Error {
  constructor() {
    super("the deadline is not due");
    this.name = "FristNichtFaellig";
  }
}

const WIRKUNGEN: Record<Fristaktion, Pick<Wirkung, "setze">> = {
  // What goes with GELOESCHT says loeschung.ts.
  verfallen: {},
  loeschen: {},
  // D4: reaching ABGESCHLOSSEN ends the Korrekturanfrage.
  abschliessen: { setze: { korrektur: null } },
  erinnern: {},
  vorlegen: {},
};

/** @throws FristNichtFaellig if it comes too early, was carried out, or the state has moved on. */
export function fristwirkung(
  { aktion, frist: art }: Fristbefehl,
  vorgang: Vorgang,
  { jetzt, schalter }: Pick<Kontext, "jetzt" | "schalter">,
): Wirkung {
  const zeile = FRISTEN[art];
  if (faelligeFrist(vorgang, jetzt, schalter)?.art !== art || zeile.aktion !== aktion) throw new FristNichtFaellig();
  const gemeinter = zeile.wen?.(vorgang) ?? null;
  return {
    ...WIRKUNGEN[aktion],
    ereignis: zeile.ereignis,
    protokolltext: zeile.text,
    ...(gemeinter === null ? {} : { genannte: [gemeinter] }),
  };
}
