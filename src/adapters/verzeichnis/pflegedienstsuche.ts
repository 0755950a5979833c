import { z } from "zod";
import { PFLEGEDIENSTE } from "../../domain/kennungen/oid.js";
import type {
  Pflegedienstsuche,
  Pflegediensttreffer,
  Suchergebnis,
  Suchwunsch,
} from "../../domain/ports/pflegedienstsuche.js";
import { frageVerzeichnis } from "./abfrage.js";
import type { VerzeichnisKonfiguration } from "./konfiguration.js";
import { SYSTEM_PROFESSION, SYSTEM_TELEMATIK_ID } from "./suchergebnis.js";

/** The directory hands out no more hits of a search. Source: gematik/api-vzd, Search Best Practices 1.0.0. */
const HOECHSTENS = 100;

const verweis = z.object({ reference: z.string().optional() });
const kodierung = z.object({
  system: z.string().optional(),
  code: z.string().optional(),
  display: z.string().optional(),
});
const dienst = z.object({
  resourceType: z.literal("HealthcareService"),
  providedBy: verweis.optional(),
  location: z.array(verweis).default([]),
  specialty: z.array(z.object({ coding: z.array(kodierung).default([]) })).default([]),
});
const organisation = z.object({
  resourceType: z.literal("Organization"),
  id: z.string(),
  active: z.boolean().optional(),
  identifier: z.array(z.object({ system: z.string().optional(), value: z.string().optional() })).default([]),
  type: z.array(z.object({ coding: z.array(kodierung).default([]) })).default([]),
  name: z.string().optional(),
});
const ort = z.object({
  resourceType: z.literal("Location"),
  id: z.string(),
  address: z
    .object({
      line: z.array(z.string()).default([]),
      postalCode: z.string().optional(),
      city: z.string().optional(),
    })
    .optional(),
  position: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
});
const suchset = z.object({
  resourceType: z.literal("Bundle"),
  link: z.array(z.object({ relation: z.string() })).default([]),
  entry: z.array(z.object({ resource: z.looseObject({ resourceType: z.string() }) })).default([]),
});
type Ressource = z.output<typeof suchset>["entry"][number]["resource"];

/** Search over the FHIR directory of the TI (domain.md 6.1; gematik/api-vzd, HOWTO Search 1.1.5). */
export class FhirPflegedienstsuche implements Pflegedienstsuche {
  readonly #konfig: VerzeichnisKonfiguration;

  constructor(konfig: VerzeichnisKonfiguration) {
    this.#konfig = konfig;
  }

  async suche(wunsch: Suchwunsch): Promise<Suchergebnis> {
    const antwort = suchset.safeParse(await frageVerzeichnis(this.#konfig, parameter(wunsch)));
    if (!antwort.success) return { art: "nichtErreichbar" };
    const ressourcen = antwort.data.entry.map(({ resource }) => resource);
    const treffer = trefferAus(ressourcen);
    const weitere = antwort.data.link.some(({ relation }) => relation === "next");
    return { art: "gefunden", treffer, unvollstaendig: weitere || treffer.length >= HOECHSTENS };
  }
}

/** Characters with a meaning in the full-text search become spaces: words are all that is searched for. */
const worte = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
const wert = (text: string): string => text.trim().replace(/[\\,$|]/g, "\\$&");

function parameter({ name, qualifikation, ort: stadt, plz, umkreis }: Suchwunsch): URLSearchParams {
  const text = [name, qualifikation].filter((teil) => teil !== undefined).map(worte);
  return new URLSearchParams({
    "organization.active": "true",
    "organization.type": [...PFLEGEDIENSTE].join(","),
    _include: "*",
    _count: String(HOECHSTENS),
    ...(text.length === 0 ? {} : { _text: text.join(" ") }),
    ...(stadt === undefined ? {} : { "location.address-city": wert(stadt) }),
    ...(plz === undefined ? {} : { "location.address": wert(plz) }),
    ...(umkreis === undefined ? {} : { "location.near": `${umkreis.breite}|${umkreis.laenge}|${umkreis.km}|km` }),
  });
}

/** `Organization/1` of a relative or absolute reference. */
const zielVon = (reference: string | undefined): string => reference?.split("/").slice(-2).join("/") ?? "";

function alle<T extends { readonly id: string }>(ressourcen: readonly Ressource[], form: z.ZodType<T>, art: string) {
  const gelesen = ressourcen.flatMap((eine) => {
    const ergebnis = form.safeParse(eine);
    return ergebnis.success ? [ergebnis.data] : [];
  });
  return new Map(gelesen.map((eine) => [`${art}/${eine.id}`, eine]));
}

/** The directory's filter is not trusted blindly: activity and kind are checked again; each institution once. */
function trefferAus(ressourcen: readonly Ressource[]): readonly Pflegediensttreffer[] {
  const organisationen = alle(ressourcen, organisation, "Organization");
  const orte = alle(ressourcen, ort, "Location");
  const gefunden = new Map<string, Pflegediensttreffer>();
  for (const eine of ressourcen) {
    const gelesen = dienst.safeParse(eine);
    const haus = gelesen.success ? organisationen.get(zielVon(gelesen.data.providedBy?.reference)) : undefined;
    const telematikId = haus?.identifier.find(({ system }) => system === SYSTEM_TELEMATIK_ID)?.value;
    if (!gelesen.success || haus === undefined || telematikId === undefined || haus.active === false) continue;
    const oids = haus.type.flatMap(({ coding }) => coding).filter(({ system }) => system === SYSTEM_PROFESSION);
    if (!oids.some(({ code }) => code !== undefined && PFLEGEDIENSTE.has(code))) continue;
    const [stelle] = gelesen.data.location.flatMap(({ reference }) => orte.get(zielVon(reference)) ?? []);
    const { address, position } = stelle ?? {};
    gefunden.set(telematikId, {
      telematikId,
      name: haus.name ?? "",
      qualifikationen: gelesen.data.specialty.flatMap(({ coding }) =>
        coding.flatMap(({ display, code }) => display ?? code ?? []),
      ),
      anschrift:
        address === undefined
          ? null
          : { strasse: address.line.join(", "), plz: address.postalCode ?? "", ort: address.city ?? "" },
      position: position === undefined ? null : { breite: position.latitude, laenge: position.longitude },
    });
  }
  return [...gefunden.values()];
}
