import type { Verzeichniseintrag } from "../../domain/ports/verzeichnis.js";

/**
 * Ranks of Endpoint.connectionType, best first: what an institution has set up to be written to, a functional account or a bot,
 * comes before the accounts of single people (domain.md 3.5, 6.2).
 */
const RAENGE: readonly (readonly string[])[] = [["tim-fa", "tim-bot"], ["tim"]];

export const istTimkonto = (art: string | undefined): boolean =>
  RAENGE.some((rang) => rang.some((eine) => eine === art));

/** `matrix:u/<localpart>:<domain>`, the localpart percent-encoded. */
const ADRESSE = /^matrix:u\/([^:/?#]+):([A-Za-z0-9.:-]+)$/;
const LOCALPART = /^[a-z0-9._=/+-]+$/;

/** The MXID of such an address, or null if it is none. */
export function mxidAus(adresse: string): string | null {
  const [, roh = "", domaene = ""] = ADRESSE.exec(adresse) ?? [];
  const lokal = entschluessele(roh);
  return LOCALPART.test(lokal) ? `@${lokal}:${domaene.toLowerCase()}` : null;
}

function entschluessele(roh: string): string {
  try {
    return decodeURIComponent(roh);
  } catch {
    return "";
  }
}

/** The forms of `matrix:u/…` in which the directory may hold an MXID; none if it is not one. */
export function adressenZu(mxid: string): readonly string[] {
  const [, lokal = "", domaene = ""] = MXID.exec(mxid) ?? [];
  if (lokal === "") return [];
  return [...new Set([lokal, encodeURIComponent(lokal)])].map((form) => `matrix:u/${form}:${domaene.toLowerCase()}`);
}

const MXID = /^@([^:]+):([A-Za-z0-9.:-]+)$/;

/** Of an address and an MXID; a localpart keeps its case, because two that differ by it are two people. */
export const istAdresseVon = (adresse: string, mxid: string): boolean => {
  const [, lokal = "", domaene = ""] = MXID.exec(mxid) ?? [];
  return lokal !== "" && mxidAus(adresse) === `@${lokal}:${domaene.toLowerCase()}`;
};

export interface Timendpunkt {
  readonly art: string | undefined;
  readonly adresse: string;
}

/** The one account of the best rank that there is. An endpoint without a usable address counts as absent. */
export function timKonto(endpunkte: readonly Timendpunkt[]): Verzeichniseintrag["tim"] {
  for (const rang of RAENGE) {
    const passende = endpunkte.filter(({ art }) => art !== undefined && rang.includes(art));
    const mxids = [...new Set(passende.flatMap(({ adresse }) => mxidAus(adresse) ?? []))];
    const [mxid] = mxids;
    if (mxid !== undefined) return mxids.length === 1 ? { mxid } : "MEHRDEUTIG";
  }
  return null;
}
