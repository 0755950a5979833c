import type { Verstoss } from "../../kern/fehler.js";
import { pruefeDauer, pruefeHaeufigkeit, pruefeTexte, wiederholte } from "./bausteine.js";
import type { Blankoverordnung } from "./blankoverordnung.js";
import { TEXT_HOECHSTENS } from "./gespraechsnachricht.js";
import { gleicherZeitraum } from "./kalendertag.js";
import type { Einzelleistungsaenderung, Leistungsaenderung } from "./leistungsaenderung.js";
import { verlange } from "./regeln.js";
import { vergleicheHaeufigkeit } from "./umfang.js";
import type { Haeufigkeit, Verordnung, Zeitraum } from "./verordnung.js";

export interface Umfangsrahmen {
  /** The valid version. */
  readonly verordnung: Verordnung;
  /** Sets the extent of the Blanko Leistungen; null: not stored yet. */
  readonly blankoverordnung: Blankoverordnung | null;
  /** What was stated before, oldest first. */
  readonly fruehere: readonly Leistungsaenderung[];
}

/** Measured against the Verordnung, not against what was stated before: up to that extent nothing new is prescribed [6.2 Fall 1]. */
export function pruefeLeistungsaenderung(
  aenderungen: readonly Einzelleistungsaenderung[],
  rahmen: Umfangsrahmen,
): Verstoss[] {
  return [
    ...pruefeTexte(aenderungen, "aenderungen"),
    ...verlange(aenderungen.length > 0, "aenderungen", "MINDESTENS_EINS"),
    ...wiederholte(aenderungen, ({ leistungId }) => leistungId).flatMap((nr) =>
      verlange(false, `aenderungen[${nr}].leistungId`, "LEISTUNG_DOPPELT"),
    ),
    ...aenderungen.flatMap((aenderung, nr) => pruefeEine(`aenderungen[${nr}]`, aenderung, rahmen)),
  ];
}

function pruefeEine(pfad: string, aenderung: Einzelleistungsaenderung, rahmen: Umfangsrahmen): Verstoss[] {
  const { verordnung } = rahmen;
  const leistung = verordnung.leistungen.find(({ id }) => id === aenderung.leistungId);
  if (leistung === undefined) return verlange(false, `${pfad}.leistungId`, "LEISTUNG_UNBEKANNT");
  const begruendung = verlange(
    [...aenderung.begruendung].length <= TEXT_HOECHSTENS,
    `${pfad}.begruendung`,
    "TEXT_ZU_LANG",
  );
  return [...begruendung, ...pruefeUmfang(pfad, aenderung, rahmen)];
}

function pruefeUmfang(pfad: string, aenderung: Einzelleistungsaenderung, rahmen: Umfangsrahmen): Verstoss[] {
  const { verordnungszeitraum } = rahmen.verordnung;
  switch (aenderung.art) {
    case "VERMINDERT":
      return pruefeVerminderung(pfad, aenderung, rahmen);
    case "PAUSIERT":
      return pruefeDauer(
        pfad,
        { von: aenderung.von, bis: aenderung.bis ?? verordnungszeitraum.bis },
        verordnungszeitraum,
      );
    case "AUFGEHOBEN": {
      const letzte = rahmen.fruehere
        .flatMap(({ aenderungen }) => aenderungen)
        .findLast(({ leistungId }) => leistungId === aenderung.leistungId);
      return [
        ...pruefeDauer(pfad, { von: aenderung.von, bis: verordnungszeitraum.bis }, verordnungszeitraum),
        ...verlange(letzte !== undefined && letzte.art !== "AUFGEHOBEN", `${pfad}.art`, "NICHTS_AUFZUHEBEN"),
      ];
    }
  }
}

function pruefeVerminderung(
  pfad: string,
  { leistungId, haeufigkeit, dauer }: Extract<Einzelleistungsaenderung, { art: "VERMINDERT" }>,
  rahmen: Umfangsrahmen,
): Verstoss[] {
  const verordnet = verordneterUmfang(leistungId, rahmen);
  return [
    ...verlange(haeufigkeit !== undefined || dauer !== undefined, pfad, "VERMINDERUNG_LEER"),
    ...(haeufigkeit === undefined ? [] : pruefeSeltener(`${pfad}.haeufigkeit`, haeufigkeit, verordnet.haeufigkeit)),
    ...(dauer === undefined ? [] : pruefeKuerzer(`${pfad}.dauer`, dauer, verordnet.dauer)),
  ];
}

function pruefeSeltener(pfad: string, neue: Haeufigkeit, verordnete: Haeufigkeit | undefined): Verstoss[] {
  const form = pruefeHaeufigkeit(pfad, neue);
  if (form.length > 0) return form;
  if (verordnete === undefined) return verlange(false, pfad, "HAEUFIGKEIT_OFFEN");
  return verlange(vergleicheHaeufigkeit(neue, verordnete) < 0, pfad, "VERMINDERUNG_NICHT_KLEINER");
}

function pruefeKuerzer(pfad: string, neue: Zeitraum, verordnete: Zeitraum): Verstoss[] {
  const form = pruefeDauer(pfad, neue, verordnete);
  return form.length > 0 ? form : verlange(!gleicherZeitraum(neue, verordnete), pfad, "VERMINDERUNG_NICHT_KLEINER");
}

/** Where no Dauer is prescribed, the Leistung may be rendered in the whole Verordnungszeitraum. */
function verordneterUmfang(
  leistungId: string,
  { verordnung, blankoverordnung }: Umfangsrahmen,
): { readonly haeufigkeit?: Haeufigkeit; readonly dauer: Zeitraum } {
  const leistung = verordnung.leistungen.find(({ id }) => id === leistungId);
  const blanko = blankoverordnung?.leistungen.find((eine) => eine.leistungId === leistungId);
  const umfang = leistung?.blanko === true ? blanko : leistung;
  return {
    ...(umfang?.haeufigkeit && { haeufigkeit: umfang.haeufigkeit }),
    dauer: umfang?.dauer ?? verordnung.verordnungszeitraum,
  };
}
