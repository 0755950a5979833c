import { alsTeilnehmer } from "../kern/akteur.js";
import type { Akteur, Rolle } from "../kern/akteur.js";
import type { Medientyp } from "../ports/dateipruefung.js";
import type { Urheber, Vorgang } from "./vorgang.js";

/** What an Unterlage is; the requirement names the Behandlungsplan of the pHKP [6.1.4 Arzt 5]. */
export const UNTERLAGENARTEN = ["BEHANDLUNGSPLAN", "WUNDDOKUMENTATION", "ARZTBRIEF", "SONSTIGES"] as const;
export type Unterlagenart = (typeof UNTERLAGENARTEN)[number];

/** A file beside the data sets (gemF_VO_HKP Tabelle 12, row Unterlagen). Its bytes lie outside, under the same id. */
export interface Unterlage {
  /** UUID. */
  readonly id: string;
  readonly art: Unterlagenart;
  /** Chosen by whoever adds it, so it is content: never in a file name, a mail or a log. */
  readonly titel: string;
  readonly medientyp: Medientyp;
  /** Bytes. */
  readonly groesse: number;
  /** SHA-256 of the bytes, 64 hex digits. */
  readonly sha256: string;
  readonly von: Urheber;
  readonly hinzugefuegtAm: Date;
}

/** Of one institution; keeps the Vorgang, which is one document, within bounds. */
export const UNTERLAGEN_HOECHSTENS = 20;

type Leserecht = (vorgang: Vorgang, akteur: Akteur, unterlage: Unterlage) => boolean;
const IMMER: Leserecht = () => true;
const NIE: Leserecht = () => false;

/** What a Pflegedienst added before it gave the Verordnung back is not the next one's to read (as the Angaben). */
const EIGENE_WENN_ZUGEWIESEN: Leserecht = ({ pflegedienst }, akteur, { von }) => {
  const selbst = alsTeilnehmer(akteur)?.kennung;
  return pflegedienst?.kennung === selbst && von.kennung === selbst;
};

/** From AP3 on, and only of the one that submitted: what an earlier one added is no part of the application. */
const AB_EINREICHEN: Leserecht = ({ antrag, pflegedienst }, _akteur, { von }) =>
  antrag === "AP3" && von.kennung === pflegedienst?.kennung;

/** By the reader's role and by who added it: the Praxis or a Pflegedienst. */
const LESERECHTE: Record<Rolle, { readonly derPraxis: Leserecht; readonly desPflegedienstes: Leserecht }> = {
  VERORDNENDER: { derPraxis: IMMER, desPflegedienstes: IMMER },
  VERSICHERTER: { derPraxis: IMMER, desPflegedienstes: IMMER },
  VERTRETER: { derPraxis: IMMER, desPflegedienstes: IMMER },
  PFLEGEDIENST: { derPraxis: IMMER, desPflegedienstes: EIGENE_WENN_ZUGEWIESEN },
  KOSTENTRAEGER: { derPraxis: IMMER, desPflegedienstes: AB_EINREICHEN },
  SYSTEM: { derPraxis: IMMER, desPflegedienstes: IMMER },
  BETRIEB: { derPraxis: NIE, desPflegedienstes: NIE },
};

/** Unterlagen this actor may read, oldest first; everything stands on the Vorgang being visible at all (sicht.ts). */
export function sichtbareUnterlagen(vorgang: Vorgang, akteur: Akteur): readonly Unterlage[] {
  const { derPraxis, desPflegedienstes } = LESERECHTE[akteur.rolle];
  return vorgang.unterlagen.filter((unterlage) =>
    (unterlage.von.rolle === "PFLEGEDIENST" ? desPflegedienstes : derPraxis)(vorgang, akteur, unterlage),
  );
}
