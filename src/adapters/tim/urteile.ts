import { ConnectionError, MatrixError } from "matrix-js-sdk";
import type { Urteil, Zustellgrund } from "../../domain/ports/zustellung.js";
import { RaumgrenzeErreicht } from "./raumtakt.js";

type Verdikt = "spaeter" | "abgelehnt";

/** What the homeserver says → what it means for the order. A code that is not here is temporary: nothing is given up by mistake. */
const CODES: Readonly<Record<string, readonly [Verdikt, Zustellgrund]>> = {
  M_LIMIT_EXCEEDED: [
    "spaeter",
    { code: "TIM_RATENGRENZE", text: "Der Homeserver bremst; es wird später erneut gesendet." },
  ],
  M_UNKNOWN_TOKEN: [
    "spaeter",
    {
      code: "TIM_ABGEMELDET",
      text: "Der Homeserver kennt die Anmeldung des Gateways nicht mehr; es meldet sich neu an.",
    },
  ],
  M_FORBIDDEN: [
    "abgelehnt",
    { code: "TIM_VERWEIGERT", text: "Der Empfänger lässt Nachrichten des Gateways im TI-Messenger nicht zu." },
  ],
  M_NOT_FOUND: ["abgelehnt", { code: "TIM_UNBEKANNT", text: "Der TI-Messenger kennt den Empfänger nicht." }],
  M_INVALID_PARAM: [
    "abgelehnt",
    { code: "TIM_ADRESSE_UNGUELTIG", text: "Die Adresse im TI-Messenger ist nicht zulässig." },
  ],
  M_TOO_LARGE: ["abgelehnt", { code: "TIM_ZU_GROSS", text: "Die Nachricht ist größer, als der TI-Messenger zulässt." }],
};
const SONST: Zustellgrund = { code: "TIM_STOERUNG", text: "Der Homeserver war nicht erreichbar oder gestört." };

const RAUMGRENZE: Zustellgrund = {
  code: "TIM_RAUMGRENZE",
  text: "Der Homeserver begrenzt, wie viele Räume angelegt werden; es wird später erneut versucht.",
};

/** Null: no answer of the homeserver, but a fault of the program. */
export function urteile(fehler: unknown): Urteil | null {
  if (fehler instanceof RaumgrenzeErreicht) return { art: "spaeter", grund: RAUMGRENZE, nachMs: fehler.nachMs };
  if (fehler instanceof MatrixError) {
    const [art, grund] = CODES[fehler.errcode ?? ""] ?? (["spaeter", SONST] as const);
    const nachMs = fehler.isRateLimitError() ? fehler.getRetryAfterMs() : null;
    return art === "abgelehnt" ? { art, grund } : { art, grund, ...(nachMs === null ? {} : { nachMs }) };
  }
  // The transaction id makes a repetition harmless, so an answer that was not seen needs no state of its own.
  if (fehler instanceof ConnectionError || istAbbruch(fehler)) return { art: "spaeter", grund: SONST };
  return null;
}

const istAbbruch = (fehler: unknown): boolean =>
  fehler instanceof Error && (fehler.name === "AbortError" || fehler.name === "TimeoutError");
