import type { Verstoss } from "../../kern/fehler.js";
import type { Angaben } from "./angaben.js";
import {
  pruefeDauer,
  pruefeGpos,
  pruefeHaeufigkeit,
  pruefeKennung,
  pruefeTexte,
  pruefeVersion,
  pruefeZugehoerigkeit,
  wiederholte,
} from "./bausteine.js";
import { verlange } from "./regeln.js";
import type { Verordnung } from "./verordnung.js";

/**
 * Angaben zur Leistungserbringung: may apply for a part of the Leistungen; a Folgeverordnung without changes needs
 * none. Source: fachregeln.md section 8 (P1.2, P3.1.3); gemF_VO_HKP 6.6.1.
 */
export function pruefeAngaben(angaben: Angaben, verordnung: Verordnung): Verstoss[] {
  const verordnete = new Set(verordnung.leistungen.map(({ id }) => id));
  const darfLeerSein = verordnung.art === "FOLGEVERORDNUNG";
  return [
    ...pruefeTexte(angaben),
    ...pruefeZugehoerigkeit(angaben.verordnungsId, verordnung.verordnungsId),
    ...pruefeVersion("zuVersion", angaben.zuVersion),
    ...pruefeKennung("telematikId", "pflegedienst.telematikId", angaben.pflegedienst.telematikId),
    ...pruefeKennung("iknr", "pflegedienst.ik", angaben.pflegedienst.ik),
    ...verlange(darfLeerSein || angaben.leistungen.length > 0, "leistungen", "ANGABEN_OHNE_LEISTUNG"),
    ...wiederholte(angaben.leistungen, ({ leistungId }) => leistungId).flatMap((stelle) =>
      verlange(false, `leistungen[${stelle}].leistungId`, "LEISTUNG_DOPPELT"),
    ),
    ...angaben.leistungen.flatMap((leistung, stelle) => {
      const pfad = `leistungen[${stelle}]`;
      return [
        ...verlange(verordnete.has(leistung.leistungId), `${pfad}.leistungId`, "LEISTUNG_UNBEKANNT"),
        ...pruefeHaeufigkeit(`${pfad}.haeufigkeit`, leistung.haeufigkeit),
        ...pruefeDauer(`${pfad}.dauer`, leistung.dauer, verordnung.verordnungszeitraum),
        ...(leistung.gpos === undefined ? [] : pruefeGpos(`${pfad}.gpos`, leistung.gpos)),
      ];
    }),
  ];
}
