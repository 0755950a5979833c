import type { Verstoss } from "../kern/fehler.js";
import type { Anschrift, Haeufigkeit, Zeitraum } from "../hkp/datensaetze/verordnung.js";
import type { FhirBundle } from "../ports/zustellung.js";
import { ZEITEINHEIT } from "./bauen.js";
import { Fundstelle } from "./fundstelle.js";
import { KODESYSTEM, NAMENSRAUM } from "./systeme.js";
import type { Datensatzart } from "./systeme.js";

/** Resources that carry content: each one in the Bundle must be part of the document. */
const INHALTSTYPEN: ReadonlySet<unknown> = new Set([
  "CarePlan",
  "ClaimResponse",
  "Condition",
  "Coverage",
  "Organization",
  "Patient",
  "Practitioner",
  "ServiceRequest",
]);

export type Leseergebnis<N extends string, T> =
  | ({ readonly art: "gueltig" } & { readonly [name in N]: T })
  | { readonly art: "ungueltig"; readonly verstoesse: readonly Verstoss[] };

/** Walks one document Bundle from its Composition along the references. */
export class BundleLeser {
  readonly #verstoesse: Verstoss[] = [];
  readonly #eintraege: readonly Fundstelle[];
  /** A Bundle may be large: looked up, not searched. */
  readonly #nachFullUrl = new Map<unknown, Fundstelle[]>();
  readonly #besucht = new Set<string>();
  readonly bundle: Fundstelle;
  readonly composition: Fundstelle;

  constructor(bundle: FhirBundle, art: Datensatzart) {
    this.bundle = new Fundstelle(bundle, "Bundle", (verstoss) => this.#verstoesse.push(verstoss));
    this.bundle.feld("resourceType").fest("Bundle");
    this.bundle.feld("type").fest("document");
    this.#eintraege = this.bundle.feld("entry").liste();
    for (const eintrag of this.#eintraege) {
      const adresse = eintrag.feld("fullUrl").wert;
      this.#nachFullUrl.set(adresse, [...(this.#nachFullUrl.get(adresse) ?? []), eintrag]);
    }
    this.composition = this.bundle.feld("entry").liste()[0]?.feld("resource") ?? this.bundle.feld("entry");
    this.composition.feld("resourceType").fest("Composition");
    this.composition.feld("status").fest("final");
    this.composition.feld("type").kode(KODESYSTEM.datensatz).fest(art);
  }

  verordnungsId(): string {
    const identifier = this.bundle.feld("identifier");
    identifier.feld("system").fest(NAMENSRAUM.verordnungsId);
    return identifier.feld("value").text();
  }

  /** The resource a Reference points to inside this Bundle. */
  ziel(verweis: Fundstelle, resourceType: string): Fundstelle {
    const adresse = verweis.feld("reference").text();
    const treffer = this.#nachFullUrl.get(adresse);
    const ressource = treffer?.[0]?.feld("resource");
    if (adresse !== "" && treffer?.length !== 1) {
      verweis.melde("Der Verweis führt nicht zu genau einer Ressource des Dokuments.");
    }
    if (!ressource) return verweis.feld("resolve()");
    ressource.feld("resourceType").fest(resourceType);
    this.#besucht.add(ressource.pfad);
    return ressource;
  }

  /** Resources of one section of the Composition, in their order. */
  abschnitt(kode: string, resourceType: string): Fundstelle[] {
    return this.composition
      .feld("section")
      .suche((eintrag) => eintrag.feld("code").kode(KODESYSTEM.abschnitt).wert === kode, `code='${kode}'`)
      .feld("entry")
      .liste()
      .map((verweis) => this.ziel(verweis, resourceType));
  }

  /** The finished data set, or every fault found on the way. */
  ergebnis<N extends string, T>(name: N, datensatz: T): Leseergebnis<N, T> {
    for (const eintrag of this.#eintraege) {
      const ressource = eintrag.feld("resource");
      const eingebunden = !INHALTSTYPEN.has(ressource.feld("resourceType").wert) || this.#besucht.has(ressource.pfad);
      if (!eingebunden) eintrag.melde("Die Ressource ist in das Dokument nicht eingebunden.");
    }
    if (this.#verstoesse.length > 0) return { art: "ungueltig", verstoesse: this.#verstoesse };
    return { art: "gueltig", [name]: datensatz };
  }
}

export function leseZeitspanne(stelle: Fundstelle): Zeitraum {
  return { von: stelle.feld("start").text(), bis: stelle.feld("end").text() };
}

export function leseAdresse(stelle: Fundstelle): Anschrift {
  return {
    strasse: stelle.feld("line").einziger().text(),
    plz: stelle.feld("postalCode").text(),
    ort: stelle.feld("city").text(),
  };
}

export function lesePerson(stelle: Fundstelle): { vorname: string; nachname: string } {
  const vornamen = stelle.feld("given").liste();
  if (vornamen.length === 0) stelle.feld("given").melde("Die Pflichtangabe fehlt.");
  return { vorname: vornamen.map((name) => name.text()).join(" "), nachname: stelle.feld("family").text() };
}

/** Haeufigkeit and Dauer of a Timing, each if present; any other timing would change the meaning and is refused. */
export function leseZeitplan(timing: Fundstelle): { haeufigkeit?: Haeufigkeit; dauer?: Zeitraum } {
  if (timing.fehlt) return {};
  const wiederholung = timing.feld("repeat");
  timing.nur(["repeat"]);
  wiederholung.nur(["boundsPeriod", "frequency", "period", "periodUnit"]);
  const grenzen = wiederholung.feld("boundsPeriod");
  const anzahl = wiederholung.feld("frequency");
  const einheit = wiederholung.feld("periodUnit");
  const hatHaeufigkeit = !anzahl.fehlt || !einheit.fehlt || !wiederholung.feld("period").fehlt;
  if (hatHaeufigkeit && wiederholung.feld("period").zahl() !== 1) {
    wiederholung.feld("period").melde("Die Häufigkeit ist nur je einem Tag, einer Woche oder einem Monat vorgesehen.");
  }
  return {
    ...(hatHaeufigkeit && { haeufigkeit: { anzahl: anzahl.zahl(), je: einheit.auswahl(ZEITEINHEIT) } }),
    ...(!grenzen.fehlt && { dauer: leseZeitspanne(grenzen) }),
  };
}

/** As {@link leseZeitplan}, where both are mandatory. */
export function leseVollenZeitplan(timing: Fundstelle): { haeufigkeit: Haeufigkeit; dauer: Zeitraum } {
  const { haeufigkeit, dauer } = leseZeitplan(timing);
  if (!haeufigkeit) timing.feld("repeat").feld("frequency").melde("Die Pflichtangabe fehlt.");
  if (!dauer) timing.feld("repeat").feld("boundsPeriod").melde("Die Pflichtangabe fehlt.");
  return { haeufigkeit: haeufigkeit ?? { anzahl: 0, je: "TAG" }, dauer: dauer ?? { von: "", bis: "" } };
}
