import type { Postfach, Schritt } from "./ergebnis.js";

/** The scenario told to people: a line per step. */
export function erzaehle(schritt: Schritt): string {
  const { nr, aktion, person, status, statusVorher, fehler, alarme, informationen } = schritt;
  const kopf = `${String(nr).padStart(2)}. ${person}: ${aktion}`;
  if (fehler !== null) return `${kopf} → abgelehnt (${fehler.code})`;
  const stand = status === statusVorher ? `bleibt ${status ?? "–"}` : `${statusVorher ?? "neu"} → ${status ?? "–"}`;
  const teile = [
    ...alarme.map(({ empfaenger, kanal, zustand }) => `Alarm an ${empfaenger} über ${kanal} (${zustand})`),
    ...(informationen.length === 0
      ? []
      : [`nur informiert: ${informationen.map(({ empfaenger }) => empfaenger).join(", ")}`]),
  ];
  return `${kopf} | ${stand} | ${teile.length === 0 ? "niemand alarmiert" : teile.join("; ")}`;
}

export function erzaehlePostfaecher(postfaecher: readonly Postfach[]): readonly string[] {
  return [
    "Postfächer:",
    ...postfaecher.map(({ adresse, nachrichten }) =>
      nachrichten.length === 0
        ? `  ${adresse}: leer`
        : `  ${adresse}: ${nachrichten.map(({ betreff, schritt }) => `„${betreff}“ (Schritt ${schritt ?? "?"})`).join(", ")}`,
    ),
  ];
}
