import assert from "node:assert/strict";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import type { AddressInfo } from "node:net";
import {
  MongoClient,
  MongoNetworkError,
  MongoServerError,
  MongoServerSelectionError,
  MongoWriteConcernError,
} from "mongodb";
import type { CommandStartedEvent } from "mongodb";
import { startEingebetteteDatenbank } from "../../src/store/mongod/eingebettet.js";
import { freierPort } from "../../src/store/mongod/port.js";
import { starteMongod } from "../../src/store/mongod/prozess.js";
import { istDoppelterSchluessel, istErgebnisUnbekannt, verbinde } from "../../src/store/verbindung.js";
import { tempOrdner, testDatenbank, testMongod } from "../helfer/mongo.js";

describe("Verbindung zur Datenbank", () => {
  const mongo = testDatenbank("verbindung");

  async function fehlerVon(versprechen: Promise<unknown>): Promise<unknown> {
    return versprechen.then(
      () => assert.fail("erwartet war ein Fehler"),
      (grund: unknown) => grund,
    );
  }

  it("schreibt mit Mehrheit und Journal, auch wenn die URI weniger verlangt", async () => {
    const v = await verbinde(
      `${mongo.uri}&w=1&journal=false&wtimeoutMS=1&readConcernLevel=local&readPreference=secondary&retryWrites=false`,
      {
        datenbank: mongo.name,
        monitorCommands: true,
      },
    );
    const gesendet: CommandStartedEvent[] = [];
    v.client.on("commandStarted", (ereignis) => gesendet.push(ereignis));
    await v.db.collection("a").insertOne({ x: 1 });
    await v.db.collection("a").findOne({ x: 1 });
    await v.schliesse();
    const schreiben = gesendet.find(({ commandName }) => commandName === "insert")?.command;
    assert.deepEqual(schreiben?.["writeConcern"], { w: "majority", j: true, wtimeout: 20_000 });
    assert.ok(schreiben?.["txnNumber"] !== undefined, "wiederholbar");
    const lesen = gesendet.find(({ commandName }) => commandName === "find")?.command;
    assert.partialDeepStrictEqual(JSON.parse(JSON.stringify(lesen)), { readConcern: { level: "majority" } });
  });

  it("ping sagt ja, solange die Datenbank antwortet, und ohne sie bald nein", async () => {
    const ordner = tempOrdner();
    const binary = await testMongod();
    const eigene = await startEingebetteteDatenbank({ datenVerzeichnis: ordner, binary, melde: () => undefined });
    const v = await verbinde(eigene.uri, { datenbank: "x" });
    assert.equal(await v.ping(), true);
    await eigene.stoppe();
    assert.equal(await v.ping(), false);
    await v.schliesse();
    rmSync(ordner, { recursive: true, force: true });
  });

  it("verweigert einen Server, der zu keinem Replica Set gehört", async () => {
    const dbPfad = tempOrdner();
    const port = await freierPort();
    const einzelner = starteMongod({ programm: await testMongod(), dbPfad, port, cacheGB: 0.25 });
    await assert.rejects(verbinde(`mongodb://127.0.0.1:${port}/?directConnection=true`, { datenbank: "x" }), {
      code: "DATENBANK_UNGEEIGNET",
      message: /zu keinem Replica Set/,
    });
    await einzelner.beende();
    rmSync(dbPfad, { recursive: true, force: true });
  });

  it("nennt einen unerreichbaren Server beim Namen, aber nicht dessen Adresse", async () => {
    const uri = `mongodb://geheim:kennwort@127.0.0.1:${await freierPort()}/`;
    await assert.rejects(verbinde(uri, { datenbank: "x", wartezeitMs: 300 }), (fehler: Error & { code?: string }) => {
      assert.equal(fehler.code, "DATENBANK_UNERREICHBAR");
      assert.doesNotMatch(fehler.message, /kennwort|127\.0\.0\.1/);
      return true;
    });
    await assert.rejects(verbinde("http://kennwort@x", { datenbank: "x" }), {
      code: "DATENBANK_UNERREICHBAR",
      message: /keine gültige MongoDB-URI/,
    });
  });

  it("erkennt den doppelten Schlüssel als Ablehnung", async () => {
    const sammlung = mongo.db.collection<{ _id: string }>("doppelt");
    await sammlung.insertOne({ _id: "a" });
    const fehler = await fehlerVon(sammlung.insertOne({ _id: "a" }));
    assert.equal(istDoppelterSchluessel(fehler), true);
    assert.equal(istErgebnisUnbekannt(fehler), false);
  });

  it("hält eine Ablehnung durch den Server für nicht ausgeführt", async () => {
    const fehler = await fehlerVon(mongo.db.collection("a").updateOne({ x: 1 }, { $set: { _id: 2 } }));
    assert.equal((fehler as MongoServerError).code, 66);
    assert.equal(istErgebnisUnbekannt(fehler), false);
    assert.equal(istDoppelterSchluessel(fehler), false);
  });

  it("hält jeden anderen Fehler des Treibers für ein unbekanntes Ergebnis", async () => {
    const zu = new MongoClient(`mongodb://127.0.0.1:${await freierPort()}/`, { serverSelectionTimeoutMS: 200 });
    const nichtGefunden = await fehlerVon(zu.db("x").collection("y").insertOne({}));
    await zu.close();
    assert.ok(nichtGefunden instanceof MongoServerSelectionError);
    const abgetreten = new MongoServerError({ message: "not primary", code: 10_107 });
    const abgelehntAmEnde = new MongoServerError({ message: "x", code: 11_000, errorLabels: ["RetryableWriteError"] });
    const ohneMehrheit = new MongoWriteConcernError({ writeConcernError: { code: 64, errmsg: "timeout" }, ok: 1 });
    for (const fehler of [nichtGefunden, new MongoNetworkError("weg"), abgetreten, abgelehntAmEnde, ohneMehrheit])
      assert.equal(istErgebnisUnbekannt(fehler), true, (fehler as Error).name);
    const masse = mongo.db.collection<{ _id: string }>("masse");
    const teilweise = await fehlerVon(masse.insertMany([{ _id: "a" }, { _id: "a" }]));
    assert.equal(await masse.countDocuments(), 1);
    assert.equal(istErgebnisUnbekannt(teilweise), true, "von der Menge ist ein Teil geschrieben");
  });

  it("hält auch den Fehler einer Leitung dafür, den der Treiber unverpackt weitergibt", async () => {
    const server = createServer({ allowHalfOpen: true }, (leitung) => leitung.end()).listen(0, "127.0.0.1");
    await once(server, "listening");
    // What mongod does when it is killed: its end of the line closes, and the driver writes the next command to it.
    const leitung = connect({ port: (server.address() as AddressInfo).port, host: "127.0.0.1" });
    leitung.on("error", () => undefined);
    leitung.resume();
    await once(leitung, "end");
    const fehler = await new Promise((fertig) => leitung.write("x", fertig));
    leitung.destroy();
    server.close();
    assert.equal((fehler as { code?: string }).code, "EPIPE");
    assert.equal(istErgebnisUnbekannt(fehler), true);
  });

  it("hält einen Programmfehler nicht für einen Fehler der Datenbank", () => {
    assert.equal(istErgebnisUnbekannt(new TypeError("x")), false);
    assert.equal(istErgebnisUnbekannt(Object.assign(new Error("x"), { code: "ERR_INVALID_ARG_VALUE" })), false);
    assert.equal(istErgebnisUnbekannt(undefined), false);
  });
});
