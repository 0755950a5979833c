import * as korrektur from "./aktionen-korrektur.js";
import * as aktion from "./aktionen.js";
import { S12 as daten } from "./daten-korrektur.js";
import type { Szenario } from "./szenario.js";

const PRAXIS = "Hausarztpraxis Dr. Sommer";
const PD = "Pflegedienst Hand & Herz";
const KARL_HEINZ = "Karl-Heinz Schröder";
const ANTWORTEN = [{ ergebnis: "AUFGENOMMEN" }];

/** S12: the Kasse finds an invalid Häufigkeit, the Arzt corrects, the Kasse approves the new version. */
export const S12: Szenario = {
  name: "S12",
  titel: "Korrekturanfrage der Kasse zur Häufigkeit für Karl-Heinz Schröder",
  async spiele(regie, welt) {
    const angelegt = await regie.schritt(aktion.anlegen("mfa"));
    if (angelegt === null) return;
    const id = angelegt.vorgang;
    await regie.schritt(aktion.aktivieren(welt, "aerztin", id, "aerztin", daten.verordnung()));
    await regie.schritt(aktion.annehmenMitKarte(welt, "daniel", id, "karl-heinz", "hand-und-herz"));
    await regie.schritt(aktion.angabenSpeichern(welt, "elena", id, "hand-und-herz", daten.angaben()));
    await regie.schritt(aktion.einreichen("elena", id));
    await regie.schritt(korrektur.korrekturAnfragen("kasse", id, daten.vorschlag()));
    await regie.schritt(korrektur.korrekturBeantworten(welt, "aerztin", id, "aerztin", daten.korrigiert(), ANTWORTEN));
    await regie.schritt(korrektur.antwortenEinsehen("kasse", id, ANTWORTEN));
    await regie.schritt(aktion.entscheiden("kasse", id, daten.entscheidung()));
  },
  erwartet: [
    { aktion: "anlegen", status: [null, "INITIALISIERT"], alarme: [], informationen: [] },
    {
      aktion: "aktivieren",
      status: ["INITIALISIERT", "OFFEN"],
      alarme: [{ an: KARL_HEINZ, kanal: "PORTAL" }],
      informationen: [],
    },
    { aktion: "annehmen", status: ["OFFEN", "ZUGEWIESEN"], alarme: [], informationen: [PRAXIS, KARL_HEINZ] },
    { aktion: "angabenSpeichern", status: ["ZUGEWIESEN", "ZUGEWIESEN"], alarme: [], informationen: [PRAXIS] },
    {
      aktion: "einreichen",
      status: ["ZUGEWIESEN", "ANTRAGSPRUEFUNG"],
      alarme: [{ an: "gematiker-kasse@hkp-sandbox.kim.telematik-test", kanal: "KIM" }],
      informationen: [PRAXIS, KARL_HEINZ],
    },
    {
      aktion: "korrekturAnfragen",
      status: ["ANTRAGSPRUEFUNG", "KORREKTURANFRAGE"],
      alarme: [{ an: "praxis-sommer@hkp-sandbox.kim.telematik-test", kanal: "KIM" }],
      informationen: [KARL_HEINZ, PD],
    },
    {
      aktion: "korrekturBeantworten",
      status: ["KORREKTURANFRAGE", "ANTRAGSPRUEFUNG"],
      alarme: [{ an: "gematiker-kasse@hkp-sandbox.kim.telematik-test", kanal: "KIM" }],
      informationen: [KARL_HEINZ, PD],
    },
    { aktion: "einsehen", status: ["ANTRAGSPRUEFUNG", "ANTRAGSPRUEFUNG"], alarme: [], informationen: [] },
    {
      aktion: "entscheiden",
      status: ["ANTRAGSPRUEFUNG", "BESCHIEDEN"],
      alarme: [{ an: "hand-und-herz@hkp-sandbox.kim.telematik-test", kanal: "KIM" }],
      informationen: [PRAXIS, KARL_HEINZ],
    },
  ],
  hinweis: "Die Kasse hat die korrigierte Version genehmigt.",
};
