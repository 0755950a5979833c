import { bescheidszenario } from "./bescheid.js";
import { ablehnung } from "./daten-renate.js";

/** S16: nothing is approved. */
export const S16 = bescheidszenario({
  name: "S16",
  titel: "Die Kasse lehnt die Verordnung von Karl-Heinz ab",
  entscheidung: ablehnung,
  gesamtergebnis: "NICHT_GENEHMIGT_OHNE_VORLAEUFIGE_KOSTENZUSAGE",
  begruendungen: {
    pflegedienst: "Die beantragten Leistungen werden nicht übernommen.",
    verordnender: "Die Leistungen sind durch im Haushalt lebende Personen gesichert.",
    versicherter: "Ihre Krankenkasse übernimmt die Kosten nicht, weil Angehörige die Pflege leisten können.",
  },
  hinweis: "Am Ende kennt jeder die Ablehnung mit seiner eigenen Begründung.",
});
