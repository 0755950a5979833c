import { leistungsaenderungssaetze } from "../domain/hkp/leistungsaenderung-worte.js";
import type { BeliebigerDatensatz, Datensatz, Vorgang } from "../domain/hkp/vorgang.js";
import type { LeistungsaenderungTyp } from "../schema/leistungsaenderung.type.js";
import { stelleUrheberDar } from "./teilnehmer-darstellung.js";

/** Statements among the data sets that went through `sichtbareDatensaetze`, oldest first. */
export function stelleLeistungsaenderungenDar(
  vorgang: Vorgang,
  sichtbare: readonly BeliebigerDatensatz[],
): LeistungsaenderungTyp[] {
  return sichtbare.filter(istLeistungsaenderung).map((datensatz) => ({
    id: datensatz.id,
    zeit: datensatz.erstelltAm,
    von: stelleUrheberDar(datensatz.von),
    zuVersion: datensatz.inhalt.zuVersion,
    aenderungen: leistungsaenderungssaetze(datensatz, vorgang).map(({ aenderung, satz }) => ({ ...aenderung, satz })),
  }));
}

const istLeistungsaenderung = (datensatz: BeliebigerDatensatz): datensatz is Datensatz<"LEISTUNGSAENDERUNG"> =>
  datensatz.art === "LEISTUNGSAENDERUNG";
