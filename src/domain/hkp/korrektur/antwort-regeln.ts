import { Fachfehler } from "../../kern/fehler.js";
import type { Verstoss } from "../../kern/fehler.js";
import type { Einzelaenderung, Einzelantwort } from "../datensaetze/korrektur.js";
import { istUnberuehrt, istVerwirklicht, wendeVorschlagAn } from "./ziel.js";
import type { Korrekturziel } from "./ziel.js";

/** Answers and the new version must tell the same story. Source: fachregeln.md section 7, rule 5. */
const ANTWORTREGELN = {
  ANTWORT_FEHLT: {
    regel: "Zu dieser Änderung fehlt die Antwort.",
    hinweis: "Beantworten Sie jede vorgeschlagene Änderung genau einmal.",
  },
  ANTWORT_UNBEKANNT: {
    regel: "Diese Antwort gehört zu keiner Änderung der Korrekturanfrage oder ist doppelt.",
    hinweis: "Beantworten Sie jede vorgeschlagene Änderung genau einmal, mit ihrer Kennung.",
  },
  BEGRUENDUNG_FEHLT: {
    regel: "Eine abgelehnte Änderung braucht eine Begründung.",
    hinweis: "Begründen Sie die Ablehnung in einem Satz.",
  },
  NICHT_AUFGENOMMEN: {
    regel: "Die Änderung ist als aufgenommen beantwortet, steht aber nicht so in der neuen Version.",
    hinweis: "Nehmen Sie die Änderung wie vorgeschlagen auf oder antworten Sie „anders aufgenommen“.",
  },
  NICHT_ABGELEHNT: {
    regel: "Die Änderung ist als abgelehnt beantwortet, die neue Version ändert diese Stelle aber.",
    hinweis: "Lassen Sie die Stelle unverändert oder ändern Sie die Antwort.",
  },
  NICHT_ANDERS: {
    regel: "Die Änderung ist als anders aufgenommen beantwortet, steht aber genau so in der neuen Version.",
    hinweis: "Antworten Sie „aufgenommen“.",
  },
  OHNE_ANDERES: {
    regel: "Die Änderung ist als anders aufgenommen beantwortet, die neue Version enthält aber keine andere Änderung.",
    hinweis: "Nehmen Sie die Änderung in anderer Form auf oder lehnen Sie sie mit Begründung ab.",
  },
  UNGEFRAGT: {
    regel: "Die neue Version ändert etwas, das durch keine Antwort gedeckt ist.",
    hinweis: "Lassen Sie diese Angabe unverändert oder antworten Sie „anders aufgenommen“.",
  },
} as const;

const verstoss = (name: keyof typeof ANTWORTREGELN, pfad: string): Verstoss => ({ pfad, ...ANTWORTREGELN[name] });

/**
 * @throws Fachfehler STAMMDATEN_UNVERAENDERLICH before all others, KORREKTURANTWORT_WIDERSPRUECHLICH with all of them.
 */
export function pruefeAntworten<D>(
  ziel: Korrekturziel<D>,
  aenderungen: readonly Einzelaenderung[],
  antworten: readonly Einzelantwort[],
  alt: D,
  neu: D,
): void {
  const pfade = ziel.stammdaten.filter((name) => !gleich(alt[name], neu[name]));
  if (pfade.length > 0) throw new Fachfehler("STAMMDATEN_UNVERAENDERLICH", { pfade });

  const verstoesse = pruefeVollstaendigkeit(aenderungen, antworten);
  const alle = verstoesse.length > 0 ? verstoesse : pruefeInhalt(ziel, aenderungen, antworten, alt, neu);
  if (alle.length > 0) throw new Fachfehler("KORREKTURANTWORT_WIDERSPRUECHLICH", { verstoesse: alle });
}

