import type { Postfach, Schritt, Szenarioergebnis } from "./ergebnis.js";
import type { Szenario } from "./szenario.js";

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

/** One line per scenario: whether it held, its steps, its alarms. */
export function tabelle(szenarien: readonly Szenario[], ergebnisse: readonly Szenarioergebnis[]): readonly string[] {
  const zeilen = ergebnisse.map(({ szenario, ok, schritte }) => {
    const titel = szenarien.find(({ name }) => name === szenario)?.titel ?? "";
    const alarme = schritte.flatMap((schritt) => schritt.alarme).length;
    const spalten = [szenario.padEnd(8), (ok ? "ok" : "FEHLER").padEnd(8)];
    const zahlen = [String(schritte.length).padStart(8), String(alarme).padStart(7)];
    return [...spalten, ...zahlen, `  ${titel}`].join("");
  });
  const erfolgreiche = ergebnisse.filter(({ ok }) => ok).length;
  return [
    "",
    "Szenario Ergebnis Schritte Alarme  Titel",
    ...zeilen,
    `${erfolgreiche} von ${ergebnisse.length} Szenarien verliefen wie erwartet.`,
  ];
}
