import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { suche, type Sandboxeintrag } from "./suche.js";

export interface SandboxverzeichnisOptionen {
  readonly eintraege: readonly Sandboxeintrag[];
  /** 0 or absent: a free one. */
  readonly port?: number;
  /** If set, requests without this bearer token are refused. */
  readonly token?: string;
}

export interface Sandboxverzeichnis {
  /** Base for `verzeichnisKonfiguration`. */
  readonly basis: string;
  schliesse(): Promise<void>;
}

/** Request handler of node:http: `createServer(…)`, or mounted where a raw handler is accepted. */
export function verzeichnisHandler({ eintraege, token }: SandboxverzeichnisOptionen): http.RequestListener {
  return (anfrage, antwort) => {
    const url = new URL(anfrage.url ?? "/", "http://sandbox");
    const erlaubt = token === undefined || anfrage.headers.authorization === `Bearer ${token}`;
    const { status, koerper } = erlaubt
      ? suche(eintraege, url.pathname, url.searchParams)
      : { status: 401, koerper: { resourceType: "OperationOutcome", issue: [{ severity: "error", code: "login" }] } };
    antwort.writeHead(status, { "content-type": "application/fhir+json; charset=utf-8" });
    antwort.end(JSON.stringify(koerper));
  };
}

/** The sandbox's Verzeichnisdienst on loopback. */
export async function starteVerzeichnis(optionen: SandboxverzeichnisOptionen): Promise<Sandboxverzeichnis> {
  const server = http.createServer(verzeichnisHandler(optionen));
  server.listen(optionen.port ?? 0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    basis: `http://127.0.0.1:${port}/search`,
    schliesse: async () => {
      const zu = new Promise<void>((fertig) => server.close(() => fertig()));
      server.closeAllConnections();
      await zu;
    },
  };
}
