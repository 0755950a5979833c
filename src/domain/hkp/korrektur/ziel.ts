import type { Blankoverordnung } from "../datensaetze/blankoverordnung.js";
import type { Aenderungsinhalt } from "../datensaetze/korrektur.js";
import type { Verordnung } from "../datensaetze/verordnung.js";
import { BLANKOFELDER, VERORDNUNGSFELDER, zerlegePfad } from "./felder.js";
import type { Feldtabelle } from "./felder.js";
import { gleicheLeistung, vergleiche, vergleicheBlanko } from "./vergleich.js";
import type { Unterschied } from "./vergleich.js";
import { wertInWorten } from "./worte.js";

/** What a Korrekturanfrage is about: a kind of data set with its changeable fields and its master data. */
export interface Korrekturziel<D> {
  readonly felder: Feldtabelle<D>;
  /** Members that no version may change [6.8.4]. */
  readonly stammdaten: readonly (keyof D & string)[];
  /** Master data of the people and institutions, also where only the asking party may not touch them. */
  readonly unantastbar: readonly string[];
  /** Fields that no answer may change although they are no master data. */
  readonly fest: readonly string[];
  readonly vergleiche: (alt: D, neu: D) => readonly Unterschied[];
  readonly liste: Listenteil<D> | null;
}

/** Adding and removing; absent where the data set has a fixed set of Leistungen. */
interface Listenteil<D> {
  readonly enthaelt: (dokument: D, inhalt: Listenaenderung) => boolean;
  readonly fuegeHinzu: (dokument: D, inhalt: Listenaenderung) => D;
  readonly entferne: (dokument: D, inhalt: Listenaenderung) => D;
}

type Listenaenderung = Exclude<Aenderungsinhalt, { readonly art: "AENDERN" }>;

const LISTEN_DER_VERORDNUNG: Listenteil<Verordnung> = {
  enthaelt: ({ leistungen, einschraenkungen }, inhalt) => {
    if ("einschraenkung" in inhalt) return einschraenkungen.includes(inhalt.einschraenkung);
    if ("leistung" in inhalt) return leistungen.some((eine) => eine.id === inhalt.leistung.id);
    return leistungen.some(({ id }) => id === inhalt.leistungId);
  },
  fuegeHinzu: (verordnung, inhalt) => {
    if ("einschraenkung" in inhalt)
      return { ...verordnung, einschraenkungen: [...verordnung.einschraenkungen, inhalt.einschraenkung] };
    return "leistung" in inhalt
      ? { ...verordnung, leistungen: [...verordnung.leistungen, inhalt.leistung] }
      : verordnung;
  },
  entferne: (verordnung, inhalt) => {
    if ("leistungId" in inhalt)
      return { ...verordnung, leistungen: verordnung.leistungen.filter(({ id }) => id !== inhalt.leistungId) };
    if (!("einschraenkung" in inhalt)) return verordnung;
    const an = verordnung.einschraenkungen.indexOf(inhalt.einschraenkung);
    return { ...verordnung, einschraenkungen: verordnung.einschraenkungen.filter((_, stelle) => stelle !== an) };
  },
};

export const VERORDNUNGSZIEL: Korrekturziel<Verordnung> = {
  felder: VERORDNUNGSFELDER,
  stammdaten: ["versicherter", "kostentraeger", "verordnender"],
  unantastbar: ["versicherter", "kostentraeger", "verordnender", "pflegedienst", "pflegefachperson"],
  // The choice of Kostenerstattung is the insured person's and decides on the way of the Vorgang; what was issued together
  // stays together.
  fest: ["wahlKostenerstattung", "gesamtverordnungId"],
  vergleiche,
  liste: LISTEN_DER_VERORDNUNG,
};

