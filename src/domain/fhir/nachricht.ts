import type { FhirBundle, FhirRessource } from "../ports/zustellung.js";
import { kennung, ohneLeere } from "./bauen.js";
import { KODESYSTEM, NAMENSRAUM } from "./systeme.js";
import { uuidAus } from "./uuid.js";

export interface Nachricht {
  /** UUID; the Bundle's identifier, by which an answer refers to this message. */
  readonly bundleId: string;
  readonly zeitpunkt: Date;
  readonly ereignisCode: string;
  /** System of the event code; configuration, the default is the project's own. */
  readonly ereignisSystem?: string;
  readonly absender: { readonly name: string; readonly telematikId?: string; readonly endpoint: string };
  /** `endpoint` is a URL, e.g. `mailto:…` with the KIM address. */
  readonly empfaenger: { readonly name: string; readonly telematikId?: string; readonly endpoint: string };
  /** `kontakt` is an e-mail address or a URL. */
  readonly quelle: {
    readonly name: string;
    readonly software: string;
    readonly version: string;
    readonly kontakt: string;
  };
  /** Resources the message is about; references between them must already be `urn:uuid:` of their ids. */
  readonly fokus: readonly FhirRessource[];
  /** Bundle identifier (UUID) of the message that is answered. */
  readonly antwortAuf?: string;
  /** How the answered message fared; absent: well. */
  readonly antwortcode?: "ok" | "fatal-error";
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** KIM message: a Bundle of type `message` that begins with its MessageHeader. Model: domain.md section 2.1. */
export function nachrichtenBundle(nachricht: Nachricht): FhirBundle {
  const { bundleId, absender, empfaenger, quelle, antwortAuf, antwortcode = "ok" } = nachricht;
  const organisation = uuidAus(bundleId, "Organization");
  const fokus = nachricht.fokus.map((ressource, stelle) => {
    const id =
      ressource.id !== undefined && UUID.test(ressource.id) ? ressource.id : uuidAus(bundleId, `Fokus/${stelle}`);
    return { fullUrl: `urn:uuid:${id}`, resource: { ...ressource, id } };
  });
  const kopfId = uuidAus(bundleId, "MessageHeader");
  const telematikId = (wert: string | undefined) =>
    wert === undefined ? undefined : kennung(NAMENSRAUM.telematikId, wert);
  const absenderKennung = telematikId(absender.telematikId);
  const kopf: FhirRessource = {
    resourceType: "MessageHeader",
    id: kopfId,
    ...ohneLeere({
      eventCoding: {
        system: nachricht.ereignisSystem ?? KODESYSTEM.ereignis,
        code: nachricht.ereignisCode,
      },
      destination: [
        {
          name: empfaenger.name,
          endpoint: empfaenger.endpoint,
          receiver: ohneLeere({ identifier: telematikId(empfaenger.telematikId), display: empfaenger.name }),
        },
      ],
      sender: ohneLeere({ identifier: absenderKennung, display: absender.name }),
      source: {
        name: quelle.name,
        software: quelle.software,
        version: quelle.version,
        contact: { system: quelle.kontakt.includes("@") ? "email" : "url", value: quelle.kontakt },
        endpoint: absender.endpoint,
      },
      responsible: { reference: `urn:uuid:${organisation}` },
      response: antwortAuf === undefined ? undefined : { identifier: antwortAuf, code: antwortcode },
      focus: fokus.length > 0 ? fokus.map(({ fullUrl }) => ({ reference: fullUrl })) : undefined,
    }),
  };
  return {
    resourceType: "Bundle",
    id: bundleId,
    identifier: kennung(NAMENSRAUM.uri, `urn:uuid:${bundleId}`),
    type: "message",
    timestamp: nachricht.zeitpunkt.toISOString(),
    entry: [
      { fullUrl: `urn:uuid:${kopfId}`, resource: kopf },
      {
        fullUrl: `urn:uuid:${organisation}`,
        resource: {
          resourceType: "Organization",
          id: organisation,
          ...ohneLeere({ identifier: absenderKennung && [absenderKennung], name: absender.name }),
        },
      },
      ...fokus,
    ],
  };
}
