import assert from "node:assert/strict";
import { geraetelease, MongoGeraetespeicher } from "../../src/store/timgeraet.mongo.js";
import { Merkgeraet } from "../helfer/geraetespeicher.js";
import { testDatenbank } from "../helfer/mongo.js";
import { vertragGeraetespeicher } from "./geraetespeicher.contract.js";

const MXID = "@gateway:tim.hkp-sandbox.test";

describe("Merkgeraet", () => {
  vertragGeraetespeicher(() => {
    const geraet = new Merkgeraet();
    return Promise.resolve({ speicher: geraet.nimm(), uebernimm: () => Promise.resolve(geraet.nimm()) });
  });
});

describe("MongoGeraetespeicher", () => {
  const mongo = testDatenbank("timgeraet");

  async function nimm(mxid: string, leaseMs: number): Promise<MongoGeraetespeicher> {
    const lease = (await geraetelease(mongo.db, mxid).nimmLease("einer", leaseMs)) ?? assert.fail("lease");
    return new MongoGeraetespeicher(mongo.db, mxid, lease);
  }

  vertragGeraetespeicher(async () => {
    await mongo.db.dropDatabase();
    // Over at once, so that the next one may take it.
    return { speicher: await nimm(MXID, 0), uebernimm: () => nimm(MXID, 60_000) };
  });

  it("zwei Konten stören einander nicht, und weder MXID noch Inhalt sind im Klaren abgelegt", async () => {
    await mongo.db.dropDatabase();
    const erstes = await nimm(MXID, 60_000);
    const zweites = await nimm("@anderes:tim.hkp-sandbox.test", 60_000);
    await erstes.schreibe({ geaendert: [{ ort: "ff", inhalt: Uint8Array.of(1) }], geloescht: [] });
    await zweites.schreibe({ geaendert: [], geloescht: ["ff"] });
    assert.equal((await erstes.lade()).length, 1);
    assert.equal((await zweites.lade()).length, 0);
    const roh = JSON.stringify(await mongo.db.collection("timgeraete").find().toArray());
    assert.ok(!roh.includes("gateway"));
  });

  it("eine Instanz, die ihr Lease zurückgegeben hat, schreibt nicht mehr", async () => {
    await mongo.db.dropDatabase();
    const lease = (await geraetelease(mongo.db, MXID).nimmLease("einer", 60_000)) ?? assert.fail("lease");
    const speicher = new MongoGeraetespeicher(mongo.db, MXID, lease);
    await geraetelease(mongo.db, MXID).gibZurueck(lease);
    await assert.rejects(speicher.schreibe({ geaendert: [], geloescht: [] }), { name: "GeraetVerloren" });
  });
});
