import type { Db } from "mongodb";
import { bundleAlsXml } from "../adapters/fhir/bundle-als-xml.js";
import { KimAdapter } from "../adapters/kim/kim-adapter.js";
import { PdfDruck } from "../adapters/pdf/pdf-druck.js";
import type { TimKanal } from "../adapters/tim/tim-kanal.js";
import { systemIds, systemUhr } from "../adapters/umgebung.js";
import type { Absender } from "../app/absender.js";
import type { Konfiguration } from "../config.js";
import { geraetelease, MongoGeraetespeicher } from "../store/timgeraet.mongo.js";
import type { Logger } from "./teile.js";

/** As whom the gateway writes, on every channel. */
export function absenderAus(konfig: Konfiguration, version: string): Absender {
  return {
    name: konfig.kim.konto.absendername ?? konfig.kim.konto.adresse,
    adresse: konfig.kim.konto.adresse,
    ...(konfig.tim === null ? {} : { mxid: konfig.tim.mxid }),
    software: "HKP-Gateway",
    version,
    support: konfig.kim.support,
  };
}

/** KIM, and its circuit breaker's words in the log. */
export function oeffneKim({ kim }: Konfiguration, logger: Logger): KimAdapter {
  return new KimAdapter({
    konfig: kim,
    alsXml: bundleAlsXml,
    uhr: systemUhr,
    beiSperre: ({ kanal, gesperrtSeit, grund }) =>
      logger.warn({ kanal, gesperrt: gesperrtSeit !== null, grund: grund?.code }, "Kanal"),
    ...(kim.pdf
      ? {
          lesefassung: {
            druck: new PdfDruck(),
            // Not the error itself: its words may hold contents.
            beiFehler: (fehler) => logger.error({ art: (fehler as Error).name }, "Lesefassung"),
          },
        }
      : {}),
  });
}

/** The TI-Messenger, if it is configured; the device comes up in the background, so that a homeserver that is away delays nothing. */
export async function oeffneTim(konfig: Konfiguration, db: Db, logger: Logger): Promise<TimKanal | null> {
  if (konfig.tim === null) return null;
  // Loaded only here: the SDK with its cryptography, and an IndexedDB in memory, are nothing to carry without the channel.
  const { TimKanal } = await import("../adapters/tim/tim-kanal.js");
  const { leaseMs, bestaetigungMs: _, ...tim } = konfig.tim;
  return new TimKanal({
    konfig: tim,
    leases: geraetelease(db, tim.mxid),
    speicherUnter: (lease) => new MongoGeraetespeicher(db, tim.mxid, lease),
    inhaber: systemIds.neueId(),
    leaseMs,
    // Not the error itself: the SDK's name rooms, accounts and the homeserver's words.
    beiFehler: (fehler) => logger.error({ art: (fehler as Error).name }, "TI-Messenger"),
  });
}
