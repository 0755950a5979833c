import PostalMime from "postal-mime";
import { eigeneWorte } from "../../domain/eingang/worte.js";
import type { Anhang } from "../../domain/ports/eingang.js";
import { HOECHSTER_KOPF } from "./kopf.js";

/** What a mail consists of, beside its header. */
export interface Zerlegtes {
  /** The person's own words (worte.ts). */
  readonly text: string;
  readonly anhaenge: readonly Anhang[];
}

/** Mail programs nest three or four levels. */
const HOECHSTE_TIEFE = 20;
const HOECHSTENS_TEILE = 200;
const HOECHSTER_NAME = 200;
const MEDIENTYP = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,80}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,80}$/;
const OHNE_TYP = "application/octet-stream";

function medientyp(angabe: string): string {
  if (angabe === ENTSCHAERFT) return HTML;
  return MEDIENTYP.test(angabe) ? angabe : OHNE_TYP;
}

/** Limits of postal-mime or of this file; another error is a fault of the parser. */
export class Aufbaufehler extends Error {}

/**
 * Last segment of a path, without controls, marks of direction and leading dots: whatever the name is shown in or becomes, it
 * stays a name.
 */
export function sichererName(name: string | null): string {
  const ohneWeg = (name ?? "").split(/[/\\]/).at(-1) ?? "";
  const sichtbar = ohneWeg.replace(/[\p{Cc}\p{Cf}\u2028\u2029"<>:|?*]/gu, "").replace(/^[.\s]+/, "");
  return [...sichtbar.trim()].slice(0, HOECHSTER_NAME).join("") || "ohne-namen";
}

const HTML = "text/html";
/** As long as `text/html`, and no type that postal-mime knows. */
const ENTSCHAERFT = "text/x-ht";
const HTML_TEIL = /^content-type:\s*text\/html/i;

/**
 * The mail with its HTML parts renamed, so that postal-mime neither reads nor converts them: their words are not the person's
 * text/plain, and a megabyte of unclosed tags takes its converter minutes. Looked for in the header of the mail and after each line
 * that may be a boundary; what hides from here still has the deadline of the thread.
 */
function ohneHtml(roh: Uint8Array): Buffer {
  const bytes = Buffer.from(roh);
  let imKopf = true;
  for (let anfang = 0; anfang < bytes.length;) {
    const ende = bytes.indexOf(0x0a, anfang);
    const naechste = ende < 0 ? bytes.length : ende + 1;
    const leer = naechste - anfang <= 2 && (bytes[anfang] === 0x0a || bytes[anfang] === 0x0d);
    if (bytes[anfang] === 0x2d && bytes[anfang + 1] === 0x2d) imKopf = true;
    else if (leer) imKopf = false;
    else if (imKopf && HTML_TEIL.test(bytes.toString("latin1", anfang, anfang + 200))) {
      // With the whitespace of a folded line before it the type stands within the same 200 bytes, in any case of letters.
      const wo = bytes
        .toString("latin1", anfang, anfang + 200)
        .toLowerCase()
        .indexOf(HTML);
      bytes.write(ENTSCHAERFT, anfang + wo, "latin1");
    }
    anfang = naechste;
  }
  return bytes;
}

/**
 * Takes a mail apart: text/plain is text, HTML alone gives none, an embedded message stays an attachment. Runs in a thread of its
 * own (mime-arbeiter.ts), because some mails take postal-mime minutes.
 * @throws Aufbaufehler if the mail is nested too deeply or has too many parts
 */
export async function zerlege(roh: Uint8Array): Promise<Zerlegtes> {
  const mail = await PostalMime.parse(ohneHtml(roh), {
    forceRfc822Attachments: true,
    maxNestingDepth: HOECHSTE_TIEFE,
    maxHeadersSize: HOECHSTER_KOPF,
  }).catch((fehler: unknown) => {
    throw fehler instanceof Error && fehler.message.startsWith("Maximum ") ? new Aufbaufehler() : fehler;
  });
  if (mail.attachments.length > HOECHSTENS_TEILE) throw new Aufbaufehler();
  return {
    text: eigeneWorte(mail.text ?? ""),
    anhaenge: mail.attachments
      .filter(({ mimeType, disposition }) => mimeType !== ENTSCHAERFT || disposition === "attachment")
      .map(({ filename, mimeType, content }) => ({
        name: sichererName(filename),
        medientyp: medientyp(mimeType),
        bytes: typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content),
      })),
  };
}
