import { Fachfehler } from "../../domain/kern/fehler.js";
import type { Eingang, Eingangsergebnis } from "../../domain/ports/eingang.js";
import type { Uhr } from "../../domain/ports/umgebung.js";
import { ErgebnisUnbekannt } from "../../domain/ports/vorgang-store.js";

/** Attempts after which a message that we fail at, by a fault of ours, makes way for the others. */
const HOECHSTENS_FEHLVERSUCHE = 5;
/** What should pass by itself has not: the scanner may have a limit that this file is beyond, and somebody waits for an answer. */
const GEDULD_MS = 24 * 3_600_000;

/** In a row. */
export interface Fehlversuche {
  /** By a fault of ours. */
  readonly anzahl: number;
  /** First one, of whatever kind. */
  readonly seit: Date;
}

/**
 * Hands a message on; one that brings us down again and again does not hold up what lies behind it.
 * @param fehlversuche by `kennung`
 * @returns null: at this one we have failed for good @throws what passes by itself, and what may not happen again
 */
export async function mitGeduld(
  nimmEntgegen: (eingang: Eingang) => Promise<Eingangsergebnis>,
  eingang: Eingang,
  kennung: string,
  { fehlversuche, uhr }: { readonly fehlversuche: Map<string, Fehlversuche>; readonly uhr: Uhr },
): Promise<Eingangsergebnis | null> {
  try {
    const ergebnis = await nimmEntgegen(eingang);
    fehlversuche.delete(kennung);
    return ergebnis;
  } catch (fehler) {
    // Without a database nothing can be set aside or answered either.
    if (fehler instanceof ErgebnisUnbekannt) throw fehler;
    const jetzt = uhr.jetzt();
    const { anzahl: bisher, seit } = fehlversuche.get(kennung) ?? { anzahl: 0, seit: jetzt };
    const anzahl = bisher + (fehler instanceof Fachfehler ? 0 : 1);
    fehlversuche.set(kennung, { anzahl, seit });
    if (anzahl < HOECHSTENS_FEHLVERSUCHE && jetzt.getTime() - seit.getTime() < GEDULD_MS) throw fehler;
    fehlversuche.delete(kennung);
    return null;
  }
}
