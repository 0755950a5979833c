/** A client that keeps its part of the promise: without an answer it sends the same request with the same anfrageId again. */

export interface Mutation {
  readonly anfrageId: string;
  readonly aktion: string;
  readonly query: string;
  readonly variablen: Readonly<Record<string, unknown>>;
  readonly token: string;
}

/** The one acknowledgement of a mutation. */
export interface Quittung {
  readonly vorgangId: string;
  readonly status: string;
  readonly version: number;
}

interface Antwort {
  readonly data?: Readonly<Record<string, { status: string; version: number; vorgang: { id: string } }>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

const WIEDERHOLEN: ReadonlySet<unknown> = new Set(["ERGEBNIS_UNBEKANNT", "NICHT_VERFUEGBAR"]);
/** More would mean that nothing comes back. */
const VERSUCHE = 40;

export class Klient {
  #abbruch = new AbortController();
  /** Per reason for which a request was sent once more. */
  readonly wiederholungen = new Map<string, number>();

  /** `gateways`: URLs, tried in turn from the own one on. */
  constructor(
    private readonly gateways: readonly string[],
    private readonly eigenes: number,
  ) {}

  /** Drops the line of what is under way: the server goes on with it, its answer reaches nobody. */
  legeAuf(): void {
    this.#abbruch.abort();
    this.#abbruch = new AbortController();
  }

  async fuehreAus(mutation: Mutation): Promise<Quittung> {
    for (let versuch = 0; versuch < VERSUCHE; versuch++) {
      const url = this.gateways[(this.eigenes + versuch) % this.gateways.length] ?? "";
      const antwort = await this.#sende(url, mutation);
      if (typeof antwort !== "string") return antwort;
      this.wiederholungen.set(antwort, (this.wiederholungen.get(antwort) ?? 0) + 1);
    }
    throw new Error(`${mutation.aktion}: keine Antwort nach ${VERSUCHE} Versuchen`);
  }

  /** The answer, or the reason why there is none. @throws if the mutation was refused */
  async #sende(url: string, { anfrageId, aktion, query, variablen, token }: Mutation): Promise<Quittung | string> {
    let antwort: Antwort;
    try {
      const roh = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables: { ...variablen, anfrageId } }),
        signal: this.#abbruch.signal,
      });
      antwort = (await roh.json()) as Antwort;
    } catch (fehler) {
      return (fehler as Error).name;
    }
    const [fehler] = antwort.errors ?? [];
    const code = fehler?.extensions?.code;
    if (code !== undefined && WIEDERHOLEN.has(code)) return code;
    const ergebnis = antwort.data?.[aktion];
    if (ergebnis === undefined) throw new Error(`${aktion}: ${JSON.stringify(antwort)}`);
    return { vorgangId: ergebnis.vorgang.id, status: ergebnis.status, version: ergebnis.version };
  }
}
