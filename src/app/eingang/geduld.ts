import { Fachfehler } from "../../domain/kern/fehler.js";
import type { Eingang, Eingangsergebnis } from "../../domain/ports/eingang.js";
import { ErgebnisUnbekannt } from "../../domain/ports/vorgang-store.js";

/** Attempts after which a message that we fail at, by a fault of ours, makes way for the others. */
const HOECHSTENS_FEHLVERSUCHE = 5;

/**
 * Hands a message on; one that brings us down again and again does not hold up what lies behind it.
 * @param fehlversuche how often each has failed in a row, by `kennung`; what passes by itself does not count
 * @returns null: at this one we have failed for good @throws what passes by itself, and what may not happen again
 */
export async function mitGeduld(
  nimmEntgegen: (eingang: Eingang) => Promise<Eingangsergebnis>,
  eingang: Eingang,
  kennung: string,
  fehlversuche: Map<string, number>,
): Promise<Eingangsergebnis | null> {
  try {
    const ergebnis = await nimmEntgegen(eingang);
    fehlversuche.delete(kennung);
    return ergebnis;
  } catch (fehler) {
    if (fehler instanceof ErgebnisUnbekannt || fehler instanceof Fachfehler) throw fehler;
    const versuche = (fehlversuche.get(kennung) ?? 0) + 1;
    fehlversuche.set(kennung, versuche);
    if (versuche < HOECHSTENS_FEHLVERSUCHE) throw fehler;
    fehlversuche.delete(kennung);
    return null;
  }
}
