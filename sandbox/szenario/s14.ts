import * as aktion from "./aktionen.js";
import { entscheidung } from "./daten-renate.js";
import type { Szenario } from "./szenario.js";
import { beimEinreichen, beimEntscheiden, beimLesen, reicheEin } from "./wege.js";

const gesamtergebnis = "GENEHMIGT";

/** S14: PPS, PVS and FdV each read the decision with their own Begründung and nobody else's. */
export const S14: Szenario = {
  name: "S14",
  titel: "Die Kasse genehmigt alles für Renate; jeder sieht seinen Teil",
  async spiele(regie, welt) {
    const id = await reicheEin(regie, welt, "renate");
    if (id === null) return;
    await regie.schritt(aktion.entscheiden("kasse", id, entscheidung()));
    const pflegedienst = "Alle beantragten Leistungen werden wie beantragt übernommen.";
    const verordnender = "Die Verordnung ist vollständig und plausibel.";
    const versicherter = "Ihre Krankenkasse übernimmt die Kosten für alle Leistungen.";
    await regie.schritt(aktion.entscheidungEinsehen("elena", id, { gesamtergebnis, pflegedienst }));
    await regie.schritt(aktion.entscheidungEinsehen("aerztin", id, { gesamtergebnis, verordnender }));
    await regie.schritt(aktion.entscheidungEinsehen("renate", id, { gesamtergebnis, versicherter }));
  },
  erwartet: [
    ...beimEinreichen("renate"),
    beimEntscheiden("renate"),
    beimLesen("BESCHIEDEN"),
    beimLesen("BESCHIEDEN"),
    beimLesen("BESCHIEDEN"),
  ],
  hinweis: "Am Ende hat jeder die Genehmigung mit seiner eigenen Begründung gelesen.",
};
