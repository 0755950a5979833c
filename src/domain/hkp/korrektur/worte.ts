import { deutschesDatum } from "../../kern/kalender.js";
import type { Korrekturwert } from "../datensaetze/korrektur.js";
import type {
  Diagnose,
  Haeufigkeit,
  Leistung,
  Verordnung,
  Versorgungsort,
  Zeitraum,
} from "../datensaetze/verordnung.js";
import { findeVerzeichnisleistung } from "../leistungsverzeichnis.js";

/** Values of the data sets as people read them, German. Different values have different words, so they can be compared. */
const JE: Record<Haeufigkeit["je"], string> = { TAG: "täglich", WOCHE: "wöchentlich", MONAT: "monatlich" };

export const haeufigkeitInWorten = ({ anzahl, je }: Haeufigkeit): string => `${anzahl} × ${JE[je]}`;

export const zeitraumInWorten = ({ von, bis }: Zeitraum): string => `${deutschesDatum(von)} bis ${deutschesDatum(bis)}`;

export const diagnoseInWorten = ({ icd, text }: Diagnose): string => (text === undefined ? icd : `${icd} (${text})`);

export const VERORDNUNGSART_IN_WORTEN: Record<Verordnung["art"], string> = {
  ERSTVERORDNUNG: "Erstverordnung",
  FOLGEVERORDNUNG: "Folgeverordnung",
};

export const ORT_IN_WORTEN: Record<Versorgungsort, string> = {
  HAEUSLICHKEIT: "Häuslichkeit",
  WOHNGRUPPE: "Wohngruppe oder betreute Wohnform",
  SCHULE_KITA: "Schule oder Kindertagesstätte",
  WERKSTATT: "Werkstatt für behinderte Menschen",
  PFLEGEHEIM: "Pflegeheim",
  SONSTIGER: "sonstiger geeigneter Ort",
};

/** What the Leistung is called, e.g. `26 (Medikamentengabe)`; free text as it stands. */
export function nummerInWorten(nummer: string): string {
  const titel = findeVerzeichnisleistung(nummer)?.titel;
  return titel === undefined ? `Nr. ${nummer}` : `Nr. ${nummer} (${titel})`;
}

export const leistungsname = ({ nummer, freitext, id }: Leistung): string =>
  nummer === undefined ? (freitext ?? id) : nummerInWorten(nummer);

/** The whole Leistung in one line. */
export function leistungInWorten(leistung: Leistung): string {
  const { einzelheiten, blanko, haeufigkeit, dauer } = leistung;
  const teile = [
    leistungsname(leistung),
    einzelheiten,
    haeufigkeit && haeufigkeitInWorten(haeufigkeit),
    dauer && zeitraumInWorten(dauer),
    blanko ? "Häufigkeit und Dauer durch die Pflegefachperson (Blanko)" : undefined,
  ];
  return teile.filter((teil) => teil !== undefined).join(", ");
}

export function wertInWorten(wert: Korrekturwert): string {
  switch (wert.typ) {
    case "TEXT":
      return wert.text;
    case "HAEUFIGKEIT":
      return haeufigkeitInWorten(wert.haeufigkeit);
    case "ZEITRAUM":
      return zeitraumInWorten(wert.zeitraum);
    case "DIAGNOSE":
      return diagnoseInWorten(wert.diagnose);
  }
}
