import type { FastifyInstance } from "fastify";
import type { Metriken } from "./metriken.js";
import type { Serverteile } from "./optionen.js";

const FRIST_MS = 2_000;

/** /livez: the process runs. /readyz: it can serve. /metrics: for Prometheus. None of them needs a sign-in. */
export function registriereGesundheit(
  app: FastifyInstance,
  { strom, optionen }: Pick<Serverteile, "strom" | "optionen">,
  metriken: Metriken,
  beendet: () => boolean,
): void {
  app.get("/livez", async (_anfrage, antwort) => antwort.header("cache-control", "no-store").send({ lebt: true }));

  app.get("/readyz", async (_anfrage, antwort) => {
    const datenbank = await innerhalb(optionen.bereit());
    const teile = { datenbank, aenderungsstrom: strom.stand() !== null, beendet: beendet() };
    const bereit = datenbank && teile.aenderungsstrom && !teile.beendet;
    return antwort
      .code(bereit ? 200 : 503)
      .header("cache-control", "no-store")
      .send(optionen.produktion ? { bereit } : { bereit, version: optionen.version, ...teile });
  });

  app.get("/metrics", async (_anfrage, antwort) =>
    antwort.type(metriken.register.contentType).send(await metriken.register.metrics()),
  );
}

async function innerhalb(pruefung: Promise<boolean>): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const zeitgeber = setTimeout(() => resolve(false), FRIST_MS);
  pruefung.then(resolve, () => resolve(false));
  const ergebnis = await promise;
  clearTimeout(zeitgeber);
  return ergebnis;
}
