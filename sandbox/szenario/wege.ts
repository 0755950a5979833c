import type { VersicherterId } from "../personen.js";
import * as aktion from "./aktionen.js";
import { angaben, blankoverordnung, verordnung } from "./daten-renate.js";
import type { Regie } from "./regie.js";
import type { Erwartung } from "./szenario.js";
import type { Welt } from "./welt.js";

/** Beginnings that several scenarios share, each with what must be seen on the way, written by hand from fachregeln.md. */
export const PRAXIS = "Hausarztpraxis Dr. Sommer";
export const NAMEN: Readonly<Record<"renate" | "karl-heinz", string>> = {
  renate: "Renate Berger",
  "karl-heinz": "Karl-Heinz Schröder",
};
type Hauptperson = keyof typeof NAMEN & VersicherterId;

const KIM = "hkp-sandbox.kim.telematik-test";
export const KIM_PRAXIS = `praxis-sommer@${KIM}`;
export const KIM_PFLEGEDIENST = `hand-und-herz@${KIM}`;
export const KIM_KASSE = `gematiker-kasse@${KIM}`;

/** The practice issues the Verordnung. @returns the Verordnungs-ID; null: refused */
export async function stelleAus(regie: Regie, welt: Welt, person: Hauptperson): Promise<string | null> {
  const angelegt = await regie.schritt(aktion.anlegen("mfa"));
  if (angelegt === null) return null;
  await regie.schritt(aktion.aktivieren(welt, "aerztin", angelegt.vorgang, "aerztin", verordnung(person)));
  return angelegt.vorgang;
}

export const beimAusstellen = (person: Hauptperson): readonly Erwartung[] => [
  { aktion: "anlegen", status: [null, "INITIALISIERT"], alarme: [], informationen: [] },
  {
    aktion: "aktivieren",
    status: ["INITIALISIERT", "OFFEN"],
    alarme: [{ an: NAMEN[person], kanal: "PORTAL" }],
    informationen: [],
  },
];

/** Daniel redeems it with the card; Elena adds Blankoverordnung and Angaben. */
export async function ergaenze(regie: Regie, welt: Welt, person: Hauptperson, id: string): Promise<void> {
  await regie.schritt(aktion.annehmenMitKarte(welt, "daniel", id, person, "hand-und-herz"));
  await regie.schritt(aktion.blankoverordnungSpeichern(welt, "elena", id, "hand-und-herz", blankoverordnung()));
  await regie.schritt(aktion.angabenSpeichern(welt, "elena", id, "hand-und-herz", angaben()));
}

export const beimErgaenzen = (person: Hauptperson): readonly Erwartung[] => [
  {
    aktion: "annehmen",
    status: ["OFFEN", "ZUGEWIESEN"],
    alarme: [],
    informationen: [PRAXIS, NAMEN[person]].sort(),
  },
  { aktion: "blankoverordnungSpeichern", status: ["ZUGEWIESEN", "ZUGEWIESEN"], alarme: [], informationen: [PRAXIS] },
  { aktion: "angabenSpeichern", status: ["ZUGEWIESEN", "ZUGEWIESEN"], alarme: [], informationen: [PRAXIS] },
];

/** Up to the application: the Kasse is next. */
export async function reicheEin(regie: Regie, welt: Welt, person: Hauptperson): Promise<string | null> {
  const id = await stelleAus(regie, welt, person);
  if (id === null) return null;
  await ergaenze(regie, welt, person, id);
  await regie.schritt(aktion.einreichen("elena", id));
  return id;
}

export const beimEinreichen = (person: Hauptperson): readonly Erwartung[] => [
  ...beimAusstellen(person),
  ...beimErgaenzen(person),
  {
    aktion: "einreichen",
    status: ["ZUGEWIESEN", "ANTRAGSPRUEFUNG"],
    alarme: [{ an: KIM_KASSE, kanal: "KIM" }],
    informationen: [PRAXIS, NAMEN[person]].sort(),
  },
];

/** AP4: the Pflegedienst is next, the others are informed. */
export const beimEntscheiden = (person: Hauptperson): Erwartung => ({
  aktion: "entscheiden",
  status: ["ANTRAGSPRUEFUNG", "BESCHIEDEN"],
  alarme: [{ an: KIM_PFLEGEDIENST, kanal: "KIM" }],
  informationen: [PRAXIS, NAMEN[person]].sort(),
});

export const beimLesen = (status: string): Erwartung => ({
  aktion: "einsehen",
  status: [status, status],
  alarme: [],
  informationen: [],
});
