import { createClient } from "graphql-ws";
import type { Client } from "graphql-ws";
import WebSocket from "ws";

const MELDUNGEN = `subscription($nach: Cursor) {
  meldungen(nach: $nach) { cursor vorgangId meldung { id art version } }
}`;

export interface Gesehen {
  readonly cursor: string;
  readonly vorgangId: string;
  readonly id: string;
  readonly art: string;
  readonly version: number;
}

interface Ereignis {
  readonly meldungen: {
    readonly cursor: string | null;
    readonly vorgangId: string | null;
    readonly meldung: Pick<Gesehen, "id" | "art" | "version"> | null;
  };
}

/** A subscription `meldungen` that is held open; only if the server ends it, it goes on from its last cursor elsewhere. */
export class Mitleser {
  readonly gesehen: Gesehen[] = [];
  /** Connections opened so far. */
  verbindungen = 0;
  readonly #gateways: readonly string[];
  readonly #token: string;
  #stelle: number;
  #client: Client | undefined;
  #endet = false;
  #warten: { readonly anzahl: number; readonly genug: () => void } | undefined;

  private constructor(gateways: readonly string[], eigenes: number, token: string) {
    this.#gateways = gateways;
    this.#stelle = eigenes;
    this.#token = token;
  }

  /** Resolves when the subscription stands. */
  static async oeffne(gateways: readonly string[], eigenes: number, token: string): Promise<Mitleser> {
    const mitleser = new Mitleser(gateways, eigenes, token);
    await mitleser.#verbinde();
    return mitleser;
  }

  /** Resolves when this many were seen. */
  async bis(anzahl: number): Promise<void> {
    if (this.gesehen.length >= anzahl) return;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#warten = { anzahl, genug: () => resolve(undefined) };
    await promise;
  }

  async schliesse(): Promise<void> {
    this.#endet = true;
    await this.#client?.dispose();
  }

  #verbinde(): Promise<void> {
    this.verbindungen++;
    const url = this.#gateways[this.#stelle % this.#gateways.length] ?? "";
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const client = createClient({
      url: url.replace(/^http/, "ws"),
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${this.#token}` },
      retryAttempts: 0,
    });
    this.#client = client;
    const zuEnde = (): void => {
      if (this.#endet || this.#client !== client) return;
      this.#stelle++;
      void client.dispose();
      void this.#verbinde().then(() => resolve(undefined));
    };
    client.subscribe<Ereignis>(
      { query: MELDUNGEN, variables: { nach: this.gesehen.at(-1)?.cursor ?? null } },
      {
        next: ({ data }) => {
          resolve(undefined);
          if (data != null) this.#vermerke(data);
        },
        error: zuEnde,
        complete: zuEnde,
      },
    );
    return promise;
  }

  #vermerke({ meldungen: { cursor, vorgangId, meldung } }: Ereignis): void {
    // The first event of a subscription says only that it stands.
    if (cursor === null || vorgangId === null || meldung === null) return;
    this.gesehen.push({ cursor, vorgangId, ...meldung });
    if (this.#warten !== undefined && this.gesehen.length >= this.#warten.anzahl) this.#warten.genug();
  }
}
