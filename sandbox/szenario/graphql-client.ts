import { createClient } from "graphql-ws";
import type { Client } from "graphql-ws";
import WebSocket from "ws";

/** A refusal of the API, as a client sees it. */
export class ApiFehler extends Error {
  constructor(
    readonly code: string,
    /** The first field that a rule names, else the path in the answer. */
    readonly pfad: string | null,
    meldung: string,
  ) {
    super(meldung);
    this.name = "ApiFehler";
  }
}

interface Antwort<T> {
  readonly data?: T | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: {
      readonly code?: string;
      readonly details?: { readonly verstoesse?: readonly { readonly pfad: string }[] };
    };
  }[];
}

/** Plays one signed-in person: queries and mutations over HTTP, subscriptions over WebSocket. */
export class GraphqlClient {
  readonly #url: string;
  readonly #token: string;
  #ws: Client | undefined;

  constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  /** @throws ApiFehler with the code of the first error */
  async frage<T>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<T> {
    const antwort = await fetch(this.#url, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${this.#token}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await antwort.json()) as Antwort<T>;
    const [fehler] = errors ?? [];
    if (fehler !== undefined) {
      const { code, details } = fehler.extensions ?? {};
      const pfad = details?.verstoesse?.at(0)?.pfad ?? fehler.path?.join(".") ?? null;
      throw new ApiFehler(code ?? "UNBEKANNT", pfad, fehler.message);
    }
    if (data == null) throw new ApiFehler("UNBEKANNT", null, `HTTP ${antwort.status}`);
    return data;
  }

  /** Resolves when the subscription is open; `bei` is called for each event until `schliesse`. */
  async abonniere<T>(query: string, bei: (ereignis: T) => void, beiEnde: (fehler: unknown) => void): Promise<void> {
    const { promise: verbunden, resolve } = Promise.withResolvers<undefined>();
    this.#ws = createClient({
      url: this.#url.replace(/^http/, "ws"),
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${this.#token}` },
      lazy: false,
      retryAttempts: 0,
      onNonLazyError: beiEnde,
      on: { connected: () => resolve(undefined) },
    });
    await verbunden;
    this.#ws.subscribe<T>(
      { query },
      {
        next: ({ data, errors }) => {
          if (errors !== undefined) beiEnde(errors);
          else if (data != null) bei(data);
        },
        error: beiEnde,
        complete: () => undefined,
      },
    );
  }

  async schliesse(): Promise<void> {
    await this.#ws?.dispose();
  }
}
