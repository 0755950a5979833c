import type { Haeufigkeit, Zeitraum } from "../hkp/datensaetze/verordnung.js";
import type { FhirRessource } from "../ports/zustellung.js";
import { zeitplan } from "./bauen.js";
import { leseZeitplan } from "./bundle-leser.js";
import type { Fundstelle } from "./fundstelle.js";

/** FHIR Parameters: names with a value or with parts of their own; a name may occur several times. */
export type Parameterwert =
  | { readonly text: string }
  | { readonly tag: string }
  | { readonly wahr: boolean }
  | { readonly zahl: number }
  | { readonly kennung: { readonly system: string; readonly value: string } }
  | { readonly umfang: { readonly haeufigkeit?: Haeufigkeit; readonly dauer?: Zeitraum } }
  | { readonly teile: readonly Parameter[] };
export type Parameter = { readonly name: string } & Parameterwert;

export const parameterRessource = (id: string, parameter: readonly Parameter[]): FhirRessource => ({
  resourceType: "Parameters",
  id,
  parameter: parameter.map(alsFhir),
});

function alsFhir({ name, ...wert }: Parameter): Record<string, unknown> {
  if ("text" in wert) return { name, valueString: wert.text };
  if ("tag" in wert) return { name, valueDate: wert.tag };
  if ("zahl" in wert) return { name, valueInteger: wert.zahl };
  if ("wahr" in wert) return { name, valueBoolean: wert.wahr };
  if ("kennung" in wert) return { name, valueIdentifier: wert.kennung };
  if ("umfang" in wert) return { name, valueTiming: zeitplan(wert.umfang.haeufigkeit, wert.umfang.dauer) };
  return { name, part: wert.teile.map(alsFhir) };
}

/** Reads named parameters; what is missing, of another kind or not known is reported with its place. */
export class Parameterleser {
  readonly #stelle: Fundstelle;
  readonly #feld: "parameter" | "part";

  constructor(stelle: Fundstelle, feld: "parameter" | "part" = "parameter") {
    this.#stelle = stelle;
    this.#feld = feld;
  }

  hat(name: string): boolean {
    return this.#alle(name).length > 0;
  }

  text(name: string): string {
    return this.#einer(name).feld("valueString").text();
  }

  textFalls(name: string): string | undefined {
    return this.hat(name) ? this.text(name) : undefined;
  }

  texte(name: string): readonly string[] {
    return this.#alle(name).map((einer) => einer.feld("valueString").text());
  }

  tag(name: string): string {
    return this.#einer(name).feld("valueDate").text();
  }

  tagFalls(name: string): string | undefined {
    return this.hat(name) ? this.tag(name) : undefined;
  }

  /** Mandatory, other than in FHIR: an absent answer is no „nein“. */
  wahr(name: string): boolean {
    const stelle = this.#einer(name).feld("valueBoolean");
    if (stelle.fehlt) stelle.melde("Die Pflichtangabe fehlt.");
    return stelle.wahr();
  }

  auswahl<T extends string>(name: string, werte: readonly T[]): T {
    return alsAuswahl(this.#einer(name).feld("valueString"), werte);
  }

  auswahlen<T extends string>(name: string, werte: readonly T[]): readonly T[] {
    return this.#alle(name).map((einer) => alsAuswahl(einer.feld("valueString"), werte));
  }

  kennungFalls(name: string, system: string): string | undefined {
    if (!this.hat(name)) return undefined;
    const stelle = this.#einer(name).feld("valueIdentifier");
    stelle.feld("system").fest(system);
    return stelle.feld("value").text();
  }

  umfangFalls(name: string): { haeufigkeit?: Haeufigkeit; dauer?: Zeitraum } {
    return this.hat(name) ? leseZeitplan(this.#einer(name).feld("valueTiming")) : {};
  }

  gruppen(name: string): readonly Parameterleser[] {
    return this.#alle(name).map((einer) => new Parameterleser(einer, "part"));
  }

  /** Nothing that is sent is passed over in silence. */
  nur(namen: readonly string[]): void {
    for (const einer of this.#liste()) {
      const name = einer.feld("name").text();
      if (!namen.includes(name))
        einer.melde(`Diese Angabe gehört nicht zu diesem Befehl. Vorgesehen sind: ${namen.join(", ") || "keine"}.`);
    }
  }

  melde(regel: string): void {
    this.#stelle.melde(regel);
  }

  #liste(): readonly Fundstelle[] {
    return this.#stelle.feld(this.#feld).liste();
  }

  #alle(name: string): readonly Fundstelle[] {
    return this.#liste().filter((einer) => einer.feld("name").wert === name);
  }

  #einer(name: string): Fundstelle {
    return this.#stelle.feld(this.#feld).suche((einer) => einer.feld("name").wert === name, `name='${name}'`);
  }
}

function alsAuswahl<T extends string>(stelle: Fundstelle, werte: readonly T[]): T {
  const code = stelle.text();
  const [ersatz] = werte;
  const treffer = werte.find((wert) => wert === code) ?? ersatz;
  if (treffer !== code && code !== "") stelle.melde(`Zulässig sind: ${werte.join(", ")}.`);
  if (treffer === undefined) throw new Error("a choice of nothing");
  return treffer;
}
