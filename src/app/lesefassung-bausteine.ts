import { berlinerTag, berlinerUhrzeit, deutschesDatum } from "../domain/kern/kalender.js";
import type { Anschrift, Haeufigkeit, Leistung, Zeitraum } from "../domain/hkp/datensaetze/verordnung.js";
import { haeufigkeitInWorten, leistungsname, zeitraumInWorten } from "../domain/hkp/korrektur/worte.js";
import type { Datensatzsignatur } from "../domain/hkp/vorgang.js";
import type { Block } from "../domain/ports/dokumentdruck.js";

/** Parts that the sections of the Lesefassung share; German. */

/** Names with values; what is not stated is left out. */
export const angabenblock = (zeilen: readonly (readonly [name: string, wert: string | undefined])[]): Block => ({
  art: "angaben",
  zeilen: zeilen.flatMap(([name, wert]) => (wert === undefined ? [] : [[name, wert] as const])),
});

export const anschriftInWorten = ({ strasse, plz, ort }: Anschrift): string => `${strasse}, ${plz} ${ort}`;

export const zeitpunktInWorten = (zeit: Date): string =>
  `${deutschesDatum(berlinerTag(zeit))}, ${berlinerUhrzeit(zeit)} Uhr`;

/** Who signed; undefined: unsigned, or the signature is withheld from this reader. */
export function signaturInWorten(signatur: Datensatzsignatur | null): string | undefined {
  if (signatur === null) return undefined;
  const { unterzeichner, signiertAm } = signatur;
  return [unterzeichner.name, ...(signiertAm === null ? [] : [zeitpunktInWorten(signiertAm)])].join(", ");
}

/** What a data set that only names the id of a Leistung speaks of. */
export function nameDerLeistung(leistungId: string, leistungen: readonly Leistung[]): string {
  const leistung = leistungen.find(({ id }) => id === leistungId);
  return leistung === undefined ? `Leistung ${leistungId}` : leistungsname(leistung);
}

export const oder = (wert: string | undefined, sonst = "–"): string => wert ?? sonst;
export const haeufigkeitOder = (wert: Haeufigkeit | undefined, sonst?: string): string =>
  oder(wert && haeufigkeitInWorten(wert), sonst);
export const zeitraumOder = (wert: Zeitraum | undefined, sonst?: string): string =>
  oder(wert && zeitraumInWorten(wert), sonst);
