import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { CommandStartedEvent, Document } from "mongodb";
import { wendeAn } from "../../src/domain/hkp/aenderung.js";
import { ErgebnisUnbekannt } from "../../src/domain/ports/vorgang-store.js";
import { MongoAenderungsstrom } from "../../src/store/aenderungsstrom.mongo.js";
import { MongoAusgang } from "../../src/store/ausgang.mongo.js";
import { erzeugeIndizes } from "../../src/store/indizes.js";
import { startEingebetteteDatenbank } from "../../src/store/mongod/eingebettet.js";
import { laufenderMongod } from "../../src/store/mongod/verwaist.js";
import { verbinde } from "../../src/store/verbindung.js";
import { MongoVorgangStore } from "../../src/store/vorgang-store.mongo.js";
import { starteDreiKnoten } from "../helfer/drei-knoten.js";
import { tempOrdner, testDatenbank, testMongod } from "../helfer/mongo.js";
import { aenderung, neuerVorgang } from "./beispiele.js";
import { abonniere, legeReihe, spur, vertragAenderungsstrom } from "./aenderungsstrom.contract.js";

const KLEIN = { ring: 4, hoechstensWartend: 4, geduldMs: 200 };

describe("MongoAenderungsstrom", () => {
  const mongo = testDatenbank("aenderungsstrom", { monitorCommands: true });
  before(() => erzeugeIndizes(mongo.db));

  vertragAenderungsstrom(() => ({
    store: new MongoVorgangStore(mongo.db),
    ausgang: new MongoAusgang(mongo.db, { neueId: randomUUID }),
    oeffne: (klein = false) => MongoAenderungsstrom.oeffne(mongo.db, klein ? KLEIN : {}),
  }));

  const istStrom = ({ commandName, command }: CommandStartedEvent): boolean =>
    commandName === "aggregate" && "$changeStream" in ((command["pipeline"] as Document[])[0] ?? {});

  it("öffnet für beliebig viele Abonnenten einen Strom und zum Aufholen höchstens einen weiteren", async () => {
    const store = new MongoVorgangStore(mongo.db);
    const alte = await MongoAenderungsstrom.oeffne(mongo.db);
    const erstes = abonniere(alte);
    const reihe = await legeReihe(store);
    await reihe.weiter(9);
    const impulse = await erstes.naechste(10);
    await alte.schliesse();
    let stroeme = 0;
    const zaehle = (ereignis: CommandStartedEvent): void => void (istStrom(ereignis) && stroeme++);
    mongo.client.on("commandStarted", zaehle);
    const strom = await MongoAenderungsstrom.oeffne(mongo.db);
    try {
      assert.equal(stroeme, 1);
      const frische = Array.from({ length: 50 }, () => abonniere(strom));
      const aufholende = Array.from({ length: 50 }, (_, i) => abonniere(strom, impulse[i % 9]?.cursor ?? ""));
      await reihe.weiter();
      for (const abo of frische) assert.deepEqual(spur(await abo.naechste(1)), reihe.spuren.slice(-1));
      for (const [i, abo] of aufholende.entries()) {
        const rest = reihe.spuren.slice((i % 9) + 1);
        assert.deepEqual(spur(await abo.naechste(rest.length)), rest);
      }
      assert.equal(stroeme, 2);
    } finally {
      mongo.client.off("commandStarted", zaehle);
      await strom.schliesse();
    }
  });

  it("verlässt die Datenbank nur mit dem Puls", async () => {
    const antworten: Document[] = [];
    const merke = ({ commandName, reply }: { commandName: string; reply: unknown }): void => {
      if (commandName === "getMore") antworten.push(reply as Document);
    };
    const strom = await MongoAenderungsstrom.oeffne(mongo.db);
    mongo.client.on("commandSucceeded", merke);
    try {
      const abo = abonniere(strom);
      await (await legeReihe(new MongoVorgangStore(mongo.db))).weiter();
      await abo.naechste(2);
      const ereignisse = antworten.flatMap(({ cursor }) => (cursor as { nextBatch: Document[] }).nextBatch);
      assert.equal(ereignisse.length, 2);
      for (const ereignis of ereignisse) assert.deepEqual(Object.keys(ereignis).sort(), ["_id", "puls", "vorgangId"]);
    } finally {
      mongo.client.off("commandSucceeded", merke);
      await strom.schliesse();
    }
  });

  it("geht über kill -9 der Datenbank hinweg ohne Lücke und Wiederholung weiter", async function () {
    this.timeout(60_000);
    const ordner = tempOrdner();
    const datenbank = await startEingebetteteDatenbank({
      datenVerzeichnis: ordner,
      binary: await testMongod(),
      melde: () => undefined,
    });
    const verbindung = await verbinde(datenbank.uri, { datenbank: "strom" });
    try {
      const store = new MongoVorgangStore(verbindung.db);
      const strom = await MongoAenderungsstrom.oeffne(verbindung.db);
      const abos = [abonniere(strom), abonniere(strom)];
      const reihe = await legeReihe(store);
      await reihe.weiter(5);
      const impulse = await abos[0]?.naechste(3);
      const pid = await laufenderMongod(join(ordner, "db"));
      assert.ok(pid);
      process.kill(pid, "SIGKILL");
      // A write that the crash catches would be unknown; each ping waits for the restarted server.
      while (!(await verbindung.ping()));
      await reihe.weiter(5);
      assert.deepEqual(spur((await abos[0]?.naechste(8)) ?? []), reihe.spuren.slice(3));
      assert.deepEqual(spur((await abos[1]?.naechste(11)) ?? []), reihe.spuren);
      // A cursor from before the crash, on an instance started after it.
      const neue = await MongoAenderungsstrom.oeffne(verbindung.db);
      const cursor = impulse?.[2]?.cursor ?? "";
      assert.deepEqual(spur(await abonniere(neue, cursor).naechste(8)), reihe.spuren.slice(3));
      await Promise.all([strom.schliesse(), neue.schliesse()]);
    } finally {
      await verbindung.schliesse();
      await datenbank.stoppe();
      rmSync(ordner, { recursive: true, force: true });
    }
  });

  it("geht über den Tod des Primären hinweg ohne Lücke und Wiederholung weiter", async function () {
    this.timeout(90_000);
    const knoten = await starteDreiKnoten();
    const verbindung = await verbinde(knoten.uri, { datenbank: "strom" });
    try {
      const store = new MongoVorgangStore(verbindung.db);
      const strom = await MongoAenderungsstrom.oeffne(verbindung.db);
      const abo = abonniere(strom);
      let vorgang = neuerVorgang();
      await store.legeAn(vorgang);
      for (let schritt = 0; schritt < 20; schritt++) {
        if (schritt === 5) await knoten.toetePrimaer();
        const naechste = aenderung(vorgang, { neueDatensaetze: [] });
        // Unknown: the version tells whether it was carried out.
        for (let geschrieben = false; !geschrieben;)
          try {
            await store.schreibe(vorgang, naechste);
            geschrieben = true;
          } catch (fehler) {
            assert.ok(fehler instanceof ErgebnisUnbekannt);
          }
        vorgang = wendeAn(vorgang, naechste);
      }
      // The new primary is there, so nothing is left to wait for: not 15 s until the driver gives the old one up.
      const seit = Date.now();
      const impulse = await abo.naechste(21);
      assert.ok(Date.now() - seit < 5_000, "the stream found the new primary as fast as the writes did");
      const versionen = impulse.map(({ version }) => version);
      assert.deepEqual(
        versionen,
        Array.from({ length: 21 }, (_, i) => i + 1),
      );
      assert.equal((await store.lade(vorgang.id, { art: "ALLE" }))?.version, 21);
      await strom.schliesse();
    } finally {
      await verbindung.schliesse();
      await knoten.stoppe();
    }
  });
});
