import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from "@medplum/core";
import type { Verstoss } from "../../domain/kern/fehler.js";
import type { FhirBundle } from "../../domain/ports/zustellung.js";
import definitionen from "./definitionen.json" with { type: "json" };

/** What is used of FHIR's OperationOutcome.issue; the package's own types need another package. */
interface Befund {
  readonly severity: string;
  readonly details?: { readonly text?: string };
  readonly expression?: readonly string[];
}

const HINWEIS = "Erzeugen Sie das Dokument neu nach FHIR R4.";

/** The validator's English messages; `$1` and `$2` are taken over. What is not listed is quoted. */
const MELDUNGEN: readonly (readonly [RegExp, string])[] = [
  [/^Missing required property/, "Die Pflichtangabe fehlt."],
  [/^Invalid additional property/, "Diese Angabe gibt es in FHIR R4 an dieser Stelle nicht."],
  [/^Invalid empty/, "Leere Werte sind nicht zulässig."],
  [/^Invalid (?:null|undefined) value/, "Der Wert null ist nicht zulässig."],
  [/^Expected array of values/, "Hier wird eine Liste erwartet."],
  [/^Expected single value/, "Hier ist nur ein einzelner Wert zulässig."],
  [/^Invalid number of values: expected (\S+), but found (\d+)/, "Vorgesehen sind $1 Einträge, vorhanden sind $2."],
  [/^Value did not match expected pattern/, "Der Wert entspricht nicht der Vorgabe des Profils."],
  [/^Invalid JSON type: expected (\w+)/, "Der Wert hat den falschen Typ; erwartet wird $1."],
  [/^Expected number to be in the range (\S+)/, "Die Zahl liegt außerhalb von $1."],
  [/^Expected number to be an integer/, "Hier wird eine ganze Zahl erwartet."],
  [/^Invalid (\w+) (?:format|value)/, "Der Wert hat nicht die Form des FHIR-Typs $1."],
  [/^String must contain/, "Der Text darf nicht leer sein."],
  [/^Constraint (\S+) not met: (.*)/, "Die FHIR-Regel $1 ist verletzt: $2"],
  [/^Unknown data type: (\S+)/, "Der Ressourcentyp $1 ist in diesem Dokument nicht vorgesehen."],
  [/^Conflicting choice of type properties/, "Von diesen Angaben ist nur eine zulässig."],
];

const MEHRDEUTIG = /^Conflicting choice of type properties/;

function alsVerstoss({ details, expression }: Befund): Verstoss {
  const text = details?.text ?? "";
  const [muster, deutsch] = MELDUNGEN.find(([kandidat]) => kandidat.test(text)) ?? [];
  const teile = muster?.exec(text) ?? [];
  const regel =
    deutsch?.replace(/\$([12])/g, (_, nummer: string) => teile[Number(nummer)] ?? "") ??
    `Die FHIR-Struktur ist verletzt: ${text}`;
  return { pfad: expression?.[0] ?? "Bundle", regel, hinweis: HINWEIS };
}

let geladen = false;
function ladeDefinitionen(): void {
  if (geladen) return;
  indexStructureDefinitionBundle(definitionen);
  geladen = true;
}

/** The validator answers by exception as soon as one issue is an error, and by a list if there are only warnings. */
function befunde(bundle: FhirBundle): readonly Befund[] {
  try {
    const warnungen = validateResource(bundle) as unknown;
    // Two values for one element are ambiguous content; the validator only warns of them.
    return (warnungen as readonly Befund[]).filter(({ details }) => MEHRDEUTIG.test(details?.text ?? ""));
  } catch (fehler) {
    if (!(fehler instanceof OperationOutcomeError)) {
      return [{ severity: "error", details: { text: "unlesbar" } }];
    }
    const alle = (fehler.outcome as unknown as { readonly issue?: readonly Befund[] }).issue ?? [];
    return alle.filter(({ severity, details }) => severity === "error" || MEHRDEUTIG.test(details?.text ?? ""));
  }
}

/** Elements by which a sender can turn the meaning of the rest around; none is known here, so none may be ignored. */
const VERAENDERND: ReadonlySet<string> = new Set(["modifierExtension", "implicitRules"]);

interface Umfeld {
  readonly ziele: ReadonlySet<unknown>;
  readonly verstoesse: Verstoss[];
}

/** Targets of references, those of documents inside a message included. The inner ones have not been checked yet. */
function fullUrls({ entry }: { readonly entry?: unknown }): unknown[] {
  if (!Array.isArray(entry)) return [];
  return (entry as ({ fullUrl?: unknown; resource?: { entry?: unknown } | null } | null)[]).flatMap((eintrag) => [
    eintrag?.fullUrl,
    ...fullUrls(eintrag?.resource ?? {}),
  ]);
}

function geheDurch(wert: unknown, pfad: string, umfeld: Umfeld): void {
  if (Array.isArray(wert) && wert.length > 0) {
    wert.forEach((eintrag, stelle) => geheDurch(eintrag, `${pfad}[${stelle}]`, umfeld));
    return;
  }
  if (typeof wert !== "object" || wert === null) return;
  // FHIR knows no empty lists and objects; the validator passes over those inside a Bundle.
  if (Object.keys(wert).length === 0) {
    umfeld.verstoesse.push({ pfad, regel: "Leere Werte sind nicht zulässig.", hinweis: HINWEIS });
  }
  for (const [name, inhalt] of Object.entries(wert)) {
    const ort = `${pfad}.${name}`;
    if (VERAENDERND.has(name)) {
      umfeld.verstoesse.push({
        pfad: ort,
        regel: "Diese bedeutungsändernde Angabe ist nicht bekannt.",
        hinweis: HINWEIS,
      });
    }
    const istVerweis = name === "reference" && typeof inhalt === "string" && !inhalt.startsWith("#");
    if (istVerweis && !umfeld.ziele.has(inhalt)) {
      const regel = "Der Verweis führt zu keiner Ressource des Bundles.";
      umfeld.verstoesse.push({
        pfad: ort,
        regel,
        hinweis: "Nehmen Sie die Ressource mit ihrer fullUrl in das Bundle auf.",
      });
    }
    geheDurch(inhalt, ort, umfeld);
  }
}

/**
 * Structure of a Bundle by FHIR R4: cardinalities, types, invariants, and every reference resolving inside it.
 * No terminology and no KBV profile (none is published for HKP). Empty if everything holds; never throws.
 */
export function pruefeStruktur(bundle: FhirBundle): Verstoss[] {
  ladeDefinitionen();
  const umfeld: Umfeld = { ziele: new Set(fullUrls(bundle)), verstoesse: [] };
  geheDurch(bundle, "Bundle", umfeld);
  return [...befunde(bundle).map(alsVerstoss), ...umfeld.verstoesse];
}
