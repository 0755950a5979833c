import type { Dienste } from "../app/dienste.js";
import type { Postverwaltung } from "../app/eingang/postverwaltung.js";
import type { Aenderungsstrom } from "../domain/ports/aenderungsstrom.js";
import type { Anmeldung } from "../domain/ports/anmeldung.js";
import type { Ausgang } from "../domain/ports/ausgang.js";
import type { Kanalstand } from "../domain/ports/zustellung.js";
import type { Logger } from "./logger.js";

export interface Serveroptionen {
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
  /** No introspection, no GraphiQL, no details in /readyz. */
  readonly produktion: boolean;
  /** Largest body of a request, in bytes; also of a WebSocket message, where nothing signed is sent. */
  readonly hoechstensBytes: number;
  /** Largest Unterlage, in bytes. */
  readonly unterlageHoechstensBytes: number;
  /** Requests per actor, or per address while nobody is signed in, and minute. */
  readonly anfragenJeMinute: number;
  /** Whether the database answers; asked by /readyz. False or a rejection means no. */
  readonly bereit: () => Promise<boolean>;
  readonly version: string;
  /** Reverse proxies whose X-Forwarded-For is believed, as for Fastify's `trustProxy`; default none. */
  readonly vertrauteProxys?: string | readonly string[];
  /** How long running requests may take when the server stops, in ms; default 6000, so that a stop fits into 10 s. */
  readonly geduldMs?: number;
  /** URL of a page with ready-made sign-ins, linked from GraphiQL (sandbox). */
  readonly anmeldeseite?: string;
}

export interface Serverteile {
  readonly dienste: Dienste;
  readonly strom: Pick<Aenderungsstrom, "abonniere" | "stand">;
  readonly ausgang: Pick<Ausgang, "zustellungen" | "zaehle" | "zaehleWartende" | "wiederhole">;
  /** The channels as this instance sees them. */
  readonly kanalstaende: () => readonly Kanalstand[];
  readonly post: Postverwaltung;
  /** What became of mails so far, by code; for the metrics. */
  readonly postzahlen: ReadonlyMap<string, number>;
  readonly anmeldung: Anmeldung;
  readonly logger: Logger;
  readonly optionen: Serveroptionen;
}
