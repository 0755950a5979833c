import { z } from "zod";
import { TOKEN_ALGORITHMEN } from "../adapters/anmeldung/jwt-anmeldung.js";
import { anzahl, liste, text, url } from "./felder.js";

/** Whose word is believed: sign-in, PoPP, signatures. */
export const ZUGANG = {
  ANMELDUNG_AUSSTELLER: text.describe("`iss` of the access tokens."),
  ANMELDUNG_ZIELGRUPPE: text.describe("`aud` of the access tokens."),
  ANMELDUNG_JWKS_URL: url.describe("Keys of the issuer."),
  ANMELDUNG_ALGORITHMEN: liste
    .pipe(z.array(z.enum(TOKEN_ALGORITHMEN)).min(1))
    .default(["ES256"])
    .describe(`Accepted algorithms, separated by commas, of: ${TOKEN_ALGORITHMEN.join(", ")}.`),
  POPP_AUSSTELLER: text.describe("`iss` of the PoPP tokens, literally."),
  POPP_JWKS_URL: url.describe("Keys of the PoPP service."),
  POPP_HOECHSTALTER_SEKUNDEN: anzahl(1, 86_400)
    .default(1800)
    .describe("Age up to which a PoPP token is accepted, in seconds."),
  VERTRAUENSANKER: text.describe("Folder with the PEM certificates of the CAs whose cards may sign."),
} satisfies z.ZodRawShape;
