import assert from "node:assert/strict";
import { createClient } from "graphql-ws";
import WebSocket from "ws";
import type { Variablen } from "./portal.js";

/** Something that a subscription pushed. */
export interface Ereignis {
  readonly cursor: string | null;
}

const GEDULD_MS = 10_000;

/** One open subscription over WebSocket; keeps everything that was pushed, without the opening event. */
export class Abo<E extends Ereignis> {
  readonly ereignisse: E[] = [];
  /** Position at which it stood before the first event. */
  anfang: string | null = null;
  readonly #wartende = new Set<() => void>();
  #schliesse: () => void | Promise<void> = () => undefined;

  /**
   * Resolves when the subscription stands: nothing committed afterwards is missed.
   * Rejects with the errors of the server where it refuses.
   */
  static async oeffne<E extends Ereignis>(
    url: string,
    token: string,
    query: string,
    variables: Variablen = {},
  ): Promise<Abo<E>> {
    const abo = new Abo<E>();
    const { promise: steht, resolve, reject } = Promise.withResolvers<undefined>();
    const client = createClient({
      url: url.replace(/^http/, "ws"),
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${token}` },
      retryAttempts: 0,
    });
    abo.#schliesse = () => client.dispose();
    let eroeffnet = false;
    client.subscribe<Record<string, E>>(
      { query, variables },
      {
        next: ({ data, errors }) => {
          const [ereignis] = Object.values(data ?? {});
          if (errors !== undefined || ereignis === undefined) return reject(errors);
          if (eroeffnet) abo.#nimm(ereignis);
          else abo.anfang = ereignis.cursor;
          eroeffnet = true;
          resolve(undefined);
        },
        error: reject,
        complete: () => undefined,
      },
    );
    try {
      await steht;
    } catch (fehler) {
      await client.dispose();
      throw fehler;
    }
    return abo;
  }

  #nimm(ereignis: E): void {
    this.ereignisse.push(ereignis);
    for (const pruefe of [...this.#wartende]) pruefe();
  }

  /** Everything pushed so far, once there are at least that many. */
  async bis(anzahl: number): Promise<readonly E[]> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const pruefe = (): void => {
      if (this.ereignisse.length >= anzahl) resolve(undefined);
    };
    this.#wartende.add(pruefe);
    const frist = setTimeout(() => resolve(undefined), GEDULD_MS);
    pruefe();
    await promise;
    clearTimeout(frist);
    this.#wartende.delete(pruefe);
    assert.ok(
      this.ereignisse.length >= anzahl,
      `${anzahl} events expected, pushed: ${JSON.stringify(this.ereignisse)}`,
    );
    return this.ereignisse;
  }

  async schliesse(): Promise<void> {
    await this.#schliesse();
  }
}
