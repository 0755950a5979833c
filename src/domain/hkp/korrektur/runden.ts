import type { Aenderungsinhalt, Einzelaenderung, Einzelantwort } from "../datensaetze/korrektur.js";
import { neueste, versionen } from "../vorgang.js";
import type { BeliebigerDatensatz, Datensatz, Korrektur, Vorgang } from "../vorgang.js";
import { zerlegePfad } from "./felder.js";
import { leistungInWorten, leistungsname, wertInWorten } from "./worte.js";
import { BLANKOZIEL, liesWert, VERORDNUNGSZIEL } from "./ziel.js";

/** The rounds of the Korrekturprozess of a Vorgang, read from its data sets. */
export type Anfragedatensatz = Datensatz<"VO_K"> | Datensatz<"BLANKO_K">;

/** Who is asked decides on what is corrected: the Praxis on the Verordnung, the Pflegedienst on the Blankoverordnung. */
export const anfrageart = ({ adressat }: Pick<Korrektur, "adressat">): "VO_K" | "BLANKO_K" =>
  adressat.rolle === "PFLEGEDIENST" ? "BLANKO_K" : "VO_K";

/** The request that waits for its answer, or null. */
export function aktiveAnfrage(
  vorgang: Pick<Vorgang, "korrektur" | "datensaetze" | "pflegedienst">,
): Anfragedatensatz | null {
  if (vorgang.korrektur === null) return null;
  // A Korrektur of a kind is always its newest data set: there is one active at a time.
  return anfrageart(vorgang.korrektur) === "BLANKO_K" ? neueste(vorgang, "BLANKO_K") : neueste(vorgang, "VO_K");
}

export interface Runde {
  readonly anfrage: Anfragedatensatz;
  readonly antwort: Datensatz<"KORREKTURANTWORT"> | null;
  readonly aktiv: boolean;
}

/** All rounds among the given data sets (those the reader may see), oldest first. */
export function runden(vorgang: Vorgang, sichtbare: readonly BeliebigerDatensatz[]): readonly Runde[] {
  const aktive = aktiveAnfrage(vorgang);
  return sichtbare.filter(istAnfrage).map((anfrage) => ({
    anfrage,
    antwort: sichtbare.filter(istAntwort).find(({ inhalt }) => inhalt.zuKorrektur === anfrage.id) ?? null,
    aktiv: aktive?.id === anfrage.id,
  }));
}

export const istAnfrage = (datensatz: BeliebigerDatensatz): datensatz is Anfragedatensatz =>
  datensatz.art === "VO_K" || datensatz.art === "BLANKO_K";
const istAntwort = (datensatz: BeliebigerDatensatz): datensatz is Datensatz<"KORREKTURANTWORT"> =>
  datensatz.art === "KORREKTURANTWORT";

/** A change as people read it. */
export interface LesbareAenderung {
  readonly aenderung: Einzelaenderung;
  /** What is changed, e.g. „Häufigkeit Nr. 26 (Medikamentengabe)“. */
  readonly titel: string;
  readonly vorher: string | null;
  readonly nachher: string | null;
  /** German, one sentence without the reason. */
  readonly satz: string;
  readonly antwort: Einzelantwort | null;
}

export function lesbareAenderungen({ anfrage, antwort }: Runde, vorgang: Vorgang): readonly LesbareAenderung[] {
  return anfrage.inhalt.aenderungen.map((aenderung) => {
    const { vorher, nachher, titel } = alsPaar(aenderung, anfrage, vorgang);
    return {
      aenderung,
      titel,
      vorher,
      nachher,
      satz: satz(titel, vorher, nachher),
      antwort: antwort?.inhalt.antworten.find(({ aenderungId }) => aenderungId === aenderung.id) ?? null,
    };
  });
}

function satz(titel: string, vorher: string | null, nachher: string | null): string {
  if (nachher === null) return `${titel} entfernen: „${vorher ?? ""}“.`;
  if (vorher === null) return `${titel} hinzufügen: „${nachher}“.`;
  return `${titel} ändern: bisher „${vorher}“, vorgeschlagen „${nachher}“.`;
}

interface Paar {
  readonly titel: string;
  readonly vorher: string | null;
  readonly nachher: string | null;
}

function alsPaar(aenderung: Aenderungsinhalt, anfrage: Anfragedatensatz, vorgang: Vorgang): Paar {
  if (aenderung.art === "AENDERN") return wertpaar(aenderung.pfad, wertInWorten(aenderung.wert), anfrage, vorgang);
  if ("einschraenkung" in aenderung) return liste("Einschränkung", aenderung.art, aenderung.einschraenkung);
  if ("leistung" in aenderung) return liste("Leistung", aenderung.art, leistungInWorten(aenderung.leistung));
  const leistung = basisVerordnung(anfrage, vorgang)?.leistungen.find(({ id }) => id === aenderung.leistungId);
  return liste("Leistung", aenderung.art, leistung === undefined ? aenderung.leistungId : leistungInWorten(leistung));
}

const liste = (titel: string, art: "HINZUFUEGEN" | "ENTFERNEN", wort: string): Paar =>
  art === "HINZUFUEGEN" ? { titel, vorher: null, nachher: wort } : { titel, vorher: wort, nachher: null };

function wertpaar(pfad: string, nachher: string, anfrage: Anfragedatensatz, vorgang: Vorgang): Paar {
  const teile = zerlegePfad(pfad);
  const verordnung = basisVerordnung(anfrage, vorgang);
  const blanko = anfrage.art === "BLANKO_K" ? mitVersion(vorgang, "BLANKOVERORDNUNG", anfrage.inhalt.zuVersion) : null;
  const titel =
    teile === null ? pfad : ((anfrage.art === "VO_K" ? VERORDNUNGSZIEL : BLANKOZIEL).felder[teile.feld]?.titel ?? pfad);
  const leistung = verordnung?.leistungen.find(({ id }) => id === teile?.schluessel);
  const vorher =
    anfrage.art === "VO_K"
      ? verordnung && liesWert(VERORDNUNGSZIEL, pfad, verordnung)
      : blanko && liesWert(BLANKOZIEL, pfad, blanko.inhalt);
  return {
    titel: leistung === undefined ? titel : `${titel} ${leistungsname(leistung)}`,
    vorher: vorher ?? null,
    nachher,
  };
}

/** The Verordnung a request speaks of; a Blanko-k names its Leistungen only by their ids. */
function basisVerordnung(anfrage: Anfragedatensatz, vorgang: Vorgang) {
  if (anfrage.art === "VO_K") return mitVersion(vorgang, "VERORDNUNG", anfrage.inhalt.zuVersion)?.inhalt;
  const blanko = mitVersion(vorgang, "BLANKOVERORDNUNG", anfrage.inhalt.zuVersion);
  return blanko === null ? undefined : mitVersion(vorgang, "VERORDNUNG", blanko.inhalt.zuVersion)?.inhalt;
}

function mitVersion<A extends "VERORDNUNG" | "BLANKOVERORDNUNG">(vorgang: Vorgang, art: A, version: number) {
  return versionen(vorgang, art).find((eine) => eine.version === version) ?? null;
}
