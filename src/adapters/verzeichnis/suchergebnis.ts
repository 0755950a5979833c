import { z } from "zod";
import { istAdresseVon, istTimkonto, timKonto } from "./tim-konto.js";
import type { Verzeichniseintrag, Verzeichnisergebnis } from "../../domain/ports/verzeichnis.js";

/** Identifier systems. Source: domain.md 5.1. */
export const SYSTEM_TELEMATIK_ID = "https://gematik.de/fhir/sid/telematik-id";
export const SYSTEM_IK = "http://fhir.de/sid/arge-ik/iknr";
export const SYSTEM_PROFESSION = "https://gematik.de/fhir/directory/CodeSystem/OrganizationProfessionOID";
/** Extension on Endpoint.connectionType. Source: gematik/api-vzd src/fhir/input/fsh/profiles/Extension.fsh. */
export const ERWEITERUNG_KIM_VERSION =
  "https://gematik.de/fhir/directory/StructureDefinition/ConnectionTypeKimVersionEx";

const kennung = z.object({ system: z.string().optional(), value: z.string().optional() });
const verweis = z.object({ reference: z.string().optional() });
const kodierung = z.object({ system: z.string().optional(), code: z.string().optional() });
const erweiterung = z.object({
  url: z.string(),
  valueCoding: kodierung.optional(),
  valueBoolean: z.boolean().optional(),
});

const organization = z.object({
  resourceType: z.literal("Organization"),
  id: z.string(),
  active: z.boolean().optional(),
  identifier: z.array(kennung).default([]),
  type: z.array(z.object({ coding: z.array(kodierung).default([]) })).default([]),
  name: z.string().optional(),
});
const endpoint = z.object({
  resourceType: z.literal("Endpoint"),
  id: z.string(),
  status: z.string(),
  connectionType: kodierung.extend({
    extension: z.array(erweiterung.extend({ extension: z.array(erweiterung).default([]) })).default([]),
  }),
  /** Anwendungskennzeichen of a KIM address: what it is meant for (domain.md 1.5, 6.2). */
  payloadType: z.array(z.object({ coding: z.array(kodierung).default([]) })).default([]),
  address: z.string(),
});
const healthcareService = z.object({
  resourceType: z.literal("HealthcareService"),
  id: z.string(),
  providedBy: verweis.optional(),
  endpoint: z.array(verweis).default([]),
});

/** A searchset; resources that we do not use (Location, OperationOutcome) pass unread. */
export const suchset = z.object({
  resourceType: z.literal("Bundle"),
  type: z.literal("searchset"),
  link: z.array(z.object({ relation: z.string() })).default([]),
  entry: z
    .array(
      z.object({
        resource: z.union([
          organization,
          endpoint,
          healthcareService,
          z.object({ resourceType: z.string().regex(/^(?!Organization$|Endpoint$|HealthcareService$)/) }),
        ]),
      }),
    )
    .default([]),
});
export type Suchset = z.output<typeof suchset>;

type Ressource = Suchset["entry"][number]["resource"];
const ist =
  <T extends Ressource["resourceType"]>(art: T) =>
  (r: Ressource): r is Extract<Ressource, { resourceType: T; id: string }> =>
    r.resourceType === art && "id" in r;

type Endpoint = z.output<typeof endpoint>;
type Organization = z.output<typeof organization>;

/** `1.5`, `2.0`; with `+` if the endpoint takes mails above 15 MiB. Older entries write `kim-1.5` or have `1.5+` themselves. */
function kimVersion({ connectionType }: Endpoint): string {
  const teile = connectionType.extension.find((e) => e.url === ERWEITERUNG_KIM_VERSION)?.extension ?? [];
  const version = teile.find((e) => e.url === "version")?.valueCoding?.code?.replace(/^kim-/, "") ?? "";
  const gross = teile.find((e) => e.url === "xxlMailSupported")?.valueBoolean ?? false;
  return version === "" || version.endsWith("+") || !gross ? version : `${version}+`;
}

/** `Organization/1` of a relative or absolute reference. */
function zielVon(reference: string | undefined): string {
  return reference?.split("/").slice(-2).join("/") ?? "";
}

/** What makes an institution the one that is searched for. */
export interface Gesucht {
  passt(organisation: Organization, punkte: readonly Endpoint[]): boolean;
  /** The KIM endpoints that count; several of them are `mehrdeutig` unless `vieleKim` lets the entry do without. */
  kim(punkte: readonly Endpoint[]): readonly Endpoint[];
  readonly vieleKim: "mehrdeutig" | "keine";
}

const kimPunkte = (punkte: readonly Endpoint[]) => punkte.filter(({ connectionType }) => connectionType.code === "kim");

