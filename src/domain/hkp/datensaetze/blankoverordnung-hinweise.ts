import { findeVerzeichnisleistung, LEISTUNGSVERZEICHNIS } from "../leistungsverzeichnis.js";
import type { Leistungsverzeichnis } from "../leistungsverzeichnis.js";
import type { Blankoverordnung } from "./blankoverordnung.js";
import { hinweiseZumUmfang, hinweiseZurBedingung } from "./umfang-hinweise.js";
import type { Hinweis } from "./umfang-hinweise.js";
import type { Verordnung } from "./verordnung.js";

const ABWEICHUNG = "Abweichungen sind in begründeten Fällen möglich; prüfen Sie Häufigkeit und Dauer.";

/**
 * Hints of the HKP-RL on what the Pflegefachperson sets, with the paths of the Blankoverordnung [6.6.3 Pflegeeinrichtung 7, P2.2.3]. As with
 * the Verordnung the limits do not apply with the DGUV (3.5.3). What a Leistung says that is not prescribed is the rules' matter.
 */
export function hinweiseZurBlankoverordnung(
  { leistungen }: Pick<Blankoverordnung, "leistungen">,
  verordnung: Verordnung,
  verzeichnis: Leistungsverzeichnis = LEISTUNGSVERZEICHNIS,
): Hinweis[] {
  if (verordnung.kostentraeger.art === "DGUV") return [];
  return leistungen.flatMap((festgelegt, stelle) => {
    const nummer = verordnung.leistungen.find(({ id }) => id === festgelegt.leistungId)?.nummer;
    const eintrag = nummer === undefined ? null : findeVerzeichnisleistung(nummer, verzeichnis);
    if (eintrag === null) return [];
    const pfad = `leistungen[${stelle}]`;
    return [...hinweiseZurBedingung(eintrag, pfad), ...hinweiseZumUmfang(festgelegt, eintrag, pfad, ABWEICHUNG)];
  });
}
