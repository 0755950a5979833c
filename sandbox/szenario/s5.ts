import { entwerfen, listeSignieren, uebersichtEinsehen } from "./aktionen-entwurf.js";
import * as aktion from "./aktionen.js";
import { IM_NAECHSTEN_JAHR, vorEinemJahr, WUNDE } from "./daten-entwurf.js";
import type { Szenario } from "./szenario.js";
import { beimAusstellen, beimLesen } from "./wege.js";

/** S5: the first Verordnung is dated back by nearly a year, so that its period ends soon. */
export const S5: Szenario = {
  name: "S5",
  titel: "Ein Jahr später: Folgeverordnung für Renate aus der Übersicht, ohne Wundversorgung",
  async spiele(regie, welt) {
    const erste = await regie.schritt(aktion.anlegen("mfa"));
    if (erste === null) return;
    const ausVerordnung = erste.vorgang;
    await regie.schritt(aktion.aktivieren(welt, "aerztin", ausVerordnung, "aerztin", vorEinemJahr()));
    await regie.schritt(uebersichtEinsehen("aerztin", "renate", ausVerordnung));
    const ausLeistungen = vorEinemJahr()
      .leistungen.map(({ id }) => id)
      .filter((id) => id !== WUNDE);
    const [folge] = await regie.reihe(
      entwerfen("aerztin", { ausVerordnung, ausLeistungen }, ({ vorgaenge }) => ({
        soll: [["FOLGEVERORDNUNG", ausVerordnung, IM_NAECHSTEN_JAHR(), ["26", "31b"], []]],
        ist: vorgaenge.map(({ entwurf: { inhalt, folgeAuf, maengel } }) => [
          ...[inhalt.art, folgeAuf, inhalt.verordnungszeitraum],
          ...[inhalt.leistungen.map(({ nummer }) => nummer), maengel],
        ]),
      })),
    );
    if (folge === undefined) return;
    await regie.reihe(listeSignieren(welt, "aerztin", "aerztin", [folge.vorgang]));
  },
  erwartet: [...beimAusstellen("renate"), beimLesen("OFFEN"), ...beimAusstellen("renate")],
  hinweis: "Die Folgeverordnung schließt ohne Lücke an.",
};
