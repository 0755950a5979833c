import { promisify } from "node:util";
import { constants, inflate } from "node:zlib";
import type { Ablehnungsgrund } from "../../domain/ports/dateipruefung.js";
import { PdfLexer, ZuAufwendig } from "./pdf-lexer.js";
import type { PdfWert } from "./pdf-lexer.js";

/**
 * Whether a PDF is complete, readable by everybody and without active content; null: nothing was found.
 *
 * Judged for every reading of the bytes and not for one: a name is looked for in the whole file, whatever the cross-reference
 * table says, and each object that any table could point to is looked at for being an object stream, whose unpacked content
 * is searched alike. What cannot be unpacked is refused. A PDF library was rejected: it shows one reading of the file, and a
 * file made to deceive has several.
 *
 * Not found: an object stream that hides behind the codec of an image (JBIG2, JPX), script inside a font program, faults of a
 * reader that a damaged image or font exploits. That is the virus scanner's.
 */
export async function pruefePdf(datei: Uint8Array): Promise<Ablehnungsgrund | null> {
  const text = latin1(datei);
  if (!/^%PDF-[12]\.\d/.test(text)) return "MEDIENTYP_UNBEKANNT";
  const ende = text.slice(-ENDE_BYTES);
  if (!ende.includes("%%EOF") || !/startxref[\s\0]+\d+/.test(ende)) return "PDF_UNVOLLSTAENDIG";
  if (VERSCHLUESSELT.test(text)) return "PDF_VERSCHLUESSELT";
  if (AKTIV.test(text)) return "PDF_AKTIVER_INHALT";
  try {
    return (await enthaeltAktives(text, datei)) ? "PDF_AKTIVER_INHALT" : null;
  } catch (fehler) {
    if (fehler instanceof NichtPruefbar || fehler instanceof ZuAufwendig) return "PDF_NICHT_PRUEFBAR";
    throw fehler;
  }
}

class NichtPruefbar extends Error {}

const ENDE_BYTES = 2_048;
/** Object streams hold descriptions, never pixels. */
const ENTPACKT_HOECHSTENS = 40_000_000;

/** A name in any spelling: each character as it is or as `#hh`; it must end there. */
const name = (wort: string): string => {
  const zeichen = [...wort].map((einer) => {
    const hex = [...einer.charCodeAt(0).toString(16)].map((ziffer) =>
      /[a-f]/.test(ziffer) ? `[${ziffer}${ziffer.toUpperCase()}]` : ziffer,
    );
    return `(?:${einer}|#${hex.join("")})`;
  });
  return `/${zeichen.join("")}(?![^\\s\\0()<>\\[\\]{}/%])`;
};

const VERSCHLUESSELT = new RegExp(name("Encrypt"));
/** Actions and objects that run something, send something, or carry a file or a form with logic of its own. */
const AKTIV = new RegExp(
  [
    "JavaScript",
    "Launch",
    "EmbeddedFile",
    "EmbeddedFiles",
    "FileAttachment",
    "RichMedia",
    "Rendition",
    "XFA",
    "ImportData",
    "SubmitForm",
    "GoToE",
  ]
    .map(name)
    .join("|"),
);

async function enthaeltAktives(text: string, datei: Uint8Array): Promise<boolean> {
  const lexer = new PdfLexer(text, 3 * text.length + 100_000);
  let uebrig = ENTPACKT_HOECHSTENS;
  for (const stelle of objekte(text)) {
    lexer.stelle = stelle;
    const dict = lexer.wert();
    if (dict?.art !== "dict") continue;
    lexer.leerraum();
    if (!text.startsWith("stream", lexer.stelle) || !istObjektstrom(dict)) continue;
    const daten = datenbeginn(text, lexer.stelle);
    if (filter(dict) === "KEINER") continue;
    const inhalt = await entpacke(datei.subarray(daten), uebrig);
    uebrig -= inhalt.length;
    if (AKTIV.test(latin1(inhalt))) return true;
  }
  return false;
}

/** Positions behind each `obj`, wherever it stands: also inside a stream, to which a forged table may point. */
function* objekte(text: string): Generator<number> {
  for (let fund = text.indexOf("obj"); fund >= 0; fund = text.indexOf("obj", fund + 3))
    if (text.slice(fund - 3, fund) !== "end") yield fund + 3;
}

type Dict = Extract<PdfWert, { art: "dict" }>;

/** Readers go by `First` and do not ask for the type. */
function istObjektstrom({ felder }: Dict): boolean {
  const typ = felder.get("Type");
  return felder.has("First") || (typ?.art === "name" && typ.name === "ObjStm");
}

/** @throws NichtPruefbar unless it is packed in the one usual way, or not at all (then the search of the file has seen it) */
function filter({ felder, doppelt }: Dict): "FLATE" | "KEINER" {
  const parameter = felder.get("DecodeParms");
  if (doppelt || felder.has("F") || felder.has("DP") || !ohneVorhersage(parameter)) throw new NichtPruefbar();
  const wert = felder.get("Filter");
  const einer = wert?.art === "liste" && wert.werte.length === 1 ? wert.werte[0] : wert;
  if (einer === undefined || (einer.art === "liste" && einer.werte.length === 0)) return "KEINER";
  if (einer.art === "name" && einer.name === "FlateDecode") return "FLATE";
  throw new NichtPruefbar();
}

/** A predictor would change the bytes after unpacking, and so hide names. */
function ohneVorhersage(parameter: PdfWert | undefined): boolean {
  if (parameter === undefined || (parameter.art === "wort" && parameter.wort === "null")) return true;
  return parameter.art === "dict" && !parameter.doppelt && !parameter.felder.has("Predictor");
}

function datenbeginn(text: string, stelle: number): number {
  const zeilenende = /^stream(?:\r\n|\n)/.exec(text.slice(stelle, stelle + 8))?.[0];
  if (zeilenende === undefined) throw new NichtPruefbar();
  return stelle + zeilenende.length;
}

const packeAus = promisify(inflate);

/** What readers get out of it too: they take what came before a cut. @throws NichtPruefbar */
async function entpacke(daten: Uint8Array, hoechstens: number): Promise<Uint8Array> {
  if (hoechstens <= 0) throw new NichtPruefbar();
  try {
    return await packeAus(daten, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: hoechstens });
  } catch (fehler) {
    throw new NichtPruefbar("", { cause: fehler });
  }
}

const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
