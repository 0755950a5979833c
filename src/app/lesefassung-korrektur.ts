import { lesbareAenderungen, runden } from "../domain/hkp/korrektur/runden.js";
import type { LesbareAenderung, Runde } from "../domain/hkp/korrektur/runden.js";
import { leistungsaenderungssaetze } from "../domain/hkp/leistungsaenderung-worte.js";
import type { BeliebigerDatensatz, Vorgang } from "../domain/hkp/vorgang.js";
import type { Abschnitt, Spalte } from "../domain/ports/dokumentdruck.js";
import { angefragtVon, ANTWORT_IN_WORTEN } from "./korrektur-zeilen.js";
import { angabenblock, oder, zeitpunktInWorten } from "./lesefassung-bausteine.js";

/** Sections of the Lesefassung on what is to change, or has changed, in what was prescribed. */

/** The request that waits, and the last one that was answered, each before and after; earlier rounds are history. */
export function korrekturabschnitte(vorgang: Vorgang, lesbare: readonly BeliebigerDatensatz[]): readonly Abschnitt[] {
  const alle = runden(vorgang, lesbare);
  const beantwortete = alle.findLast(({ antwort }) => antwort !== null);
  const offene = alle.find(({ aktiv }) => aktiv);
  return [beantwortete, offene].flatMap((runde) => (runde === undefined ? [] : [abschnitt(runde, vorgang)]));
}

const GRUNDSPALTEN: readonly Spalte[] = [
  { titel: "Was", anteil: 2.6 },
  { titel: "Bisher", anteil: 2.6 },
  { titel: "Vorgeschlagen", anteil: 2.6 },
  { titel: "Begründung", anteil: 2.8 },
];

function abschnitt(runde: Runde, vorgang: Vorgang): Abschnitt {
  const { anfrage, antwort } = runde;
  const worueber = anfrage.art === "VO_K" ? "zur Verordnung" : "zur Blankoverordnung";
  return {
    ueberschrift: antwort === null ? `Korrekturanfrage ${worueber}` : `Beantwortete Korrekturanfrage ${worueber}`,
    bloecke: [
      angabenblock([
        ["Angefragt von", angefragtVon(runde, vorgang)],
        ["Angefragt am", zeitpunktInWorten(anfrage.erstelltAm)],
        ["Zu Version", `${anfrage.inhalt.zuVersion}`],
        ["Beantwortet am", antwort === null ? undefined : zeitpunktInWorten(antwort.erstelltAm)],
        ["Neue Version", antwort === null ? undefined : `${antwort.inhalt.neueVersion}`],
      ]),
      {
        art: "tabelle",
        spalten: antwort === null ? GRUNDSPALTEN : [...GRUNDSPALTEN, { titel: "Antwort", anteil: 2.4 }],
        zeilen: lesbareAenderungen(runde, vorgang).map((eine) => [
          eine.titel,
          oder(eine.vorher ?? undefined),
          oder(eine.nachher ?? undefined, "entfällt"),
          eine.aenderung.begruendung,
          ...(antwort === null ? [] : [antwortInWorten(eine)]),
        ]),
      },
    ],
  };
}

const antwortInWorten = ({ antwort }: LesbareAenderung): string =>
  antwort === null
    ? "ohne Antwort"
    : [ANTWORT_IN_WORTEN[antwort.ergebnis], antwort.begruendung].filter((teil) => teil !== undefined).join(": ");

/** What the physician reduced, paused or took up again, oldest first: the table of the Verordnung still shows it as prescribed. */
export function leistungsaenderungsabschnitt(
  vorgang: Vorgang,
  lesbare: readonly BeliebigerDatensatz[],
): readonly Abschnitt[] {
  const saetze = lesbare.flatMap((datensatz) =>
    datensatz.art === "LEISTUNGSAENDERUNG"
      ? leistungsaenderungssaetze(datensatz, vorgang).map(
          ({ satz, aenderung }) =>
            [zeitpunktInWorten(datensatz.erstelltAm), `${satz} Begründung: ${aenderung.begruendung}`] as const,
        )
      : [],
  );
  if (saetze.length === 0) return [];
  return [{ ueberschrift: "Verminderte oder pausierte Leistungen", bloecke: [angabenblock(saetze)] }];
}
