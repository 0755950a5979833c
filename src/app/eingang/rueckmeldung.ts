import { nachrichtenBundle } from "../../domain/fhir/nachricht.js";
import type { Nachricht } from "../../domain/fhir/nachricht.js";
import { parameterRessource } from "../../domain/fhir/parameter.js";
import type { Parameter } from "../../domain/fhir/parameter.js";
import { KODESYSTEM } from "../../domain/fhir/systeme.js";
import { uuidAus } from "../../domain/fhir/uuid.js";
import type { Zustellgrund, FhirBundle, FhirRessource } from "../../domain/ports/zustellung.js";
import type { Rueckmeldung } from "../../domain/ports/eingang.js";
import { kopfdaten } from "../absender.js";
import { empfangsadresse } from "../empfangsadresse.js";
import type { Eingangsdienste } from "./dienste.js";
import type { Fund } from "./fund.js";

/** Done: what the sender's system must keep, as Parameters, and the data sets that it has not been told otherwise. */
export function erfolgsmeldung(
  { text, zeit }: { readonly text: string; readonly zeit: Date },
  parameter: readonly Parameter[],
  datensaetze: readonly FhirBundle[],
  fund: Fund,
  dienste: Eingangsdienste,
): Rueckmeldung {
  const fokus = (id: string): readonly FhirRessource[] => [parameterRessource(id, parameter), ...datensaetze];
  return { text, buendel: antwortbuendel({ antwortcode: "ok", zeitpunkt: zeit }, fokus, fund, dienste) };
}

/** Refused: the code of the error table and the same words as to a person. */
export function abweisungsmeldung(
  { code }: Zustellgrund,
  text: string,
  fund: Fund,
  dienste: Eingangsdienste,
): Rueckmeldung {
  const issue = { severity: "error", code: "processing", details: { coding: [{ code }], text } };
  const fokus = (id: string): readonly FhirRessource[] => [{ resourceType: "OperationOutcome", id, issue: [issue] }];
  return {
    text,
    buendel: antwortbuendel({ antwortcode: "fatal-error", zeitpunkt: dienste.uhr.jetzt() }, fokus, fund, dienste),
  };
}

/** Of a command that is repeated the same: its ids follow from the command's, its time is that of what was done. */
function antwortbuendel(
  { antwortcode, zeitpunkt }: Required<Pick<Nachricht, "antwortcode" | "zeitpunkt">>,
  fokus: (id: string) => readonly FhirRessource[],
  { eingang, eintrag, befehl }: Fund,
  { absender }: Eingangsdienste,
): FhirBundle | null {
  if (befehl === null) return null;
  const adresse = empfangsadresse(eingang.kanal, eintrag);
  const endpoint = adresse.art === "da" ? adresse.empfang.endpoint : `urn:uuid:${befehl.bundleId}`;
  const bundleId = uuidAus(befehl.bundleId, `Antwort/${antwortcode}`);
  return nachrichtenBundle({
    bundleId,
    zeitpunkt,
    ereignisCode: befehl.code,
    ereignisSystem: KODESYSTEM.befehlsantwort,
    ...kopfdaten(absender, eintrag, { kanal: eingang.kanal, endpoint }),
    fokus: fokus(uuidAus(bundleId, "Fokus")),
    antwortAuf: befehl.bundleId,
    antwortcode,
  });
}
