import { setTimeout as warte } from "node:timers/promises";
import { erzeugeJwtAnmeldung } from "../src/adapters/anmeldung/jwt-anmeldung.js";
import { erzeugeDateipruefung } from "../src/adapters/datei/dateipruefung.js";
import { erzeugeFhirPruefung } from "../src/adapters/fhir/fhir-pruefung.js";
import { erzeugePoppPruefung } from "../src/adapters/popp/popp-pruefung.js";
import { erzeugeSignaturpruefung } from "../src/adapters/signatur/signaturpruefung.js";
import { systemIds, systemUhr } from "../src/adapters/umgebung.js";
import { regelpruefung } from "../src/domain/hkp/dunkelverarbeitung/regelpruefung.js";
import type { Postverwaltung } from "../src/app/eingang/postverwaltung.js";
import { Einstellungspuffer } from "../src/app/einstellungspuffer.js";
import { SCHALTER_VORGABE } from "../src/domain/hkp/ablauf.js";
import { erzeugeLogger } from "../src/server/logger.js";
import { starteServer } from "../src/server/server.js";
import { MongoAenderungsstrom } from "../src/store/aenderungsstrom.mongo.js";
import { MongoAusgang } from "../src/store/ausgang.mongo.js";
import { MongoAntwortregelspeicher } from "../src/store/antwortregeln.mongo.js";
import { MongoPflegedienstwahlspeicher } from "../src/store/pflegedienstwahl.mongo.js";
import { MongoEinstellungsspeicher } from "../src/store/einstellungen.mongo.js";
import { MongoUnterlagenablage } from "../src/store/unterlagen.mongo.js";
import { MongoProfilspeicher } from "../src/store/profilspeicher.mongo.js";
import { MongoVorgangStore } from "../src/store/vorgang-store.mongo.js";
import { verbinde } from "../src/store/verbindung.js";
import { bediene, cpu } from "./kind.js";

/**
 * The full server with its production settings, change stream included. The Versand is left out: what it does later with
 * the orders is other work than the mutation's, and the raw driver's side has none of it.
 */
type Frage =
  | {
      readonly art: "starte";
      readonly uri: string;
      readonly datenbank: string;
      readonly anmeldung: { readonly aussteller: string; readonly zielgruppe: string; readonly jwks: string };
      readonly popp: { readonly aussteller: string; readonly jwks: string };
    }
  | { readonly art: "cpu" };

const nie = async (): Promise<never> => Promise.reject(new Error("BETRIEB takes no part in the bench"));
const KEINE_POST: Postverwaltung = { stand: nie, holeAb: nie, liesErneut: nie, verwirf: nie, wiederhole: nie };

bediene(async (roh) => {
  const frage = roh as Frage;
  if (frage.art === "cpu") return cpu();
  const verbindung = await verbinde(frage.uri, { datenbank: frage.datenbank });
  const { db } = verbindung;
  const strom = await MongoAenderungsstrom.oeffne(db);
  const einstellungsspeicher = new MongoEinstellungsspeicher(db);
  const { url } = await starteServer({
    dienste: {
      store: new MongoVorgangStore(db),
      profile: new MongoProfilspeicher(db),
      signaturen: erzeugeSignaturpruefung([]),
      popp: erzeugePoppPruefung({ aussteller: frage.popp.aussteller, schluessel: { url: new URL(frage.popp.jwks) } }),
      fhir: erzeugeFhirPruefung(),
      // Nobody assigns in the bench.
      verzeichnis: { finde: async () => ({ art: "nichtErreichbar" }) },
      einstellungen: new Einstellungspuffer({
        speicher: einstellungsspeicher,
        angeboten: new Set(["KIM", "PORTAL"]),
        jetztMs: () => performance.now(),
      }),
      einstellungsspeicher,
      unterlagen: {
        ablage: new MongoUnterlagenablage(db),
        dateien: erzeugeDateipruefung(),
        virenschutz: { art: "NICHT_EINGERICHTET" },
        hoechstensBytes: 0,
      },
      antwortregeln: new MongoAntwortregelspeicher(db),
      pflegedienstsuche: { suche: async () => ({ art: "nichtErreichbar" }) },
      pflegedienstwahl: new MongoPflegedienstwahlspeicher(db),
      uhr: systemUhr,
      ids: systemIds,
      leistungspruefung: regelpruefung(new Map(), SCHALTER_VORGABE),
      schalter: SCHALTER_VORGABE,
      flowtype: "163",
      bremse: () => warte(500),
    },
    strom,
    ausgang: new MongoAusgang(db, systemIds),
    kanalstaende: () => [],
    post: KEINE_POST,
    postzahlen: new Map(),
    anmeldung: erzeugeJwtAnmeldung({
      aussteller: frage.anmeldung.aussteller,
      zielgruppe: frage.anmeldung.zielgruppe,
      schluessel: { url: new URL(frage.anmeldung.jwks) },
    }),
    logger: erzeugeLogger({ stufe: "error" }),
    optionen: {
      host: "127.0.0.1",
      port: 0,
      produktion: true,
      hoechstensBytes: 5_000_000,
      unterlageHoechstensBytes: 10_485_760,
      anfragenJeMinute: 10_000_000,
      bereit: () => verbindung.ping(),
      version: "bench",
    },
  });
  return url;
});
