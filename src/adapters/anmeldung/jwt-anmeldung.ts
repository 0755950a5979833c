import { errors, jwtVerify } from "jose";
import type { Anmeldung } from "../../domain/ports/anmeldung.js";
import { erzeugeSchluesselquelle, SchluesselNichtVerfuegbar } from "../jwks/schluesselquelle.js";
import type { Schluesselquelle } from "../jwks/schluesselquelle.js";
import { akteurAus } from "./ansprueche.js";
import { TokenSpeicher } from "./token-speicher.js";

/** Asymmetric ones only: with HS256 every party that can verify could also issue. */
export const TOKEN_ALGORITHMEN = ["ES256", "ES384", "PS256", "PS384", "EdDSA"] as const;
type Tokenalgorithmus = (typeof TOKEN_ALGORITHMEN)[number];

export interface AnmeldungKonfig {
  readonly aussteller: string;
  readonly zielgruppe: string;
  /** JWKS of the issuer; default: fetched anew every 10 min. */
  readonly schluessel: Omit<Schluesselquelle, "dauerMs"> & { readonly dauerMs?: number };
  /** Default ES256 only. */
  readonly algorithmen?: readonly Tokenalgorithmus[];
  /** Difference of clocks that is borne, in seconds; default 5. */
  readonly toleranzSekunden?: number;
  /** How long a verified token is trusted without asking the keys again, in ms; default 5 min, 0 = never. */
  readonly merkdauerMs?: number;
  readonly jetzt?: () => Date;
}

/** Our tokens have about 700 characters; headers of a request end at 16 KiB anyway. */
const HOECHSTLAENGE = 8192;
/** About 4 MB of actors. */
const HOECHSTZAHL_GEMERKT = 10_000;

/** Sign-in by a JWT of one issuer. The claims are those of `ansprueche.ts`; nothing of the token is ever logged. */
export function erzeugeJwtAnmeldung(konfig: AnmeldungKonfig): Anmeldung {
  const uhr = konfig.jetzt ?? (() => new Date());
  const speicher = new TokenSpeicher({
    hoechstdauerMs: konfig.merkdauerMs ?? 300_000,
    hoechstzahl: HOECHSTZAHL_GEMERKT,
  });
  const schluessel = erzeugeSchluesselquelle({ dauerMs: 600_000, ...konfig.schluessel });
  const vorgaben = {
    algorithms: [...(konfig.algorithmen ?? ["ES256"])],
    issuer: konfig.aussteller,
    audience: konfig.zielgruppe,
    requiredClaims: ["exp", "iat"],
    clockTolerance: konfig.toleranzSekunden ?? 5,
  };

  return {
    async pruefe(token) {
      if (token.length > HOECHSTLAENGE) return { art: "ungueltig" };
      const jetzt = uhr();
      const merkmal = speicher.schluessel(token);
      const gemerkt = speicher.finde(merkmal, jetzt);
      if (gemerkt !== null) return { art: "angemeldet", ...gemerkt };
      try {
        const { payload } = await jwtVerify(token, schluessel, { ...vorgaben, currentDate: jetzt });
        const akteur = akteurAus(payload);
        const laeuftAbAm = new Date((payload.exp ?? Number.NaN) * 1000);
        if (akteur === null || Number.isNaN(laeuftAbAm.getTime())) return { art: "ungueltig" };
        const angemeldet = { akteur, laeuftAbAm };
        speicher.merke(merkmal, angemeldet, jetzt);
        return { art: "angemeldet", ...angemeldet };
      } catch (fehler) {
        if (fehler instanceof SchluesselNichtVerfuegbar) return { art: "nichtVerfuegbar" };
        // Only after the signature, issuer and audience were found right: others get no answer about time.
        if (fehler instanceof errors.JWTExpired) return { art: "abgelaufen" };
        if (fehler instanceof errors.JOSEError) return { art: "ungueltig" };
        throw fehler;
      }
    },
  };
}
