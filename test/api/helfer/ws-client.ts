import WebSocket from "ws";

export interface WsNachricht {
  readonly id?: string;
  readonly type: string;
  readonly payload?: unknown;
}
export type Schluss = { readonly code: number; readonly grund: string };

/** A bare graphql-transport-ws connection: what is sent and received stays visible. */
export class WsClient {
  readonly #socket: WebSocket;
  readonly #nachrichten: WsNachricht[] = [];
  readonly #wartende: (() => void)[] = [];
  readonly geschlossen: Promise<Schluss>;
  #zu = false;

  constructor(url: string, protokoll = "graphql-transport-ws") {
    this.#socket = new WebSocket(url.replace(/^http/, "ws"), protokoll);
    this.geschlossen = new Promise((zu) =>
      this.#socket.once("close", (code, grund) => {
        this.#zu = true;
        this.#wecke();
        zu({ code, grund: grund.toString() });
      }),
    );
    this.#socket.on("error", () => undefined);
    this.#socket.on("message", (text: Buffer) => {
      this.#nachrichten.push(JSON.parse(text.toString("utf8")) as WsNachricht);
      this.#wecke();
    });
  }

  #wecke(): void {
    for (const wecke of this.#wartende.splice(0)) wecke();
  }

  async offen(): Promise<this> {
    if (this.#socket.readyState === WebSocket.CONNECTING)
      await new Promise((offen, gescheitert) => this.#socket.once("open", offen).once("error", gescheitert));
    return this;
  }

  sende(nachricht: WsNachricht | string): void {
    this.#socket.send(typeof nachricht === "string" ? nachricht : JSON.stringify(nachricht));
  }

  /** Next message, pings aside; null once the connection is closed. */
  async naechste(): Promise<WsNachricht | null> {
    for (;;) {
      const nachricht = this.#nachrichten.shift();
      if (nachricht !== undefined) return nachricht;
      if (this.#zu) return null;
      await new Promise<void>((weiter) => this.#wartende.push(weiter));
    }
  }

  async melde(parameter: Readonly<Record<string, unknown>> | null): Promise<WsNachricht | null> {
    await this.offen();
    this.sende({ type: "connection_init", ...(parameter === null ? {} : { payload: parameter }) });
    return this.naechste();
  }

  abonniere(id: string, query: string, variables: Readonly<Record<string, unknown>> = {}): void {
    this.sende({ id, type: "subscribe", payload: { query, variables } });
  }

  async schliesse(): Promise<void> {
    this.#socket.close();
    await this.geschlossen;
  }
}

export async function angemeldet(url: string, token: string): Promise<WsClient> {
  const client = new WsClient(url);
  const bestaetigt = await client.melde({ authorization: `Bearer ${token}` });
  if (bestaetigt?.type !== "connection_ack") throw new Error(`not acknowledged: ${(await client.geschlossen).grund}`);
  return client;
}

export type Ergebnis =
  | { readonly art: "ereignis"; readonly data: unknown }
  | { readonly art: "fehler"; readonly codes: readonly string[] }
  | ({ readonly art: "geschlossen" } & Schluss);

/** Signs in, subscribes, and tells the first thing that comes back. */
export async function abonniereEinmal(
  url: string,
  token: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Ergebnis> {
  const client = new WsClient(url);
  try {
    if ((await client.melde({ authorization: `Bearer ${token}` })) === null)
      return { art: "geschlossen", ...(await client.geschlossen) };
    client.abonniere("1", query, variables);
    const nachricht = await client.naechste();
    if (nachricht === null) return { art: "geschlossen", ...(await client.geschlossen) };
    const { data, errors } = alsErgebnis(nachricht);
    if (errors !== undefined) return { art: "fehler", codes: errors.map(({ extensions }) => extensions.code) };
    return { art: "ereignis", data };
  } finally {
    await client.schliesse();
  }
}

interface GraphqlErgebnis {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions: { readonly code: string; readonly anfrageId: string };
  }[];
}

/** `next` carries a result, `error` a list of errors. */
export function alsErgebnis({ type, payload }: WsNachricht): GraphqlErgebnis {
  return type === "error"
    ? { errors: payload as NonNullable<GraphqlErgebnis["errors"]> }
    : (payload as GraphqlErgebnis);
}
