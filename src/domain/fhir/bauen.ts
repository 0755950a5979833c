import type { Anschrift, Haeufigkeit, Zeitraum } from "../hkp/datensaetze/verordnung.js";
import type { FhirBundle, FhirRessource } from "../ports/zustellung.js";
import { DATENSATZART, KODESYSTEM, NAMENSRAUM } from "./systeme.js";
import type { Datensatzart } from "./systeme.js";
import { uuidAus } from "./uuid.js";

/** Helpers that write FHIR R4 JSON. Absent values leave no trace: FHIR knows neither null nor empty. */

export interface Bundlekopf {
  /** UUID of the Bundle; the ids of all its resources are derived from it. */
  readonly bundleId: string;
  readonly zeitpunkt: Date;
  /** Canonical of the Bundle's profile; configuration, none is published for HKP. */
  readonly profil?: string;
}

/** Drops the members that are undefined. */
export function ohneLeere(objekt: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(objekt).filter(([, wert]) => wert !== undefined));
}

export const kennung = (system: string, value: string) => ({ system, value });
export const kodierung = (system: string, code: string, display?: string) => ({
  coding: [ohneLeere({ system, code, display })],
});
export const erweiterung = (url: string, wert: Readonly<Record<string, unknown>>) => ({ url, ...wert });
export const zeitspanne = ({ von, bis }: Zeitraum) => ({ start: von, end: bis });
export const person = (vorname: string, nachname: string) => ({ use: "official", family: nachname, given: [vorname] });
export const adresse = ({ strasse, plz, ort }: Anschrift) => ({
  type: "physical",
  line: [strasse],
  postalCode: plz,
  city: ort,
});

export const ZEITEINHEIT = { TAG: "d", WOCHE: "wk", MONAT: "mo" } as const satisfies Record<Haeufigkeit["je"], string>;

/** Timing with the Haeufigkeit and the Dauer, as far as they are set; undefined if neither is. */
export function zeitplan(haeufigkeit?: Haeufigkeit, dauer?: Zeitraum): Record<string, unknown> | undefined {
  if (!haeufigkeit && !dauer) return undefined;
  return {
    repeat: ohneLeere({
      boundsPeriod: dauer && zeitspanne(dauer),
      frequency: haeufigkeit?.anzahl,
      period: haeufigkeit && 1,
      periodUnit: haeufigkeit && ZEITEINHEIT[haeufigkeit.je],
    }),
  };
}

/** Collects the resources of one Bundle; references are made from the same names as the ids. */
export class Bundlebauer {
  readonly #kopf: Bundlekopf;
  readonly #eintraege: { readonly fullUrl: string; readonly resource: FhirRessource }[] = [];

  constructor(kopf: Bundlekopf) {
    this.#kopf = kopf;
  }

  /** Adds a resource under a name that is unique in this Bundle. */
  lege(name: string, resourceType: string, inhalt: Readonly<Record<string, unknown>>): void {
    const id = uuidAus(this.#kopf.bundleId, name);
    this.#eintraege.push({ fullUrl: `urn:uuid:${id}`, resource: { resourceType, id, ...ohneLeere(inhalt) } });
  }

  verweis(name: string): { readonly reference: string } {
    return { reference: `urn:uuid:${uuidAus(this.#kopf.bundleId, name)}` };
  }

  /** The Composition every document begins with; `inhalt` adds its sections and people. */
  legeComposition(art: Datensatzart, inhalt: Readonly<Record<string, unknown>>): void {
    this.lege("Composition", "Composition", {
      status: "final",
      type: kodierung(KODESYSTEM.datensatz, art, DATENSATZART[art]),
      date: this.#kopf.zeitpunkt.toISOString(),
      title: DATENSATZART[art],
      ...inhalt,
    });
  }

  abschnitt(kode: string, titel: string, namen: readonly string[]): Record<string, unknown>[] {
    if (namen.length === 0) return [];
    return [
      { title: titel, code: kodierung(KODESYSTEM.abschnitt, kode), entry: namen.map((name) => this.verweis(name)) },
    ];
  }

  /** Document Bundle whose identifier is the Verordnungs-ID. */
  dokument(verordnungsId: string): FhirBundle {
    const { bundleId, zeitpunkt, profil } = this.#kopf;
    return {
      resourceType: "Bundle",
      id: bundleId,
      ...(profil === undefined ? {} : { meta: { profile: [profil] } }),
      identifier: kennung(NAMENSRAUM.verordnungsId, verordnungsId),
      type: "document",
      timestamp: zeitpunkt.toISOString(),
      entry: this.#eintraege,
    };
  }
}
