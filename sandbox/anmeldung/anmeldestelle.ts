import type { FastifyPluginAsync } from "fastify";
import { SignJWT } from "jose";
import { join } from "node:path";
import type { PersonId } from "../personen.js";
import { ANMELDEPERSONEN } from "./ansprueche.js";
import type { Anmeldeperson } from "./ansprueche.js";
import { anmeldeseite, CSP } from "./anmeldeseite.js";
import { ladeEs256Schluessel } from "./es256-schluessel.js";

/** Names, not addresses, so that tokens outlive a restart on another port. */
export const ANMELDE_AUSSTELLER = "https://anmeldung.hkp-sandbox.telematik-test";
export const ANMELDE_ZIELGRUPPE = "hkp-gateway";
export const ANMELDE_JWKS_PFAD = "/anmeldung/jwks.json";
export const ANMELDE_SEITE_PFAD = "/anmeldung";

const ZWOELF_STUNDEN = 43_200;

interface Tokenwunsch {
  /** Default 12 h; negative for a token that has already run out. */
  readonly gueltigSekunden?: number;
  readonly jetzt?: Date;
}

export interface Anmeldestelle {
  readonly personen: readonly Anmeldeperson[];
  /** Throws for an unknown person. */
  token(person: PersonId, wunsch?: Tokenwunsch): Promise<string>;
  /** Serves the JWKS and the page with ready-made tokens. */
  readonly routen: FastifyPluginAsync;
}

/** The sandbox's sign-in: no passwords, a token for everybody of the cast. Its key is kept in `ordner`. */
export async function anmeldestelle(ordner: string): Promise<Anmeldestelle> {
  const schluessel = await ladeEs256Schluessel(join(ordner, "schluessel.pem"));

  async function token(id: PersonId, { gueltigSekunden = ZWOELF_STUNDEN, jetzt = new Date() }: Tokenwunsch = {}) {
    const person = ANMELDEPERSONEN.find((eintrag) => eintrag.id === id);
    if (person === undefined) throw new Error(`Unbekannte Person „${id}“.`);
    const sekunden = Math.floor(jetzt.getTime() / 1000);
    return new SignJWT({ ...person.ansprueche })
      .setProtectedHeader({ typ: "JWT", alg: "ES256", kid: schluessel.kid })
      .setIssuer(ANMELDE_AUSSTELLER)
      .setAudience(ANMELDE_ZIELGRUPPE)
      .setSubject(person.id)
      .setIssuedAt(Math.min(sekunden, sekunden + gueltigSekunden))
      .setExpirationTime(sekunden + gueltigSekunden)
      .sign(schluessel.geheim);
  }

  return {
    personen: ANMELDEPERSONEN,
    token,
    routen: async (server) => {
      server.get(ANMELDE_JWKS_PFAD, async (_anfrage, antwort) =>
        antwort.type("application/json").send(schluessel.jwks),
      );
      server.get(ANMELDE_SEITE_PFAD, async (_anfrage, antwort) => {
        const eintraege = await Promise.all(
          ANMELDEPERSONEN.map(async (person) => ({ person, token: await token(person.id) })),
        );
        return antwort
          .type("text/html; charset=utf-8")
          .header("content-security-policy", CSP)
          .header("cache-control", "no-store")
          .header("referrer-policy", "no-referrer")
          .send(anmeldeseite(eintraege));
      });
    },
  };
}
