import net from "node:net";
import { once } from "node:events";

/** What is sent for one id; a whole HTTP request. */
export type Anfragebauer = (id: string) => string;

/**
 * Sends one request per id over `gleichzeitig` kept connections. A bare socket instead of fetch: the load shares two
 * cores with what is measured, so it should cost little.
 * @throws if any answer is not what `pruefe` expects; a benchmark of refusals would be fast and worthless
 */
export async function belaste(
  url: URL,
  ids: readonly string[],
  gleichzeitig: number,
  baue: Anfragebauer,
  pruefe: (rumpf: string) => boolean,
): Promise<void> {
  let naechste = 0;
  const arbeite = async (): Promise<void> => {
    const leitung = net.connect(Number(url.port), url.hostname).setNoDelay(true);
    await once(leitung, "connect");
    const antworten = liesAntworten(leitung);
    for (let id = ids[naechste++]; id !== undefined; id = ids[naechste++]) {
      leitung.write(baue(id));
      const antwort = await antworten.next();
      if (antwort.done === true || !pruefe(antwort.value))
        throw new Error(`unexpected answer: ${String(antwort.value).slice(0, 300)}`);
    }
    leitung.destroy();
  };
  await Promise.all(Array.from({ length: gleichzeitig }, arbeite));
}

const KOPFENDE = "\r\n\r\n";

/** Bodies of the answers on one connection; every answer states its Content-Length. */
async function* liesAntworten(leitung: net.Socket): AsyncGenerator<string> {
  let puffer = "";
  leitung.setEncoding("latin1");
  for await (const stueck of leitung as AsyncIterable<string>) {
    puffer += stueck;
    for (let ende = puffer.indexOf(KOPFENDE); ende >= 0; ende = puffer.indexOf(KOPFENDE)) {
      const laenge = Number(/^content-length: *(\d+)/im.exec(puffer.slice(0, ende))?.[1] ?? Number.NaN);
      const fertig = ende + KOPFENDE.length + laenge;
      if (!(puffer.length >= fertig)) break;
      yield puffer.slice(ende + KOPFENDE.length, fertig);
      puffer = puffer.slice(fertig);
    }
  }
}
