import type { Db } from "mongodb";
import type { KimAdapter } from "../adapters/kim/kim-adapter.js";
import type { TimKanal } from "../adapters/tim/tim-kanal.js";
import { systemIds } from "../adapters/umgebung.js";
import type { FhirVerzeichnis } from "../adapters/verzeichnis/fhir-verzeichnis.js";
import type { Absender } from "../app/absender.js";
import { starteAufraeumlauf } from "../app/aufraeumlauf.js";
import type { Dienste } from "../app/dienste.js";
import { starteFristenlauf } from "../app/fristenlauf.js";
import { baueSendung } from "../app/nachricht.js";
import { starteRaumpflege } from "../app/raumpflege.js";
import { baueSammelsendung } from "../app/sammelnachricht.js";
import { starteVersand } from "../app/versandschleife.js";
import type { Konfiguration } from "../config.js";
import type { Kanal, Zustelladapter } from "../domain/ports/zustellung.js";
import type { MongoAenderungsstrom } from "../store/aenderungsstrom.mongo.js";
import { MongoFristenspeicher } from "../store/fristen.mongo.js";
import { MongoPflegespeicher } from "../store/raumpflege.mongo.js";
import type { Post } from "./eingaenge.js";
import type { Logger, Teile } from "./teile.js";
import type { Schritte } from "./abbau.js";

/** What the loops work on. */
interface Werkstatt {
  readonly db: Db;
  readonly strom: MongoAenderungsstrom;
  readonly teile: Teile;
  readonly dienste: Dienste;
  readonly absender: Absender;
  readonly verzeichnis: FhirVerzeichnis;
  readonly adapter: ReadonlyMap<Kanal, Zustelladapter>;
  readonly kim: KimAdapter;
  readonly tim: TimKanal | null;
  readonly post: Post;
  readonly logger: Logger;
}

/** Versand, Raumpflege, Fristenlauf, Aufräumlauf, in this order; each adds to `abbau` how it is stopped. */
export function starteLaeufe(
  konfig: Konfiguration,
  { db, strom, teile, dienste, absender, verzeichnis, adapter, kim, tim, post, logger }: Werkstatt,
  abbau: Schritte,
): void {
  const { uhr } = dienste;
  const versand = starteVersand({
    ausgang: teile.ausgang,
    sammelausgang: teile.sammelausgang,
    antwortpost: teile.antwortpost,
    verzeichnis,
    adapter,
    lesePost: (signal) => post.leser.lies(signal),
    baueSendung: (beanspruchter, empfaenger) => baueSendung(beanspruchter, empfaenger, absender),
    baueSammelsendung: (sammlung, empfaenger) => baueSammelsendung(sammlung, empfaenger, absender),
    uhr,
    streuung: Math.random,
    plan: {
      ersteRueckkehrMs: konfig.VERSAND_ERSTE_RUECKKEHR_MS,
      laengsteRueckkehrMs: konfig.VERSAND_LAENGSTE_RUECKKEHR_MS,
      aufgebenNachMs: konfig.VERSAND_AUFGEBEN_NACH_MS,
      nachweisfristMs: konfig.VERSAND_NACHWEISFRIST_MS,
    },
    leaseMs: konfig.VERSAND_LEASE_MS,
    gleichzeitig: konfig.VERSAND_GLEICHZEITIG,
    blickMs: 5_000,
    postMs: konfig.NACHWEIS_INTERVALL_MS,
    // An Information that somebody wants sent does not hurry: the next look finds it.
    beiNeuemAuftrag: (wecken) => {
      const abbestellen = [
        strom.beiImpuls(({ meldungen }) => {
          if (meldungen.some(({ art }) => art === "ALARM")) wecken();
        }),
        kim.beiBereitschaft(wecken),
        post.beiAntwort(wecken),
        ...(tim === null ? [] : [tim.beiBereitschaft(wecken)]),
      ];
      return () => abbestellen.forEach((einer) => einer());
    },
    beiFehler: (fehler) => logger.error({ fehler }, "Versand"),
  });
  abbau.push(() => versand.stoppe());

  if (tim !== null) {
    const raumpflege = starteRaumpflege({
      raeume: tim,
      speicher: new MongoPflegespeicher(db),
      uhr,
      leaseMs: konfig.VERSAND_LEASE_MS,
      blickMs: 5_000,
      beiNeuemStand: (wecken) => strom.beiImpuls(wecken),
      beiFehler: (fehler) => logger.error({ art: (fehler as Error).name }, "Raumpflege"),
    });
    abbau.push(() => raumpflege.stoppe());
  }

  const fristenlauf = starteFristenlauf({
    dienste,
    fristen: new MongoFristenspeicher(db),
    inhaber: systemIds.neueId(),
    leaseMs: konfig.FRISTEN_LEASE_MS,
    blickMs: konfig.FRISTEN_BLICK_MS,
    ruheMs: 1_000,
    beiNeuemStand: (wecken) => strom.beiImpuls(wecken),
    beiFehler: (fehler) => logger.error({ fehler }, "Fristenlauf"),
  });
  abbau.push(() => fristenlauf.stoppe());

  const aufraeumlauf = starteAufraeumlauf({
    ablage: teile.ablage,
    post,
    uhr,
    blickMs: konfig.AUFRAEUMEN_BLICK_MS,
    beiImpuls: (rueckruf) => strom.beiImpuls(rueckruf),
    beiFehler: (fehler) => logger.error({ fehler }, "Aufraeumlauf"),
  });
  abbau.push(() => aufraeumlauf.stoppe());
}
