import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { FastifyInstance } from "fastify";
import { graphiqlSeite, STARTSKRIPT } from "./graphiql-seite.js";
import type { Serveroptionen } from "./optionen.js";

/**
 * GraphiQL for development: its prebuilt files (development dependencies) served by the gateway itself, no CDN. Version 3,
 * because its bundle is complete with 3.5 MB and needs no build step; version 5 brings Monaco and 240 MB of packages.
 */
const DATEIEN = {
  "react.js": ["react", "umd/react.production.min.js"],
  "react-dom.js": ["react-dom", "umd/react-dom.production.min.js"],
  "graphiql.js": ["graphiql", "graphiql.min.js"],
  "graphiql.css": ["graphiql", "graphiql.min.css"],
} as const;

const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  // CodeMirror and the panes set styles on elements.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self' ws: wss:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** GET /graphiql; not registered in production. */
export async function registriereGraphiql(app: FastifyInstance, optionen: Pick<Serveroptionen, "anmeldeseite">) {
  const dateien = new Map<string, Promise<Buffer>>();
  const lies = (name: keyof typeof DATEIEN): Promise<Buffer> => {
    const [paket, pfad] = DATEIEN[name];
    const datei = dateien.get(name) ?? readFile(join(paketordner(paket), pfad));
    dateien.set(name, datei);
    return datei;
  };

  app.get("/graphiql", async (_anfrage, antwort) =>
    antwort
      .type("text/html; charset=utf-8")
      .header("content-security-policy", CSP)
      .header("cache-control", "no-store")
      .send(graphiqlSeite(optionen.anmeldeseite)),
  );
  app.get("/graphiql/start.js", async (_anfrage, antwort) =>
    antwort.type("text/javascript; charset=utf-8").send(STARTSKRIPT),
  );
  for (const name of Object.keys(DATEIEN) as (keyof typeof DATEIEN)[])
    app.get(`/graphiql/${name}`, async (_anfrage, antwort) =>
      antwort
        .type(name.endsWith(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8")
        .header("cache-control", "public, max-age=3600")
        .send(await lies(name)),
    );
}

const { resolve } = createRequire(import.meta.url);

function paketordner(paket: string): string {
  return dirname(resolve(`${paket}/package.json`));
}
