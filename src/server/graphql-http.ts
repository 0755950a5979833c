import { AsyncLocalStorage } from "node:async_hooks";
import { ApolloServer } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance } from "fastify";
import { GraphQLError, OperationTypeNode } from "graphql";
import type { GraphQLSchema, ValidationRule } from "graphql";
import type { Akteur } from "../domain/kern/akteur.js";
import { fehlerAntwort } from "../fehler-antwort.js";
import type { Fehlerprotokoll } from "../fehler-antwort.js";
import type { Kontext } from "../resolvers/kontext.js";
import { sendeFehler, ungueltig } from "./fehler-http.js";
import type { Fehlersender } from "./fehler-http.js";
import { HOECHSTENS_TOKENS } from "./grenzen.js";
import type { Zulassung } from "./zulassung.js";

export interface GraphqlTeile {
  readonly schema: GraphQLSchema;
  readonly regeln: readonly ValidationRule[];
  readonly protokoll: Fehlerprotokoll;
  readonly kontextFuer: (akteur: Akteur, anfrageId: string) => Kontext;
}

const STUMM = { debug: leer, info: leer, warn: leer, error: leer };
function leer(): void {
  // Apollo's log lines quote errors with their values; what matters reaches Fehlerprotokoll.
}

/** The id of the running request, for Apollo's formatError, which gets no context. */
const laufende = new AsyncLocalStorage<string>();

/** Apollo would execute the root field of a subscription once, as if it were a query. */
const keineAbonnements: ValidationRule = (context) => ({
  OperationDefinition(operation) {
    if (operation.operation !== OperationTypeNode.SUBSCRIPTION) return;
    const originalError = ungueltig("Subscriptions run over WebSocket only.");
    context.reportError(new GraphQLError("subscription over HTTP", { nodes: operation, originalError }));
  },
});

export async function starteApollo({ schema, regeln, protokoll }: GraphqlTeile): Promise<ApolloServer<Kontext>> {
  const apollo = new ApolloServer<Kontext>({
    schema,
    validationRules: [...regeln, keineAbonnements],
    parseOptions: { maxTokens: HOECHSTENS_TOKENS },
    // Off by our own rule in production, the same for HTTP and WebSocket.
    introspection: true,
    hideSchemaDetailsFromClientErrors: true,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger: STUMM,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      // Its hook would wrap every field.
      ApolloServerPluginCacheControlDisabled(),
    ],
    formatError: (_, fehler) => fehlerAntwort(fehler, { anfrageId: laufende.getStore() ?? "" }, protokoll),
  });
  await apollo.start();
  return apollo;
}

/** POST /graphql: signed in first (before the body is read), counted per actor, then Apollo. */
export function registriereGraphql(
  app: FastifyInstance,
  apollo: ApolloServer<Kontext>,
  { kontextFuer }: GraphqlTeile,
  zulassung: Zulassung,
  sender: Fehlersender,
): void {
  const verarbeite = fastifyApolloHandler<Kontext>(apollo, {
    context: async (anfrage) => kontextFuer(zulassung.akteurVon(anfrage), anfrage.id),
  });

  app.route({
    method: "POST",
    url: "/graphql",
    onRequest: zulassung.onRequest,
    handler: (anfrage, antwort) => laufende.run(anfrage.id, () => verarbeite.call(app, anfrage, antwort)),
  });

  // GET would put queries and variables into the logs of every proxy on the way.
  app.route({
    method: ["GET", "PUT", "PATCH", "DELETE"],
    url: "/graphql",
    handler: (anfrage, antwort) =>
      sendeFehler(
        ungueltig("GraphQL is served over POST only."),
        anfrage,
        antwort.header("allow", "POST"),
        sender,
        405,
      ),
  });
}
