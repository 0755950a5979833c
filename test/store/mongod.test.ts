import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { setTimeout as warte } from "node:timers/promises";
import { startEingebetteteDatenbank } from "../../src/store/mongod/eingebettet.js";
import type { EingebetteteDatenbank } from "../../src/store/mongod/eingebettet.js";
import { beendeVerwaisten, laufenderMongod } from "../../src/store/mongod/verwaist.js";
import { verbinde } from "../../src/store/verbindung.js";
import { tempOrdner, testMongod } from "../helfer/mongo.js";

const KIND = fileURLToPath(new URL("../helfer/datenbank-kind.js", import.meta.url));

/** All processes, whatever their kind, whose command line names this folder: mongod and its Waechter. */
function prozesseAuf(ordner: string, ausser?: number): number[] {
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid && pid !== ausser)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(ordner);
      } catch {
        return false;
      }
    });
}

async function bis(bedingung: () => boolean | Promise<boolean>, fristMs = 15_000): Promise<void> {
  const ende = Date.now() + fristMs;
  while (!(await bedingung())) {
    if (Date.now() > ende) throw new Error("Die Bedingung ist nicht eingetreten.");
    await warte(30);
  }
}

async function schreibe(uri: string, wert: string): Promise<void> {
  const v = await verbinde(uri, { datenbank: "probe" });
  await v.db.collection("werte").insertOne({ wert });
  await v.schliesse();
}

async function liesAlle(uri: string): Promise<unknown[]> {
  const v = await verbinde(uri, { datenbank: "probe" });
  const alle = await v.db.collection("werte").find().sort({ _id: 1 }).toArray();
  await v.schliesse();
  return alle.map((dokument) => dokument["wert"] as unknown);
}

