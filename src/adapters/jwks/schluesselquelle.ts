import { createRemoteJWKSet, customFetch, errors } from "jose";
import type { FetchImplementation, JWTVerifyGetKey } from "jose";

export interface Schluesselquelle {
  readonly url: URL;
  /** The keys are fetched anew after this, in ms. */
  readonly dauerMs: number;
  /** An unknown `kid` fetches them at once, but not more often than this, in ms; default 30 s. */
  readonly abkuehlungMs?: number;
  /** Time-out of fetching, in ms; default 5000. */
  readonly zeitlimitMs?: number;
  /** Replaces `fetch`, e.g. where the server shows a brainpool certificate. */
  readonly holen?: FetchImplementation;
}

/** The keys could not be had; this says nothing about the token. */
export class SchluesselNichtVerfuegbar extends Error {}

/** Keys of a JWKS by URL, cached. Trouble with its server must not look like a bad token, hence an error of its own. */
export function erzeugeSchluesselquelle(quelle: Schluesselquelle): JWTVerifyGetKey {
  const hole = createRemoteJWKSet(quelle.url, {
    cacheMaxAge: quelle.dauerMs,
    cooldownDuration: quelle.abkuehlungMs ?? 30_000,
    timeoutDuration: quelle.zeitlimitMs ?? 5000,
    ...(quelle.holen ? { [customFetch]: quelle.holen } : {}),
  });
  return async (kopf, token) => {
    try {
      return await hole(kopf, token);
    } catch (fehler) {
      if (fehler instanceof errors.JWKSNoMatchingKey || fehler instanceof errors.JWKSMultipleMatchingKeys) throw fehler;
      throw new SchluesselNichtVerfuegbar("JWKS", { cause: fehler });
    }
  };
}
