import assert from "node:assert/strict";
import { MongoEinstellungsspeicher } from "../../src/store/einstellungen.mongo.js";
import { EinstellungenImSpeicher } from "../helfer/einstellungen.js";
import { testDatenbank } from "../helfer/mongo.js";
import { um } from "./beispiele.js";
import { vertragEinstellungen } from "./einstellungen.contract.js";

describe("MongoEinstellungsspeicher", () => {
  const mongo = testDatenbank("einstellungen");

  vertragEinstellungen(async () => {
    await mongo.db.collection("einstellungen").deleteMany({});
    return new MongoEinstellungsspeicher(mongo.db);
  });

  it("ein Dokument je Teilnehmer, mit schemaVersion", async () => {
    const sammlung = mongo.db.collection<{ _id: string }>("einstellungen");
    await sammlung.deleteMany({});
    const einstellungen = {
      kanaele: ["PORTAL"],
      alarmeUeberAlleKanaele: false,
      alleInformationen: true,
      informationen: [],
      ruhezeiten: [],
      dringendTrotzdem: true,
      sammelzeit: null,
    } as const;
    const stand = { einstellungen, version: 1, geaendertAm: um(1) };
    await new MongoEinstellungsspeicher(mongo.db).schreibe("KOSTENTRAEGER:109500969", stand, null);
    assert.deepEqual(await sammlung.find().toArray(), [
      { _id: "KOSTENTRAEGER:109500969", schemaVersion: 1, ...stand, anfragen: [] },
    ]);
  });
});

describe("EinstellungenImSpeicher (test double)", () => {
  vertragEinstellungen(async () => new EinstellungenImSpeicher());
});
