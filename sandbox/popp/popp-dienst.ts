import type { FastifyPluginAsync } from "fastify";
import { SignJWT } from "jose";
import { join } from "node:path";
import { ladeEs256Schluessel } from "../anmeldung/es256-schluessel.js";

/** `iss` of the sandbox: a name, not an address, so that tokens do not depend on the port. */
export const POPP_AUSSTELLER = "https://popp.hkp-sandbox.telematik-test";
export const POPP_JWKS_PFAD = "/popp/jwks.json";

interface Poppanfrage {
  readonly kvnr: string;
  /** IK of the insurer. */
  readonly ik: string;
  /** Telematik-ID and profession of the institution where the card was read. */
  readonly actorId: string;
  readonly actorProfessionOid: string;
  /** Default: eGK read in the institution. */
  readonly proofMethod?: string;
  readonly jetzt?: Date;
}

export interface Poppdienst {
  ausstellen(anfrage: Poppanfrage): Promise<string>;
  /** Serves the JWKS below `POPP_JWKS_PFAD`. */
  readonly routen: FastifyPluginAsync;
}

/** Stands for the PoPP service: believes every card that is named to it. */
export async function poppDienst(ordner: string): Promise<Poppdienst> {
  const schluessel = await ladeEs256Schluessel(join(ordner, "schluessel.pem"));
  return {
    ausstellen: ({ kvnr, ik, actorId, actorProfessionOid, proofMethod, jetzt = new Date() }) => {
      const sekunden = Math.floor(jetzt.getTime() / 1000);
      return new SignJWT({
        version: "1.0.0",
        proofMethod: proofMethod ?? "ehc-provider-user-x509",
        patientProofTime: sekunden,
        patientId: kvnr,
        insurerId: ik,
        actorId,
        actorProfessionOid,
      })
        .setProtectedHeader({ typ: "vnd.telematik.popp+jwt", alg: "ES256", kid: schluessel.kid })
        .setIssuer(POPP_AUSSTELLER)
        .setIssuedAt(sekunden)
        .sign(schluessel.geheim);
    },
    routen: async (server) => {
      server.get(POPP_JWKS_PFAD, async (_anfrage, antwort) => antwort.type("application/json").send(schluessel.jwks));
    },
  };
}
