import { bezuegeVon } from "./bezuege.js";
import { alle, erster, type Kopf } from "./kopf.js";

/**
 * Whose mail it is, told by the header alone (TOP n 0):
 * - `BERICHT`: promises a delivery status, a read receipt or an error of the Clientmodul. Whether it is about one of our
 *   messages only its body tells.
 * - `UNSERE`: carries the first part of our Dienstkennung, or refers to a Message-ID of our domain. The second holds for every
 *   Dienstkennung: a mail program answers as `KIM-Mail;Default`, another application perhaps as its own.
 * - `FREMD`: all else, also `KIM-Mail;Default` without such a reference: nothing shows that it is meant for this application.
 */
export type Zugehoerigkeit = "BERICHT" | "UNSERE" | "FREMD";

const BERICHTSARTEN = /;\s*report-type\s*=\s*"?(?:delivery-status|disposition-notification)\b/i;

export function istBericht(kopf: Kopf): boolean {
  const art = erster(kopf, "content-type") ?? "";
  const bericht = /^multipart\/report\b/i.test(art) && BERICHTSARTEN.test(art);
  return bericht || alle(kopf, "x-kim-fehlermeldung").length > 0;
}

export function zugehoerigkeit(kopf: Kopf, domain: string, dienstkennung: string): Zugehoerigkeit {
  if (istBericht(kopf)) return "BERICHT";
  const anwendung = (kennung: string) => kennung.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const unsere = alle(kopf, "x-kim-dienstkennung").some((wert) => anwendung(wert) === anwendung(dienstkennung));
  return unsere || bezuegeVon(kopf, domain).length > 0 ? "UNSERE" : "FREMD";
}

const UNTER_MENSCHEN = /^KIM-Mail\s*;/i;

/**
 * Whether the header is one of a mail between people that is still encrypted (domain.md 1.4): a Clientmodul may give it out for TOP,
 * and what the mail answers stands inside only. Such a mail must be fetched to be told; it stays where it is if it is foreign.
 */
export const istVerschlossen = (kopf: Kopf): boolean =>
  /^application\/(?:x-)?pkcs7-mime\b/i.test(erster(kopf, "content-type") ?? "") &&
  UNTER_MENSCHEN.test(erster(kopf, "x-kim-dienstkennung") ?? OHNE_ANGABE);

/** Default of the Clientmodul where the sender names none (domain.md 1.3). */
const OHNE_ANGABE = "KIM-Mail;Default;V1.0";
const LESBAR = /^[\w.+-]{1,40}(?:;[\w.+-]{1,40}){0,2}$/;
export const UNLESBARE_DIENSTKENNUNG = "unlesbar";

/** Dienstkennung for counting; what has not the form of one is not repeated, it could hold anything. */
export function dienstkennungVon(kopf: Kopf): string {
  const wert = erster(kopf, "x-kim-dienstkennung") ?? OHNE_ANGABE;
  return LESBAR.test(wert) ? wert : UNLESBARE_DIENSTKENNUNG;
}
