import { z } from "zod";
import { KODESYSTEM } from "../../src/domain/fhir/systeme.js";
import type { FhirBundle } from "../../src/domain/ports/zustellung.js";
import { ApiFehler } from "./graphql-client.js";

/** What the gateway answered to a command that came as a message (docs/KANAELE.md, Formate). */
export interface Antwortmeldung {
  /** Verordnungs-ID. */
  readonly vorgang: string;
}

const kopf = z.object({
  eventCoding: z.object({ system: z.string() }),
  response: z.object({ code: z.string() }).optional(),
});
const befund = z.object({
  issue: z.array(z.object({ details: z.object({ coding: z.array(z.object({ code: z.string() })) }) })),
});
const parameter = z.object({
  parameter: z.array(
    z.object({ name: z.string(), valueIdentifier: z.object({ value: z.string() }).optional() }).loose(),
  ),
});

/** Whether the message answers a command at all, and not tells something new. */
export const istAntwortmeldung = (buendel: FhirBundle): boolean =>
  kopf.safeParse(buendel.entry[0]?.resource).data?.eventCoding.system === KODESYSTEM.befehlsantwort;

/** @throws ApiFehler with the code of the error table if the command was refused */
export function liesAntwortmeldung(buendel: FhirBundle, text: string): Antwortmeldung {
  const ressource = (art: string): unknown =>
    buendel.entry.map(({ resource }) => resource).find(({ resourceType }) => resourceType === art);
  if (kopf.parse(buendel.entry[0]?.resource).response?.code !== "ok") {
    const code = befund.parse(ressource("OperationOutcome")).issue[0]?.details.coding[0]?.code;
    throw new ApiFehler(code ?? "UNBEKANNT", null, text);
  }
  const angaben = parameter.parse(ressource("Parameters")).parameter;
  return { vorgang: angaben.find(({ name }) => name === "verordnungsId")?.valueIdentifier?.value ?? "" };
}
