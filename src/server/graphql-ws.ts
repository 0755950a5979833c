import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import type { Duplex } from "node:stream";
import { getOperationAST, GraphQLError, OperationTypeNode, parse, specifiedRules, validate } from "graphql";
import type { ExecutionArgs } from "graphql";
import { useServer } from "graphql-ws/use/ws";
import type { Extra } from "graphql-ws/use/ws";
import type { Context, SubscribePayload } from "graphql-ws";
import { WebSocketServer } from "ws";
import type { WebSocket } from "ws";
import { Fachfehler } from "../domain/kern/fehler.js";
import type { Fehlercode } from "../domain/kern/fehler.js";
import { fehlerAntwort } from "../fehler-antwort.js";
import type { Fehlerantwort } from "../fehler-antwort.js";
import { operationenFuer, RECHTE } from "../resolvers/rechte.js";
import type { Operation } from "../resolvers/rechte.js";
import { bearerToken, meldeAn } from "./anmelden.js";
import type { Angemeldet } from "./anmelden.js";
import { ungueltig } from "./fehler-http.js";
import type { GraphqlTeile } from "./graphql-http.js";
import { HOECHSTENS_TOKENS } from "./grenzen.js";
import type { Metriken } from "./metriken.js";
import type { Serverteile } from "./optionen.js";

/** A subscription is a few kB of text; nothing signed comes this way. */
const HOECHSTENS_BYTES = 65_536;
/** Per connection; a portal needs two. */
const HOECHSTENS_ABONNEMENTS = 20;
const INIT_FRIST_MS = 5_000;
/** setTimeout takes no more; a token that lives longer is looked at again then. */
const LAENGSTER_ZEITGEBER_MS = 2_147_483_647;
/** Clients that do not answer the close in this time are cut off. */
const ABSCHIED_MS = 3_000;

const ABONNEMENTS: readonly Operation[] = ["meldungen", "vorgangGeaendert"];

/** Close codes of the graphql-transport-ws protocol; 1013 = try again later. */
const SCHLUSSCODE: Partial<Record<Fehlercode, number>> = {
  VERBOTEN: 4403,
  KOSTENERSTATTUNG_OHNE_ZUGRIFF: 4403,
  NICHT_VERFUEGBAR: 1013,
};
const NICHT_ANGEMELDET = 4401;

type Verbindung = Context<Record<string, unknown>, Extra & { angemeldet?: Angemeldet }>;

export interface WsServer {
  /** Closes all connections with 1001; nothing is accepted from then on. */
  schliesse(): Promise<void>;
}

