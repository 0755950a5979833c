import { NoSchemaIntrospectionCustomRule } from "graphql";
import type { AddressInfo } from "node:net";
import type { Fehlerprotokoll } from "../fehler-antwort.js";
import { baueSchema } from "../resolvers/build-schema.js";
import { begrenzung } from "./grenzen.js";
import { registriereGesundheit } from "./gesundheit.js";
import { registriereGraphiql } from "./graphiql.js";
import { registriereGraphql, starteApollo } from "./graphql-http.js";
import type { GraphqlTeile } from "./graphql-http.js";
import { registriereUnterlagen } from "./unterlagen-http.js";
import { starteWebSockets } from "./graphql-ws.js";
import { baueHttp } from "./http.js";
import { Metriken } from "./metriken.js";
import type { Serverteile } from "./optionen.js";
import { alsStartfehler } from "./startfehler.js";
import { baueZulassung } from "./zulassung.js";

export interface Server {
  readonly port: number;
  /** URL of the GraphQL endpoint; the same with `ws` for subscriptions. */
  readonly url: string;
  /** Lets running requests end, closes subscriptions with 1001; at most about 9 s. */
  schliesse(): Promise<void>;
}

/** Requests that still run after this are cut off; the whole stop must fit into 10 s. */
const GEDULD_MS = 6_000;

/** HTTP, WebSocket, GraphQL, health and metrics on one port. Takes everything by argument. */
export async function starteServer(teile: Serverteile): Promise<Server> {
  const { dienste, strom, ausgang, kanalstaende, post, postzahlen, logger, optionen } = teile;
  const metriken = new Metriken(kanalstaende, postzahlen);
  const protokoll: Fehlerprotokoll = {
    gezaehlt: metriken.zaehleFehler,
    unerwartet: (fehler, { anfrageId }) => logger.error({ fehler, anfrageId }, "unerwarteter Fehler"),
  };
  const zaehle = metriken.zaehleOperation;
  const graphql: GraphqlTeile = {
    schema: baueSchema(),
    // One array for HTTP and WebSocket: operations over the latter bypass Apollo.
    regeln: [begrenzung(), ...(optionen.produktion ? [NoSchemaIntrospectionCustomRule] : [])],
    protokoll,
    kontextFuer: (akteur, anfrageId) => ({ akteur, anfrageId, dienste, strom, ausgang, kanalstaende, post, zaehle }),
  };
  let beendet = false;

  const sender = { hoechstensBytes: optionen.hoechstensBytes, protokoll };
  const app = await baueHttp(optionen, sender, metriken);
  const apollo = await starteApollo(graphql);
  const zulassung = baueZulassung(app, teile);
  registriereGraphql(app, apollo, graphql, zulassung, sender);
  await registriereUnterlagen(app, teile, zulassung);
  registriereGesundheit(app, teile, metriken, () => beendet);
  if (!optionen.produktion) await registriereGraphiql(app, optionen);
  const webSockets = starteWebSockets(app.server, graphql, teile, metriken);

  try {
    await app.listen({ host: optionen.host, port: optionen.port });
  } catch (fehler) {
    throw alsStartfehler(fehler, optionen.host, optionen.port);
  }
  const { port } = app.server.address() as AddressInfo;
  const host = optionen.host.includes(":") ? `[${optionen.host}]` : optionen.host;
  logger.info({ port, version: optionen.version }, "Server bereit");

  return {
    port,
    url: `http://${host}:${port}/graphql`,
    async schliesse() {
      beendet = true;
      await webSockets.schliesse();
      const zeitgeber = setTimeout(() => app.server.closeAllConnections(), optionen.geduldMs ?? GEDULD_MS);
      await app.close();
      clearTimeout(zeitgeber);
      await apollo.stop();
      logger.info({}, "Server beendet");
    },
  };
}
