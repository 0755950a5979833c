import type { Db } from "mongodb";
import { erzeugeDateipruefung } from "../adapters/datei/dateipruefung.js";
import { erzeugeFhirPruefung } from "../adapters/fhir/fhir-pruefung.js";
import { erzeugePoppPruefung } from "../adapters/popp/popp-pruefung.js";
import { ankerAusOrdner } from "../adapters/signatur/anker.js";
import { erzeugeSignaturpruefung } from "../adapters/signatur/signaturpruefung.js";
import { systemIds } from "../adapters/umgebung.js";
import type { FhirVerzeichnis } from "../adapters/verzeichnis/fhir-verzeichnis.js";
import { FhirPflegedienstsuche } from "../adapters/verzeichnis/pflegedienstsuche.js";
import { Clamd } from "../adapters/viren/clamd.js";
import type { Dienste } from "../app/dienste.js";
import { Einstellungspuffer } from "../app/einstellungspuffer.js";
import type { Virenschutz } from "../app/unterlage-ablegen.js";
import type { Konfiguration } from "../config.js";
import type { Schalterstellung } from "../domain/hkp/ablauf.js";
import { regelpruefung } from "../domain/hkp/dunkelverarbeitung/regelpruefung.js";
import type { Uhr } from "../domain/ports/umgebung.js";
import type { Kanal } from "../domain/ports/zustellung.js";
import { MongoAntwortregelspeicher } from "../store/antwortregeln.mongo.js";
import { MongoEinstellungsspeicher } from "../store/einstellungen.mongo.js";
import { MongoPflegedienstwahlspeicher } from "../store/pflegedienstwahl.mongo.js";
import { MongoProfilspeicher } from "../store/profilspeicher.mongo.js";
import type { Teile } from "./teile.js";

/** Decisions that the specification leaves to the operator. */
export function schalterstellung(konfig: Konfiguration): Schalterstellung {
  return {
    korrekturAusOffen: konfig.KORREKTUR_AUS_OFFEN,
    mfaLoeschtOffene: konfig.MFA_LOESCHT_OFFENE,
    entscheidungSignaturPflicht: konfig.ENTSCHEIDUNG_SIGNATUR_PFLICHT,
    einreichfrist: { tage: konfig.EINREICHFRIST_TAGE, art: konfig.EINREICHFRIST_ART },
    dunkelverarbeitung: {
      iks: konfig.DUNKELVERARBEITUNG_IKS ?? [],
      vorrangMs: konfig.DUNKELVERARBEITUNG_VORRANG_MS,
    },
  };
}

/** What is opened before, and used by more than the services. */
interface Geoeffnetes {
  readonly db: Db;
  readonly teile: Teile;
  readonly verzeichnis: FhirVerzeichnis;
  /** What the recipient's preference is taken from; the feed of the portal is always there. */
  readonly angeboten: ReadonlySet<Kanal>;
  readonly schalter: Schalterstellung;
  readonly uhr: Uhr;
}

/** What commands and reads need. @throws if the trust anchors cannot be read */
export async function baueDienste(
  konfig: Konfiguration,
  { db, teile, verzeichnis, angeboten, schalter, uhr }: Geoeffnetes,
): Promise<Dienste> {
  const einstellungsspeicher = new MongoEinstellungsspeicher(db);
  return {
    store: teile.store,
    profile: new MongoProfilspeicher(db),
    signaturen: erzeugeSignaturpruefung(await ankerAusOrdner(konfig.VERTRAUENSANKER)),
    popp: erzeugePoppPruefung({
      aussteller: konfig.POPP_AUSSTELLER,
      schluessel: { url: new URL(konfig.POPP_JWKS_URL) },
      hoechstalterSekunden: konfig.POPP_HOECHSTALTER_SEKUNDEN,
    }),
    fhir: erzeugeFhirPruefung(),
    einstellungen: new Einstellungspuffer({
      speicher: einstellungsspeicher,
      angeboten,
      jetztMs: () => performance.now(),
    }),
    einstellungsspeicher,
    antwortregeln: new MongoAntwortregelspeicher(db),
    pflegedienstsuche: new FhirPflegedienstsuche(konfig.verzeichnis),
    pflegedienstwahl: new MongoPflegedienstwahlspeicher(db),
    verzeichnis,
    leistungspruefung: regelpruefung(konfig.freigaben, schalter),
    unterlagen: {
      ablage: teile.ablage,
      dateien: erzeugeDateipruefung(),
      virenschutz: virenschutz(konfig),
      hoechstensBytes: konfig.UNTERLAGE_HOECHSTENS_BYTES,
    },
    uhr,
    ids: systemIds,
    schalter,
    flowtype: konfig.HKP_FLOWTYPE,
    bremse: () => new Promise((weiter) => setTimeout(weiter, konfig.FEHLVERSUCH_MS)),
  };
}

/** Longest time for one scan, in ms. */
const VIRENFRIST_MS = 25_000;

function virenschutz({ VIRENPRUEFUNG_URL, UNTERLAGEN_UNGEPRUEFT }: Konfiguration): Virenschutz {
  if (VIRENPRUEFUNG_URL === undefined) return { art: UNTERLAGEN_UNGEPRUEFT ? "UNGEPRUEFT" : "NICHT_EINGERICHTET" };
  const { hostname: host, port } = new URL(VIRENPRUEFUNG_URL);
  return { art: "GEPRUEFT", pruefung: new Clamd({ host, port: Number(port), fristMs: VIRENFRIST_MS }) };
}
