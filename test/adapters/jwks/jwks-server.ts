import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from "jose";
import type { CryptoKey, JWK, JWTHeaderParameters, JWTPayload } from "jose";

export interface Testschluessel {
  readonly geheim: CryptoKey;
  readonly jwk: JWK;
}

export async function neuerTestschluessel(alg = "ES256"): Promise<Testschluessel> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const oeffentlich = await exportJWK(publicKey);
  return { geheim: privateKey, jwk: { ...oeffentlich, alg, kid: await calculateJwkThumbprint(oeffentlich) } };
}

/** Claims and header exactly as given: the tests decide what is wrong with them. */
export function token(
  schluessel: Testschluessel,
  payload: JWTPayload,
  kopf: Partial<JWTHeaderParameters> = {},
): Promise<string> {
  const header = { alg: "ES256", ...(schluessel.jwk.kid ? { kid: schluessel.jwk.kid } : {}), ...kopf };
  return new SignJWT(payload).setProtectedHeader(header).sign(schluessel.geheim);
}

export interface JwksServer {
  readonly url: URL;
  /** What is served; replace it to rotate keys. */
  schluessel: JWK[];
  /** "gut" serves the keys; "haengt" never answers. */
  zustand: "gut" | "fehler500" | "keinJson" | "haengt";
  abrufe: number;
  schliesse(): Promise<void>;
}

/** A real HTTP server with a JWKS, scriptable per test. */
export async function starteJwksServer(schluessel: JWK[]): Promise<JwksServer> {
  const http = createServer((_anfrage, antwort) => {
    server.abrufe++;
    const antworten = {
      gut: () => antwort.setHeader("content-type", "application/json").end(JSON.stringify({ keys: server.schluessel })),
      fehler500: () => antwort.writeHead(500).end(),
      keinJson: () => antwort.end("<html>"),
      haengt: () => undefined,
    };
    antworten[server.zustand]();
  });
  await new Promise<void>((fertig) => http.listen(0, "127.0.0.1", fertig));
  const server: JwksServer = {
    url: new URL(`http://127.0.0.1:${(http.address() as AddressInfo).port}/jwks.json`),
    schluessel,
    zustand: "gut",
    abrufe: 0,
    schliesse: () =>
      new Promise((fertig) => {
        http.close(() => fertig());
        http.closeAllConnections();
      }),
  };
  return server;
}