/** Subscriptions over graphql-ws at /graphql of the given server, under the same rules and errors as HTTP. */
export function starteWebSockets(
  server: Server,
  { schema, regeln, protokoll, kontextFuer }: GraphqlTeile,
  { anmeldung }: Pick<Serverteile, "anmeldung">,
  metriken: Metriken,
): WsServer {
  const wss = new WebSocketServer({ noServer: true, maxPayload: HOECHSTENS_BYTES, perMessageDeflate: false });
  const antworten = (fehler: readonly unknown[], anfrageId: string): Fehlerantwort[] =>
    fehler.map((einer) => fehlerAntwort(einer, { anfrageId }, protokoll));
  const alleRegeln = [...specifiedRules, ...regeln];

  const laufend = useServer<Record<string, unknown>, { angemeldet?: Angemeldet }>(
    {
      schema,
      connectionInitWaitTimeout: INIT_FRIST_MS,
      onConnect: async (verbindung) => {
        const { socket } = verbindung.extra;
        try {
          const angemeldet = await meldeAn(tokenAus(verbindung.connectionParams), anmeldung);
          weiseOhneAbonnementAb(angemeldet);
          verbindung.extra.angemeldet = angemeldet;
          schliesseBeiAblauf(socket, angemeldet.laeuftAbAm);
          return true;
        } catch (fehler) {
          const { code } = fehlerAntwort(fehler, { anfrageId: randomUUID() }, protokoll).extensions;
          socket.close(SCHLUSSCODE[code] ?? (code === "INTERN" ? 1011 : NICHT_ANGEMELDET), code);
          // Closed already, so that graphql-ws's own 4403 has no effect.
          return false;
        }
      },
      onSubscribe: (verbindung, _id, anfrage) => {
        try {
          return ausfuehrung(verbindung, anfrage);
        } catch (fehler) {
          return [alsGraphqlError(fehler)];
        }
      },
      onNext: (_verbindung, _id, _anfrage, { contextValue }, ergebnis) => {
        if (ergebnis.errors === undefined) return undefined;
        return { ...ergebnis, errors: antworten(ergebnis.errors, anfrageIdAus(contextValue)) } as never;
      },
      onError: (_verbindung, _id, _anfrage, fehler) => antworten(fehler, randomUUID()),
    },
    wss,
  );

  function ausfuehrung(verbindung: Verbindung, anfrage: SubscribePayload): ExecutionArgs | readonly GraphQLError[] {
    const { angemeldet } = verbindung.extra;
    if (angemeldet === undefined) throw new Fachfehler("NICHT_ANGEMELDET");
    if (Object.keys(verbindung.subscriptions).length > HOECHSTENS_ABONNEMENTS)
      throw new Fachfehler("ZU_VIELE_ANFRAGEN", { wiederInSekunden: 60 });
    const { query, operationName, variables } = anfrage;
    const document = parse(query, { maxTokens: HOECHSTENS_TOKENS });
    const fehler = validate(schema, document, alleRegeln);
    if (fehler.length > 0) return fehler;
    const operation = getOperationAST(document, operationName);
    if (operation?.operation !== OperationTypeNode.SUBSCRIPTION)
      throw ungueltig("Only subscriptions run over WebSocket.");
    return {
      schema,
      document,
      operationName: operationName ?? null,
      variableValues: variables ?? null,
      contextValue: kontextFuer(angemeldet.akteur, randomUUID()),
    };
  }

  wss.on("connection", (socket) => {
    metriken.setzeVerbindungen(wss.clients.size);
    // ws closes by itself, e.g. with 1009; graphql-ws would print what a client did wrong to stderr.
    socket.removeAllListeners("error").on("error", () => undefined);
    socket.once("close", () => metriken.setzeVerbindungen(wss.clients.size));
  });
  let beendet = false;
  server.on("upgrade", (anfrage, socket, kopf) => {
    const [pfad] = (anfrage.url ?? "").split("?");
    if (beendet || pfad !== "/graphql") return lehneAb(socket, beendet ? "503 Service Unavailable" : "404 Not Found");
    wss.handleUpgrade(anfrage, socket, kopf, (ws) => wss.emit("connection", ws, anfrage));
  });

  return {
    async schliesse() {
      beendet = true;
      const zeitgeber = setTimeout(() => {
        for (const socket of wss.clients) socket.terminate();
      }, ABSCHIED_MS);
      await laufend.dispose();
      clearTimeout(zeitgeber);
    },
  };
}

function tokenAus(parameter: Record<string, unknown> | undefined): string | null {
  return bearerToken(parameter?.["authorization"] ?? parameter?.["Authorization"]);
}

function weiseOhneAbonnementAb({ akteur }: Angemeldet): void {
  if (akteur.rolle === "KOSTENTRAEGER" && akteur.prinzip === "KOSTENERSTATTUNG")
    throw new Fachfehler("KOSTENERSTATTUNG_OHNE_ZUGRIFF");
  if (!operationenFuer(akteur).some((operation) => ABONNEMENTS.includes(operation)))
    throw new Fachfehler("VERBOTEN", { erlaubteRollen: RECHTE.meldungen });
}

/** The token's end is the connection's end: what was allowed at the start need not be allowed for ever. */
function schliesseBeiAblauf(socket: WebSocket, laeuftAbAm: Date): void {
  let zeitgeber: NodeJS.Timeout;
  const stelle = (): void => {
    const rest = laeuftAbAm.getTime() - Date.now();
    if (rest <= 0) return socket.close(NICHT_ANGEMELDET, "ANMELDUNG_ABGELAUFEN" satisfies Fehlercode);
    zeitgeber = setTimeout(stelle, Math.min(rest, LAENGSTER_ZEITGEBER_MS));
  };
  socket.once("close", () => clearTimeout(zeitgeber));
  stelle();
}

const alsGraphqlError = (fehler: unknown): GraphQLError =>
  fehler instanceof GraphQLError
    ? fehler
    : new GraphQLError("refused", { originalError: fehler instanceof Error ? fehler : new Error(String(fehler)) });

const anfrageIdAus = (kontext: unknown): string => (kontext as { anfrageId: string }).anfrageId;

function lehneAb(socket: Duplex, zeile: string): void {
  socket.on("error", () => socket.destroy());
  socket.end(`HTTP/1.1 ${zeile}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
