import type { Verstoss } from "../kern/fehler.js";

/**
 * A place inside foreign JSON together with its FHIR path. Reading never throws: what is missing or of the wrong kind is
 * reported once and replaced by an empty value, so that one pass names every fault.
 */
export class Fundstelle {
  readonly wert: unknown;
  readonly pfad: string;
  readonly #melde: (verstoss: Verstoss) => void;

  constructor(wert: unknown, pfad: string, melde: (verstoss: Verstoss) => void) {
    this.wert = wert;
    this.pfad = pfad;
    this.#melde = melde;
  }

  get fehlt(): boolean {
    return this.wert === undefined;
  }

  feld(name: string): Fundstelle {
    const istObjekt = typeof this.wert === "object" && this.wert !== null && Object.hasOwn(this.wert, name);
    const inhalt = istObjekt ? (this.wert as Record<string, unknown>)[name] : undefined;
    return new Fundstelle(inhalt, `${this.pfad}.${name}`, this.#melde);
  }

  /** Members of a list; none if it is absent. */
  liste(): Fundstelle[] {
    if (this.fehlt) return [];
    if (!Array.isArray(this.wert)) {
      this.melde("Hier wird eine Liste erwartet.");
      return [];
    }
    return this.wert.map((eintrag, stelle) => new Fundstelle(eintrag, `${this.pfad}[${stelle}]`, this.#melde));
  }

  /** The only member of a list; more than one would be ambiguous. */
  einziger(): Fundstelle {
    const alle = this.liste();
    if (alle.length > 1) this.melde("Hier ist nur ein Eintrag vorgesehen.");
    return alle[0] ?? new Fundstelle(undefined, `${this.pfad}[0]`, this.#melde);
  }

  /** The only member for which the test holds. */
  suche(passt: (eintrag: Fundstelle) => boolean, bezeichnung: string): Fundstelle {
    const treffer = this.liste().filter(passt);
    if (treffer.length > 1) this.melde(`Der Eintrag ${bezeichnung} kommt mehrfach vor.`);
    return treffer[0] ?? new Fundstelle(undefined, `${this.pfad}.where(${bezeichnung})`, this.#melde);
  }

  text(): string {
    if (typeof this.wert === "string") return this.wert;
    this.melde(this.fehlt ? "Die Pflichtangabe fehlt." : "Hier wird ein Text erwartet.");
    return "";
  }

  textFalls(): string | undefined {
    return this.fehlt ? undefined : this.text();
  }

  zahl(): number {
    if (typeof this.wert === "number") return this.wert;
    this.melde(this.fehlt ? "Die Pflichtangabe fehlt." : "Hier wird eine Zahl erwartet.");
    return 0;
  }

  /** An absent truth value is false. */
  wahr(): boolean {
    if (this.fehlt || typeof this.wert === "boolean") return this.wert === true;
    this.melde("Hier wird true oder false erwartet.");
    return false;
  }

  /** Translates a code by a table; the first value stands in for a code that is reported. */
  auswahl<T extends string>(tabelle: Readonly<Record<T, string>>): T {
    const kode = this.text();
    const paare = Object.entries(tabelle) as [T, string][];
    const treffer = paare.find(([, fhirKode]) => fhirKode === kode);
    if (!treffer && kode !== "") this.melde(`Zulässig sind: ${paare.map(([, fhirKode]) => fhirKode).join(", ")}.`);
    const [name] = treffer ?? paare[0] ?? [];
    return name as T;
  }

  /** Elements that would change the meaning must have the one value that this data set knows. */
  fest(wert: string): void {
    if (this.wert !== wert) this.melde(`Hier ist nur „${wert}“ zulässig.`);
  }

  /** Signed content that nobody would be shown is refused rather than dropped in silence. */
  nur(felder: readonly string[]): void {
    if (typeof this.wert !== "object" || this.wert === null) return;
    const erlaubt = new Set(["resourceType", "id", "meta", "text", "extension", ...felder]);
    for (const name of Object.keys(this.wert)) {
      if (!erlaubt.has(name)) this.feld(name).melde("Diese Angabe ist im Datensatz nicht vorgesehen.");
    }
  }

  erweiterung(url: string): Fundstelle {
    return this.feld("extension").suche((eintrag) => eintrag.feld("url").wert === url, `url='${url}'`);
  }

  kennung(system: string): Fundstelle {
    const treffer = this.feld("identifier").suche((e) => e.feld("system").wert === system, `system='${system}'`);
    return treffer.feld("value");
  }

  /** Code of a CodeableConcept in one system. */
  kode(system: string): Fundstelle {
    return this.feld("coding")
      .suche((e) => e.feld("system").wert === system, `system='${system}'`)
      .feld("code");
  }

  melde(regel: string): void {
    const hinweis = "Erzeugen Sie den Datensatz neu nach der Beschreibung des FHIR-Dokuments.";
    this.#melde({ pfad: this.pfad, regel, hinweis });
  }
}
