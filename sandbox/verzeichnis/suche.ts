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
  readonly anschrift?: { readonly strasse: string; readonly plz: string; readonly ort: string };
  readonly position?: { readonly breite: number; readonly laenge: number };
  /** Specialisations as text. */
  readonly qualifikationen?: readonly string[];
  /** Absent: the institution has no KIM address. */
  readonly kimAdresse?: string;
  /** Accounts in the TI-Messenger with the kind of their endpoint; absent: none. */
  readonly tim?: readonly { readonly art: "tim" | "tim-fa" | "tim-bot"; readonly adresse: string }[];
  /** e.g. `1.5` or, with large mails, `1.5+`. */
  readonly kimVersion?: string;
}

interface Antwort {
  readonly status: number;
  readonly koerper: object;
}

const VERBINDUNGSARTEN = "https://gematik.de/fhir/directory/CodeSystem/EndpointDirectoryConnectionType";

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
      system: VERBINDUNGSARTEN,
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
  const timEndpunkte = (eintrag.tim ?? []).map(({ art, adresse }, stelle) => ({
    resourceType: "Endpoint",
    id: `t${nummer}-${stelle}`,
    status: "active",
    connectionType: { system: VERBINDUNGSARTEN, code: art },
    name: "TI-Messenger",
    payloadType: [{ coding: [{ code: "tim-chat" }] }],
    address: adresse,
  }));
  const endpunkte = [...(kimAdresse === undefined ? [] : [endpunkt]), ...timEndpunkte];
  const dienst = {
    resourceType: "HealthcareService",
    id: `h${nummer}`,
    providedBy: { reference: `Organization/o${nummer}` },
    location: [{ reference: `Location/l${nummer}` }],
    specialty: (eintrag.qualifikationen ?? []).map((display) => ({ coding: [{ display }] })),
    ...(endpunkte.length === 0 ? {} : { endpoint: endpunkte.map(({ id }) => ({ reference: `Endpoint/${id}` })) }),
  };
  const organisation = {
    resourceType: "Organization",
    id: `o${nummer}`,
    active: true,
    identifier: kennungen,
    type: [{ coding: [{ system: SYSTEM_PROFESSION, code: eintrag.professionOid }] }],
    name: eintrag.name,
  };
  const { anschrift, position } = eintrag;
  const stelle = {
    resourceType: "Location",
    id: `l${nummer}`,
    ...(anschrift === undefined
      ? {}
      : { address: { line: [anschrift.strasse], postalCode: anschrift.plz, city: anschrift.ort } }),
    ...(position === undefined ? {} : { position: { latitude: position.breite, longitude: position.laenge } }),
  };
  const alle = [dienst, organisation, stelle, ...endpunkte];
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

/** One of the addresses of `endpoint.address`, as the real one compares them: KIM in whatever case. */
function hatAdresse({ kimAdresse, tim = [] }: Sandboxeintrag, suchwert: string): boolean {
  const gesuchte = suchwert.split(/(?<!\\),/).map((wert) => klein(wert.replace(/\\([\\,$|])/g, "$1")));
  return [...(kimAdresse === undefined ? [] : [kimAdresse]), ...tim.map(({ adresse }) => adresse)].some((adresse) =>
    gesuchte.includes(klein(adresse)),
  );
}

const klein = (text: string): string => text.toLowerCase();

/** The parameters of a search for Pflegedienste; a word of `_text` is found anywhere in name, specialisation or address. */
function passtZurSuche(eintrag: Sandboxeintrag, frage: URLSearchParams): boolean {
  const { anschrift, position, qualifikationen = [] } = eintrag;
  const oids = frage.get("organization.type")?.split(",");
  const text = klein([eintrag.name, ...qualifikationen, ...Object.values(anschrift ?? {})].join(" "));
  const worte = (frage.get("_text") ?? "").split(" ").filter((wort) => wort !== "");
  const ort = frage.get("location.address-city");
  const adresse = frage.get("location.address");
  const [breite = 0, laenge = 0, km = 0] = (frage.get("location.near") ?? "").split("|").map(Number);
  return (
    (oids === undefined || oids.includes(eintrag.professionOid)) &&
    worte.every((wort) => text.includes(klein(wort))) &&
    (ort === null || klein(anschrift?.ort ?? "").startsWith(klein(ort))) &&
    (adresse === null || Object.values(anschrift ?? {}).some((teil) => klein(teil).startsWith(klein(adresse)))) &&
    (!frage.has("location.near") || (position !== undefined && abstandKm({ breite, laenge }, position) <= km))
  );
}

/** Flat enough for a town. */
function abstandKm(a: { breite: number; laenge: number }, b: { breite: number; laenge: number }): number {
  const nordSued = (a.breite - b.breite) * 111.2;
  const ostWest = (a.laenge - b.laenge) * 111.2 * Math.cos((a.breite * Math.PI) / 180);
  return Math.hypot(nordSued, ostWest);
}

/** `GET …/HealthcareService?…` over a list of entries; all of them are active. Source: domain.md 6.1. */
export function suche(eintraege: readonly Sandboxeintrag[], pfad: string, frage: URLSearchParams): Antwort {
  const basis = pfad.replace(/\/HealthcareService$/, "");
  const wert = frage.get("organization.identifier");
  const oid = frage.get("organization.type");
  const adresse = frage.get("endpoint.address");
  if (basis === pfad || (wert === null && oid === null && adresse === null)) {
    const hinweis =
      "Nur HealthcareService?organization.identifier=…, …organization.type=… und …endpoint.address=… werden angeboten.";
    const issue = [{ severity: "error", code: "not-supported", diagnostics: hinweis }];
    return { status: 400, koerper: { resourceType: "OperationOutcome", issue } };
  }
  // As the real one: with endpoint.status a service without an endpoint does not match.
  const nurMitEndpunkt = frage.has("endpoint.status");
  const treffer = eintraege.flatMap((eintrag, nummer) =>
    (wert === null || passt(eintrag, wert)) &&
    (adresse === null || hatAdresse(eintrag, adresse)) &&
    passtZurSuche(eintrag, frage) &&
    (!nurMitEndpunkt || eintrag.kimAdresse !== undefined || eintrag.tim !== undefined)
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
