import * as aktion from "./aktionen.js";
import { ablehnung } from "./daten-renate.js";
import type { Szenario } from "./szenario.js";
import { beimEinreichen, beimEntscheiden, beimLesen, reicheEin } from "./wege.js";

const gesamtergebnis = "NICHT_GENEHMIGT_OHNE_VORLAEUFIGE_KOSTENZUSAGE";

/** S16: nothing is approved. */
export const S16: Szenario = {
  name: "S16",
  titel: "Die Kasse lehnt die Verordnung von Karl-Heinz ab",
  async spiele(regie, welt) {
    const id = await reicheEin(regie, welt, "karl-heinz");
    if (id === null) return;
    await regie.schritt(aktion.entscheiden("kasse", id, ablehnung()));
    const pflegedienst = "Die beantragten Leistungen werden nicht übernommen.";
    const verordnender = "Die Leistungen sind durch im Haushalt lebende Personen gesichert.";
    const versicherter = "Ihre Krankenkasse übernimmt die Kosten nicht, weil Angehörige die Pflege leisten können.";
    await regie.schritt(aktion.entscheidungEinsehen("elena", id, { gesamtergebnis, pflegedienst }));
    await regie.schritt(aktion.entscheidungEinsehen("aerztin", id, { gesamtergebnis, verordnender }));
    await regie.schritt(aktion.entscheidungEinsehen("karl-heinz", id, { gesamtergebnis, versicherter }));
  },
  erwartet: [
    ...beimEinreichen("karl-heinz"),
    beimEntscheiden("karl-heinz"),
    beimLesen("BESCHIEDEN"),
    beimLesen("BESCHIEDEN"),
    beimLesen("BESCHIEDEN"),
  ],
  hinweis: "Am Ende kennt jeder die Ablehnung mit seiner eigenen Begründung.",
};
