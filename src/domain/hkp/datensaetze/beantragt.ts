import type { Angaben } from "./angaben.js";
import type { Blankoverordnung } from "./blankoverordnung.js";
import type { Haeufigkeit, Verordnung, Zeitraum } from "./verordnung.js";

/** What was applied for; the extent is unknown only for a Blanko Leistung without Blankoverordnung. */
export interface BeantragteLeistung {
  readonly leistungId: string;
  readonly haeufigkeit?: Haeufigkeit;
  readonly dauer?: Zeitraum;
}

export interface Antrag {
  readonly verordnung: Verordnung;
  /** Absent where nobody had to give Angaben (AP1). */
  readonly angaben?: Angaben | null;
  readonly blankoverordnung?: Blankoverordnung | null;
}

/** The Leistungen of the Angaben; if they name none, those of the Verordnung, completed by the Blankoverordnung. */
export function beantragteLeistungen({ verordnung, angaben, blankoverordnung }: Antrag): BeantragteLeistung[] {
  if (angaben && angaben.leistungen.length > 0) return angaben.leistungen.map((leistung) => ({ ...leistung }));
  const blanko = new Map(blankoverordnung?.leistungen.map((leistung) => [leistung.leistungId, leistung]));
  return verordnung.leistungen.map((leistung) => {
    const { haeufigkeit, dauer } = blanko.get(leistung.id) ?? leistung;
    return {
      leistungId: leistung.id,
      ...(haeufigkeit && { haeufigkeit }),
      ...(dauer && { dauer }),
    };
  });
}
