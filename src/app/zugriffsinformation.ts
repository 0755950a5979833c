import type { Mitteilung } from "../domain/fhir/mitteilung.js";
import { uuidAus } from "../domain/fhir/uuid.js";
import type { Meldung, Vorgang } from "../domain/hkp/vorgang.js";
import { haus } from "./mitteilung.js";

/**
 * Access information as it goes from the Kostentraeger that is not responsible to the other one by KIM [6.9 Fall 1]; null: another
 * message. It is the Verordnungs-ID and that the receiving IK is entered: no AccessCode travels, although 6.9 recommends it for a
 * Fachdienst that asks for one. Here a code opens nothing once a Pflegedienst has accepted (D5), while the entry opens the Vorgang to
 * that one Kostentraeger by its own sign-in. A secret that nobody needs would only be one more that can be lost.
 */
export function zugriffsinformation(meldung: Meldung, vorgang: Vorgang): Mitteilung | null {
  const { kostentraeger } = vorgang;
  if (meldung.ereignis !== "ZUGRIFF_WEITERGEGEBEN" || meldung.art !== "ALARM" || kostentraeger === null) return null;
  return {
    id: uuidAus(meldung.id, "Zugriffsinformation"),
    verordnungsId: vorgang.id,
    zeitpunkt: meldung.zeit,
    art: "zugriffsinformation",
    absender: kostentraeger,
    an: [meldung.empfaenger],
    text: zugriffszeilen(meldung, vorgang).join("\n"),
    antwortAuf: null,
  };
}

/** The same for the mail's text. */
export const zugriffsinformationszeilen = (meldung: Meldung, vorgang: Vorgang): readonly string[] =>
  zugriffsinformation(meldung, vorgang) === null ? [] : ["", ...zugriffszeilen(meldung, vorgang)];

function zugriffszeilen({ empfaenger }: Meldung, vorgang: Vorgang): readonly string[] {
  return [
    ...(vorgang.kostentraeger === null ? [] : [`Weitergegeben von: ${haus(vorgang.kostentraeger, vorgang)}`]),
    `Der Einblick ist für Ihr Institutionskennzeichen ${empfaenger.kennung} eingetragen; ein Zugriffscode ist nicht nötig.`,
    "Er gilt, bis der Vorgang gelöscht wird. Der Kostenträger in der Verordnung bleibt unverändert.",
  ];
}
