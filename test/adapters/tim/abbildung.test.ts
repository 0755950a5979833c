import assert from "node:assert/strict";
import { IDBKeyRange } from "fake-indexeddb";
import { Abbildung } from "../../../src/adapters/tim/abbildung.js";
import { entferne } from "../../../src/adapters/tim/indexeddb-abbild.js";
import { datenbanken } from "../../../src/adapters/tim/indexeddb-marken.js";
import { antwort } from "../../../src/adapters/tim/indexeddb-typen.js";
import type { IdbAnfrage } from "../../../src/adapters/tim/indexeddb-typen.js";
import { Versiegelung } from "../../../src/adapters/tim/versiegelung.js";
import { GeraetVerloren } from "../../../src/domain/ports/geraetespeicher.js";
import { Merkgeraet } from "../../helfer/geraetespeicher.js";

const VORSILBE = "probe:";
const NAME = `${VORSILBE}schluessel`;
const versiegelung = new Versiegelung(Buffer.alloc(32, 3));

const bereich = (von: string, bis: string): unknown =>
  (IDBKeyRange as unknown as { bound(von: string, bis: string): unknown }).bound(von, bis);

/** The part of a writing IndexedDB store that these tests use beside the product's own types. */
interface Lager {
  put(wert: unknown, schluessel?: unknown): IdbAnfrage<unknown>;
  delete(schluessel: unknown): IdbAnfrage<unknown>;
  clear(): IdbAnfrage<unknown>;
  get(schluessel: unknown): IdbAnfrage<unknown>;
  openCursor(): IdbAnfrage<{ value: unknown; update(wert: unknown): unknown; delete(): unknown } | null>;
}
interface Transaktion {
  oncomplete: (() => void) | null;
  objectStore(name: string): Lager;
}
interface Schreibbare {
  transaction(lager: readonly string[], art: string): Transaktion;
  close(): void;
}

const oeffneDatenbank = async (): Promise<Schreibbare> =>
  (await antwort(datenbanken.open(NAME))) as unknown as Schreibbare;

