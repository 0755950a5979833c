import type { Antwortergebnis } from "../domain/hkp/datensaetze/korrektur.js";
import type { Ereignis } from "../domain/hkp/ereignisse.js";
import { lesbareAenderungen, runden } from "../domain/hkp/korrektur/runden.js";
import type { Runde } from "../domain/hkp/korrektur/runden.js";
import { neueste } from "../domain/hkp/vorgang.js";
import type { BeliebigerDatensatz, Vorgang } from "../domain/hkp/vorgang.js";
import { inEinerZeile } from "./mitteilung.js";

const GEFRAGT: readonly Ereignis[] = [
  "KORREKTUR_VOM_PFLEGEDIENST",
  "KORREKTUR_VOM_KOSTENTRAEGER",
  "KORREKTUR_AKTUALISIERT",
];
const BEANTWORTET: readonly Ereignis[] = ["KORREKTUR_BEANTWORTET", "KORREKTUR_DEM_KOSTENTRAEGER_BEANTWORTET"];

export const ANTWORT_IN_WORTEN: Record<Antwortergebnis, string> = {
  AUFGENOMMEN: "aufgenommen",
  ANDERS_AUFGENOMMEN: "anders aufgenommen",
  ABGELEHNT: "abgelehnt",
};

/** The proposal, or the answer to it, as the mail tells it; only what the recipient may read (`sichtbare`). */
export function korrekturzeilen(
  ereignis: Ereignis,
  vorgang: Vorgang,
  sichtbare: readonly BeliebigerDatensatz[],
): readonly string[] {
  const alle = runden(vorgang, sichtbare);
  const offene = alle.find(({ aktiv }) => aktiv);
  if (GEFRAGT.includes(ereignis) && offene !== undefined) return vorschlagszeilen(offene, vorgang);
  const beantwortete = alle.findLast(({ antwort }) => antwort !== null);
  return BEANTWORTET.includes(ereignis) && beantwortete !== undefined ? antwortzeilen(beantwortete, vorgang) : [];
}

/** The institution that asks, as its addressee may know it [6.8.4]. */
export function angefragtVon({ anfrage: { von, inhalt } }: Runde, vorgang: Vorgang): string {
  const traeger = neueste(vorgang, "VERORDNUNG")?.inhalt.kostentraeger;
  const wer = von.rolle === "KOSTENTRAEGER" ? `Kostenträger ${traeger?.name ?? ""}`.trim() : "Pflegedienst";
  return `${wer} (Telematik-ID ${inhalt.absender})`;
}

function vorschlagszeilen(runde: Runde, vorgang: Vorgang): readonly string[] {
  return [
    "",
    `Angefragt von: ${angefragtVon(runde, vorgang)}`,
    "Vorgeschlagene Änderungen:",
    ...lesbareAenderungen(runde, vorgang).map(
      ({ satz, aenderung }, nr) => `${nr + 1}. ${inEinerZeile(`${satz} Begründung: ${aenderung.begruendung}`)}`,
    ),
  ];
}

function antwortzeilen(runde: Runde, vorgang: Vorgang): readonly string[] {
  return [
    "",
    `Antworten (neue Version ${runde.antwort?.inhalt.neueVersion ?? ""}):`,
    ...lesbareAenderungen(runde, vorgang).map(({ satz, antwort }, nr) => {
      const grund = antwort?.begruendung === undefined ? "" : ` Begründung: ${antwort.begruendung}`;
      const ergebnis = antwort === null ? "ohne Antwort" : ANTWORT_IN_WORTEN[antwort.ergebnis];
      return `${nr + 1}. ${inEinerZeile(`${satz} → ${ergebnis}.${grund}`)}`;
    }),
  ];
}
