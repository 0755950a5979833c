import * as korrektur from "./aktionen-korrektur.js";
import * as aktion from "./aktionen.js";
import { S11 as daten } from "./daten-korrektur.js";
import type { Szenario } from "./szenario.js";

const PRAXIS = "Hausarztpraxis Dr. Sommer";
const RENATE = "Renate Berger";
const ANTWORTEN = [
  { ergebnis: "AUFGENOMMEN" },
  { ergebnis: "AUFGENOMMEN" },
  { ergebnis: "ABGELEHNT", begruendung: daten.ablehnung },
];

/** S11: a Korrektur with three points, two accepted, the third rejected with a reason (fachregeln.md section 12). */
export const S11: Szenario = {
  name: "S11",
  titel: "Korrekturanfrage des Pflegedienstes mit drei Punkten für Renate Berger",
  async spiele(regie, welt) {
    const angelegt = await regie.schritt(aktion.anlegen("mfa"));
    if (angelegt === null) return;
    const id = angelegt.vorgang;
    await regie.schritt(aktion.aktivieren(welt, "aerztin", id, "aerztin", daten.verordnung()));
    await regie.schritt(aktion.annehmenMitKarte(welt, "daniel", id, "renate", "hand-und-herz"));
    await regie.schritt(korrektur.korrekturAnfragen("elena", id, daten.vorschlag()));
    await regie.schritt(korrektur.korrekturBeantworten(welt, "aerztin", id, "aerztin", daten.korrigiert(), ANTWORTEN));
    await regie.schritt(korrektur.antwortenEinsehen("elena", id, ANTWORTEN));
  },
  erwartet: [
    { aktion: "anlegen", status: [null, "INITIALISIERT"], alarme: [], informationen: [] },
    {
      aktion: "aktivieren",
      status: ["INITIALISIERT", "OFFEN"],
      alarme: [{ an: RENATE, kanal: "PORTAL" }],
      informationen: [],
    },
    { aktion: "annehmen", status: ["OFFEN", "ZUGEWIESEN"], alarme: [], informationen: [PRAXIS, RENATE] },
    {
      aktion: "korrekturAnfragen",
      status: ["ZUGEWIESEN", "KORREKTURANFRAGE"],
      alarme: [{ an: "praxis-sommer@hkp-sandbox.kim.telematik-test", kanal: "KIM" }],
      informationen: [RENATE],
    },
    {
      aktion: "korrekturBeantworten",
      status: ["KORREKTURANFRAGE", "ZUGEWIESEN"],
      alarme: [{ an: "hand-und-herz@hkp-sandbox.kim.telematik-test", kanal: "KIM" }],
      informationen: [RENATE],
    },
    { aktion: "einsehen", status: ["ZUGEWIESEN", "ZUGEWIESEN"], alarme: [], informationen: [] },
  ],
  hinweis: "Der Pflegedienst sieht: zwei Änderungen aufgenommen, eine mit Begründung abgelehnt.",
};
