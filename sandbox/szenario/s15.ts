import * as aktion from "./aktionen.js";
import { gekuerzteEntscheidung } from "./daten-renate.js";
import type { Szenario } from "./szenario.js";
import { beimEinreichen, beimEntscheiden, beimLesen, reicheEin } from "./wege.js";

const gesamtergebnis = "TEILWEISE_GENEHMIGT";

/** S15: every Leistung approved in part, for two weeks instead of four. */
export const S15: Szenario = {
  name: "S15",
  titel: "Die Kasse genehmigt Karl-Heinz einen kürzeren Zeitraum",
  async spiele(regie, welt) {
    const id = await reicheEin(regie, welt, "karl-heinz");
    if (id === null) return;
    await regie.schritt(aktion.entscheiden("kasse", id, gekuerzteEntscheidung()));
    const pflegedienst = "Die Leistungen werden für zwei Wochen übernommen.";
    const verordnender = "Der Bedarf ist zunächst für zwei Wochen nachvollziehbar.";
    const versicherter = "Ihre Krankenkasse übernimmt die Kosten zunächst für zwei Wochen.";
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
  hinweis: "Am Ende weiß jeder, dass zunächst zwei Wochen zugesagt sind.",
};
