import type { Aenderungsinhalt } from "../domain/hkp/datensaetze/korrektur.js";
import { aendertArtOderUmfang, vergleiche, vergleicheBlanko } from "../domain/hkp/korrektur/vergleich.js";
import type { Unterschied } from "../domain/hkp/korrektur/vergleich.js";
import { lesbareAenderungen, runden } from "../domain/hkp/korrektur/runden.js";
import type { LesbareAenderung, Runde } from "../domain/hkp/korrektur/runden.js";
import type { BeliebigerDatensatz, Vorgang } from "../domain/hkp/vorgang.js";
import type { AenderungTyp, KorrekturTyp, Versionsgegenstand, VersionsvergleichTyp } from "../schema/korrektur.type.js";
import { stelleTeilnehmerDar, stelleUrheberDar } from "./teilnehmer-darstellung.js";

/** Rounds of the Korrekturprozess among the data sets that went through `sichtbareDatensaetze`, oldest first. */
export function stelleKorrekturenDar(vorgang: Vorgang, sichtbare: readonly BeliebigerDatensatz[]): KorrekturTyp[] {
  return runden(vorgang, sichtbare).map((runde) => stelleRundeDar(runde, vorgang));
}

function stelleRundeDar(runde: Runde, vorgang: Vorgang): KorrekturTyp {
  const { anfrage, antwort, aktiv } = runde;
  const adressat = aktiv ? (vorgang.korrektur?.adressat ?? null) : null;
  return {
    id: anfrage.id,
    art: anfrage.art,
    zuVersion: anfrage.inhalt.zuVersion,
    aktiv,
    von: stelleUrheberDar(anfrage.von),
    absender: anfrage.inhalt.absender,
    adressat: adressat === null ? null : stelleTeilnehmerDar(adressat),
    gestelltAm: anfrage.erstelltAm,
    zurueckgezogenAm: anfrage.inhalt.zurueckgezogenAm,
    aenderungen: lesbareAenderungen(runde, vorgang).map(stelleAenderungDar),
    beantwortetAm: antwort?.erstelltAm ?? null,
    beantwortetVon: antwort === null ? null : stelleUrheberDar(antwort.von),
    neueVersion: antwort?.inhalt.neueVersion ?? null,
    bundle: anfrage.bundle === "" ? null : anfrage.bundle,
  };
}

function stelleAenderungDar({ aenderung, vorher, nachher, satz, antwort }: LesbareAenderung): AenderungTyp {
  return {
    id: aenderung.id,
    art: aenderung.art,
    begruendung: aenderung.begruendung,
    ...inhaltVon(aenderung),
    vorher,
    nachher,
    satz,
    antwort: antwort === null ? null : { ergebnis: antwort.ergebnis, begruendung: antwort.begruendung ?? null },
  };
}

function inhaltVon(aenderung: Aenderungsinhalt): Partial<AenderungTyp> {
  if (aenderung.art !== "AENDERN")
    return {
      ...("leistung" in aenderung && { leistung: aenderung.leistung }),
      ...("leistungId" in aenderung && { leistungId: aenderung.leistungId }),
      ...("einschraenkung" in aenderung && { einschraenkung: aenderung.einschraenkung }),
    };
  const { wert, pfad } = aenderung;
  return {
    pfad,
    ...(wert.typ === "TEXT" && { text: wert.text }),
    ...(wert.typ === "HAEUFIGKEIT" && { haeufigkeit: wert.haeufigkeit }),
    ...(wert.typ === "ZEITRAUM" && { zeitraum: wert.zeitraum }),
    ...(wert.typ === "DIAGNOSE" && { diagnose: wert.diagnose }),
  };
}

/** Null: one of the two is not there, or not to be read. */
export function stelleVergleichDar(
  sichtbare: readonly BeliebigerDatensatz[],
  datensatz: Versionsgegenstand,
  von: number,
  bis: number,
): VersionsvergleichTyp | null {
  const finde = (gesucht: number) => sichtbare.find(({ art, version }) => art === datensatz && version === gesucht);
  const unterschiede = unterschiedeZwischen(finde(von), finde(bis));
  return unterschiede && { von, bis, unterschiede, artOderUmfangGeaendert: aendertArtOderUmfang(unterschiede) };
}

function unterschiedeZwischen(
  alt: BeliebigerDatensatz | undefined,
  neu: BeliebigerDatensatz | undefined,
): readonly Unterschied[] | null {
  if (alt?.art === "VERORDNUNG" && neu?.art === "VERORDNUNG") return vergleiche(alt.inhalt, neu.inhalt);
  if (alt?.art === "BLANKOVERORDNUNG" && neu?.art === "BLANKOVERORDNUNG")
    return vergleicheBlanko(alt.inhalt, neu.inhalt);
  return null;
}
