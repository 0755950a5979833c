/** First event of a subscription: it stands, so nothing that follows is missed. */
export interface Eroeffnung {
  readonly eroeffnet: true;
}

/**
 * The stream of a subscription, led by its Eroeffnung (graphql-ws acknowledges no subscribe) and made so that it really
 * ends: `return()` of an async generator waits until its pending `next()` is over, which may be never; so the signal is
 * aborted first.
 */
export function abonnement<T>(erzeuge: (signal: AbortSignal) => AsyncGenerator<T>): AsyncGenerator<T | Eroeffnung> {
  const ende = new AbortController();
  const quelle = erzeuge(ende.signal);
  let erstes: Promise<IteratorResult<T>> | null = null;
  let eroeffnet = false;

  const strom: AsyncGenerator<T | Eroeffnung> = {
    async next() {
      if (eroeffnet) {
        const naechstes = erstes ?? quelle.next();
        erstes = null;
        return naechstes;
      }
      eroeffnet = true;
      // Subscribes now; a refusal (rights, cursor) is known after a turn and comes instead of the Eroeffnung.
      const angefordert = quelle.next();
      let verweigert = false;
      angefordert.catch(() => (verweigert = true));
      await new Promise((weiter) => setImmediate(weiter));
      if (verweigert) return angefordert;
      erstes = angefordert;
      return { done: false, value: { eroeffnet: true } };
    },
    async return(wert) {
      ende.abort();
      return quelle.return(wert as T);
    },
    async throw(fehler) {
      ende.abort();
      return quelle.throw(fehler);
    },
    [Symbol.asyncIterator]: () => strom,
    [Symbol.asyncDispose]: async () => {
      await strom.return(undefined);
    },
  };
  return strom;
}
