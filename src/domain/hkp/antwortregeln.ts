import type { Verstoss } from "../kern/fehler.js";
import { verlange } from "./datensaetze/regeln.js";
import { pruefeFreitext } from "./datensaetze/verfuegbarkeitsanfrage-regeln.js";
import type { Verordnung } from "./datensaetze/verordnung.js";

/** Rules by which a Pflegedienst lets unverbindliche Anfragen be answered automatically [6.5.2; 6.5.5, Pflegedienst 10]. */

/** By qualification: EINE_DAVON, the Verordnung holds one of these numbers; NUR_DIESE, all its Leistungen are among them. */
export const LEISTUNGSBEDINGUNGEN = ["EINE_DAVON", "NUR_DIESE"] as const;
/** By Einzugsgebiet: where the insured person lives. */
export const GEBIETSBEDINGUNGEN = ["INNERHALB", "AUSSERHALB"] as const;

export interface Leistungsbedingung {
  readonly art: (typeof LEISTUNGSBEDINGUNGEN)[number];
  /** Numbers of the Leistungsverzeichnis, e.g. `27a`. */
  readonly nummern: readonly string[];
}

export interface Gebietsbedingung {
  readonly art: (typeof GEBIETSBEDINGUNGEN)[number];
  /** Postleitzahlen or how they begin, 1 to 5 digits. */
  readonly plz: readonly string[];
}

/** Holds if all its conditions do; at least one. */
export interface Antwortregel {
  readonly leistungen?: Leistungsbedingung;
  readonly gebiet?: Gebietsbedingung;
  readonly verfuegbar: boolean;
  /** Free text of the answer. */
  readonly text?: string;
}

export interface Antwortregeln {
  /** The switch before all rules. */
  readonly alleAblehnen: boolean;
  readonly ablehnungstext?: string;
  /** The first that holds answers; if none does, a person. */
  readonly regeln: readonly Antwortregel[];
}

export const KEINE_ANTWORTREGELN: Antwortregeln = { alleAblehnen: false, regeln: [] };

export interface Antwort {
  readonly verfuegbar: boolean;
  readonly text: string | null;
}

/** The automatic answer to an Anfrage with this Verordnung; null: a person answers. */
export function beantworte(
  { alleAblehnen, ablehnungstext, regeln }: Antwortregeln,
  verordnung: Verordnung,
): Antwort | null {
  if (alleAblehnen) return { verfuegbar: false, text: ablehnungstext ?? null };
  const regel = regeln.find((eine) => trifftZu(eine, verordnung));
  return regel === undefined ? null : { verfuegbar: regel.verfuegbar, text: regel.text ?? null };
}

function trifftZu({ leistungen, gebiet }: Antwortregel, verordnung: Verordnung): boolean {
  return (
    (leistungen !== undefined || gebiet !== undefined) &&
    (leistungen === undefined || passtZuLeistungen(leistungen, verordnung)) &&
    (gebiet === undefined || passtZumGebiet(gebiet, verordnung))
  );
}

/** A Leistung in free text has no number: it is none of them, so a rule that knows them all does not hold. */
function passtZuLeistungen({ art, nummern }: Leistungsbedingung, { leistungen }: Verordnung): boolean {
  const genannt = ({ nummer }: { readonly nummer?: string }): boolean =>
    nummer !== undefined && nummern.includes(nummer);
  return art === "EINE_DAVON" ? leistungen.some(genannt) : leistungen.every(genannt);
}

function passtZumGebiet({ art, plz }: Gebietsbedingung, { versicherter }: Verordnung): boolean {
  const innerhalb = plz.some((anfang) => versicherter.anschrift.plz.startsWith(anfang));
  return innerhalb === (art === "INNERHALB");
}

export const REGELN_HOECHSTENS = 50;
const EINTRAEGE_HOECHSTENS = 200;
const NUMMER = /^[0-9]{1,2}[a-z]?$/;
const PLZ_ANFANG = /^[0-9]{1,5}$/;

export function pruefeAntwortregeln({ ablehnungstext, regeln }: Antwortregeln): readonly Verstoss[] {
  return [
    ...(ablehnungstext === undefined ? [] : pruefeFreitext(ablehnungstext, "ablehnungstext")),
    ...verlange(regeln.length <= REGELN_HOECHSTENS, "regeln", "LISTE_ZU_LANG"),
    ...regeln.flatMap((regel, nr) => pruefeRegel(regel, `regeln[${nr}]`)),
  ];
}

function pruefeRegel({ leistungen, gebiet, text }: Antwortregel, pfad: string): readonly Verstoss[] {
  const liste = (werte: readonly string[], form: RegExp, wo: string, regel: "NUMMER_FORM" | "PLZ_FORM") => [
    ...verlange(werte.length > 0, wo, "MINDESTENS_EINS"),
    ...verlange(werte.length <= EINTRAEGE_HOECHSTENS, wo, "LISTE_ZU_LANG"),
    ...werte.flatMap((wert, nr) => verlange(form.test(wert), `${wo}[${nr}]`, regel)),
  ];
  return [
    ...verlange(leistungen !== undefined || gebiet !== undefined, pfad, "REGEL_OHNE_BEDINGUNG"),
    ...(leistungen === undefined ? [] : liste(leistungen.nummern, NUMMER, `${pfad}.leistungen.nummern`, "NUMMER_FORM")),
    ...(gebiet === undefined ? [] : liste(gebiet.plz, PLZ_ANFANG, `${pfad}.gebiet.plz`, "PLZ_FORM")),
    ...(text === undefined ? [] : pruefeFreitext(text, `${pfad}.text`)),
  ];
}
