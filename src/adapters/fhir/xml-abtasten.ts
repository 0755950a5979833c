/**
 * Scans XML before a library sees it: no DTD, entities, CDATA or processing instructions, balanced tags, bounded depth.
 * The parser behind `fhir` accepts a document that is cut off and drops text and unknown elements in silence; the
 * counted names let the caller notice what was dropped.
 */
export type Abtastung =
  | {
      readonly art: "gueltig";
      /** The document without comments. */
      readonly text: string;
      /** How often each element and attribute occurs, outside of narratives. */
      readonly namen: ReadonlyMap<string, number>;
    }
  | { readonly art: "ungueltig"; readonly grund: "AUFBAU" | "VERBOTEN" | "TIEFE" | "NAMENSRAUM" };

const DEKLARATION = /^<\?xml\s+version\s*=\s*["']1\.0["'](\s+encoding\s*=\s*["'](?<kodierung>[^"']*)["'])?[^?<>]*\?>/;
const MARKE =
  /<(?<ende>\/)?(?<name>[A-Za-z_][\w.-]*)(?<attribute>(?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(?<leer>\/)?>/y;
const ATTRIBUT = /([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const FHIR = "http://hl7.org/fhir";
const XHTML = "http://www.w3.org/1999/xhtml";

const ungueltig = (grund: "AUFBAU" | "VERBOTEN" | "TIEFE" | "NAMENSRAUM"): Abtastung => ({ art: "ungueltig", grund });

export function tasteXmlAb(xml: string, hoechsteTiefe: number): Abtastung {
  const deklaration = DEKLARATION.exec(xml);
  const kodierung = deklaration?.groups?.["kodierung"] ?? "UTF-8";
  if (kodierung.toUpperCase() !== "UTF-8") return ungueltig("VERBOTEN");
  const namen = new Map<string, number>();
  const zaehle = (name: string) => namen.set(name, (namen.get(name) ?? 0) + 1);
  const offen: string[] = [];
  let erzaehlung = 0;
  let text = "";
  let stelle = deklaration?.[0].length ?? 0;
  let wurzeln = 0;

  while (stelle < xml.length) {
    const klammer = xml.indexOf("<", stelle);
    const zwischen = xml.slice(stelle, klammer === -1 ? undefined : klammer);
    if (erzaehlung === 0 && zwischen.trim() !== "") return ungueltig("AUFBAU");
    text += zwischen;
    if (klammer === -1) break;
    stelle = klammer;
    if (xml.startsWith("<!--", stelle)) {
      const schluss = xml.indexOf("-->", stelle + 4);
      if (schluss === -1) return ungueltig("AUFBAU");
      stelle = schluss + 3;
      continue;
    }
    if (xml.startsWith("<!", stelle) || xml.startsWith("<?", stelle)) return ungueltig("VERBOTEN");
    MARKE.lastIndex = stelle;
    const marke = MARKE.exec(xml);
    if (!marke?.groups) return ungueltig("AUFBAU");
    const { ende, name = "", attribute = "", leer } = marke.groups;
    text += marke[0];
    stelle += marke[0].length;

    if (ende) {
      if (offen.pop() !== name || attribute !== "" || leer) return ungueltig("AUFBAU");
      if (erzaehlung > offen.length) erzaehlung = 0;
      continue;
    }
    if (offen.length === 0 && ++wurzeln > 1) return ungueltig("AUFBAU");
    if (offen.length >= hoechsteTiefe) return ungueltig("TIEFE");
    const paare = [...attribute.matchAll(ATTRIBUT)].map((treffer) => [
      treffer[1] ?? "",
      treffer[2] ?? treffer[3] ?? "",
    ]);
    if (new Set(paare.map(([attribut]) => attribut)).size !== paare.length) return ungueltig("AUFBAU");
    if (erzaehlung === 0) {
      const raum = paare.find(([attribut]) => attribut === "xmlns")?.[1];
      const erwartet = name === "div" ? XHTML : FHIR;
      // The narrative must declare its namespace, the root too; everything else inherits it.
      if (raum === undefined ? offen.length === 0 || name === "div" : raum !== erwartet) return ungueltig("NAMENSRAUM");
      if (paare.some(([attribut = ""]) => attribut.includes(":"))) return ungueltig("NAMENSRAUM");
      zaehle(name);
      for (const [attribut = ""] of paare) if (attribut !== "xmlns" && name !== "div") zaehle(`@${attribut}`);
    }
    if (!leer) {
      offen.push(name);
      if (name === "div" && erzaehlung === 0) erzaehlung = offen.length;
    }
  }
  return offen.length > 0 || wurzeln !== 1 ? ungueltig("AUFBAU") : { art: "gueltig", text, namen };
}
