import {
  ERWEITERUNG_KIM_VERSION,
  SYSTEM_IK,
  SYSTEM_PROFESSION,
  SYSTEM_TELEMATIK_ID,
} from "../../src/adapters/verzeichnis/suchergebnis.js";

/** One institution of the sandbox's directory. */
export interface Sandboxeintrag {
  readonly telematikId: string;
  readonly ik?: string;
  readonly name: string;
  readonly professionOid: string;
  /** Absent: the institution has no KIM address. */
  readonly kimAdresse?: string;
  /** e.g. `1.5` or, with large mails, `1.5+`. */
  readonly kimVersion?: string;
}

interface Antwort {
  readonly status: number;
  readonly koerper: object;
}

function ressourcen(eintrag: Sandboxeintrag, nummer: number, basis: string): readonly (readonly [string, object])[] {
  const { kimAdresse, kimVersion = "1.5" } = eintrag;
  const kennungen = [
    { system: SYSTEM_TELEMATIK_ID, value: eintrag.telematikId },
    ...(eintrag.ik === undefined ? [] : [{ system: SYSTEM_IK, value: eintrag.ik }]),
  ];
  const endpunkt = {
    resourceType: "Endpoint",
    id: `e${nummer}`,
    status: "active",
    connectionType: {
      system: "https://gematik.de/fhir/directory/CodeSystem/EndpointDirectoryConnectionType",
      code: "kim",
      extension: [
        {
          url: ERWEITERUNG_KIM_VERSION,
          extension: [
            { url: "version", valueCoding: { code: kimVersion.replace(/\+$/, "") } },
            { url: "xxlMailSupported", valueBoolean: kimVersion.endsWith("+") },
          ],
        },
      ],
    },
    name: "KIM-Mailadresse",
    payloadType: [{ coding: [{ code: "eNachricht" }] }],
    address: kimAdresse,
  };
  const dienst = {
    resourceType: "HealthcareService",
    id: `h${nummer}`,
    providedBy: { reference: `Organization/o${nummer}` },
    ...(kimAdresse === undefined ? {} : { endpoint: [{ reference: `Endpoint/e${nummer}` }] }),
  };
  const organisation = {
    resourceType: "Organization",
    id: `o${nummer}`,
    active: true,
    identifier: kennungen,
    type: [{ coding: [{ system: SYSTEM_PROFESSION, code: eintrag.professionOid }] }],
    name: eintrag.name,
  };
  const alle = [dienst, organisation, ...(kimAdresse === undefined ? [] : [endpunkt])];
  return alle.map((r) => [`${basis}/${r.resourceType}/${r.id}`, r] as const);
}

/** `system|value` or the bare value; escapes of FHIR search are undone. */
function passt(eintrag: Sandboxeintrag, suchwert: string): boolean {
  const [links = "", rechts] = suchwert.split(/(?<!\\)\|/);
  const [system, roh] = rechts === undefined ? [null, links] : [links, rechts];
  const wert = roh.replace(/\\([\\,$|])/g, "$1");
  return (
    (wert === eintrag.telematikId && (system === null || system === SYSTEM_TELEMATIK_ID)) ||
    (wert === eintrag.ik && (system === null || system === SYSTEM_IK))
  );
}

/** `GET …/HealthcareService?…` over a list of entries; all of them are active. Source: domain.md 6.1. */
export function suche(eintraege: readonly Sandboxeintrag[], pfad: string, frage: URLSearchParams): Antwort {
  const basis = pfad.replace(/\/HealthcareService$/, "");
  const wert = frage.get("organization.identifier");
  if (basis === pfad || wert === null) {
    const hinweis = "Nur HealthcareService?organization.identifier=… wird angeboten.";
    const issue = [{ severity: "error", code: "not-supported", diagnostics: hinweis }];
    return { status: 400, koerper: { resourceType: "OperationOutcome", issue } };
  }
  // As the real one: with endpoint.status a service without an endpoint does not match.
  const nurMitEndpunkt = frage.has("endpoint.status");
  const treffer = eintraege.flatMap((eintrag, nummer) =>
    passt(eintrag, wert) && (!nurMitEndpunkt || eintrag.kimAdresse !== undefined)
      ? ressourcen(eintrag, nummer, basis)
      : [],
  );
  const entry = treffer.map(([fullUrl, resource]) => ({
    fullUrl,
    resource,
    search: { mode: "resourceType" in resource && resource.resourceType === "HealthcareService" ? "match" : "include" },
  }));
  const total = entry.filter((e) => e.search.mode === "match").length;
  return { status: 200, koerper: { resourceType: "Bundle", type: "searchset", total, entry } };
}
