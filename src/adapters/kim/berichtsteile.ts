import type { Zerlegtes } from "./mime-zerlegung.js";

/** Fields of a header or of one group of a delivery status: lower-case name, first value wins. */
export type Felder = ReadonlyMap<string, string>;

/** Header-like fields with folding (RFC 3464, section 2.1.1); groups are separated by blank lines. */
export function liesFeldgruppen(text: string): readonly Felder[] {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/\n[ \t]+/g, " ")
    .split(/\n\s*\n/)
    .map((gruppe) => {
      const felder = new Map<string, string>();
      for (const zeile of gruppe.split("\n")) {
        const doppelpunkt = zeile.indexOf(":");
        const name = zeile.slice(0, Math.max(doppelpunkt, 0)).trim().toLowerCase();
        if (name !== "" && !felder.has(name)) felder.set(name, zeile.slice(doppelpunkt + 1).trim());
      }
      return felder;
    })
    .filter((felder) => felder.size > 0);
}

/** A report is short; what stands behind is the returned message. */
const HOECHSTER_BERICHT = 256 * 1024;

/** Text of the first part of one of these types. */
export function berichtsteil({ anhaenge }: Zerlegtes, ...arten: string[]): string | undefined {
  const bytes = anhaenge.find(({ medientyp }) => arten.includes(medientyp))?.bytes;
  return bytes && new TextDecoder().decode(bytes.subarray(0, HOECHSTER_BERICHT));
}
