import { timMxid } from "../tim/konten.js";
import * as aktion from "./aktionen.js";
import { angaben, blankoverordnung, entscheidung, verordnung } from "./daten-renate.js";
import { S1 } from "./s1.js";
import { S11 } from "./s11.js";
import { S12 } from "./s12.js";
import { S6 } from "./s6.js";
import type { Erwartung, Szenario } from "./szenario.js";
import { KIM_KASSE, KIM_PFLEGEDIENST, KIM_PRAXIS, NAMEN, PRAXIS } from "./wege.js";

/**
 * Scenarios with people who have no portal. Written by hand from fachregeln.md as the others: nothing differs but that a command by
 * mail is answered by a mail of its own, which is neither an Alarm nor an Information, and that what goes to a Pflegedienst with a
 * messenger goes into its room.
 */
const PD = "Pflegedienst Hand & Herz";
const { renate: RENATE, "karl-heinz": KARL_HEINZ } = NAMEN;

type Ziel = Erwartung["alarme"][number];

/** The practice has nothing but its mailbox. */
export const PER_MAIL: readonly Szenario[] = szenarien({ an: KIM_PFLEGEDIENST, kanal: "KIM" }, S1, [einsehen("OFFEN")]);

/** The Pflegedienst besides has nothing but its messenger, which it has chosen before KIM. */
export const PER_MAIL_UND_CHAT: readonly Szenario[] = szenarien(
  { an: timMxid("hand-und-herz"), kanal: "TIM" },
  {
    ...S1,
    // To read with the card before accepting takes a system; in a chat the Verordnung comes with the acceptance.
    async spiele(regie, welt) {
      const angelegt = await regie.schritt(aktion.anlegen("mfa"));
      if (angelegt === null) return;
      const id = angelegt.vorgang;
      await regie.schritt(aktion.aktivieren(welt, "aerztin", id, "aerztin", verordnung()));
      await regie.schritt(aktion.annehmenMitKarte(welt, "daniel", id, "renate", "hand-und-herz"));
      await regie.schritt(aktion.einsehen("elena", id));
      await regie.schritt(aktion.blankoverordnungSpeichern(welt, "elena", id, "hand-und-herz", blankoverordnung()));
      await regie.schritt(aktion.angabenSpeichern(welt, "elena", id, "hand-und-herz", angaben()));
      await regie.schritt(aktion.einreichen("elena", id));
      await regie.schritt(aktion.einsehen("kasse", id));
      await regie.schritt(aktion.entscheiden("kasse", id, entscheidung()));
    },
  },
  [],
);

/** @param vorAnnahme what the Pflegedienst does in S1 between the activation and its acceptance */
function szenarien(anPflegedienst: Ziel, s1: Szenario, vorAnnahme: readonly Erwartung[]): readonly Szenario[] {
  return [
    {
      ...s1,
      erwartet: [
        ...ausstellen(RENATE),
        ...vorAnnahme,
        annehmen(RENATE),
        einsehen("ZUGEWIESEN"),
        speichern("blankoverordnungSpeichern"),
        speichern("angabenSpeichern"),
        einreichen(RENATE),
        einsehen("ANTRAGSPRUEFUNG"),
        entscheiden(RENATE, anPflegedienst),
      ],
    },
    {
      ...S6,
      erwartet: [
        ...ausstellen(RENATE),
        { aktion: "zuweisen", status: ["OFFEN", "OFFEN"], alarme: [anPflegedienst], informationen: [] },
        einsehen("OFFEN"),
        annehmen(RENATE),
      ],
    },
    {
      ...S11,
      erwartet: [
        ...ausstellen(RENATE),
        annehmen(RENATE),
        {
          aktion: "korrekturAnfragen",
          status: ["ZUGEWIESEN", "KORREKTURANFRAGE"],
          alarme: [{ an: KIM_PRAXIS, kanal: "KIM" }],
          informationen: [RENATE],
        },
        {
          aktion: "korrekturBeantworten",
          status: ["KORREKTURANFRAGE", "ZUGEWIESEN"],
          alarme: [anPflegedienst],
          informationen: [RENATE],
          antwort: KIM_PRAXIS,
        },
        einsehen("ZUGEWIESEN"),
      ],
    },
    {
      ...S12,
      erwartet: [
        ...ausstellen(KARL_HEINZ),
        annehmen(KARL_HEINZ),
        speichern("angabenSpeichern"),
        einreichen(KARL_HEINZ),
        {
          aktion: "korrekturAnfragen",
          status: ["ANTRAGSPRUEFUNG", "KORREKTURANFRAGE"],
          alarme: [{ an: KIM_PRAXIS, kanal: "KIM" }],
          informationen: [KARL_HEINZ, PD],
        },
        {
          aktion: "korrekturBeantworten",
          status: ["KORREKTURANFRAGE", "ANTRAGSPRUEFUNG"],
          alarme: [{ an: KIM_KASSE, kanal: "KIM" }],
          informationen: [KARL_HEINZ, PD],
          antwort: KIM_PRAXIS,
        },
        einsehen("ANTRAGSPRUEFUNG"),
        entscheiden(KARL_HEINZ, anPflegedienst),
      ],
    },
  ];
}

function ausstellen(fuer: string): readonly Erwartung[] {
  return [
    { aktion: "anlegen", status: [null, "INITIALISIERT"], alarme: [], informationen: [], antwort: KIM_PRAXIS },
    {
      aktion: "aktivieren",
      status: ["INITIALISIERT", "OFFEN"],
      alarme: [{ an: fuer, kanal: "PORTAL" }],
      informationen: [],
      antwort: KIM_PRAXIS,
    },
  ];
}

function annehmen(fuer: string): Erwartung {
  return { aktion: "annehmen", status: ["OFFEN", "ZUGEWIESEN"], alarme: [], informationen: [PRAXIS, fuer].sort() };
}

function einsehen(status: string): Erwartung {
  return { aktion: "einsehen", status: [status, status], alarme: [], informationen: [] };
}

function speichern(was: string): Erwartung {
  return { aktion: was, status: ["ZUGEWIESEN", "ZUGEWIESEN"], alarme: [], informationen: [PRAXIS] };
}

function einreichen(fuer: string): Erwartung {
  return {
    aktion: "einreichen",
    status: ["ZUGEWIESEN", "ANTRAGSPRUEFUNG"],
    alarme: [{ an: KIM_KASSE, kanal: "KIM" }],
    informationen: [PRAXIS, fuer].sort(),
  };
}

function entscheiden(fuer: string, anPflegedienst: Ziel): Erwartung {
  return {
    aktion: "entscheiden",
    status: ["ANTRAGSPRUEFUNG", "BESCHIEDEN"],
    alarme: [anPflegedienst],
    informationen: [PRAXIS, fuer].sort(),
  };
}