describe("Abbildung", () => {
  let geraet: Merkgeraet;
  let abbildung: Abbildung;
  const neue = (): Abbildung => new Abbildung({ vorsilbe: VORSILBE, versiegelung, speicher: geraet.nimm() });

  beforeEach(async () => {
    await entferne(VORSILBE);
    geraet = new Merkgeraet();
    abbildung = neue();
    assert.equal(await abbildung.ladeStand(), null);
    abbildung.merkeAnmeldung({ geraetId: "GERAET", zugriffstoken: "geheimes-token" });
    const anfrage = datenbanken.open(NAME, 1);
    anfrage.onupgradeneeded = () => {
      anfrage.result.createObjectStore("sitzungen", { keyPath: null, autoIncrement: false });
      const raeume = anfrage.result.createObjectStore("raeume", { keyPath: "id", autoIncrement: false });
      raeume.createIndex("art", "art", { unique: false, multiEntry: false });
    };
    (await antwort(anfrage)).close();
    await abbildung.sichere();
  });
  after(() => entferne(VORSILBE));

  /** One transaction; resolves when it is complete. */
  async function schreibe(arbeit: (lager: (name: string) => Lager) => void): Promise<void> {
    const db = await oeffneDatenbank();
    const transaktion = db.transaction(["sitzungen", "raeume"], "readwrite");
    await new Promise<void>((fertig) => {
      transaktion.oncomplete = fertig;
      arbeit((name) => transaktion.objectStore(name));
    });
    db.close();
  }

  async function lies(lager: string, schluessel: unknown): Promise<unknown> {
    const db = await oeffneDatenbank();
    const wert = await antwort(db.transaction([lager], "readonly").objectStore(lager).get(schluessel));
    db.close();
    return wert;
  }

  const letzte = (): readonly [geaendert: number, geloescht: number] => {
    const aenderung = geraet.aenderungen.at(-1) ?? assert.fail("nothing was written");
    return [aenderung.geaendert.length, aenderung.geloescht.length];
  };

  /** The process is gone: memory is empty, the store is as it was left. */
  async function neuerProzess(): Promise<void> {
    await entferne(VORSILBE);
    abbildung = neue();
    assert.deepEqual(await abbildung.ladeStand(), {
      art: "anmeldung",
      geraetId: "GERAET",
      zugriffstoken: "geheimes-token",
    });
  }

  it("schreibt nur, was sich geändert hat, und nichts, wenn sich nichts geändert hat", async () => {
    await schreibe((lager) => {
      for (let i = 0; i < 500; i++) lager("sitzungen").put({ zaehler: i }, `sitzung-${i}`);
    });
    await abbildung.sichere();
    assert.deepEqual(letzte(), [500, 0]);
    const laeufe = geraet.aenderungen.length;
    await abbildung.sichere();
    assert.equal(geraet.aenderungen.length, laeufe);
    await schreibe((lager) => lager("sitzungen").put({ zaehler: 1000 }, "sitzung-7"));
    await abbildung.sichere();
    assert.deepEqual(letzte(), [1, 0]);
    await neuerProzess();
    assert.deepEqual(await lies("sitzungen", "sitzung-7"), { zaehler: 1000 });
    assert.deepEqual(await lies("sitzungen", "sitzung-8"), { zaehler: 8 });
  });

  it("stellt Schlüssel aus Bytes, Listen und Pfaden wieder her, mit Verzeichnissen", async () => {
    await schreibe((lager) => {
      lager("sitzungen").put(Uint8Array.of(1, 2), Uint8Array.of(9, 9));
      lager("sitzungen").put("liste", ["a", 1]);
      lager("raeume").put({ id: "raum-1", art: "verschlüsselt" });
    });
    await abbildung.sichere();
    await neuerProzess();
    assert.deepEqual(await lies("sitzungen", Uint8Array.of(9, 9)), Uint8Array.of(1, 2));
    assert.equal(await lies("sitzungen", ["a", 1]), "liste");
    assert.deepEqual(await lies("raeume", "raum-1"), { id: "raum-1", art: "verschlüsselt" });
    // And goes on from there, record by record.
    await schreibe((lager) => lager("sitzungen").delete(Uint8Array.of(9, 9)));
    await abbildung.sichere();
    assert.deepEqual(letzte(), [0, 1]);
  });

  it("folgt dem Löschen einzeln, im Bereich, ganz und am Zeiger", async () => {
    await schreibe((lager) => {
      for (const name of ["a", "b", "c", "d", "e", "f"]) lager("sitzungen").put(name, name);
      lager("raeume").put({ id: "raum-1", art: "x" });
    });
    await abbildung.sichere();
    await schreibe((lager) => {
      lager("sitzungen").delete("a");
      lager("sitzungen").delete(bereich("b", "c"));
      lager("raeume").clear();
    });
    await abbildung.sichere();
    assert.equal(letzte()[1], 4);
    await schreibe((lager) => {
      const anfrage = lager("sitzungen").openCursor();
      anfrage.onsuccess = () => anfrage.result?.delete();
    });
    await schreibe((lager) => {
      const anfrage = lager("sitzungen").openCursor();
      anfrage.onsuccess = () => anfrage.result?.update("neu");
    });
    await abbildung.sichere();
    assert.deepEqual(letzte(), [1, 1]);
    await neuerProzess();
    for (const weg of ["a", "b", "c", "d"]) assert.equal(await lies("sitzungen", weg), undefined);
    assert.equal(await lies("sitzungen", "e"), "neu");
    assert.equal(await lies("sitzungen", "f"), "f");
    assert.equal(await lies("raeume", "raum-1"), undefined);
  });

  it("was angelegt und vor dem Sichern gelöscht wurde, kommt nicht wieder", async () => {
    await schreibe((lager) => lager("sitzungen").put(1, "kurz"));
    await schreibe((lager) => lager("sitzungen").delete("kurz"));
    await abbildung.sichere();
    await neuerProzess();
    assert.equal(await lies("sitzungen", "kurz"), undefined);
  });

  it("vergisst nichts, wenn das Schreiben scheitert", async () => {
    let gestoert = true;
    const speicher = geraet.nimm();
    await entferne(VORSILBE);
    abbildung = new Abbildung({
      vorsilbe: VORSILBE,
      versiegelung,
      speicher: {
        lade: () => speicher.lade(),
        schreibe: (aenderung) => (gestoert ? Promise.reject(new Error("no answer")) : speicher.schreibe(aenderung)),
      },
    });
    await abbildung.ladeStand();
    await schreibe((lager) => lager("sitzungen").put(1, "einmal"));
    await assert.rejects(abbildung.sichere(), /no answer/);
    gestoert = false;
    await abbildung.sichere();
    await neuerProzess();
    assert.equal(await lies("sitzungen", "einmal"), 1);
  });

  it("meldet den Verlust des Geräts und schreibt nach dem Schließen nicht mehr", async () => {
    await schreibe((lager) => lager("sitzungen").put(1, "a"));
    geraet.nimm();
    await assert.rejects(abbildung.sichere(), GeraetVerloren);
    const laeufe = geraet.aenderungen.length;
    abbildung = neue();
    await entferne(VORSILBE);
    await abbildung.ladeStand();
    await abbildung.schliesse();
    await schreibe((lager) => lager("sitzungen").put(2, "b"));
    await abbildung.sichere();
    assert.equal(geraet.aenderungen.length, laeufe);
  });

  it("legt nichts Lesbares ab; ein vertauschter, veränderter oder fremd verschlüsselter Eintrag wird nicht angenommen", async () => {
    await schreibe((lager) => lager("sitzungen").put("inhalt-im-klaren", "!raum:tim.test"));
    await abbildung.sichere();
    const roh = [...geraet.eintraege].map(([ort, bytes]) => ort + Buffer.from(bytes).toString("latin1")).join();
    for (const wort of ["inhalt-im-klaren", "!raum", "geheimes-token", "sitzungen"]) assert.ok(!roh.includes(wort));
    const [[ersterOrt, erster], [zweiterOrt, zweiter]] = [...geraet.eintraege] as [
      [string, Uint8Array],
      [string, Uint8Array],
    ];
    const fremd = new Versiegelung(Buffer.alloc(32, 4));
    assert.throws(() => fremd.oeffne({ ort: ersterOrt, inhalt: erster }));
    geraet.eintraege.set(ersterOrt, zweiter).set(zweiterOrt, erster);
    await assert.rejects(neue().ladeStand());
  });

  it("a database that somebody still has open goes at once", async () => {
    const offen = await oeffneDatenbank();
    await entferne(VORSILBE);
    assert.deepEqual(
      (await datenbanken.databases()).filter(({ name }) => name === NAME),
      [],
    );
    assert.throws(() => offen.transaction(["a"], "readonly"), { name: "InvalidStateError" });
  });
});
