import * as anfrage from "./aktionen-anfrage.js";
import * as aktion from "./aktionen.js";
import { tag } from "./daten-renate.js";
import type { Szenario } from "./szenario.js";
import { beimAusstellen, beimLesen, KIM_PFLEGEDIENST, NAMEN, PRAXIS, stelleAus } from "./wege.js";

const KIM_INTEGRAL = "integral@hkp-sandbox.kim.telematik-test";
const ANTWORT = "Wir können ab Montag kommen.";
const bleibtOffen = ["OFFEN", "OFFEN"] as const;

/** S10: two are asked, one answers available and is assigned bindingly; the other one sees that it is decided. */
export const S10: Szenario = {
  name: "S10",
  titel: "Renate fragt Hand & Herz und Integral an und weist Hand & Herz verbindlich zu",
  async spiele(regie, welt) {
    const id = await stelleAus(regie, welt, "renate");
    if (id === null) return;
    const wunsch = {
      wunschzeitraum: { von: tag(1), bis: tag(27) },
      wuensche: "Am liebsten morgens.",
      kontakt: { telefon: "030 5550177" },
    };
    await regie.schritt(anfrage.verfuegbarkeitAnfragen("renate", id, "hand-und-herz", wunsch));
    await regie.schritt(anfrage.verfuegbarkeitAnfragen("renate", id, "integral", wunsch));
    await regie.schritt(aktion.einsehen("elena", id));
    await regie.schritt(anfrage.verfuegbarkeitAntworten("elena", id, true, ANTWORT));
    await regie.schritt(
      anfrage.antwortenLesen("renate", id, [
        { name: "Pflegedienst Hand & Herz", zustand: "VERFUEGBAR", antwort: ANTWORT },
        { name: "Pflegedienst Integral", zustand: "OFFEN", antwort: null },
      ]),
    );
    await regie.schritt(aktion.zuweisen("renate", id, "hand-und-herz"));
    await regie.schritt(anfrage.anfragenliste("miriam", id, "OFFEN", "ENTSCHIEDEN"));
    await regie.schritt(aktion.annehmen("elena", id));
  },
  erwartet: [
    ...beimAusstellen("renate"),
    {
      aktion: "verfuegbarkeitAnfragen",
      status: bleibtOffen,
      alarme: [{ an: KIM_PFLEGEDIENST, kanal: "KIM" }],
      informationen: [],
    },
    {
      aktion: "verfuegbarkeitAnfragen",
      status: bleibtOffen,
      alarme: [{ an: KIM_INTEGRAL, kanal: "KIM" }],
      informationen: [],
    },
    beimLesen("OFFEN"),
    {
      aktion: "verfuegbarkeitAntworten",
      status: bleibtOffen,
      alarme: [{ an: NAMEN.renate, kanal: "PORTAL" }],
      informationen: [],
    },
    beimLesen("OFFEN"),
    {
      aktion: "zuweisen",
      status: bleibtOffen,
      alarme: [{ an: KIM_PFLEGEDIENST, kanal: "KIM" }],
      informationen: ["Pflegedienst Integral"],
    },
    { aktion: "anfragenSehen", status: bleibtOffen, alarme: [], informationen: [] },
    { aktion: "annehmen", status: ["OFFEN", "ZUGEWIESEN"], alarme: [], informationen: [PRAXIS, NAMEN.renate] },
  ],
  hinweis: "Integral sieht, dass die Anfrage entschieden ist, und den Vorgang nicht mehr.",
};
