import * as aktion from "./aktionen.js";
import type { Szenario } from "./szenario.js";
import { beimAusstellen, beimLesen, KIM_PFLEGEDIENST, NAMEN, PRAXIS, stelleAus } from "./wege.js";

/** S6: the Zuweisung opens the Verordnung to the chosen Pflegedienst, which accepts without any further proof. */
export const S6: Szenario = {
  name: "S6",
  titel: "Renate weist ihre Verordnung im FdV Hand & Herz zu, Elena nimmt an",
  async spiele(regie, welt) {
    const id = await stelleAus(regie, welt, "renate");
    if (id === null) return;
    await regie.schritt(aktion.zuweisen("renate", id, "hand-und-herz"));
    await regie.schritt(aktion.einsehen("elena", id));
    await regie.schritt(aktion.annehmen("elena", id));
  },
  erwartet: [
    ...beimAusstellen("renate"),
    {
      aktion: "zuweisen",
      status: ["OFFEN", "OFFEN"],
      alarme: [{ an: KIM_PFLEGEDIENST, kanal: "KIM" }],
      informationen: [],
    },
    beimLesen("OFFEN"),
    { aktion: "annehmen", status: ["OFFEN", "ZUGEWIESEN"], alarme: [], informationen: [PRAXIS, NAMEN.renate] },
  ],
  hinweis: "Am Ende ist der Pflegedienst Hand & Herz am Zug.",
};
