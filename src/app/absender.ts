import type { Nachricht } from "../domain/fhir/nachricht.js";
import type { Verzeichniseintrag } from "../domain/ports/verzeichnis.js";
import type { Kanal } from "../domain/ports/zustellung.js";
import { matrixUrl } from "./empfangsadresse.js";

/** Who sends: the gateway's own accounts and software, from the configuration. */
export interface Absender {
  readonly name: string;
  /** KIM address. */
  readonly adresse: string;
  /** Account in the TI-Messenger, if the channel is offered. */
  readonly mxid?: string;
  readonly software: string;
  readonly version: string;
  readonly support: string;
}

/** From whom to whom a FHIR message goes over this channel; `endpoint`: the recipient's address on it as a URL. */
export function kopfdaten(
  absender: Absender,
  empfaenger: Pick<Verzeichniseintrag, "name" | "telematikId">,
  { kanal, endpoint }: { readonly kanal: Kanal; readonly endpoint: string },
): Pick<Nachricht, "absender" | "empfaenger" | "quelle"> {
  const { name, software, version, support } = absender;
  return {
    absender: { name, endpoint: absenderEndpoint(kanal, absender) },
    empfaenger: { name: empfaenger.name, telematikId: empfaenger.telematikId, endpoint },
    quelle: { name, software, version, kontakt: support },
  };
}

/** Where an answer of a system would go. */
const absenderEndpoint = (kanal: Kanal, { adresse, mxid }: Absender): string =>
  kanal === "TIM" && mxid !== undefined ? matrixUrl(mxid) : `mailto:${adresse}`;
