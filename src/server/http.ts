import { randomUUID } from "node:crypto";
import helmet from "@fastify/helmet";
import ratelimit from "@fastify/rate-limit";
import Fastify from "fastify";
import type { FastifyInstance } from "fastify";
import { Fachfehler } from "../domain/kern/fehler.js";
import { sendeFehler, ungueltig } from "./fehler-http.js";
import type { Fehlersender } from "./fehler-http.js";
import type { Metriken } from "./metriken.js";
import type { Serveroptionen } from "./optionen.js";

/** A body that trickles in slower than this is cut off; also the longest work on one request. */
const FRIST_MS = 30_000;

/** Nothing but JSON leaves here; a page that needs more (GraphiQL) sets its own policy. */
const CSP = {
  "default-src": ["'none'"],
  "base-uri": ["'none'"],
  "form-action": ["'none'"],
  "frame-ancestors": ["'none'"],
};

/** The bare HTTP server: limits, headers, one shape of errors, request ids. Routes come from elsewhere. */
export async function baueHttp(
  optionen: Serveroptionen,
  sender: Fehlersender,
  metriken: Metriken,
): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit: optionen.hoechstensBytes,
    requestTimeout: FRIST_MS,
    handlerTimeout: FRIST_MS,
    forceCloseConnections: "idle",
    // Fastify's own 503 while closing has not the shape of our errors, so a client could not tell what to do.
    return503OnClosing: false,
    genReqId: () => randomUUID(),
    trustProxy:
      typeof optionen.vertrauteProxys === "object"
        ? [...optionen.vertrauteProxys]
        : (optionen.vertrauteProxys ?? false),
    routerOptions: { ignoreTrailingSlash: true },
  });
  await app.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives: CSP } });
  // Not for every route: the sign-in decides whom a request counts for (graphql-http.ts).
  await app.register(ratelimit, { global: false });

  let schliesst = false;
  app.addHook("preClose", async () => {
    schliesst = true;
  });
  app.addHook("onRequest", async () => {
    if (schliesst) throw new Fachfehler("NICHT_VERFUEGBAR");
  });

  app.setErrorHandler((fehler, anfrage, antwort) => sendeFehler(fehler, anfrage, antwort, sender));
  app.setNotFoundHandler((anfrage, antwort) =>
    sendeFehler(ungueltig("There is nothing at this address."), anfrage, antwort, sender, 404),
  );
  app.addHook("onResponse", async (anfrage, antwort) => {
    metriken.zaehleAnfrage(anfrage.routeOptions.url ?? "unbekannt", antwort.statusCode, antwort.elapsedTime / 1000);
  });
  return app;
}
