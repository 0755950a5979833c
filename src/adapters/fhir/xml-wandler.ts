import { Fhir } from "fhir";

interface Eigenschaft {
  readonly _name: string;
  readonly _type: string;
  readonly _properties?: readonly Eigenschaft[];
}

/** The package reads 3 MB of tables when constructed: once, and only when XML is used. */
let wandler: Fhir | undefined;
export function fhirWandler(): Fhir {
  wandler ??= new Fhir();
  return wandler;
}

function typ(name: string): readonly Eigenschaft[] {
  const definitionen = fhirWandler().parser.parsedStructureDefinitions as Readonly<
    Record<string, { readonly _properties?: readonly Eigenschaft[] } | undefined>
  >;
  return definitionen[name]?._properties ?? [];
}

/** Properties of a property's type; `#ClaimResponse.item.adjudication` points into another definition. */
function unterhalb(eigenschaft: Eigenschaft): readonly Eigenschaft[] {
  if (eigenschaft._properties && eigenschaft._properties.length > 0) return eigenschaft._properties;
  if (!eigenschaft._type.startsWith("#")) return typ(eigenschaft._type);
  const [ressource = "", ...pfad] = eigenschaft._type.slice(1).split(".");
  return pfad.reduce<readonly Eigenschaft[]>((ebene, name) => {
    const treffer = ebene.find(({ _name }) => _name === name);
    return treffer ? unterhalb(treffer) : [];
  }, typ(ressource));
}

function istObjekt(wert: unknown): wert is Record<string, unknown> {
  return typeof wert === "object" && wert !== null && !Array.isArray(wert);
}

function wandleWert(wert: unknown, eigenschaft: Eigenschaft): unknown {
  if (Array.isArray(wert)) return wert.map((eintrag) => wandleWert(eintrag, eigenschaft));
  if (eigenschaft._type === "decimal" && typeof wert === "string") return Number(wert);
  if (!istObjekt(wert)) return wert;
  return typeof wert["resourceType"] === "string"
    ? wandle(wert, typ(wert["resourceType"]))
    : wandle(wert, unterhalb(eigenschaft));
}

function wandle(objekt: Readonly<Record<string, unknown>>, eigenschaften: readonly Eigenschaft[]): unknown {
  const nachName = new Map(eigenschaften.map((eigenschaft) => [eigenschaft._name, eigenschaft]));
  return Object.fromEntries(
    Object.entries(objekt).map(([name, wert]) => {
      const eigenschaft = nachName.get(name);
      return [name, eigenschaft ? wandleWert(wert, eigenschaft) : wert];
    }),
  );
}

/** `fhir` returns decimals as strings ("1.50"), which is not FHIR JSON. */
export function mitZahlen(ressource: { readonly resourceType: string }): unknown {
  return wandle({ ...ressource }, typ(ressource.resourceType));
}
