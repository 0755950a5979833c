import { entwerfen, listeSignieren, profilSpeichern } from "./aktionen-entwurf.js";
import * as aktion from "./aktionen.js";
import { ohneLeistungen, PHKP } from "./daten-entwurf.js";
import type { Szenario } from "./szenario.js";
import { beimLesen, PRAXIS } from "./wege.js";

const AURELIA = "Aurelia Neumann";
const ausgestellt = {
  aktion: "aktivieren",
  status: ["INITIALISIERT", "OFFEN"],
  alarme: [{ an: AURELIA, kanal: "PORTAL" }],
  informationen: [],
} as const;
const angelegt = { aktion: "anlegen", status: [null, "INITIALISIERT"], alarme: [], informationen: [] } as const;

/** S4: one request, two Verordnungen of one Gesamtverordnung; each is redeemed by itself. */
export const S4: Szenario = {
  name: "S4",
  titel: "Aurelia: aus dem Profil pHKP werden zwei Verordnungen, nur die eine wird eingelöst",
  async spiele(regie, welt) {
    const profile: string[] = [];
    await regie.schritt(profilSpeichern("mfa", PHKP, (id) => profile.push(id)));
    const entworfen = await regie.reihe(
      entwerfen(
        "mfa",
        { entwurf: ohneLeistungen("aurelia"), profilIds: profile },
        ({ vorgaenge, zuzahlungshinweis }) => ({
          soll: [["27a"], ["26"], true, 1],
          ist: [
            ...vorgaenge.map(({ entwurf }) => entwurf.inhalt.leistungen.map(({ nummer }) => nummer)),
            zuzahlungshinweis?.includes("nur einmal") ?? false,
            new Set(vorgaenge.map(({ entwurf }) => entwurf.inhalt.gesamtverordnungId)).size,
          ],
        }),
      ),
    );
    const [phkp, somatisch] = entworfen.map(({ vorgang }) => vorgang);
    if (phkp === undefined || somatisch === undefined) return;
    await regie.reihe(listeSignieren(welt, "aerztin", "aerztin", [phkp, somatisch]));
    await regie.schritt(aktion.annehmenMitKarte(welt, "daniel", phkp, "aurelia", "hand-und-herz"));
    await regie.schritt(aktion.einsehen("aurelia", somatisch));
  },
  erwartet: [
    { aktion: "profilSpeichern", status: [null, null], alarme: [], informationen: [] },
    angelegt,
    angelegt,
    ausgestellt,
    ausgestellt,
    { aktion: "annehmen", status: ["OFFEN", "ZUGEWIESEN"], alarme: [], informationen: [AURELIA, PRAXIS] },
    beimLesen("OFFEN"),
  ],
  hinweis: "Die Medikamentengabe ist noch offen und kann bei einem anderen Pflegedienst eingelöst werden.",
};
