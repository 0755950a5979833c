import * as aktion from "./aktionen.js";
import type { Szenario } from "./szenario.js";
import { beimAusstellen, beimLesen, stelleAus } from "./wege.js";

/** S8: access for Beratung is no transition and alerts nobody; the Kasse reads. */
export const S8: Szenario = {
  name: "S8",
  titel: "Renate lässt sich von ihrer Kasse beraten",
  async spiele(regie, welt) {
    const id = await stelleAus(regie, welt, "renate");
    if (id === null) return;
    await regie.schritt(aktion.zugriffGeben("renate", id));
    await regie.schritt(aktion.einsehen("kasse", id));
  },
  erwartet: [
    ...beimAusstellen("renate"),
    { aktion: "zugriffGeben", status: ["OFFEN", "OFFEN"], alarme: [], informationen: [] },
    beimLesen("OFFEN"),
  ],
  hinweis: "Am Ende ist die Verordnung weiter offen, und die Kasse hat sie gesehen.",
};
