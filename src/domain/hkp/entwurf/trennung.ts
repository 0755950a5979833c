import { leistungsgruppe } from "../datensaetze/leistungsgruppe.js";
import type { Entwurfsinhalt, Entwurfsleistung } from "./entwurf.js";

/** One Verordnung of those that a request for several yields. */
export interface Teil {
  /** Names the part within its request: kind of Leistungen and Versorgungsort. */
  readonly schluessel: string;
  readonly inhalt: Entwurfsinhalt;
}

/**
 * Separates what needs Verordnungen of its own (P1.1, 6.1.1): 27a, 31a and the rest, each per Versorgungsort; in the order in
 * which they first appear. Everything else of the draft is the same in all parts.
 */
export function trenne({ leistungen, versorgungsort, ...kopf }: Entwurfsinhalt): readonly Teil[] {
  const gruppen = new Map<string, Entwurfsleistung[]>();
  for (const leistung of leistungen) {
    const ort = leistung.versorgungsort ?? versorgungsort;
    const schluessel = ort === undefined ? leistungsgruppe(leistung) : `${leistungsgruppe(leistung)}/${ort}`;
    const { versorgungsort: _, ...uebrige } = leistung;
    const bisher = gruppen.get(schluessel) ?? [];
    gruppen.set(schluessel, [...bisher, { ...uebrige, ...(ort === undefined ? {} : { versorgungsort: ort }) }]);
  }
  if (gruppen.size === 0)
    return [{ schluessel: "somatisch", inhalt: { ...kopf, leistungen, ...(versorgungsort && { versorgungsort }) } }];
  return [...gruppen].map(([schluessel, eigene]) => {
    const ort = eigene[0]?.versorgungsort;
    const ohneOrt = eigene.map(({ versorgungsort: _, ...leistung }) => leistung);
    return { schluessel, inhalt: { ...kopf, leistungen: ohneOrt, ...(ort && { versorgungsort: ort }) } };
  });
}

/** The same for all parts: one Zuzahlung of 10 euros for the Gesamtverordnung, which only statutory Krankenkassen ask [6.1.1]. */
export function zuzahlungshinweis(anzahl: number, kostentraegerart: string | undefined): string | null {
  if (anzahl < 2 || (kostentraegerart !== undefined && kostentraegerart !== "GKV")) return null;
  return "Diese Verordnungen gelten als eine Gesamtverordnung: Die Zuzahlung von 10 Euro (Verordnungsgebühr) fällt nur einmal an.";
}