/**
 * By an identifier, case-sensitive. An institution with several KIM addresses (departments, group mailboxes) is reached at the one that
 * is meant for our application; if none or several say so, the choice is not ours.
 *
 * @param anwendung Anwendungskennzeichen: the first part of the Dienstkennung, literally
 */
export const mitKennung = (system: string, wert: string, anwendung: string): Gesucht => ({
  passt: ({ identifier }) => identifier.some((i) => i.system === system && i.value === wert),
  kim(punkte) {
    const alle = kimPunkte(punkte);
    const gemeinte = alle.filter(({ payloadType }) =>
      payloadType.some(({ coding }) => coding.some(({ code }) => code === anwendung)),
    );
    return gemeinte.length === 0 ? alle : gemeinte;
  },
  vieleKim: "mehrdeutig",
});

/** By a KIM address, in whatever case; other addresses of the same institution do not matter. */
export const mitKimAdresse = (adresse: string): Gesucht => {
  const kim = (punkte: readonly Endpoint[]) =>
    kimPunkte(punkte).filter(({ address }) => address.toLowerCase() === adresse.toLowerCase());
  return { passt: (_, punkte) => kim(punkte).length > 0, kim, vieleKim: "mehrdeutig" };
};

/** By an account in the TI-Messenger, of whatever rank: also one of a single person acts for its institution. */
export const mitMxid = (mxid: string): Gesucht => ({
  passt: (_, punkte) =>
    punkte.some(({ connectionType, address }) => istTimkonto(connectionType.code) && istAdresseVon(address, mxid)),
  kim: kimPunkte,
  vieleKim: "keine",
});

/**
 * The one institution that the search was for. The directory's filter is not trusted blindly: what was searched for, `active` and
 * `status` are checked again. Several institutions, several KIM addresses or a further page: `mehrdeutig`.
 */
export function werteAus(set: Suchset, gesucht: Gesucht): Verzeichnisergebnis {
  const ressourcen = set.entry.map((e) => e.resource);
  const organisationen = new Map<string, Organization>();
  for (const o of ressourcen.filter(ist("Organization"))) organisationen.set(`Organization/${o.id}`, o);
  const endpunkte = new Map<string, Endpoint>();
  for (const e of ressourcen.filter(ist("Endpoint"))) endpunkte.set(`Endpoint/${e.id}`, e);
  const treffer = new Map<string, Set<Endpoint>>();
  for (const dienst of ressourcen.filter(ist("HealthcareService"))) {
    const schluessel = zielVon(dienst.providedBy?.reference);
    const organisation = organisationen.get(schluessel);
    if (!organisation || organisation.active === false) continue;
    const eigene = treffer.get(schluessel) ?? new Set<Endpoint>();
    for (const { reference } of dienst.endpoint) {
      const punkt = endpunkte.get(zielVon(reference));
      if (punkt?.status === "active") eigene.add(punkt);
    }
    treffer.set(schluessel, eigene);
  }
  const passende = [...treffer].filter(([schluessel, punkte]) => {
    const organisation = organisationen.get(schluessel);
    return organisation !== undefined && gesucht.passt(organisation, [...punkte]);
  });
  if (set.link.some((l) => l.relation === "next") || passende.length > 1) return { art: "mehrdeutig" };
  const [[schluessel, punkte] = []] = passende;
  const organisation = schluessel === undefined ? undefined : organisationen.get(schluessel);
  if (!organisation || !punkte) return { art: "unbekannt" };
  const kennungen = (system: string) =>
    organisation.identifier.flatMap((i) => (i.system === system && i.value ? [i.value] : []));
  const [telematikId] = kennungen(SYSTEM_TELEMATIK_ID);
  if (telematikId === undefined) return { art: "unbekannt" };
  const adressen = new Map(gesucht.kim([...punkte]).map((p) => [p.address.toLowerCase(), p]));
  if (adressen.size > 1 && gesucht.vieleKim === "mehrdeutig") return { art: "mehrdeutig" };
  const [punkt] = adressen.size > 1 ? [] : adressen.values();
  const eintrag: Verzeichniseintrag = {
    telematikId,
    ik: kennungen(SYSTEM_IK)[0] ?? null,
    name: organisation.name ?? "",
    professionOids: organisation.type.flatMap((t) =>
      t.coding.flatMap((c) => (c.system === SYSTEM_PROFESSION && c.code ? [c.code] : [])),
    ),
    kim: punkt ? { adresse: punkt.address, version: kimVersion(punkt) } : null,
    tim: timKonto([...punkte].map(({ connectionType, address }) => ({ art: connectionType.code, adresse: address }))),
  };
  return { art: "gefunden", eintrag };
}
