import { abgelehnt } from "./grenzen.js";
import type { Gelesen, Lesegrenzen } from "./grenzen.js";
import { tasteXmlAb } from "./xml-abtasten.js";
import { fhirWandler, mitZahlen } from "./xml-wandler.js";

const PRUEFEN = "Prüfen Sie die Erzeugung des FHIR-Dokuments.";
const GRUENDE = {
  AUFBAU: "Der Inhalt ist kein wohlgeformtes XML.",
  VERBOTEN:
    "Dokumenttyp, Entitäten, CDATA, Verarbeitungsanweisungen und andere Kodierungen als UTF-8 sind nicht zulässig.",
  TIEFE: "Das Dokument ist zu tief verschachtelt.",
  NAMENSRAUM: "Das XML verwendet nicht den Namensraum http://hl7.org/fhir ohne Präfix.",
} as const;

/** First name, elements before attributes, that occurs more or less often in one of the two. */
function unterschied(eine: ReadonlyMap<string, number>, andere: ReadonlyMap<string, number>): string | null {
  const namen = new Set([...eine.keys(), ...andere.keys()]);
  const elementeZuerst = [...namen].sort((a, b) => Number(a.startsWith("@")) - Number(b.startsWith("@")));
  return elementeZuerst.find((name) => (eine.get(name) ?? 0) !== (andere.get(name) ?? 0)) ?? null;
}

/** FHIR XML to FHIR JSON; refused if anything in it would be lost on the way. */
export function leseXml(xml: string, { hoechsteTiefe }: Lesegrenzen): Gelesen<unknown> {
  const abtastung = tasteXmlAb(xml, hoechsteTiefe);
  if (abtastung.art === "ungueltig") return abgelehnt(GRUENDE[abtastung.grund], PRUEFEN);
  try {
    const ressource = fhirWandler().xmlToObj(abtastung.text) as { readonly resourceType: string };
    const zurueck = tasteXmlAb(fhirWandler().objToXml(ressource), hoechsteTiefe);
    const verloren = zurueck.art === "gueltig" ? unterschied(abtastung.namen, zurueck.namen) : "";
    if (verloren !== null) {
      return abgelehnt(
        `Das Element „${verloren}“ ist unbekannt, steht an falscher Stelle oder ist unzulässig wiederholt.`,
        PRUEFEN,
      );
    }
    return { art: "gueltig", wert: mitZahlen(ressource) };
  } catch {
    // The library reports unknown resource types and wrong primitives by throwing.
    return abgelehnt("Das XML ist kein FHIR R4.", PRUEFEN);
  }
}
