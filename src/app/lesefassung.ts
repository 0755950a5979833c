import type { Meldung, BeliebigerDatensatz, Datensatzart, Vorgang } from "../domain/hkp/vorgang.js";
import type { Dokument } from "../domain/ports/dokumentdruck.js";
import { mitteilungshinweis } from "./mitteilung.js";
import { angabenabschnitt, blankoabschnitt, entscheidungsabschnitt } from "./lesefassung-antrag.js";
import { korrekturabschnitte, leistungsaenderungsabschnitt } from "./lesefassung-korrektur.js";
import { verordnungsabschnitte } from "./lesefassung-verordnung.js";

/**
 * What goes out as PDF beside the Bundle, for receivers whose system does not read FHIR (domain.md 2.1): the same data sets for
 * people. Null: the message tells one data set alone, whose words stand in its text, or there is no Verordnung to read.
 *
 * @param lesbare data sets that the recipient may read, all versions (ansicht.ts)
 * @param geltende of these the valid ones
 */
export function lesefassung(
  meldung: Meldung,
  vorgang: Vorgang,
  lesbare: readonly BeliebigerDatensatz[],
  geltende: readonly BeliebigerDatensatz[],
): Dokument | null {
  const verordnung = finde(geltende, "VERORDNUNG");
  if (verordnung === null || mitteilungshinweis(meldung) !== null) return null;
  const { leistungen } = verordnung.inhalt;
  const blanko = finde(geltende, "BLANKOVERORDNUNG");
  const angaben = finde(geltende, "ANGABEN");
  const entscheidung = finde(geltende, "ENTSCHEIDUNG");
  return {
    titel: "Verordnung häuslicher Krankenpflege",
    erstelltAm: meldung.zeit,
    fusszeile: "Lesefassung. Maßgeblich sind die beiliegenden Datensätze (FHIR).",
    abschnitte: [
      ...verordnungsabschnitte(verordnung),
      ...leistungsaenderungsabschnitt(vorgang, lesbare),
      ...(blanko === null ? [] : [blankoabschnitt(blanko, leistungen)]),
      ...(angaben === null ? [] : [angabenabschnitt(angaben, leistungen)]),
      ...korrekturabschnitte(vorgang, lesbare),
      ...(entscheidung === null ? [] : [entscheidungsabschnitt(entscheidung, leistungen)]),
    ],
  };
}

/** The one of this kind. */
function finde<A extends Datensatzart>(
  datensaetze: readonly BeliebigerDatensatz[],
  art: A,
): Extract<BeliebigerDatensatz, { art: A }> | null {
  const gefunden = datensaetze.find((datensatz) => datensatz.art === art);
  // The search proves the kind; TypeScript cannot follow it through the distributed union.
  return (gefunden ?? null) as Extract<BeliebigerDatensatz, { art: A }> | null;
}
