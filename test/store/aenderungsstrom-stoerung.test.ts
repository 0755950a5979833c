import assert from "node:assert/strict";
import { once, EventEmitter } from "node:events";
import { MongoNetworkError, MongoServerError } from "mongodb";
import type { Impuls } from "../../src/domain/ports/aenderungsstrom.js";
import type { Cursor } from "../../src/domain/ports/vorgang-store.js";
import { MongoAenderungsstrom } from "../../src/store/aenderungsstrom.mongo.js";
import type { Stoerungsart } from "../../src/store/aenderungsstrom.mongo.js";
import type { Quelle } from "../../src/store/strom-quelle.js";
import { ZEIT } from "./beispiele.js";
import { abonniere, istFehler, spur } from "./aenderungsstrom.contract.js";

/** Positions as the server makes them: type byte, seconds, counter, rest. */
const position = (nummer: number): Cursor => `8269A00000${nummer.toString(16).toUpperCase().padStart(8, "0")}2B02`;

const impuls = (nummer: number): Impuls => ({
  cursor: position(nummer),
  vorgangId: "V",
  version: nummer,
  aktion: "aktivieren",
  statusVorher: "OFFEN",
  status: "OFFEN",
  zeit: ZEIT,
  sichtbarFuer: [],
  meldungen: [],
});

const VERLOREN = new MongoServerError({ message: "history lost", code: 286 });
const NETZ = new MongoNetworkError("connection lost");

/**
 * A database whose change streams break on command: what a real one does only after its oplog has rolled over.
 */
class Drehbuch {
  readonly #log: Impuls[] = [];
  readonly #ereignisse = new EventEmitter().setMaxListeners(0);
  #fehler: Error | null = null;
  /** Positions the streams were opened at. */
  readonly geoeffnetBei: (Cursor | null)[] = [];
  /** Positions before this one are no longer known. */
  vergessenBis = 0;

  uebergang(nummer: number): void {
    this.#log.push(impuls(nummer));
    this.#ereignisse.emit("neu");
  }

  /** The streams that are open now fail. */
  brich(fehler: Error): void {
    this.#fehler = fehler;
    this.#ereignisse.emit("neu");
    setImmediate(() => (this.#fehler = null));
  }

  readonly oeffner = async (nach: Cursor | null): Promise<Quelle> => {
    this.geoeffnetBei.push(nach);
    if (nach !== null && nach < position(this.vergessenBis)) throw VERLOREN;
    const ereignisse = this.#ereignisse;
    const log = this.#log;
    const gibFehler = (): Error | null => this.#fehler;
    let stand = nach ?? log.at(-1)?.cursor ?? position(0);
    let zu = false;
    return {
      get stand() {
        return stand;
      },
      async naechster() {
        for (;;) {
          if (zu) throw new Error("closed");
          const fehler = gibFehler();
          if (fehler !== null) throw fehler;
          const naechster = log.find(({ cursor }) => cursor > stand);
          if (naechster !== undefined) {
            stand = naechster.cursor;
            return naechster;
          }
          await once(ereignisse, "neu");
        }
      },
      async schliesse() {
        zu = true;
        ereignisse.emit("neu");
      },
    };
  };
}

describe("MongoAenderungsstrom bei Störungen", () => {
  let datenbank: Drehbuch;
  let strom: MongoAenderungsstrom;
  let stoerungen: Stoerungsart[];
  beforeEach(async () => {
    datenbank = new Drehbuch();
    stoerungen = [];
    strom = await MongoAenderungsstrom.ausQuellen(datenbank.oeffner, {
      pauseHoechstensMs: 1,
      ring: 2,
      beiStoerung: (art) => stoerungen.push(art),
    });
  });
  afterEach(() => strom.schliesse());

  it("setzt nach einem Abbruch hinter dem letzten Impuls fort", async () => {
    const abo = abonniere(strom);
    datenbank.uebergang(1);
    await abo.naechste(1);
    datenbank.brich(NETZ);
    const weiter = abo.naechste(1);
    datenbank.uebergang(2);
    assert.deepEqual(spur(await weiter), ["V v2"]);
    assert.deepEqual(datenbank.geoeffnetBei, [null, position(1)]);
    assert.deepEqual(stoerungen, ["UNTERBROCHEN"]);
  });

  it("beendet alle Abonnements mit CURSOR_ABGELAUFEN, wenn die Datenbank seine Stelle vergessen hat, und beginnt neu", async () => {
    const abos = [abonniere(strom), abonniere(strom)];
    datenbank.uebergang(1);
    await Promise.all(abos.map((abo) => abo.naechste(1)));
    const enden = abos.map((abo) => assert.rejects(abo.naechste(1), istFehler("CURSOR_ABGELAUFEN")));
    datenbank.brich(VERLOREN);
    await Promise.all(enden);
    assert.equal(strom.abonnenten, 0);
    assert.deepEqual(stoerungen, ["VERLOREN"]);
    // Without a position nobody is taken in who could miss something.
    assert.throws(() => abonniere(strom), istFehler("NICHT_VERFUEGBAR"));
    while (datenbank.geoeffnetBei.length < 2) await new Promise(setImmediate);
    await new Promise(setImmediate);
    const neu = abonniere(strom);
    datenbank.uebergang(2);
    assert.deepEqual(spur(await neu.naechste(1)), ["V v2"]);
    assert.deepEqual(datenbank.geoeffnetBei, [null, null]);
  });

  it("antwortet CURSOR_ABGELAUFEN nur dem, dessen Cursor die Datenbank vergessen hat", async () => {
    const abo = abonniere(strom);
    for (let nummer = 1; nummer <= 9; nummer++) datenbank.uebergang(nummer);
    await abo.naechste(9);
    datenbank.vergessenBis = 3;
    const [alt, aelter, jung] = [position(2), position(1), position(4)].map((cursor) => abonniere(strom, cursor));
    assert.ok(alt && aelter && jung);
    await assert.rejects(alt.naechste(1), istFehler("CURSOR_ABGELAUFEN"));
    await assert.rejects(aelter.naechste(1), istFehler("CURSOR_ABGELAUFEN"));
    assert.deepEqual(spur(await jung.naechste(5)), ["V v5", "V v6", "V v7", "V v8", "V v9"]);
    datenbank.uebergang(10);
    assert.deepEqual(spur(await jung.naechste(1)), ["V v10"]);
    assert.equal(strom.abonnenten, 2);
  });

  it("schickt die Aufholenden weg, wenn ihr Strom abbricht; die anderen bleiben", async () => {
    const abo = abonniere(strom);
    for (let nummer = 1; nummer <= 9; nummer++) datenbank.uebergang(nummer);
    await abo.naechste(9);
    const offen = datenbank.geoeffnetBei.length;
    const aufholend = abonniere(strom, position(1));
    const ende = assert.rejects(aufholend.naechste(99), istFehler("NICHT_VERFUEGBAR"));
    while (datenbank.geoeffnetBei.length === offen) await Promise.resolve();
    datenbank.brich(NETZ);
    await ende;
    datenbank.uebergang(10);
    assert.deepEqual(spur(await abo.naechste(1)), ["V v10"]);
  });

  it("lässt sich auch während einer Störung schließen", async () => {
    const abo = abonniere(strom);
    const ende = abo.naechste(1);
    datenbank.brich(NETZ);
    await strom.schliesse();
    assert.deepEqual(await ende, []);
  });
});
