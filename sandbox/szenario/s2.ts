import { profilSpeichern } from "./aktionen-entwurf.js";
import { HKP_STANDARD } from "./daten-entwurf.js";
import type { Szenario } from "./szenario.js";

/** S2: a profile of the practice; no Vorgang, and so nobody is told. */
export const S2: Szenario = {
  name: "S2",
  titel: "Die Praxis legt das Profil „HKP Standard“ an",
  async spiele(regie) {
    await regie.schritt(profilSpeichern("mfa", HKP_STANDARD));
  },
  erwartet: [{ aktion: "profilSpeichern", status: [null, null], alarme: [], informationen: [] }],
  hinweis: "Das Profil steht der ganzen Praxis zur Verfügung.",
};
