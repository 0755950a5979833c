import { bescheidszenario } from "./bescheid.js";
import { gekuerzteEntscheidung } from "./daten-renate.js";

/** S15: every Leistung approved in part, for two weeks instead of four. */
export const S15 = bescheidszenario({
  name: "S15",
  titel: "Die Kasse genehmigt Karl-Heinz einen kürzeren Zeitraum",
  entscheidung: gekuerzteEntscheidung,
  gesamtergebnis: "TEILWEISE_GENEHMIGT",
  begruendungen: {
    pflegedienst: "Die Leistungen werden für zwei Wochen übernommen.",
    verordnender: "Der Bedarf ist zunächst für zwei Wochen nachvollziehbar.",
    versicherter: "Ihre Krankenkasse übernimmt die Kosten zunächst für zwei Wochen.",
  },
  hinweis: "Am Ende weiß jeder, dass zunächst zwei Wochen zugesagt sind.",
});
