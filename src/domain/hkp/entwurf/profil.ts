import { tageSpaeter } from "../../kern/kalender.js";
import type { Haeufigkeit, Leistung, Versorgungsort, Zeitraum } from "../datensaetze/verordnung.js";
import type { Urheber } from "../vorgang.js";
import type { Entwurfsinhalt, Entwurfsleistung } from "./entwurf.js";

/** A Leistung as a practice usually orders it; what is absent is filled in the draft. */
export interface Profilleistung extends Pick<Leistung, "nummer" | "freitext" | "einzelheiten" | "blanko"> {
  readonly haeufigkeit?: Haeufigkeit;
  /** Days from the beginning of the Verordnungszeitraum, at most to its end; absent: the whole of it. */
  readonly dauerTage?: number;
}

/** A practice's own template, e.g. „HKP Standard“ (6.1.4 Arzt 6). It has no place for data of a patient. */
export interface Profilinhalt {
  /** Unique within the institution, whatever its case. */
  readonly name: string;
  readonly leistungen: readonly Profilleistung[];
  readonly einschraenkungen: readonly string[];
  readonly hinweise?: string;
  readonly versorgungsort?: Versorgungsort;
}

export interface Profil extends Profilinhalt {
  /** UUID. */
  readonly id: string;
  /** Telematik-ID of the practice. */
  readonly institution: string;
  /** Counts changes, from 1; guards every write. */
  readonly version: number;
  readonly geaendertAm: Date;
  readonly geaendertVon: Urheber;
}

export const PROFILE_HOECHSTENS = 100;

/** Names that people would take for the same. */
export const namensschluessel = (name: string): string => name.trim().normalize("NFC").toLocaleLowerCase("de");

/** The draft with what the profile holds added; what the draft says itself stays. */
export function ergaenzeUmProfil(entwurf: Entwurfsinhalt, profil: Profilinhalt, neueId: () => string): Entwurfsinhalt {
  const { versorgungsort, hinweise } = profil;
  const neue = profil.leistungen.map(({ dauerTage, ...leistung }): Entwurfsleistung => ({
    ...leistung,
    id: neueId(),
    ...(leistung.blanko ? {} : dauerIn(entwurf.verordnungszeitraum, dauerTage)),
    ...(versorgungsort === undefined ? {} : { versorgungsort }),
  }));
  const alleHinweise = [entwurf.hinweise, hinweise].filter((einer) => einer !== undefined);
  return {
    ...entwurf,
    leistungen: [...entwurf.leistungen, ...neue],
    einschraenkungen: [...new Set([...entwurf.einschraenkungen, ...profil.einschraenkungen])],
    ...(alleHinweise.length === 0 ? {} : { hinweise: alleHinweise.join("\n") }),
  };
}

function dauerIn(
  { von, bis }: Partial<Zeitraum> = {},
  tage: number | undefined,
): { readonly dauer: Zeitraum } | Record<never, never> {
  if (von === undefined || bis === undefined) return {};
  const ende = tage === undefined ? bis : tageSpaeter(von, tage - 1);
  return { dauer: { von, bis: ende < bis ? ende : bis } };
}
