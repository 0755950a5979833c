import { nachrichtenBundle } from "../domain/fhir/nachricht.js";
import { uuidAus } from "../domain/fhir/uuid.js";
import { schluessel } from "../domain/kern/akteur.js";
import { berlinerTag, berlinerUhrzeit, deutschesDatum } from "../domain/kern/kalender.js";
import { MELDUNGSTEXTE } from "../domain/hkp/texte.js";
import type { Sammelposten, Sammlung } from "../domain/ports/sammelausgang.js";
import type { Verzeichniseintrag } from "../domain/ports/verzeichnis.js";
import type { Vorgangssendung } from "../domain/ports/zustellung.js";
import { kopfdaten } from "./absender.js";
import type { Absender } from "./absender.js";
import { vorhandeneAdresse } from "./empfangsadresse.js";

/**
 * The Sammelmeldung: one line per Information, with the Verordnungs-ID to look it up. No data sets, no names and no Begruendung:
 * what is in it may be of many people and hours old.
 */
export function baueSammelsendung(
  sammlung: Sammlung,
  empfaenger: Verzeichniseintrag,
  absender: Absender,
): Vorgangssendung {
  const { sammelId, posten } = sammlung;
  const [erster] = posten;
  if (erster === undefined) throw new Error("a Sammlung without orders");
  const { adresse, version, endpoint } = vorhandeneAdresse(sammlung.kanal, empfaenger);
  return {
    auftragId: sammelId,
    ...(erster.auftrag.versuche > 1 ? { wiederholtSeit: erster.auftrag.erstelltAm } : {}),
    adresse,
    ...(version === undefined ? {} : { empfaengerVersion: version }),
    // One thread per recipient: opaque, and the same for each Sammelmeldung.
    fadenId: uuidAus(schluessel(sammlung.empfaenger), "Sammelmeldung"),
    vorgaenger: [],
    nachrichtentyp: "Sammelmeldung",
    betreff: "Sammelmeldung: Informationen zu Verordnungen häuslicher Krankenpflege",
    text: [
      `Guten Tag, ${empfaenger.name},`,
      "",
      "seit der letzten Sammelmeldung ist Folgendes geschehen:",
      "",
      ...posten.map(zeile),
      "",
      "Diese Nachricht dient nur Ihrer Information. Einzelheiten stehen in Ihrem System unter der Verordnungs-ID.",
      "Auf eine Sammelmeldung können Sie nicht antworten: Sie betrifft mehrere Verordnungen.",
    ].join("\n"),
    buendel: nachrichtenBundle({
      bundleId: sammelId,
      // Stable over a repetition: when the Sammlung became due.
      zeitpunkt: erster.auftrag.nichtVor ?? erster.auftrag.erstelltAm,
      ereignisCode: "SAMMELMELDUNG",
      ...kopfdaten(absender, empfaenger, { kanal: sammlung.kanal, endpoint }),
      fokus: [],
    }),
  };
}

function zeile({ auftrag: { erstelltAm, ereignis }, vorgang }: Sammelposten): string {
  const wann = `${deutschesDatum(berlinerTag(erstelltAm))}, ${berlinerUhrzeit(erstelltAm)} Uhr`;
  return `- ${wann}, Verordnungs-ID ${vorgang.id}: ${MELDUNGSTEXTE[ereignis].was}`;
}
