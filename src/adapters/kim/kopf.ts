/** Limits of one header. A long thread with all Received lines has some 20 KiB and 100 fields. */
export const HOECHSTER_KOPF = 256 * 1024;
export const HOECHSTENS_FELDER = 1000;

/** Fields of a header: lower-case name → its values in order, unfolded, one line each. */
export interface Kopf {
  readonly felder: ReadonlyMap<string, readonly string[]>;
  /** There was more than the limits allow; `felder` holds what stands before. */
  readonly zuGross: boolean;
}

const DEKODIERER = new TextDecoder("utf-8", { ignoreBOM: true });
/** RFC 5322, 3.6.8: printable ASCII without colon. */
const NAME = /^[!-9;-~]{1,100}$/;

/**
 * Reads the header of a mail (bytes up to the first empty line, or all). Own reader, because who sent a mail and whose it is are
 * decided by it alone: lines end with LF (a lone CR ends none), only space and tab continue a field, and what is no field is
 * skipped instead of being guessed at.
 */
export function liesKopf(bytes: Uint8Array): Kopf {
  const felder = new Map<string, string[]>();
  const zeilen = DEKODIERER.decode(bytes.subarray(0, HOECHSTER_KOPF)).split("\n");
  let offen: { readonly name: string; readonly stuecke: string[] } | null = null;
  let anzahl = 0;
  const schliesse = () => {
    if (offen === null) return;
    const wert = offen.stuecke
      .join("")
      .replace(/[\p{Cc}\u2028\u2029]/gu, " ")
      .trim();
    const bisher = felder.get(offen.name);
    if (bisher) bisher.push(wert);
    else felder.set(offen.name, [wert]);
    offen = null;
  };
  let zuGross = false;
  let leerzeile = false;
  for (const roh of zeilen) {
    const zeile = ohneCr(roh);
    if (zeile === "") {
      leerzeile = true;
      break;
    }
    if (zeile.startsWith(" ") || zeile.startsWith("\t")) {
      offen?.stuecke.push(zeile);
      continue;
    }
    schliesse();
    if (++anzahl > HOECHSTENS_FELDER) {
      zuGross = true;
      break;
    }
    const doppelpunkt = zeile.indexOf(":");
    const name = zeile.slice(0, Math.max(doppelpunkt, 0)).trimEnd().toLowerCase();
    if (NAME.test(name)) offen = { name, stuecke: [zeile.slice(doppelpunkt + 1)] };
  }
  schliesse();
  return { felder, zuGross: zuGross || (!leerzeile && bytes.length > HOECHSTER_KOPF) };
}

function ohneCr(zeile: string): string {
  let ende = zeile.length;
  while (ende > 0 && zeile[ende - 1] === "\r") ende--;
  return zeile.slice(0, ende);
}

export function alle({ felder }: Kopf, name: string): readonly string[] {
  return felder.get(name) ?? [];
}

/** The value of a field that may stand once; the first one if it is repeated. */
export function erster(kopf: Kopf, name: string): string | undefined {
  return alle(kopf, name)[0];
}
