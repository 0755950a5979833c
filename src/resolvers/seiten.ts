import type { Seite } from "../domain/ports/vorgang-store.js";
import type { Connection } from "../schema/connection.type.js";

/** A page of the store as a Relay connection. */
export function alsConnection<T, N>({ eintraege, gibtWeitere }: Seite<T>, alsKnoten: (eintrag: T) => N): Connection<N> {
  const edges = eintraege.map(({ knoten, cursor }) => ({ node: alsKnoten(knoten), cursor }));
  return {
    edges,
    pageInfo: {
      hasNextPage: gibtWeitere,
      hasPreviousPage: false,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
