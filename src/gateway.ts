import { systemUhr } from "./adapters/umgebung.js";
import { FhirVerzeichnis } from "./adapters/verzeichnis/fhir-verzeichnis.js";
import type { Eingangsdienste } from "./app/eingang/dienste.js";
import type { Konfiguration } from "./config.js";
import { pruefeAblauf } from "./domain/hkp/ablauf.js";
import type { Uhr } from "./domain/ports/umgebung.js";
import type { Kanal, Zustelladapter } from "./domain/ports/zustellung.js";
import { baueAb } from "./gateway/abbau.js";
import type { Schritte } from "./gateway/abbau.js";
import { baueDienste, schalterstellung } from "./gateway/dienste.js";
import { empfangeChat, oeffnePost } from "./gateway/eingaenge.js";
import { oeffneServer } from "./gateway/http.js";
import { absenderAus, oeffneKim, oeffneTim } from "./gateway/kanaele.js";
import { starteLaeufe } from "./gateway/laeufe.js";
import { mongoTeile } from "./gateway/teile.js";
import type { Teile } from "./gateway/teile.js";
import { erzeugeLogger } from "./server/logger.js";
import { MongoAenderungsstrom } from "./store/aenderungsstrom.mongo.js";
import { oeffneDatenbank } from "./store/datenbank.js";

export interface Startoptionen {
  readonly version: string;
  /** Progress for people while something takes its time; German, one line each. */
  readonly melde: (text: string) => void;
  readonly umhuelle?: (teile: Teile) => Teile;
  /** Page with ready-made sign-ins, linked from GraphiQL. */
  readonly anmeldeseite?: string;
  /** Clock of the domain, its deadlines and the Versand, e.g. one that a test moves; default: the system's. */
  readonly uhr?: Uhr;
}

export interface Gateway {
  readonly port: number;
  /** URL of the GraphQL endpoint. */
  readonly url: string;
  /** Stops in the reverse order of the start; nothing of it is left. */
  schliesse(): Promise<void>;
}

/** The composition root, top to bottom: database → store → adapters → Versand → server. Stops in reverse. */
export async function starteGateway(konfig: Konfiguration, optionen: Startoptionen): Promise<Gateway> {
  const abbau: Schritte = [];
  let ende: Promise<void> | null = null;
  try {
    const { port, url } = await baueAuf(konfig, optionen, abbau);
    // Whoever calls twice waits for the one end.
    return { port, url, schliesse: () => (ende ??= baueAb(abbau)) };
  } catch (fehler) {
    // Why it does not start is what the operator must read.
    await baueAb(abbau).catch(() => undefined);
    throw fehler;
  }
}

async function baueAuf(
  konfig: Konfiguration,
  { version, melde, anmeldeseite, umhuelle = (teile) => teile, uhr = systemUhr }: Startoptionen,
  abbau: Schritte,
): Promise<{ port: number; url: string }> {
  const fehlerImAblauf = pruefeAblauf();
  if (fehlerImAblauf.length > 0) throw new Error(`transition table: ${fehlerImAblauf.join("; ")}`);
  const logger = erzeugeLogger({ stufe: konfig.LOG_STUFE });

  const datenbank = await oeffneDatenbank(konfig, melde);
  abbau.push(() => datenbank.schliesse());
  const strom = await MongoAenderungsstrom.oeffne(datenbank.db, {
    beiStoerung: (art, fehler) => logger.warn({ art, fehler }, "Aenderungsstrom"),
  });
  abbau.push(() => strom.schliesse());

  const schalter = schalterstellung(konfig);
  const kim = oeffneKim(konfig, logger);
  abbau.push(() => kim.schliesse());
  const teile = umhuelle(mongoTeile(datenbank.db, schalter, kim));
  const absender = absenderAus(konfig, version);
  const tim = await oeffneTim(konfig, datenbank.db, logger);
  if (tim !== null) abbau.push(() => tim.schliesse());
  const verzeichnis = new FhirVerzeichnis({ konfig: konfig.verzeichnis, uhr: systemUhr });
  const kanaele: readonly Zustelladapter[] = tim === null ? [teile.kim] : [teile.kim, tim];
  const adapter = new Map<Kanal, Zustelladapter>(kanaele.map((einer) => [einer.kanal, einer]));
  const angeboten: ReadonlySet<Kanal> = new Set([...adapter.keys(), "PORTAL"]);
  const geoeffnetes = { db: datenbank.db, teile, verzeichnis, logger };
  const dienste = await baueDienste(konfig, { ...geoeffnetes, angeboten, schalter, uhr });
  const eingangsdienste: Eingangsdienste = { ...dienste, absenderverzeichnis: verzeichnis, absender };
  if (tim !== null && konfig.tim !== null) empfangeChat(tim, konfig.tim.bestaetigungMs, datenbank.db, eingangsdienste);
  const post = oeffnePost(konfig, datenbank.db, {
    dienste: eingangsdienste,
    teile,
    beiFehler: (fehler) => logger.error({ fehler }, "Posteingang"),
  });
  abbau.push(() => post.schliesse());

  starteLaeufe(konfig, { ...geoeffnetes, strom, dienste, absender, adapter, kim, tim, post }, abbau);

  const server = await oeffneServer(konfig, {
    datenbank,
    strom,
    teile,
    dienste,
    kanaele,
    post,
    logger,
    version,
    anmeldeseite,
  });
  abbau.push(() => server.schliesse());
  return { port: server.port, url: server.url };
}
