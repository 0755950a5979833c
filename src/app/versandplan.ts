import type { Sendeauftrag } from "../domain/hkp/sendeauftrag.js";
import { wirdWiederholt } from "../domain/hkp/wiederholung.js";
import type { Vermerk } from "../domain/ports/ausgang.js";
import type { Urteil } from "../domain/ports/zustellung.js";

/** Times of the outbox, all in milliseconds; configuration with these defaults. */
export interface Versandplan {
  /** First pause after a temporary failure; doubles with each attempt. */
  readonly ersteRueckkehrMs: number;
  readonly laengsteRueckkehrMs: number;
  /** Age of an order at which it is given up and becomes a dead letter. */
  readonly aufgebenNachMs: number;
  /** How long a proof of delivery is waited for before the one further attempt after an unknown outcome. */
  readonly nachweisfristMs: number;
}

export const VERSANDPLAN_VORGABE: Versandplan = {
  ersteRueckkehrMs: 5_000,
  laengsteRueckkehrMs: 15 * 60_000,
  aufgebenNachMs: 48 * 3_600_000,
  nachweisfristMs: 120_000,
};

/** Before this many attempts nothing is given up, however old. */
const MINDESTVERSUCHE = 5;

const plus = (zeit: Date, ms: number): Date => new Date(zeit.getTime() + ms);

/**
 * What a verdict means for the order. Pure; `streuung` in [0, 1) spreads the returns of many orders after an outage.
 */
export function vermerkZu(
  urteil: Urteil,
  auftrag: Pick<Sendeauftrag, "kanal" | "versuche" | "unbekannt" | "erstelltAm" | "nichtVor">,
  jetzt: Date,
  plan: Versandplan,
  streuung: number,
): Vermerk {
  switch (urteil.art) {
    case "uebergeben":
      return { zustand: "UEBERGEBEN", naechsterVersuch: null, grund: null, nachrichtId: urteil.nachrichtId };
    case "abgelehnt":
      return { zustand: "UNZUSTELLBAR", naechsterVersuch: null, grund: urteil.grund };
    case "unbekannt": {
      // After its one repetition it stays unknown: visible, and BETRIEB decides. A third copy would be worse.
      const nochEinmal = wirdWiederholt(auftrag.kanal, auftrag.unbekannt + 1);
      return {
        zustand: "UNBEKANNT",
        naechsterVersuch: nochEinmal ? plus(jetzt, plan.nachweisfristMs) : null,
        grund: urteil.grund,
        nachrichtId: urteil.nachrichtId,
        unbekannt: true,
      };
    }
    case "spaeter": {
      // Quiet hours are not the channel's fault. Attempts count too, so that an old order that BETRIEB repeats gets a fair number of them.
      const alt = jetzt.getTime() - (auftrag.nichtVor ?? auftrag.erstelltAm).getTime() >= plan.aufgebenNachMs;
      if (alt && auftrag.versuche >= MINDESTVERSUCHE)
        return {
          // Once unknown, it may have arrived: then it does not become "undeliverable", but stays unknown.
          zustand: auftrag.unbekannt > 0 ? "UNBEKANNT" : "UNZUSTELLBAR",
          naechsterVersuch: null,
          grund: { code: "AUFGEGEBEN", text: `Aufgegeben nach wiederholtem Fehler: ${urteil.grund.text}` },
        };
      const rueckkehr = Math.min(
        plan.ersteRueckkehrMs * 2 ** Math.min(Math.max(auftrag.versuche - 1, 0), 30),
        plan.laengsteRueckkehrMs,
      );
      const pause = Math.max(rueckkehr, urteil.nachMs ?? 0) * (1 + streuung / 4);
      // An order that was unknown before stays so: a temporary failure now tells nothing about the first attempt.
      const zustand = auftrag.unbekannt > 0 ? "UNBEKANNT" : "WARTET";
      return { zustand, naechsterVersuch: plus(jetzt, pause), grund: urteil.grund };
    }
  }
}
