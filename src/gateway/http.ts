import { erzeugeJwtAnmeldung } from "../adapters/anmeldung/jwt-anmeldung.js";
import type { Dienste } from "../app/dienste.js";
import type { Konfiguration } from "../config.js";
import type { Zustelladapter } from "../domain/ports/zustellung.js";
import { starteServer } from "../server/server.js";
import type { MongoAenderungsstrom } from "../store/aenderungsstrom.mongo.js";
import type { Datenbank } from "../store/datenbank.js";
import type { Post } from "./eingaenge.js";
import type { Logger, Teile } from "./teile.js";

/** What the API answers from. */
interface Geoeffnetes {
  readonly datenbank: Datenbank;
  readonly strom: MongoAenderungsstrom;
  readonly teile: Teile;
  readonly dienste: Dienste;
  readonly kanaele: readonly Zustelladapter[];
  readonly post: Post;
  readonly logger: Logger;
  readonly version: string;
  readonly anmeldeseite: string | undefined;
}

/** The API over HTTP; listens when the promise is kept. */
export async function oeffneServer(
  konfig: Konfiguration,
  { datenbank, strom, teile, dienste, kanaele, post, logger, version, anmeldeseite }: Geoeffnetes,
): ReturnType<typeof starteServer> {
  return starteServer({
    dienste,
    strom,
    ausgang: teile.ausgang,
    post: post.verwaltung,
    postzahlen: post.zahlen,
    kanalstaende: () => kanaele.map((einer) => einer.stand ?? { kanal: einer.kanal, gesperrtSeit: null, grund: null }),
    anmeldung: erzeugeJwtAnmeldung({
      aussteller: konfig.ANMELDUNG_AUSSTELLER,
      zielgruppe: konfig.ANMELDUNG_ZIELGRUPPE,
      schluessel: { url: new URL(konfig.ANMELDUNG_JWKS_URL) },
      algorithmen: konfig.ANMELDUNG_ALGORITHMEN,
    }),
    logger,
    optionen: {
      host: konfig.HOST,
      port: konfig.PORT,
      produktion: konfig.produktion,
      hoechstensBytes: konfig.ANFRAGE_HOECHSTENS_BYTES,
      unterlageHoechstensBytes: konfig.UNTERLAGE_HOECHSTENS_BYTES,
      anfragenJeMinute: konfig.ANFRAGEN_JE_MINUTE,
      bereit: () => datenbank.ping(),
      version,
      ...(konfig.VERTRAUTE_PROXYS === undefined
        ? {}
        : { vertrauteProxys: konfig.VERTRAUTE_PROXYS.split(",").map((einer) => einer.trim()) }),
      ...(anmeldeseite === undefined ? {} : { anmeldeseite }),
    },
  });
}
