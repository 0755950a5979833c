import { tageSpaeter } from "../../kern/kalender.js";
import { anzahlTage } from "../datensaetze/kalendertag.js";
import type { Kalendertag, Verordnung, Zeitraum } from "../datensaetze/verordnung.js";
import type { Entwurfsinhalt, Entwurfsleistung } from "./entwurf.js";

/**
 * Draft of a Folgeverordnung from an earlier Verordnung (6.1.4 Arzt 11, P2.1): the same but for its kind and days. The new period
 * follows the earlier one without a gap, or begins today if that one is over, and is as long.
 * @param auswahl ids of the Leistungen to be taken over; null: all
 * @param neueId for the Leistungen, which are ordered anew (P1.2)
 */
export function folgeverordnungAus(
  fruehere: Verordnung,
  heute: Kalendertag,
  auswahl: readonly string[] | null,
  neueId: () => string,
): Entwurfsinhalt {
  // Issued on its own: what the earlier one was issued together with is not ordered again.
  const { verordnungsId: _, gesamtverordnungId: __, verordnungszeitraum: alt, leistungen, ...uebrige } = fruehere;
  const anschluss = tageSpaeter(alt.bis, 1);
  const von = anschluss > heute ? anschluss : heute;
  const verschiebung = tageZwischen(alt.von, von);
  const verschiebe = (zeitraum: Zeitraum): Zeitraum => ({
    von: tageSpaeter(zeitraum.von, verschiebung),
    bis: tageSpaeter(zeitraum.bis, verschiebung),
  });
  return {
    ...uebrige,
    art: "FOLGEVERORDNUNG",
    verordnungsdatum: heute,
    verordnungszeitraum: verschiebe(alt),
    leistungen: leistungen
      .filter(({ id }) => auswahl?.includes(id) ?? true)
      .map(({ dauer, ...leistung }): Entwurfsleistung => ({
        ...leistung,
        id: neueId(),
        ...(dauer === undefined ? {} : { dauer: verschiebe(dauer) }),
      })),
  };
}

/** Both days exist: the earlier Verordnung was checked when it was issued, and it began before the new one does. */
const tageZwischen = (von: Kalendertag, bis: Kalendertag): number => (anzahlTage({ von, bis }) ?? 1) - 1;
