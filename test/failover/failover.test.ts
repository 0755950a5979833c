import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { MongoClient, Timestamp } from "mongodb";
import type { Collection, Db, Document } from "mongodb";
import type { Umgebung } from "../../src/config.js";
import { leseKonfiguration } from "../../src/config.js";
import { starteGateway } from "../../src/gateway.js";
import type { Gateway } from "../../src/gateway.js";
import { MongoVorgangStore } from "../../src/store/vorgang-store.mongo.js";
import { starteSandboxGateway } from "../../sandbox/betrieb.js";
import type { Sandboxbetrieb } from "../../sandbox/betrieb.js";
import { institution } from "../../sandbox/personen.js";
import type { PersonId } from "../../sandbox/personen.js";
import * as op from "../../sandbox/szenario/operationen.js";
import { Welt } from "../../sandbox/szenario/welt.js";
import type { Vorgangsdokument } from "../../src/store/dokumente.js";
import { starteDreiKnoten } from "../helfer/drei-knoten.js";
import type { DreiKnoten } from "../helfer/drei-knoten.js";
import { tempOrdner } from "../helfer/mongo.js";
import { Klient } from "./klient.js";
import type { Mutation, Quittung } from "./klient.js";
import { Mitleser } from "./mitleser.js";
import { einloesbarer, einreichbarer, genehmigung, zuEntscheidender } from "./vorbereitung.js";

const JE_AKTION = 80;
const KLIENTEN = 12;
const DATENBANK = "failover";
const UMGEBUNG: Umgebung = {
  MONGODB_DATENBANK: DATENBANK,
  PORT: "0",
  LOG_STUFE: "silent",
  FEHLVERSUCH_MS: "0",
  ANFRAGEN_JE_MINUTE: "1000000",
  // A claim whose outcome got lost with the primary comes back after this.
  VERSAND_LEASE_MS: "6000",
};

const PRAXIS = "1-20HKPSANDBOX0001";
const KASSE = "109500969";
const HAND_UND_HERZ = "10-67.245.HKPSANDBOX0001";
const RENATE = "X000001014";

/** What one transition leaves behind, by hand from fachregeln.md sections 2 and 4. */
interface Erwartet {
  readonly status: string;
  readonly versionen: number;
  readonly alarm: string | null;
  readonly informationen: readonly string[];
}
const ERWARTET: Readonly<Record<string, Erwartet>> = {
  anlegen: { status: "INITIALISIERT", versionen: 1, alarm: null, informationen: [] },
  annehmen: { status: "ZUGEWIESEN", versionen: 3, alarm: null, informationen: [PRAXIS, RENATE] },
  einreichen: { status: "ANTRAGSPRUEFUNG", versionen: 5, alarm: KASSE, informationen: [PRAXIS, RENATE] },
  entscheiden: { status: "BESCHIEDEN", versionen: 6, alarm: HAND_UND_HERZ, informationen: [PRAXIS, RENATE] },
};

