import { berlinerTag } from "../../kern/kalender.js";
import type { Schalterstellung } from "../ablauf.js";
import { beantragteLeistungen } from "../datensaetze/beantragt.js";
import type { BeantragteLeistung } from "../datensaetze/beantragt.js";
import type { Blankoverordnung } from "../datensaetze/blankoverordnung.js";
import type { Kalendertag, Verordnung } from "../datensaetze/verordnung.js";
import { geltendeAngaben } from "../korrektur/geltende-angaben.js";
import { neueste } from "../vorgang.js";
import type { Vorgang } from "../vorgang.js";
import type { Freigaben } from "./freigabe.js";

export type Pruefschalter = Pick<Schalterstellung, "einreichfrist" | "entscheidungSignaturPflicht">;

/** An application as the rules look at it. */
export interface Pruefall {
  readonly vorgang: Vorgang;
  readonly verordnung: Verordnung;
  readonly blankoverordnung: Blankoverordnung | null;
  /** As it would be decided: what a Korrektur changed counts in its new form. */
  readonly beantragt: readonly BeantragteLeistung[];
  readonly jetzt: Date;
  /** Today in Europe/Berlin. */
  readonly heute: Kalendertag;
  readonly freigaben: Freigaben;
  readonly schalter: Pruefschalter;
}

/** Null: there is no Verordnung, so nothing can be checked. */
export function alsPruefall(
  vorgang: Vorgang,
  jetzt: Date,
  freigaben: Freigaben,
  schalter: Pruefschalter,
): Pruefall | null {
  const verordnung = neueste(vorgang, "VERORDNUNG")?.inhalt;
  if (verordnung === undefined) return null;
  const blankoverordnung = neueste(vorgang, "BLANKOVERORDNUNG")?.inhalt ?? null;
  const angaben = geltendeAngaben(vorgang);
  const beantragt = beantragteLeistungen({ verordnung, angaben, blankoverordnung });
  return { vorgang, verordnung, blankoverordnung, beantragt, jetzt, heute: berlinerTag(jetzt), freigaben, schalter };
}
