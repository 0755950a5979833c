import * as aktion from "./aktionen.js";
import type { Szenario } from "./szenario.js";
import { beimAusstellen, beimLesen, NAMEN, PRAXIS, stelleAus } from "./wege.js";

/** S7: with the card read, Daniel finds the redeemable Verordnung, reads it and accepts. */
export const S7: Szenario = {
  name: "S7",
  titel: "Daniel holt Renates Verordnung mit der eGK in der App ab",
  async spiele(regie, welt) {
    const id = await stelleAus(regie, welt, "renate");
    if (id === null) return;
    await regie.schritt(aktion.einsehenMitKarte(welt, "daniel", id, "renate", "hand-und-herz"));
    await regie.schritt(aktion.annehmenMitKarte(welt, "daniel", id, "renate", "hand-und-herz"));
  },
  erwartet: [
    ...beimAusstellen("renate"),
    beimLesen("OFFEN"),
    { aktion: "annehmen", status: ["OFFEN", "ZUGEWIESEN"], alarme: [], informationen: [PRAXIS, NAMEN.renate] },
  ],
  hinweis: "Am Ende ist der Pflegedienst Hand & Herz am Zug.",
};
