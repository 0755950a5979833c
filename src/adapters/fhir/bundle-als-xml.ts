import type { FhirBundle } from "../../domain/ports/zustellung.js";
import { fhirWandler } from "./xml-wandler.js";

const DEKLARATION = '<?xml version="1.0" encoding="UTF-8"?>';
const ATTRIBUTWERT = /="[^"]*"/g;

/**
 * FHIR XML of a Bundle for KIM attachments. A literal tab inside an attribute value would reach the reader as a blank
 * (XML attribute normalisation); the library escapes line ends only.
 */
export function bundleAlsXml(bundle: FhirBundle): string {
  const xml = fhirWandler()
    .objToXml(bundle)
    .replace(ATTRIBUTWERT, (wert) => wert.replaceAll("\t", "&#x9;"));
  return xml.startsWith("<?xml") ? xml : DEKLARATION + xml;
}