/** It covers exactly the Blanko Leistungen, so none can be added or removed; another qualified person may sign. */
export const BLANKOZIEL: Korrekturziel<Blankoverordnung> = {
  felder: BLANKOFELDER,
  stammdaten: ["pflegedienst"],
  unantastbar: VERORDNUNGSZIEL.unantastbar,
  fest: [],
  vergleiche: vergleicheBlanko,
  liste: null,
};

/** The data set after these changes. Values first, because their positions are those of the given version. */
export function wendeVorschlagAn<D>(ziel: Korrekturziel<D>, basis: D, aenderungen: readonly Aenderungsinhalt[]): D {
  const rang = { AENDERN: 0, ENTFERNEN: 1, HINZUFUEGEN: 2 } as const;
  return [...aenderungen]
    .sort((eine, andere) => rang[eine.art] - rang[andere.art])
    .reduce((dokument, aenderung) => wendeEineAn(ziel, dokument, aenderung), basis);
}

function wendeEineAn<D>(ziel: Korrekturziel<D>, dokument: D, aenderung: Aenderungsinhalt): D {
  switch (aenderung.art) {
    case "AENDERN": {
      const pfad = zerlegePfad(aenderung.pfad);
      const feld = pfad === null ? undefined : ziel.felder[pfad.feld];
      return pfad === null || feld === undefined ? dokument : feld.setze(dokument, pfad.schluessel, aenderung.wert);
    }
    case "HINZUFUEGEN":
      return ziel.liste?.fuegeHinzu(dokument, aenderung) ?? dokument;
    case "ENTFERNEN":
      return ziel.liste?.entferne(dokument, aenderung) ?? dokument;
  }
}

/** Whether this change is carried out in a data set exactly as it was asked for. */
export function istVerwirklicht<D>(ziel: Korrekturziel<D>, aenderung: Aenderungsinhalt, neu: D): boolean {
  if (aenderung.art === "AENDERN") return steht(ziel, aenderung.pfad, neu, wertInWorten(aenderung.wert));
  if (aenderung.art === "ENTFERNEN") return ziel.liste?.enthaelt(neu, aenderung) === false;
  if ("einschraenkung" in aenderung) return ziel.liste?.enthaelt(neu, aenderung) === true;
  const { leistungen } = neu as { readonly leistungen: Verordnung["leistungen"] };
  return leistungen.some((eine) => eine.id === aenderung.leistung.id && gleicheLeistung(eine, aenderung.leistung));
}

/** Whether the place this change is about is as it was before. */
export function istUnberuehrt<D>(ziel: Korrekturziel<D>, aenderung: Aenderungsinhalt, alt: D, neu: D): boolean {
  if (aenderung.art !== "AENDERN") return ziel.liste?.enthaelt(neu, aenderung) === ziel.liste?.enthaelt(alt, aenderung);
  const vorher = liesWert(ziel, aenderung.pfad, alt);
  return steht(ziel, aenderung.pfad, neu, vorher) && !istVerwirklicht(ziel, aenderung, neu);
}

/** Undefined: there is no such place. */
export function liesWert<D>(ziel: Korrekturziel<D>, pfad: string, dokument: D): string | null | undefined {
  const teile = zerlegePfad(pfad);
  const feld = teile === null ? undefined : ziel.felder[teile.feld];
  const wert = teile === null ? undefined : feld?.lies(dokument, teile.schluessel);
  return wert === undefined || wert === null ? wert : wertInWorten(wert);
}

function steht<D>(ziel: Korrekturziel<D>, pfad: string, dokument: D, gesucht: string | null | undefined): boolean {
  const teile = zerlegePfad(pfad);
  const feld = teile === null ? undefined : ziel.felder[teile.feld];
  if (teile === null || feld?.ungeordnet !== true) return liesWert(ziel, pfad, dokument) === gesucht;
  // Positions may have shifted: it is there if it stands anywhere in the list.
  for (let stelle = 0; ; stelle++) {
    const wort = liesWert(ziel, `${teile.wurzel}[${stelle}]`, dokument);
    if (wort === undefined) return false;
    if (wort === gesucht) return true;
  }
}
