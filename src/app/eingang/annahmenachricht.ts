import { nachrichtenBundle } from "../../domain/fhir/nachricht.js";
import { KODESYSTEM } from "../../domain/fhir/systeme.js";
import { uuidAus } from "../../domain/fhir/uuid.js";
import { sichtbareDatensaetze } from "../../domain/hkp/ansicht.js";
import type { Vorgang } from "../../domain/hkp/vorgang.js";
import type { Akteur } from "../../domain/kern/akteur.js";
import type { FhirBundle } from "../../domain/ports/zustellung.js";
import { kopfdaten } from "../absender.js";
import type { Absender } from "../absender.js";
import { matrixUrl } from "../empfangsadresse.js";
import { alsBundle, neuesteLesbare } from "../nachricht.js";

/** What somebody may read of the Vorgang that he accepts: nobody has sent him anything of it before. */
export const uebergebene = (vorgang: Vorgang, akteur: Akteur): readonly FhirBundle[] =>
  neuesteLesbare(vorgang, sichtbareDatensaetze(vorgang, akteur)).flatMap((einer) => alsBundle(einer));

export interface Annahme {
  readonly vorgang: Vorgang;
  readonly akteur: Akteur;
  /** Event that confirmed it. */
  readonly ereignisId: string;
  readonly mxid: string;
  readonly zeitpunkt: Date;
}

/** The same as the answer to the structured command, for whoever accepted with a few words. */
export function annahmenachricht(
  { vorgang, akteur, ereignisId, mxid, zeitpunkt }: Annahme,
  absender: Absender,
): FhirBundle {
  const empfaenger = { name: akteur.name, telematikId: "telematikId" in akteur ? akteur.telematikId : "" };
  return nachrichtenBundle({
    bundleId: uuidAus(ereignisId, "Annahme"),
    zeitpunkt,
    ereignisCode: "annehmen",
    ereignisSystem: KODESYSTEM.befehlsantwort,
    ...kopfdaten(absender, empfaenger, { kanal: "TIM", endpoint: matrixUrl(mxid) }),
    fokus: uebergebene(vorgang, akteur),
  });
}
