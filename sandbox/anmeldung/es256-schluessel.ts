import { calculateJwkThumbprint, exportJWK } from "jose";
import type { JWK } from "jose";
import { createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { lege, lies } from "../ablage.js";

/** Signing key of a sandbox issuer with its public JWK; `kid` is the thumbprint (RFC 7638). */
export interface Es256Schluessel {
  readonly geheim: KeyObject;
  readonly kid: string;
  readonly jwks: { readonly keys: readonly JWK[] };
}

/** Made once and kept in `pfad`, so that tokens outlive a restart. */
export async function ladeEs256Schluessel(pfad: string): Promise<Es256Schluessel> {
  const vorhanden = await lies(pfad);
  const geheim =
    vorhanden === null ? generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey : createPrivateKey(vorhanden);
  if (vorhanden === null) await lege(pfad, geheim.export({ type: "pkcs8", format: "pem" }).toString());
  const oeffentlich = await exportJWK(createPublicKey(geheim));
  const kid = await calculateJwkThumbprint(oeffentlich);
  return { geheim, kid, jwks: { keys: [{ ...oeffentlich, kid, alg: "ES256", use: "sig" }] } };
}
