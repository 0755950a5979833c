import type { PersonId } from "../personen.js";
import { GraphqlClient } from "./graphql-client.js";
import { FEED, MELDUNGEN } from "./operationen.js";

/** A Meldung in somebody's feed. */
export interface Feedeintrag {
  readonly id: string;
  readonly art: "ALARM" | "INFORMATION";
  readonly ereignis: string;
  readonly vorgangId: string;
  readonly version: number;
  readonly satz: string;
}

interface Feed {
  readonly meldungen: { readonly edges: readonly { readonly node: Feedeintrag }[] };
}
interface Ereignis {
  readonly meldungen: { readonly meldung: { readonly id: string } | null };
}

/** How long a pushed Meldung may take before the scenario counts it as missing. */
const GEDULD_MS = 10_000;

/** One participant at its portal: reads its feed and keeps what its subscription pushed. */
export class Beobachter {
  readonly #gepusht = new Set<string>();
  readonly #wartende = new Set<() => void>();

  private constructor(
    readonly person: PersonId,
    private readonly client: GraphqlClient,
  ) {}

  /** Resolves when the subscription is open: nothing committed afterwards is missed. */
  static async oeffne(person: PersonId, url: string, token: string): Promise<Beobachter> {
    const beobachter = new Beobachter(person, new GraphqlClient(url, token));
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    await beobachter.client.abonniere<Ereignis>(
      MELDUNGEN,
      ({ meldungen: { meldung } }) => {
        // The first event carries no Meldung: it says that the subscription stands, and from which cursor on.
        if (meldung === null) resolve(undefined);
        else beobachter.#vermerke(meldung.id);
      },
      reject,
    );
    await promise;
    return beobachter;
  }

  #vermerke(id: string): void {
    this.#gepusht.add(id);
    for (const pruefe of [...this.#wartende]) pruefe();
  }

  async feed(): Promise<readonly Feedeintrag[]> {
    const { meldungen } = await this.client.frage<Feed>(FEED);
    return meldungen.edges.map(({ node }) => node);
  }

  /** Whether the subscription pushed this Meldung, waiting for it if need be. */
  async bekam(id: string): Promise<boolean> {
    if (this.#gepusht.has(id)) return true;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const pruefe = (): void => {
      if (this.#gepusht.has(id)) resolve(true);
    };
    this.#wartende.add(pruefe);
    const zeitgeber = setTimeout(() => resolve(false), GEDULD_MS);
    try {
      return await promise;
    } finally {
      clearTimeout(zeitgeber);
      this.#wartende.delete(pruefe);
    }
  }

  schliesse(): Promise<void> {
    return this.client.schliesse();
  }
}