function pruefeVollstaendigkeit(
  aenderungen: readonly Einzelaenderung[],
  antworten: readonly Einzelantwort[],
): readonly Verstoss[] {
  const offen = new Set(aenderungen.map(({ id }) => id));
  return [
    ...antworten.flatMap(({ aenderungId, ergebnis, begruendung }, nr) => [
      ...(offen.delete(aenderungId) ? [] : [verstoss("ANTWORT_UNBEKANNT", `antworten[${nr}].aenderungId`)]),
      ...(ergebnis === "ABGELEHNT" && (begruendung ?? "").trim() === ""
        ? [verstoss("BEGRUENDUNG_FEHLT", `antworten[${nr}].begruendung`)]
        : []),
    ]),
    ...aenderungen.flatMap(({ id }, nr) => (offen.has(id) ? [verstoss("ANTWORT_FEHLT", `aenderungen[${nr}]`)] : [])),
  ];
}

function pruefeInhalt<D>(
  ziel: Korrekturziel<D>,
  aenderungen: readonly Einzelaenderung[],
  antworten: readonly Einzelantwort[],
  alt: D,
  neu: D,
): readonly Verstoss[] {
  const ergebnisVon = new Map(antworten.map(({ aenderungId, ergebnis }) => [aenderungId, ergebnis]));
  const mit = (ergebnis: Einzelantwort["ergebnis"]) => aenderungen.filter(({ id }) => ergebnisVon.get(id) === ergebnis);
  const erwartet = wendeVorschlagAn(ziel, alt, mit("AUFGENOMMEN"));
  const uebrige = ziel.vergleiche(erwartet, neu);
  const anders = mit("ANDERS_AUFGENOMMEN");

  const einzelne = aenderungen.flatMap((aenderung, nr) => {
    const pfad = `aenderungen[${nr}]`;
    switch (ergebnisVon.get(aenderung.id)) {
      case "AUFGENOMMEN":
        return istVerwirklicht(ziel, aenderung, neu) ? [] : [verstoss("NICHT_AUFGENOMMEN", pfad)];
      case "ABGELEHNT":
        return istUnberuehrt(ziel, aenderung, alt, neu) ? [] : [verstoss("NICHT_ABGELEHNT", pfad)];
      case "ANDERS_AUFGENOMMEN":
      case undefined:
        if (istVerwirklicht(ziel, aenderung, neu)) return [verstoss("NICHT_ANDERS", pfad)];
        return uebrige.length === 0 ? [verstoss("OHNE_ANDERES", pfad)] : [];
    }
  });
  // What was taken up differently may differ within its part of the data set, and nothing beyond what the answers say.
  const gedeckt = new Set(anders.map((aenderung) => bereich(ortVon(aenderung))));
  const ungedeckt = uebrige.filter(({ pfad }) => !gedeckt.has(bereich(pfad)) || ziel.fest.includes(pfad));
  const schonGenannt = einzelne.length > 0 && anders.length === 0;
  return [...einzelne, ...(schonGenannt ? [] : ungedeckt.map(({ pfad }) => verstoss("UNGEFRAGT", pfad)))];
}

function ortVon(aenderung: Einzelaenderung): string {
  if (aenderung.art === "AENDERN") return aenderung.pfad;
  return "einschraenkung" in aenderung ? "einschraenkungen" : "leistungen";
}

/** Part of the data set a path lies in; the Verordnungszeitraum and the Dauer of the Leistungen go together. */
function bereich(pfad: string): string {
  const wurzel = /^[A-Za-z]*/.exec(pfad)?.[0] ?? "";
  return wurzel === "verordnungszeitraum" ? "leistungen" : wurzel;
}

/** Deep equality, independent of the order of members. */
function gleich(eines: unknown, anderes: unknown): boolean {
  if (typeof eines !== "object" || eines === null || typeof anderes !== "object" || anderes === null)
    return eines === anderes;
  const [links, rechts] = [eines as Record<string, unknown>, anderes as Record<string, unknown>];
  const namen = new Set([...Object.keys(links), ...Object.keys(rechts)]);
  return [...namen].every((name) => gleich(links[name], rechts[name]));
}