describe("Failover: der Primärknoten stirbt unter Last", function () {
  this.timeout(120_000);

  /** What was started, to be stopped in reverse also if the start fails half-way. */
  const abbau: (() => Promise<unknown>)[] = [];
  let knoten: DreiKnoten;
  let a: Sandboxbetrieb;
  let b: Gateway;
  let client: MongoClient;
  let db: Db;
  /** Begin of the load, in the database's time. */
  let abLast: Timestamp;
  let mutationen: readonly Mutation[];
  const quittungen = new Map<string, Quittung>();
  const klienten: Klient[] = [];
  let kasse: Mitleser;
  let pflegedienst: Mitleser;
  let praxis: Mitleser;

  before("Last mit Ausfall", async () => {
    const ordner = tempOrdner();
    abbau.push(async () => rmSync(ordner, { recursive: true, force: true }));
    knoten = await starteDreiKnoten();
    abbau.push(() => knoten.stoppe());
    client = new MongoClient(knoten.uri, { w: "majority", readConcernLevel: "majority", heartbeatFrequencyMS: 500 });
    abbau.push(() => client.close());
    db = client.db(DATENBANK);
    const umgebung = { ...UMGEBUNG, MONGODB_URI: knoten.uri, DATEN_VERZEICHNIS: ordner };
    a = await starteSandboxGateway(umgebung, () => undefined);
    abbau.push(() => a.schliesse());
    const starteB = (port: string): Promise<Gateway> => {
      const konfig = leseKonfiguration({ ...a.sandbox.einstellungen, ...umgebung, PORT: port }, "0");
      return starteGateway(konfig, { version: "0", melde: () => undefined });
    };
    b = await starteB("0");
    abbau.push(() => b.schliesse());

    mutationen = await bereiteVor();
    const gateways = [a.url, b.url];
    const lies = async (gateway: number, person: PersonId): Promise<Mitleser> => {
      const mitleser = await Mitleser.oeffne(gateways, gateway, await token(person));
      abbau.push(() => mitleser.schliesse());
      return mitleser;
    };
    kasse = await lies(0, "kasse");
    praxis = await lies(0, "aerztin");
    pflegedienst = await lies(1, "elena");
    const { t, i } = (await db.command({ ping: 1 }))["operationTime"] as Timestamp;
    abLast = new Timestamp({ t, i: i + 1 });

    for (let nr = 0; nr < KLIENTEN; nr++) klienten.push(new Klient(gateways, nr % 2));
    let ausfall: Promise<unknown> = Promise.resolve();
    let neustart: Promise<unknown> = Promise.resolve();
    const beiQuittung = (anzahl: number): void => {
      if (anzahl === Math.floor(mutationen.length / 4))
        ausfall = knoten.toetePrimaer().then(() => {
          // Nobody hears the answers to what is under way now; every second client asks again at the other gateway.
          for (const [nr, klient] of klienten.entries()) if (nr % 4 < 2) klient.legeAuf();
        });
      if (anzahl === Math.floor((mutationen.length * 2) / 3))
        neustart = b.schliesse().then(async () => (b = await starteB(String(b.port))));
    };
    const schlange = [...mutationen];
    await Promise.all(
      klienten.map(async (klient) => {
        for (let naechste = schlange.pop(); naechste !== undefined; naechste = schlange.pop()) {
          quittungen.set(naechste.anfrageId, await klient.fuehreAus(naechste));
          beiQuittung(quittungen.size);
        }
      }),
    );
    await Promise.all([ausfall, neustart]);
    await kasse.bis(JE_AKTION);
    await pflegedienst.bis(JE_AKTION);
    await praxis.bis(3 * JE_AKTION);
    await allesZugestellt(vorgaenge());
  });

  after(async () => {
    for (let schritt = abbau.pop(); schritt !== undefined; schritt = abbau.pop()) await schritt();
  });

  const token = (person: PersonId): Promise<string> => a.sandbox.anmeldestelle.token(person);
  const vorgaenge = (): Collection<Vorgangsdokument> => db.collection<Vorgangsdokument>("vorgaenge");

  /** The load, well mixed: the same number of each action. */
  async function bereiteVor(): Promise<readonly Mutation[]> {
    const store = new MongoVorgangStore(db);
    const von = { anlegen: "mfa", annehmen: "daniel", einreichen: "elena", entscheiden: "kasse" } as const;
    const tokens = new Map<string, string>();
    for (const [aktion, person] of Object.entries(von)) tokens.set(aktion, await token(person));
    const mutation = (aktion: keyof typeof von, query: string, variablen: Mutation["variablen"]): Mutation => ({
      anfrageId: randomUUID(),
      aktion,
      query,
      variablen,
      token: tokens.get(aktion) ?? "",
    });
    const alle: Mutation[] = [];
    for (let nr = 0; nr < JE_AKTION; nr++) {
      const [offen, einreichbar, zuEntscheiden] = [einloesbarer(), einreichbarer(), zuEntscheidender()];
      for (const vorgang of [offen, einreichbar, zuEntscheiden]) assert.equal(await store.legeAn(vorgang), "ANGELEGT");
      const zugang = { zugriffscode: offen.zugriffscodes?.annehmen };
      alle.push(
        mutation("anlegen", op.ANLEGEN, {}),
        mutation("annehmen", op.ANNEHMEN, { vorgangId: offen.id, zugang }),
        mutation("einreichen", op.EINREICHEN, { vorgangId: einreichbar.id }),
        mutation("entscheiden", op.ENTSCHEIDEN, { vorgangId: zuEntscheiden.id, entscheidung: genehmigung() }),
      );
    }
    return alle;
  }

  /** Versions that were committed, in the order of commit, read from the oplog by the test itself. */
  async function festgeschrieben(): Promise<readonly string[]> {
    const strom = vorgaenge().watch<Document, { documentKey: { _id: string }; version: number } & Document>(
      [
        { $match: { operationType: { $in: ["insert", "update"] } } },
        {
          $project: {
            documentKey: 1,
            version: { $ifNull: ["$fullDocument.version", "$updateDescription.updatedFields.version"] },
          },
        },
        { $match: { version: { $type: "number" } } },
      ],
      { startAtOperationTime: abLast },
    );
    try {
      const folge: string[] = [];
      while (folge.length < mutationen.length) {
        const { documentKey, version } = await strom.next();
        folge.push(uebergang(documentKey._id, version));
      }
      return folge;
    } finally {
      await strom.close();
    }
  }

  it("jede Mutation bekam ihre Antwort", () => {
    assert.equal(quittungen.size, 4 * JE_AKTION);
    for (const { anfrageId, aktion } of mutationen) {
      const { status, version } = quittungen.get(anfrageId) ?? {};
      assert.deepEqual({ status, version }, { status: ERWARTET[aktion]?.status, version: ERWARTET[aktion]?.versionen });
    }
  });

  it("die Last traf den Ausfall: es wurde wiederholt", () => {
    const gruende = klienten.flatMap(({ wiederholungen }) => [...wiederholungen.keys()]);
    assert.ok(gruende.includes("AbortError"), JSON.stringify(gruende));
  });

  it("jede quittierte Mutation steht genau einmal in der Datenbank", async () => {
    assert.equal(await vorgaenge().countDocuments(), 4 * JE_AKTION);
    for (const { anfrageId, aktion } of mutationen) {
      const treffer = await vorgaenge().find({ "anfragen.anfrageId": anfrageId }).toArray();
      assert.equal(treffer.length, 1, aktion);
      const [vorgang] = treffer;
      const soll = ERWARTET[aktion];
      assert.ok(vorgang !== undefined && soll !== undefined);
      assert.equal(vorgang._id, quittungen.get(anfrageId)?.vorgangId);
      assert.equal(vorgang.status, soll.status);
      assert.equal(vorgang.version, soll.versionen);
      assert.deepEqual(
        vorgang.protokoll.map((eintrag) => eintrag.aktion),
        [aktion],
      );
      assert.equal(vorgang.anfragen.length, 1);
      const an = (art: string): readonly string[] =>
        vorgang.meldungen.filter((meldung) => meldung.art === art).map(({ empfaenger }) => empfaenger.kennung);
      assert.deepEqual(an("ALARM"), soll.alarm === null ? [] : [soll.alarm]);
      assert.deepEqual([...an("INFORMATION")].sort(), [...soll.informationen].sort());
      assert.equal(vorgang.ausgang.length, soll.alarm === null ? 0 : 1);
    }
  });

  it("noch einmal gesendet bekommt jede ihre erste Antwort und ändert nichts", async () => {
    const bild = (): Promise<unknown> =>
      vorgaenge()
        .find({}, { projection: { version: 1, protokoll: 1, anfragen: 1 } })
        .sort({ _id: 1 })
        .toArray();
    const davor = await bild();
    const klient = new Klient([a.url, b.url], 1);
    for (const mutation of mutationen)
      assert.deepEqual(await klient.fuehreAus(mutation), quittungen.get(mutation.anfrageId));
    assert.deepEqual(await bild(), davor);
  });

  it("jeder Alarm liegt genau einmal im Postfach seines Empfängers, sonst nichts", async () => {
    const auftraege = (
      await vorgaenge()
        .find({ "ausgang.0": { $exists: true } })
        .toArray()
    ).flatMap(({ ausgang }) => ausgang);
    const erwartet = (adresse: string): readonly (string | null)[] =>
      auftraege.filter((auftrag) => auftrag.adresse === adresse).map(({ nachrichtId }) => nachrichtId);
    const postfaecher = await new Welt(a.url, a.sandbox).postfaecher();
    for (const { adresse, mails } of postfaecher) {
      const ids = mails.map(({ messageId }) => messageId);
      assert.equal(new Set(ids).size, ids.length, adresse);
      assert.deepEqual([...ids].sort(), [...erwartet(adresse)].sort(), adresse);
    }
    const anzahl = (adresse: string): number =>
      postfaecher.find((einer) => einer.adresse === adresse)?.mails.length ?? 0;
    assert.equal(anzahl(institution("gematiker-kasse").kim), JE_AKTION);
    assert.equal(anzahl(institution("hand-und-herz").kim), JE_AKTION);
  });

  it("jedes Abonnement sah jede seiner Meldungen einmal, in der Reihenfolge des Festschreibens", async () => {
    const folge = await festgeschrieben();
    assert.equal(new Set(folge).size, folge.length);
    for (const [mitleser, kennung] of [
      [kasse, KASSE],
      [pflegedienst, HAND_UND_HERZ],
      [praxis, PRAXIS],
    ] as const) {
      const empfangen = await vorgaenge().find({ "meldungen.empfaenger.kennung": kennung }).toArray();
      const eigene = new Set(empfangen.map(({ _id, version }) => uebergang(_id, version)));
      assert.deepEqual(
        mitleser.gesehen.map(({ vorgangId, version }) => uebergang(vorgangId, version)),
        folge.filter((einer) => eigene.has(einer)),
      );
      const cursor = mitleser.gesehen.map((einer) => einer.cursor);
      assert.deepEqual(cursor, [...new Set(cursor)].sort());
    }
  });

  it("nur das Abonnement am neu gestarteten Gateway wurde neu geöffnet", () => {
    assert.deepEqual([kasse.verbindungen, praxis.verbindungen, pflegedienst.verbindungen], [1, 1, 2]);
  });
});

const uebergang = (vorgangId: string, version: number): string => `${vorgangId} ${version}`;

/** Resolves when the proof of delivery of every order is there; from then on nothing is left to send. */
async function allesZugestellt(sammlung: Collection<Vorgangsdokument>): Promise<void> {
  const strom = sammlung.watch();
  try {
    // Opened before the first look, so that no change is missed.
    await strom.tryNext();
    while ((await sammlung.countDocuments({ ausgang: { $elemMatch: { zustand: { $ne: "ZUGESTELLT" } } } })) > 0)
      await strom.next();
  } finally {
    await strom.close();
  }
}
