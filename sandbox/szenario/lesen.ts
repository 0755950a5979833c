import type { Anliegen, Antwort, Vollzug } from "./handlungsweg.js";
import type { Kenntnis } from "./kenntnis.js";

export type Leseanliegen = Extract<Anliegen, { readonly art: "einsehen" | "antwortenEinsehen" }>;

/** What somebody finds in the messages that came about a Vorgang; what is missing or different is a deviation. */
export function lies(anliegen: Leseanliegen, vorgang: string, kenntnis: Kenntnis): Vollzug {
  const abweichungen =
    anliegen.art === "einsehen"
      ? kenntnis.verordnung === null
        ? ["Die Verordnung liegt in keiner Nachricht."]
        : []
      : vergleiche(anliegen.erwartet, kenntnis.antworten);
  return { vorgang, nurGelesen: true, antworten: [], abweichungen };
}

function vergleiche(erwartet: readonly Antwort[], gelesen: readonly Antwort[]): readonly string[] {
  const [soll, ist] = [JSON.stringify(erwartet), JSON.stringify(gelesen)];
  return soll === ist ? [] : [`Antworten auf die Korrekturanfrage: erwartet ${soll}, gelesen ${ist}.`];
}
