import type { Nachricht } from "../domain/fhir/nachricht.js";
import type { Verzeichniseintrag } from "../domain/ports/verzeichnis.js";

/** Who sends: the gateway's own account and software, from the configuration. */
export interface Absender {
  readonly name: string;
  readonly adresse: string;
  readonly software: string;
  readonly version: string;
  readonly support: string;
}

/** From whom to whom a FHIR message goes; `adresse`: the recipient's KIM address. */
export function kopfdaten(
  absender: Absender,
  empfaenger: Verzeichniseintrag,
  adresse: string,
): Pick<Nachricht, "absender" | "empfaenger" | "quelle"> {
  const { name, software, version, support } = absender;
  return {
    absender: { name, endpoint: `mailto:${absender.adresse}` },
    empfaenger: { name: empfaenger.name, telematikId: empfaenger.telematikId, endpoint: `mailto:${adresse}` },
    quelle: { name, software, version, kontakt: support },
  };
}
