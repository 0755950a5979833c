import { errors, jwtVerify } from "jose";
import type { JWTVerifyResult } from "jose";
import type { PoppErgebnis, PoppFehler, PoppPruefung } from "../../domain/ports/popp.js";
import { erzeugeSchluesselquelle, SchluesselNichtVerfuegbar } from "../jwks/schluesselquelle.js";
import type { Schluesselquelle } from "../jwks/schluesselquelle.js";
import { poppAnsprueche } from "./popp-ansprueche.js";

export interface PoppKonfig {
  /** `iss` of the PoPP service, compared literally: no path, no trailing slash. */
  readonly aussteller: string;
  /** JWKS of the service; default: fetched anew every hour. */
  readonly schluessel: Omit<Schluesselquelle, "dauerMs"> & { readonly dauerMs?: number };
  /** How old a token may be, in seconds; default 30 min (domain.md section 9). */
  readonly hoechstalterSekunden?: number;
  /** By how much the service's clock may be ahead of ours, in seconds; default 60. */
  readonly toleranzSekunden?: number;
}

const TYP = "vnd.telematik.popp+jwt";
const ALGORITHMEN = ["ES256"];
/** A PoPP token has about 800 characters; one with x5c about 3000. */
const HOECHSTLAENGE = 16_384;
const EINE_STUNDE_MS = 3_600_000;

const ungueltig = (grund: PoppFehler): PoppErgebnis => ({ art: "ungueltig", grund });

/** jose's codes → our reasons; what is not named (malformed header, claims of the wrong type) is not readable. */
const GRUENDE: Readonly<Record<string, PoppFehler>> = {
  [errors.JOSEAlgNotAllowed.code]: "ALGORITHMUS_UNZULAESSIG",
  [errors.JWKSNoMatchingKey.code]: "SCHLUESSEL_UNBEKANNT",
  [errors.JWKSMultipleMatchingKeys.code]: "SCHLUESSEL_UNBEKANNT",
  [errors.JWSSignatureVerificationFailed.code]: "SIGNATUR_FALSCH",
  [errors.JWTExpired.code]: "ABGELAUFEN",
};

function grundZu(fehler: errors.JOSEError): PoppFehler {
  if (fehler instanceof errors.JWTClaimValidationFailed) {
    return fehler.claim === "iss" ? "AUSSTELLER_FREMD" : fehler.claim === "typ" ? "NICHT_LESBAR" : "ANGABEN_FEHLERHAFT";
  }
  return GRUENDE[fehler.code] ?? "NICHT_LESBAR";
}

/**
 * Verifies PoPP tokens against the JWKS of the PoPP service (cached, refreshed hourly and on an unknown kid).
 *
 * Not checked here: the entity statement and signed JWKS of the OpenID Federation, and the certificate of each JWK with its
 * role oid_popp-token (domain.md section 9, steps 1, 2 and 4). Until then the configured URL must be reached over trusted TLS.
 */
export function erzeugePoppPruefung(konfig: PoppKonfig): PoppPruefung {
  const hoechstalter = konfig.hoechstalterSekunden ?? 1800;
  const toleranz = konfig.toleranzSekunden ?? 60;
  const schluessel = erzeugeSchluesselquelle({ dauerMs: EINE_STUNDE_MS, ...konfig.schluessel });

  function werteAus({ payload }: JWTVerifyResult, jetzt: Date): PoppErgebnis {
    const gelesen = poppAnsprueche.safeParse(payload);
    if (!gelesen.success) return ungueltig("ANGABEN_FEHLERHAFT");
    const { iat, patientProofTime, patientId, insurerId, actorId, actorProfessionOid } = gelesen.data;
    const sekunden = jetzt.getTime() / 1000;
    if (Math.max(iat, patientProofTime) > sekunden + toleranz) return ungueltig("ZEIT_IN_DER_ZUKUNFT");
    // By hand and not by jose's maxTokenAge: the tolerance is for clocks that run ahead, not a longer life.
    if (sekunden - iat > hoechstalter) return ungueltig("ABGELAUFEN");
    const nachweis = { kvnr: patientId, versichererIk: insurerId, actorId, actorProfessionOid };
    return { art: "gueltig", nachweis: { ...nachweis, ausgestelltAm: new Date(iat * 1000) } };
  }

  return {
    async pruefe(token, jetzt) {
      if (token.length > HOECHSTLAENGE) return ungueltig("NICHT_LESBAR");
      try {
        const optionen = { algorithms: ALGORITHMEN, issuer: konfig.aussteller, typ: TYP, currentDate: jetzt };
        return werteAus(await jwtVerify(token, schluessel, optionen), jetzt);
      } catch (fehler) {
        if (fehler instanceof SchluesselNichtVerfuegbar) return { art: "nichtVerfuegbar" };
        if (fehler instanceof errors.JOSEError) return ungueltig(grundZu(fehler));
        throw fehler;
      }
    },
  };
}
