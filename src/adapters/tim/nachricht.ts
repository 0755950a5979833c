import type { Sendung } from "../../domain/ports/zustellung.js";
import type { TimKonfiguration } from "./konfiguration.js";

/** Above it the resource would have to travel as a file (domain.md 3.4); an Alarm stays far below. */
const HOECHSTENS_BYTES = 48 * 1024;

/** Readable message and structured content of one order (gemF_TI-M_Strukturierte_Daten, draft). */
export function baueInhalt(sendung: Sendung, { inhalte }: Pick<TimKonfiguration, "inhalte">): Record<string, unknown> {
  const { text } = sendung;
  const buendel = JSON.stringify(sendung.buendel);
  const mitBuendel = inhalte && Buffer.byteLength(buendel) <= HOECHSTENS_BYTES;
  return {
    msgtype: "m.text",
    body: `${sendung.betreff}\n\n${text}`,
    "de.gematik.text": [{ mimetype: "text/plain", body: text }],
    ...(mitBuendel ? { "de.gematik.fhir.resource": sendung.buendel } : {}),
  };
}
