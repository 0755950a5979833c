import { Fachfehler } from "../domain/kern/fehler.js";
import type { Abonnement } from "../app/abonnieren.js";
import type { AbonnementArgs } from "../schema/meldung.type.js";
import type { Kontext } from "./kontext.js";

/** First event of a subscription: it stands, so nothing behind this position is missed. */
export interface Eroeffnung {
  readonly eroeffnet: string;
}

/**
 * The stream of a subscription, led by its Eroeffnung (graphql-ws acknowledges no subscribe) and made so that it really
 * ends: `return()` of an async generator waits until its pending `next()` is over, which may be never; so the signal is
 * aborted first. Without a cursor of the client it begins at the stream's own position, which the Eroeffnung names, so
 * that there is no gap between them.
 */
export function abonnement<T>(
  { nach }: AbonnementArgs,
  { akteur, strom }: Kontext,
  erzeuge: (abonnement: Abonnement) => AsyncGenerator<T>,
): AsyncGenerator<T | Eroeffnung> {
  const position = nach ?? strom.stand();
  if (position === null) throw new Fachfehler("NICHT_VERFUEGBAR");
  const ende = new AbortController();
  const quelle = erzeuge({ akteur, signal: ende.signal, nach: position });
  let erstes: Promise<IteratorResult<T>> | null = null;
  let eroeffnet = false;

  const ereignisse: AsyncGenerator<T | Eroeffnung> = {
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
      return { done: false, value: { eroeffnet: position } };
    },
    async return(wert) {
      ende.abort();
      return quelle.return(wert as T);
    },
    async throw(fehler) {
      ende.abort();
      return quelle.throw(fehler);
    },
    [Symbol.asyncIterator]: () => ereignisse,
    [Symbol.asyncDispose]: async () => {
      await ereignisse.return(undefined);
    },
  };
  return ereignisse;
}
