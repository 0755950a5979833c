import type { Db } from "mongodb";
import { baueSendung } from "./app/nachricht.js";
import { baueSammelsendung } from "./app/sammelnachricht.js";
import type { Absender } from "./app/absender.js";
import { starteAufraeumlauf } from "./app/aufraeumlauf.js";
import type { Dienste } from "./app/dienste.js";
import { Postleser } from "./app/eingang/postleser.js";
import { postverwaltung } from "./app/eingang/postverwaltung.js";
import type { Postverwaltung } from "./app/eingang/postverwaltung.js";
import { Einstellungspuffer } from "./app/einstellungspuffer.js";
import { annahmenachricht } from "./app/eingang/annahmenachricht.js";
import { chatempfang } from "./app/eingang/chat.js";
import { findeTeilnahme } from "./app/eingang/chat-teilnahme.js";
import type { Eingangsdienste } from "./app/eingang/dienste.js";
import { anfrageIdAus } from "./app/eingang/fund.js";
import { nimmEntgegen } from "./app/eingang/nimm-entgegen.js";
import { starteFristenlauf } from "./app/fristenlauf.js";
import type { Virenschutz } from "./app/unterlage-ablegen.js";
import { starteRaumpflege } from "./app/raumpflege.js";
import { starteVersand } from "./app/versandschleife.js";
import { erzeugeJwtAnmeldung } from "./adapters/anmeldung/jwt-anmeldung.js";
import { erzeugeDateipruefung } from "./adapters/datei/dateipruefung.js";
import { bundleAlsXml } from "./adapters/fhir/bundle-als-xml.js";
import { erzeugeFhirPruefung } from "./adapters/fhir/fhir-pruefung.js";
import { KimAdapter } from "./adapters/kim/kim-adapter.js";
import { KimPostfach } from "./adapters/kim/kim-postfach.js";
import { PdfDruck } from "./adapters/pdf/pdf-druck.js";
import { erzeugePoppPruefung } from "./adapters/popp/popp-pruefung.js";
import { ankerAusOrdner } from "./adapters/signatur/anker.js";
import { erzeugeSignaturpruefung } from "./adapters/signatur/signaturpruefung.js";
import { Clamd } from "./adapters/viren/clamd.js";
import type { TimKanal } from "./adapters/tim/tim-kanal.js";
import { FhirVerzeichnis } from "./adapters/verzeichnis/fhir-verzeichnis.js";
import { FhirPflegedienstsuche } from "./adapters/verzeichnis/pflegedienstsuche.js";
import { systemIds, systemUhr } from "./adapters/umgebung.js";
import type { Konfiguration } from "./config.js";
import { pruefeAblauf } from "./domain/hkp/ablauf.js";
import type { Schalterstellung } from "./domain/hkp/ablauf.js";
import { regelpruefung } from "./domain/hkp/dunkelverarbeitung/regelpruefung.js";
import type { Antwortpost } from "./domain/ports/antwortpost.js";
import type { Ausgang } from "./domain/ports/ausgang.js";
import type { Sammelausgang } from "./domain/ports/sammelausgang.js";
import type { Uhr } from "./domain/ports/umgebung.js";
import type { Unterlagenablage } from "./domain/ports/unterlagenablage.js";
import type { VorgangStore } from "./domain/ports/vorgang-store.js";
import type { Kanal, Zustelladapter } from "./domain/ports/zustellung.js";
import { erzeugeLogger } from "./server/logger.js";
import { starteServer } from "./server/server.js";
import { MongoAbsenderwache } from "./store/absenderwache.mongo.js";
import { MongoAenderungsstrom } from "./store/aenderungsstrom.mongo.js";
import { MongoAntwortpost } from "./store/antwortpost.mongo.js";
import { MongoAntwortregelspeicher } from "./store/antwortregeln.mongo.js";
import { MongoAusgang } from "./store/ausgang.mongo.js";
import { oeffneDatenbank } from "./store/datenbank.js";
import { MongoEinstellungsspeicher } from "./store/einstellungen.mongo.js";
import { MongoFristenspeicher } from "./store/fristen.mongo.js";
import { MongoLease } from "./store/lease.mongo.js";
import { MongoPostablage } from "./store/postablage.mongo.js";
import { MongoSammelausgang } from "./store/sammelausgang.mongo.js";
import { MongoUnterlagenablage } from "./store/unterlagen.mongo.js";
import { MongoPflegedienstwahlspeicher } from "./store/pflegedienstwahl.mongo.js";
import { MongoProfilspeicher } from "./store/profilspeicher.mongo.js";
import { MongoRueckfragenspeicher } from "./store/rueckfragen.mongo.js";
import { geraetelease, MongoGeraetespeicher } from "./store/timgeraet.mongo.js";
import { MongoPflegespeicher } from "./store/raumpflege.mongo.js";
import { MongoVorgangStore } from "./store/vorgang-store.mongo.js";

