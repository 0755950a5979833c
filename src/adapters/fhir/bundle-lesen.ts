import type { FhirErgebnis } from "../../domain/ports/fhir.js";
import type { FhirBundle } from "../../domain/ports/zustellung.js";
import { abgelehnt, STANDARDGRENZEN } from "./grenzen.js";
import type { Gelesen, Lesegrenzen } from "./grenzen.js";
import { leseJson } from "./json-lesen.js";
import { leseXml } from "./xml-lesen.js";

const BOM = [0xef, 0xbb, 0xbf] as const;

function leseText(bytes: Uint8Array): Gelesen<string> {
  if (BOM.every((byte, stelle) => bytes[stelle] === byte)) {
    return abgelehnt("Das Dokument beginnt mit einem BOM.", "Senden Sie UTF-8 ohne BOM.");
  }
  try {
    return { art: "gueltig", wert: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return abgelehnt("Das Dokument ist kein gültiges UTF-8.", "Senden Sie das Dokument in UTF-8.");
  }
}

function leseInhalt(text: string, grenzen: Lesegrenzen): Gelesen<unknown> {
  const anfang = text.trimStart().charAt(0);
  if (anfang === "{") return leseJson(text, grenzen);
  if (anfang === "<") return leseXml(text.trimStart(), grenzen);
  return abgelehnt("Das Dokument ist weder FHIR JSON noch FHIR XML.", "Senden Sie ein FHIR-Bundle.");
}

function istObjekt(wert: unknown): wert is Record<string, unknown> {
  return typeof wert === "object" && wert !== null && !Array.isArray(wert);
}

/** Everything {@link FhirBundle} promises; the rest is for the structure check. */
function istBundle(wert: unknown): wert is FhirBundle {
  return (
    istObjekt(wert) &&
    wert["resourceType"] === "Bundle" &&
    typeof wert["type"] === "string" &&
    Array.isArray(wert["entry"]) &&
    wert["entry"].every(
      (eintrag) =>
        istObjekt(eintrag) && istObjekt(eintrag["resource"]) && typeof eintrag["resource"]["resourceType"] === "string",
    )
  );
}

/** Bytes to a Bundle: FHIR JSON or FHIR XML, UTF-8 without BOM, within the limits. Never throws. */
export function bundleLesen(bytes: Uint8Array, grenzen: Lesegrenzen = STANDARDGRENZEN): FhirErgebnis {
  if (bytes.byteLength > grenzen.hoechstensBytes) {
    return abgelehnt(
      `Das Dokument ist größer als ${grenzen.hoechstensBytes} Bytes.`,
      "Übermitteln Sie große Unterlagen getrennt vom Datensatz.",
    );
  }
  const text = leseText(bytes);
  if (text.art === "ungueltig") return text;
  const inhalt = leseInhalt(text.wert, grenzen);
  if (inhalt.art === "ungueltig") return inhalt;
  if (!istBundle(inhalt.wert)) {
    return abgelehnt("Das Dokument ist kein FHIR-Bundle mit Ressourcen.", "Senden Sie ein FHIR-Bundle.");
  }
  return { art: "gueltig", bundle: inhalt.wert };
}
