import type { Verstoss } from "../../kern/fehler.js";
import {
  pruefeDauer,
  pruefeHaeufigkeit,
  pruefeKennung,
  pruefeTexte,
  pruefeVersion,
  pruefeZugehoerigkeit,
  wiederholte,
} from "./bausteine.js";
import type { Blankoverordnung } from "./blankoverordnung.js";
import { verlange } from "./regeln.js";
import type { Verordnung } from "./verordnung.js";

/**
 * A Blankoverordnung completes exactly the Leistungen marked Blanko in the newest version of the Verordnung.
 * Source: fachregeln.md section 6; gemF_VO_HKP 6.6.2. The qualification of the person is the login's matter.
 */
export function pruefeBlankoverordnung(blanko: Blankoverordnung, verordnung: Verordnung): Verstoss[] {
  const verordnete = new Map(verordnung.leistungen.map((leistung) => [leistung.id, leistung]));
  const ausgefuellt = new Set(blanko.leistungen.map(({ leistungId }) => leistungId));
  const offen = verordnung.leistungen.filter(({ id, blanko: istBlanko }) => istBlanko && !ausgefuellt.has(id));
  return [
    ...pruefeTexte(blanko),
    ...pruefeZugehoerigkeit(blanko.verordnungsId, verordnung.verordnungsId),
    ...pruefeVersion("zuVersion", blanko.zuVersion),
    ...pruefeKennung("lbnr", "pflegefachperson.lbnr", blanko.pflegefachperson.lbnr),
    ...pruefeKennung("telematikId", "pflegedienst.telematikId", blanko.pflegedienst.telematikId),
    ...verlange(offen.length === 0, "leistungen", "BLANKO_UNVOLLSTAENDIG"),
    ...wiederholte(blanko.leistungen, ({ leistungId }) => leistungId).flatMap((stelle) =>
      verlange(false, `leistungen[${stelle}].leistungId`, "LEISTUNG_DOPPELT"),
    ),
    ...blanko.leistungen.flatMap((leistung, stelle) => {
      const pfad = `leistungen[${stelle}]`;
      const vorgabe = verordnete.get(leistung.leistungId);
      return [
        ...verlange(vorgabe !== undefined, `${pfad}.leistungId`, "LEISTUNG_UNBEKANNT"),
        ...verlange(vorgabe?.blanko !== false, `${pfad}.leistungId`, "LEISTUNG_NICHT_BLANKO"),
        ...pruefeHaeufigkeit(`${pfad}.haeufigkeit`, leistung.haeufigkeit),
        ...pruefeDauer(`${pfad}.dauer`, leistung.dauer, verordnung.verordnungszeitraum),
      ];
    }),
  ];
}
