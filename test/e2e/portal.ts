import assert from "node:assert/strict";
import type { PersonId } from "../../sandbox/personen.js";
import type { Testgateway } from "../helfer/gateway.js";

export interface Fehler {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly locations?: unknown;
  readonly extensions: { readonly code: string; readonly details?: unknown; readonly anfrageId: string };
}

export interface Antwort<T> {
  readonly data?: T | null;
  readonly errors?: readonly Fehler[];
}

export type Variablen = Readonly<Record<string, unknown>>;

/** One signed-in person at the public API over HTTP. Answers are handed out whole: the tests judge them. */
export class Portal {
  constructor(
    readonly url: string,
    private readonly token: string,
  ) {}

  async sende<T>(query: string, variables: Variablen = {}): Promise<Antwort<T>> {
    const antwort = await fetch(this.url, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${this.token}` },
      body: JSON.stringify({ query, variables }),
    });
    return (await antwort.json()) as Antwort<T>;
  }

  /** Data of an answer without errors. */
  async frage<T>(query: string, variables: Variablen = {}): Promise<T> {
    const { data, errors } = await this.sende<T>(query, variables);
    assert.equal(errors, undefined, JSON.stringify(errors));
    assert.ok(data != null);
    return data;
  }

  /** The one error of an answer without data. */
  async abgelehnt(query: string, variables: Variablen = {}): Promise<Fehler> {
    const { data, errors } = await this.sende(query, variables);
    assert.ok(data == null, `was not refused: ${JSON.stringify(data)}`);
    const [fehler, ...weitere] = errors ?? [];
    assert.ok(fehler !== undefined);
    assert.deepEqual(weitere, []);
    return fehler;
  }
}

export async function als(gateway: Testgateway, person: PersonId): Promise<Portal> {
  return new Portal(gateway.url, await gateway.welt.token(person));
}