/** Parts behind ports that a composition may wrap, e.g. to observe them. */
export interface Teile {
  readonly store: VorgangStore;
  readonly ausgang: Ausgang;
  readonly sammelausgang: Sammelausgang;
  readonly antwortpost: Antwortpost;
  readonly kim: Zustelladapter;
  readonly ablage: Unterlagenablage;
}

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
  const abbau: (() => Promise<void>)[] = [];
  const schliesse = async (): Promise<void> => {
    for (let schritt = abbau.pop(); schritt !== undefined; schritt = abbau.pop()) await schritt();
  };
  try {
    const { port, url } = await baueAuf(konfig, optionen, abbau);
    return { port, url, schliesse };
  } catch (fehler) {
    await schliesse();
    throw fehler;
  }
}

async function baueAuf(
  konfig: Konfiguration,
  { version, melde, anmeldeseite, umhuelle = (teile) => teile, uhr = systemUhr }: Startoptionen,
  abbau: (() => Promise<void>)[],
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

  const schalter: Schalterstellung = {
    korrekturAusOffen: konfig.KORREKTUR_AUS_OFFEN,
    mfaLoeschtOffene: konfig.MFA_LOESCHT_OFFENE,
    entscheidungSignaturPflicht: konfig.ENTSCHEIDUNG_SIGNATUR_PFLICHT,
    einreichfrist: { tage: konfig.EINREICHFRIST_TAGE, art: konfig.EINREICHFRIST_ART },
    dunkelverarbeitung: {
      iks: konfig.DUNKELVERARBEITUNG_IKS ?? [],
      vorrangMs: konfig.DUNKELVERARBEITUNG_VORRANG_MS,
    },
  };
  const kim = new KimAdapter({
    konfig: konfig.kim,
    alsXml: bundleAlsXml,
    uhr: systemUhr,
    beiSperre: ({ kanal, gesperrtSeit, grund }) =>
      logger.warn({ kanal, gesperrt: gesperrtSeit !== null, grund: grund?.code }, "Kanal"),
    ...(konfig.kim.pdf
      ? {
          lesefassung: {
            druck: new PdfDruck(),
            // Not the error itself: its words may hold contents.
            beiFehler: (fehler) => logger.error({ art: (fehler as Error).name }, "Lesefassung"),
          },
        }
      : {}),
  });
  abbau.push(() => kim.schliesse());
  const teile = umhuelle({
    store: new MongoVorgangStore(datenbank.db, schalter),
    ausgang: new MongoAusgang(datenbank.db, systemIds),
    sammelausgang: new MongoSammelausgang(datenbank.db, systemIds),
    antwortpost: new MongoAntwortpost(datenbank.db, systemIds),
    kim,
    ablage: new MongoUnterlagenablage(datenbank.db),
  });
  const absender: Absender = {
    name: konfig.kim.konto.absendername ?? konfig.kim.konto.adresse,
    adresse: konfig.kim.konto.adresse,
    ...(konfig.tim === null ? {} : { mxid: konfig.tim.mxid }),
    software: "HKP-Gateway",
    version,
    support: konfig.kim.support,
  };
  const tim = await oeffneTim(konfig, datenbank.db, logger);
  if (tim !== null) abbau.push(() => tim.schliesse());
  const verzeichnis = new FhirVerzeichnis({ konfig: konfig.verzeichnis, uhr: systemUhr });
  const alle: readonly Zustelladapter[] = tim === null ? [teile.kim] : [teile.kim, tim];
  const adapter = new Map<Kanal, Zustelladapter>(alle.map((einer) => [einer.kanal, einer]));
  const einstellungsspeicher = new MongoEinstellungsspeicher(datenbank.db);
  // What the recipient's preference is taken from; the feed of the portal is always there.
  const angeboten: ReadonlySet<Kanal> = new Set([...adapter.keys(), "PORTAL"]);
  const dienste: Dienste = {
    store: teile.store,
    profile: new MongoProfilspeicher(datenbank.db),
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
    antwortregeln: new MongoAntwortregelspeicher(datenbank.db),
    pflegedienstsuche: new FhirPflegedienstsuche(konfig.verzeichnis),
    pflegedienstwahl: new MongoPflegedienstwahlspeicher(datenbank.db),
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
  const eingangsdienste: Eingangsdienste = { ...dienste, absenderverzeichnis: verzeichnis, absender };
  if (konfig.tim !== null)
    tim?.empfange(
      chatempfang({
        dienste,
        rueckfragen: new MongoRueckfragenspeicher(datenbank.db),
        fristMs: konfig.tim.bestaetigungMs,
        findeTeilnahme: (wer, fadenId) => findeTeilnahme(wer, fadenId, eingangsdienste),
        nimmEntgegen: (eingang) => nimmEntgegen(eingang, eingangsdienste),
        anfrageIdZu: (id) => anfrageIdAus({ kanal: "TIM", id }),
        annahmenachricht: (annahme) => annahmenachricht(annahme, absender),
      }),
    );
  const post = oeffnePost(konfig, datenbank.db, {
    dienste: eingangsdienste,
    teile,
    beiFehler: (fehler) => logger.error({ fehler }, "Posteingang"),
  });
  abbau.push(() => post.schliesse());

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
      speicher: new MongoPflegespeicher(datenbank.db),
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
    fristen: new MongoFristenspeicher(datenbank.db),
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

  const server = await starteServer({
    dienste,
    strom,
    ausgang: teile.ausgang,
    post: post.verwaltung,
    postzahlen: post.zahlen,
    kanalstaende: () => alle.map((einer) => einer.stand ?? { kanal: einer.kanal, gesperrtSeit: null, grund: null }),
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
  abbau.push(() => server.schliesse());
  return { port: server.port, url: server.url };
}

interface Postdienste {
  readonly leser: Postleser;
  readonly verwaltung: Postverwaltung;
  /** What became of mails so far, by code. */
  readonly zahlen: ReadonlyMap<string, number>;
  /** Calls when an answer waits to be sent; returns how to stop listening. */
  readonly beiAntwort: (wecken: () => void) => () => void;
  raeumeAuf(jetzt: Date): Promise<void>;
  schliesse(): Promise<void>;
}

/** The KIM mailbox: what comes in becomes commands, proofs and answers. */
function oeffnePost(
  konfig: Konfiguration,
  db: Db,
  {
    dienste,
    teile: { ausgang, antwortpost },
    beiFehler,
  }: {
    readonly dienste: Eingangsdienste;
    readonly teile: Pick<Teile, "ausgang" | "antwortpost">;
    readonly beiFehler: (fehler: unknown) => void;
  },
): Postdienste {
  const posteingang = new KimPostfach({ konfig: konfig.kim, uhr: systemUhr, beiFehler });
  const ablage = new MongoPostablage(db);
  const wache = new MongoAbsenderwache(db);
  const zahlen = new Map<string, number>();
  const zuhoerer = new Set<() => void>();
  const leser = new Postleser({
    posteingang,
    ablage,
    ausgang,
    antwortpost,
    wache,
    nimmEntgegen: (eingang) => nimmEntgegen(eingang, dienste),
    regeln: {
      hoechstensJeStunde: konfig.POST_HOECHSTENS_JE_STUNDE,
      antwortLebtMs: konfig.ANTWORTEN_AUFBEWAHREN_TAGE * 86_400_000,
    },
    leases: new MongoLease(db, "kim/postfach"),
    inhaber: systemIds.neueId(),
    leaseMs: konfig.POST_LEASE_MS,
    uhr: dienste.uhr,
    zaehle: (code) => void zahlen.set(code, (zahlen.get(code) ?? 0) + 1),
    beiAntwort: () => zuhoerer.forEach((wecken) => wecken()),
    beiFehler,
  });
  return {
    leser,
    verwaltung: postverwaltung({ leser, posteingang, ablage, antwortpost, uhr: dienste.uhr, beiFehler }),
    zahlen,
    beiAntwort(wecken) {
      zuhoerer.add(wecken);
      return () => zuhoerer.delete(wecken);
    },
    async raeumeAuf(jetzt) {
      await antwortpost.raeumeAuf(jetzt);
      await wache.raeumeAuf(jetzt);
    },
    async schliesse() {
      await leser.schliesse();
      await posteingang.schliesse();
    },
  };
}

/** Longest time for one scan, in ms. */
const VIRENFRIST_MS = 25_000;

function virenschutz({ VIRENPRUEFUNG_URL, UNTERLAGEN_UNGEPRUEFT }: Konfiguration): Virenschutz {
  if (VIRENPRUEFUNG_URL === undefined) return { art: UNTERLAGEN_UNGEPRUEFT ? "UNGEPRUEFT" : "NICHT_EINGERICHTET" };
  const { hostname: host, port } = new URL(VIRENPRUEFUNG_URL);
  return { art: "GEPRUEFT", pruefung: new Clamd({ host, port: Number(port), fristMs: VIRENFRIST_MS }) };
}

/** The TI-Messenger, if it is configured; the device comes up in the background, so that a homeserver that is away delays nothing. */
async function oeffneTim(
  konfig: Konfiguration,
  db: Db,
  logger: ReturnType<typeof erzeugeLogger>,
): Promise<TimKanal | null> {
  if (konfig.tim === null) return null;
  // Loaded only here: the SDK with its cryptography, and an IndexedDB in memory, are nothing to carry without the channel.
  const { TimKanal } = await import("./adapters/tim/tim-kanal.js");
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
