import type { FastifyInstance, FastifyRequest } from "fastify";
import { alsTeilnehmer, schluessel } from "../domain/kern/akteur.js";
import type { Akteur } from "../domain/kern/akteur.js";
import { Fachfehler } from "../domain/kern/fehler.js";
import { bearerToken, meldeAn } from "./anmelden.js";
import type { Serverteile } from "./optionen.js";

/** Who may send a request at all: signed in before the body is read, and counted, over all addresses together. */
export interface Zulassung {
  readonly onRequest: (anfrage: FastifyRequest) => Promise<void>;
  /** @throws Fachfehler NICHT_ANGEMELDET on a route without `onRequest` */
  readonly akteurVon: (anfrage: FastifyRequest) => Akteur;
}

export function baueZulassung(
  app: FastifyInstance,
  { anmeldung, optionen }: Pick<Serverteile, "anmeldung" | "optionen">,
): Zulassung {
  const angemeldete = new WeakMap<FastifyRequest, Akteur>();
  const jeAkteur = app.createRateLimit({
    timeWindow: 60_000,
    max: optionen.anfragenJeMinute,
    keyGenerator: (anfrage) => wer(angemeldete.get(anfrage), anfrage.ip),
  });
  return {
    async onRequest(anfrage) {
      const { akteur } = await meldeAn(bearerToken(anfrage.headers.authorization), anmeldung).catch(
        async (fehler: unknown) => {
          await zaehle(jeAkteur, anfrage);
          throw fehler;
        },
      );
      angemeldete.set(anfrage, akteur);
      await zaehle(jeAkteur, anfrage);
    },
    akteurVon(anfrage) {
      const akteur = angemeldete.get(anfrage);
      if (akteur === undefined) throw new Fachfehler("NICHT_ANGEMELDET");
      return akteur;
    },
  };
}

type Zaehler = ReturnType<FastifyInstance["createRateLimit"]>;

async function zaehle(zaehler: Zaehler, anfrage: FastifyRequest): Promise<void> {
  const stand = await zaehler(anfrage);
  if (!stand.isAllowed && stand.isExceeded)
    throw new Fachfehler("ZU_VIELE_ANFRAGEN", { wiederInSekunden: stand.ttlInSeconds });
}

/** Who a request counts for: the participant; people outside institutions by role; nobody signed in: the address. */
function wer(akteur: Akteur | undefined, ip: string): string {
  if (akteur === undefined) return `ip:${ip}`;
  const teilnehmer = alsTeilnehmer(akteur);
  return teilnehmer === null ? akteur.rolle : schluessel(teilnehmer);
}
