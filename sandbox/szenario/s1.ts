import * as aktion from "./aktionen.js";
import { angaben, blankoverordnung, entscheidung, verordnung } from "./daten-renate.js";
import type { Szenario } from "./szenario.js";

const PD = "Pflegedienst Hand & Herz";
const PRAXIS = "Hausarztpraxis Dr. Sommer";
const RENATE = "Renate Berger";

/**
 * S1, the happy case (fachregeln.md section 12). The expectations are section 4's table written out for these people:
 * per step exactly one Alarm or none, Informationen only in the feed.
 */
export const S1: Szenario = {
  name: "S1",
  titel: "Blankoverordnung für Renate Berger bis zur Genehmigung",
  async spiele(regie, welt) {
    const angelegt = await regie.schritt(aktion.anlegen("mfa"));
    if (angelegt === null) return;
    const id = angelegt.vorgang;
    await regie.schritt(aktion.aktivieren(welt, "aerztin", id, "aerztin", verordnung()));
    await regie.schritt(aktion.einsehenMitKarte(welt, "daniel", id, "renate", "hand-und-herz"));
    await regie.schritt(aktion.annehmenMitKarte(welt, "daniel", id, "renate", "hand-und-herz"));
    await regie.schritt(aktion.einsehen("elena", id));
    await regie.schritt(aktion.blankoverordnungSpeichern(welt, "elena", id, "hand-und-herz", blankoverordnung()));
    await regie.schritt(aktion.angabenSpeichern(welt, "elena", id, "hand-und-herz", angaben()));
    await regie.schritt(aktion.einreichen("elena", id));
    await regie.schritt(aktion.einsehen("kasse", id));
    await regie.schritt(aktion.entscheiden("kasse", id, entscheidung()));
  },
  erwartet: [
    { aktion: "anlegen", status: [null, "INITIALISIERT"], alarme: [], informationen: [] },
    {
      aktion: "aktivieren",
      status: ["INITIALISIERT", "OFFEN"],
      alarme: [{ an: RENATE, kanal: "PORTAL" }],
      informationen: [],
    },
    { aktion: "einsehen", status: ["OFFEN", "OFFEN"], alarme: [], informationen: [] },
    { aktion: "annehmen", status: ["OFFEN", "ZUGEWIESEN"], alarme: [], informationen: [PRAXIS, RENATE] },
    { aktion: "einsehen", status: ["ZUGEWIESEN", "ZUGEWIESEN"], alarme: [], informationen: [] },
    {
      aktion: "blankoverordnungSpeichern",
      status: ["ZUGEWIESEN", "ZUGEWIESEN"],
      alarme: [],
      informationen: [PRAXIS],
    },
    { aktion: "angabenSpeichern", status: ["ZUGEWIESEN", "ZUGEWIESEN"], alarme: [], informationen: [PRAXIS] },
    {
      aktion: "einreichen",
      status: ["ZUGEWIESEN", "ANTRAGSPRUEFUNG"],
      alarme: [{ an: "gematiker-kasse@hkp-sandbox.kim.telematik-test", kanal: "KIM" }],
      informationen: [PRAXIS, RENATE],
    },
    { aktion: "einsehen", status: ["ANTRAGSPRUEFUNG", "ANTRAGSPRUEFUNG"], alarme: [], informationen: [] },
    {
      aktion: "entscheiden",
      status: ["ANTRAGSPRUEFUNG", "BESCHIEDEN"],
      alarme: [{ an: "hand-und-herz@hkp-sandbox.kim.telematik-test", kanal: "KIM" }],
      informationen: [PRAXIS, RENATE],
    },
  ],
  hinweis: `Am Ende weiß ${PD}: Die Kasse hat alles genehmigt.`,
};
