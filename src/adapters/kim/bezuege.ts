import { alle, type Kopf } from "./kopf.js";

/** Ids of our orders and threads as they stand before the @ of a Message-ID. */
export const KENNUNG = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";
const NACHRICHT_ID = new RegExp(`<(${KENNUNG})@([^<>@\\s]{1,200})>`, "g");
/** A thread of that many steps is found by its nearest ones. */
const HOECHSTENS_BEZUEGE = 50;

/** Ids of our domain and form in a text with Message-IDs, in their order. */
export function unsereKennungen(text: string, domain: string): readonly string[] {
  return [...text.matchAll(NACHRICHT_ID)].flatMap(([, id, wo]) =>
    id !== undefined && wo?.toLowerCase() === domain ? [id] : [],
  );
}

/** What a mail refers to, nearest first: In-Reply-To, then References from the last to the first (RFC 5322, 3.6.4). */
export function bezuegeVon(kopf: Kopf, domain: string): readonly string[] {
  const aus = (name: string) => alle(kopf, name).flatMap((wert) => unsereKennungen(wert, domain));
  return [...new Set([...aus("in-reply-to"), ...aus("references").reverse()])].slice(0, HOECHSTENS_BEZUEGE);
}

/** At most what a header line may have (RFC 5322, 2.1.1); printable, one @, no brackets, quotes or blanks inside. */
const BRAUCHBARE_ID = /^<([^\s<>"(),:;\\@\p{Cc}]{1,250}@[^\s<>"(),:;\\@\p{Cc}]{1,250})>$/u;

/** Message-ID without brackets; null if there is none, more than one, or none that can be used. */
export function nachrichtIdVon(kopf: Kopf): string | null {
  const [wert, ...weitere] = alle(kopf, "message-id");
  if (wert === undefined || weitere.length > 0 || wert.length > 500 || !/^[\x21-\x7e]+$/.test(wert)) return null;
  return BRAUCHBARE_ID.exec(wert)?.[1] ?? null;
}
