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

/**
 * Takes a mail apart: text/plain is text, HTML alone gives none, an embedded message stays an attachment. Runs in a thread of its
 * own (mime-arbeiter.ts), because some mails take postal-mime minutes.
 * @throws Aufbaufehler if the mail is nested too deeply or has too many parts
 */
export async function zerlege(roh: Uint8Array): Promise<Zerlegtes> {
  const mail = await PostalMime.parse(roh, {
    forceRfc822Attachments: true,
    maxNestingDepth: HOECHSTE_TIEFE,
    maxHeadersSize: HOECHSTER_KOPF,
  }).catch((fehler: unknown) => {
    throw fehler instanceof Error && fehler.message.startsWith("Maximum ") ? new Aufbaufehler() : fehler;
  });
  if (mail.attachments.length > HOECHSTENS_TEILE) throw new Aufbaufehler();
  return {
    text: eigeneWorte(mail.text ?? ""),
    anhaenge: mail.attachments.map(({ filename, mimeType, content }) => ({
      name: sichererName(filename),
      medientyp: MEDIENTYP.test(mimeType) ? mimeType : OHNE_TYP,
      bytes: typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content),
    })),
  };
}