describe("eingebettete Datenbank", () => {
  let binary: string;
  let ordner: string;
  let dbPfad: string;
  let laufende: EingebetteteDatenbank[];
  let kinder: ChildProcess[];
  let meldungen: string[];

  before(async function () {
    this.timeout(180_000);
    binary = await testMongod();
  });

  beforeEach(() => {
    ordner = tempOrdner();
    dbPfad = join(ordner, "db");
    laufende = [];
    kinder = [];
    meldungen = [];
  });

  afterEach(async () => {
    for (const kind of kinder) kind.kill("SIGKILL");
    for (const datenbank of laufende) await datenbank.stoppe();
    // Only a test that failed leaves one.
    await beendeVerwaisten(dbPfad);
    await bis(() => prozesseAuf(ordner).length === 0);
    rmSync(ordner, { recursive: true, force: true });
  });

  async function starte(): Promise<EingebetteteDatenbank> {
    const melde = (text: string): void => void meldungen.push(text);
    const datenbank = await startEingebetteteDatenbank({ datenVerzeichnis: ordner, binary, melde });
    laufende.push(datenbank);
    return datenbank;
  }

  /** The stand-in of the gateway in a process of its own, up to its first line that is not a message. */
  async function starteKind(): Promise<{ kind: ChildProcess; zeile: string }> {
    const kind = spawn(process.execPath, [KIND, ordner, binary], { stdio: ["ignore", "pipe", "inherit"] });
    kinder.push(kind);
    for await (const zeile of createInterface({ input: kind.stdout }))
      if (!zeile.startsWith("meldung ")) return { kind, zeile };
    throw new Error("Das Kind endete ohne Antwort.");
  }

  async function mongodPid(): Promise<number> {
    const pid = await laufenderMongod(dbPfad);
    assert.ok(pid !== undefined, "mongod läuft");
    return pid;
  }

  it("behält die Daten über Stopp und Start und lässt keinen Prozess zurück", async () => {
    const erste = await starte();
    await schreibe(erste.uri, "eins");
    assert.equal(prozesseAuf(ordner).length, 2, "mongod und Wächter");
    await erste.stoppe();
    assert.deepEqual(prozesseAuf(ordner), []);
    await erste.stoppe();

    const zweite = await starte();
    await schreibe(zweite.uri, "zwei");
    assert.deepEqual(await liesAlle(zweite.uri), ["eins", "zwei"]);
  });

  it("lässt die Transaktion eines getöteten Gateways 10 s stehen, nicht 60", async () => {
    const v = await verbinde((await starte()).uri, { datenbank: "probe" });
    const werte = await v.db.admin().command({ getParameter: 1, transactionLifetimeLimitSeconds: 1 });
    assert.equal(werte["transactionLifetimeLimitSeconds"], 10);
    await v.schliesse();
  });

  it("wird auch auf einem anderen Port als beim ersten Mal Primärknoten", async () => {
    const erste = await starte();
    await schreibe(erste.uri, "eins");
    await erste.stoppe();
    rmSync(join(dbPfad, "gateway-port"));

    const zweite = await starte();
    assert.notEqual(zweite.uri, erste.uri);
    await schreibe(zweite.uri, "zwei");
    assert.deepEqual(await liesAlle(zweite.uri), ["eins", "zwei"]);
  });

  it("ist nach kill -9 des mongod am selben Ort wieder da, und der verbundene Treiber schreibt weiter", async () => {
    const datenbank = await starte();
    const v = await verbinde(datenbank.uri, { datenbank: "probe" });
    await v.db.collection("werte").insertOne({ wert: "vorher" });
    const alter = await mongodPid();
    process.kill(alter, "SIGKILL");
    await bis(() => meldungen.includes("Die Datenbank läuft wieder."));
    assert.notEqual(await mongodPid(), alter);
    await v.db.collection("werte").insertOne({ wert: "nachher" });
    assert.equal(await v.ping(), true);
    await v.schliesse();
    assert.deepEqual(await liesAlle(datenbank.uri), ["vorher", "nachher"]);
    assert.match(meldungen[0] ?? "", /unerwartet beendet \(Endecode 137\)/);
  });

  it("fängt sich auch, wenn nur der Wächter getötet wird", async () => {
    const datenbank = await starte();
    await schreibe(datenbank.uri, "vorher");
    const mongod = await mongodPid();
    const [waechter] = prozesseAuf(ordner, mongod);
    assert.ok(waechter !== undefined);
    process.kill(waechter, "SIGKILL");
    await bis(() => meldungen.includes("Die Datenbank läuft wieder."));
    assert.notEqual(await mongodPid(), mongod);
    assert.deepEqual(await liesAlle(datenbank.uri), ["vorher"]);
    assert.equal(prozesseAuf(ordner).length, 2, "der alte mongod ist weg");
  });

  it("lässt nach kill -9 des Gateways keinen Prozess zurück, und der nächste Start findet die Daten", async () => {
    const { kind, zeile } = await starteKind();
    await schreibe(zeile.replace("bereit ", ""), "vom Kind");
    assert.equal(prozesseAuf(ordner, kind.pid).length, 2);
    kind.kill("SIGKILL");
    await bis(() => prozesseAuf(ordner).length === 0);

    const datenbank = await starte();
    assert.deepEqual(await liesAlle(datenbank.uri), ["vom Kind"]);
  });

  it("startet sofort nach kill -9 des Gateways, während dessen Datenbank noch läuft", async () => {
    const { kind, zeile } = await starteKind();
    await schreibe(zeile.replace("bereit ", ""), "vom Kind");
    const weg = new Promise((fertig) => kind.once("exit", fertig));
    kind.kill("SIGKILL");
    await weg;
    const datenbank = await starte();
    assert.deepEqual(await liesAlle(datenbank.uri), ["vom Kind"]);
  });

  it("übernimmt eine Datenbank, deren Gateway und Wächter zugleich getötet wurden", async () => {
    const { kind, zeile } = await starteKind();
    await schreibe(zeile.replace("bereit ", ""), "verwaist");
    const mongod = await mongodPid();
    const [waechter] = prozesseAuf(ordner, mongod).filter((pid) => pid !== kind.pid);
    assert.ok(waechter !== undefined && kind.pid !== undefined);
    process.kill(kind.pid, "SIGSTOP");
    process.kill(waechter, "SIGKILL");
    kind.kill("SIGKILL");
    await bis(() => prozesseAuf(ordner).length === 1);
    assert.equal(await mongodPid(), mongod, "mongod hat beide überlebt");

    const datenbank = await starte();
    assert.ok(meldungen.includes("Die Datenbank eines abgebrochenen Gateways wurde übernommen."));
    assert.equal(existsSync(`/proc/${mongod}`) && prozesseAuf(ordner).includes(mongod), false);
    assert.deepEqual(await liesAlle(datenbank.uri), ["verwaist"]);
  });

  it("endet mit SIGTERM des Gateways in Ruhe", async () => {
    const { kind } = await starteKind();
    const ende = new Promise((fertig) => kind.once("exit", (code) => fertig(code)));
    kind.kill("SIGTERM");
    assert.equal(await ende, 0);
    assert.deepEqual(prozesseAuf(ordner), []);
  });

  it("verweigert einem zweiten Gateway denselben Datenordner, im selben und in einem anderen Prozess", async () => {
    const erste = await starte();
    await assert.rejects(starte(), { code: "DATENBANK_BELEGT", message: /DATEN_VERZEICHNIS/ });
    const { zeile } = await starteKind();
    assert.equal(zeile, "fehler DATENBANK_BELEGT");
    await schreibe(erste.uri, "unberührt");
  });

  it("hält einen fremden Prozess mit der Nummer aus mongod.lock nicht für seine Datenbank", async () => {
    const erste = await starte();
    await erste.stoppe();
    const fremder = spawn(process.execPath, ["-e", "setInterval(() => 0, 60000)"], { stdio: "ignore" });
    kinder.push(fremder);
    writeFileSync(join(dbPfad, "mongod.lock"), `${fremder.pid}\n`);
    assert.equal(await laufenderMongod(dbPfad), undefined);
    await starte();
    assert.equal(fremder.exitCode, null);
    assert.equal(fremder.signalCode, null);
  });
});
