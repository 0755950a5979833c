import type { Szenario } from "./szenario.js";
import { beimAusstellen, beimErgaenzen, ergaenze, stelleAus } from "./wege.js";

/** S13: the Pflegedienst stores its Angaben; that alerts nobody. */
export const S13: Szenario = {
  name: "S13",
  titel: "Angaben zur Leistungserbringung für Renate",
  async spiele(regie, welt) {
    const id = await stelleAus(regie, welt, "renate");
    if (id !== null) await ergaenze(regie, welt, "renate", id);
  },
  erwartet: [...beimAusstellen("renate"), ...beimErgaenzen("renate")],
  hinweis: "Am Ende kann der Pflegedienst Hand & Herz einreichen.",
};
