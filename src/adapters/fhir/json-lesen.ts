import { abgelehnt } from "./grenzen.js";
import type { Gelesen, Lesegrenzen } from "./grenzen.js";

const DOPPELPUNKT = /\s*:/y;

/** Index of the quotation mark that ends the string begun at `anfang`, or -1. */
function stringende(text: string, anfang: number): number {
  for (let stelle = anfang + 1; stelle < text.length; stelle++) {
    const zeichen = text.charAt(stelle);
    if (zeichen === "\\") stelle++;
    else if (zeichen === '"') return stelle;
  }
  return -1;
}

/**
 * JSON.parse keeps the last of two equal names, other readers the first: what was signed must not depend on the reader.
 * The walk is iterative, so that deep nesting cannot exhaust the stack; JSON.parse itself judges the grammar.
 */
function pruefeAufbau(text: string, hoechsteTiefe: number): "TIEFE" | "DOPPELT" | null {
  const offen: (Set<string> | null)[] = [];
  for (let stelle = 0; stelle < text.length; stelle++) {
    const zeichen = text.charAt(stelle);
    if (zeichen === "{" || zeichen === "[") {
      offen.push(zeichen === "{" ? new Set() : null);
      if (offen.length > hoechsteTiefe) return "TIEFE";
    } else if (zeichen === "}" || zeichen === "]") {
      offen.pop();
    } else if (zeichen === '"') {
      const ende = stringende(text, stelle);
      if (ende === -1) return null;
      const roh = text.slice(stelle, ende + 1);
      stelle = ende;
      const namen = offen.at(-1);
      DOPPELPUNKT.lastIndex = ende + 1;
      if (namen && DOPPELPUNKT.test(text)) {
        const name = roh.includes("\\") ? entschluesselt(roh) : roh;
        if (namen.has(name)) return "DOPPELT";
        namen.add(name);
      }
    }
  }
  return null;
}

/** Two spellings of one name (`"a"`, `"\\u0061"`) are the same name. */
function entschluesselt(roh: string): string {
  try {
    return JSON.stringify(JSON.parse(roh));
  } catch {
    return roh;
  }
}

export function leseJson(text: string, { hoechsteTiefe }: Lesegrenzen): Gelesen<unknown> {
  const mangel = pruefeAufbau(text, hoechsteTiefe);
  if (mangel === "TIEFE") {
    return abgelehnt(
      `Das Dokument ist tiefer als ${hoechsteTiefe} Ebenen verschachtelt.`,
      "Vereinfachen Sie den Aufbau.",
    );
  }
  if (mangel === "DOPPELT") {
    return abgelehnt("Ein Feldname kommt in einem JSON-Objekt mehrfach vor.", "Verwenden Sie jeden Feldnamen einmal.");
  }
  try {
    return { art: "gueltig", wert: JSON.parse(text) as unknown };
  } catch {
    return abgelehnt("Der Inhalt ist kein gültiges JSON.", "Prüfen Sie die Erzeugung des FHIR-Dokuments.");
  }
}
