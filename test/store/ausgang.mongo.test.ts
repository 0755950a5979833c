import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { Document } from "mongodb";
import { MongoAusgang } from "../../src/store/ausgang.mongo.js";
import { erzeugeIndizes } from "../../src/store/indizes.js";
import { MongoVorgangStore } from "../../src/store/vorgang-store.mongo.js";
import { testDatenbank } from "../helfer/mongo.js";
import { auftrag, offenerVorgang, um } from "./beispiele.js";
import { vertragAusgang } from "./ausgang.contract.js";

describe("MongoAusgang", () => {
  const mongo = testDatenbank("ausgang", { monitorCommands: true });
  before(() => erzeugeIndizes(mongo.db));

  async function leer() {
    await mongo.db.collection("vorgaenge").deleteMany({});
    return { ausgang: new MongoAusgang(mongo.db, { neueId: randomUUID }), store: new MongoVorgangStore(mongo.db) };
  }
  vertragAusgang(leer);

  it("Urteil und Ersatz sind ein Schreiben: ein Absturz lässt beides oder keines", async () => {
    const { ausgang, store } = await leer();
    const ersatzkanaele = [{ kanal: "TIM", auftragId: randomUUID() }] as const;
    await store.legeAn(offenerVorgang({ alarmstand: 1, ausgang: [auftrag({ ersatzkanaele })] }));
    const beanspruchter = await ausgang.beanspruche(["KIM"], um(1), 60_000);
    assert.ok(beanspruchter);
    const schreibende: string[] = [];
    const merke = ({ commandName }: { readonly commandName: string }): void => {
      if (["update", "findAndModify", "insert"].includes(commandName)) schreibende.push(commandName);
    };
    mongo.client.on("commandStarted", merke);
    await ausgang.vermerke(beanspruchter, { zustand: "UNZUSTELLBAR", naechsterVersuch: null, grund: null }, um(1));
    mongo.client.off("commandStarted", merke);
    assert.deepEqual(schreibende, ["update"]);
    const danach = await store.lade(beanspruchter.vorgang.id, { art: "ALLE" });
    assert.deepEqual(
      danach?.ausgang.map(({ zustand }) => zustand),
      ["UNZUSTELLBAR", "WARTET"],
    );
  });

  it("liest beim Beanspruchen nur den einen Vorgang, wie viele auch warten", async () => {
    const { ausgang, store } = await leer();
    for (let i = 0; i < 50; i++)
      await store.legeAn(offenerVorgang({ alarmstand: 1, ausgang: [auftrag({ kanal: i === 49 ? "KIM" : "TIM" })] }));
    const befehle: Document[] = [];
    mongo.client.on("commandStarted", ({ commandName, command }) => {
      if (commandName === "findAndModify") befehle.push(command);
    });
    assert.ok(await ausgang.beanspruche(["KIM"], um(1), 60_000));
    assert.equal(befehle.length, 1);
    const { findAndModify, query, hint } = befehle[0] ?? {};
    const antwort = await mongo.db.command({
      explain: { find: findAndModify as string, filter: query as Document, hint: hint as Document, limit: 1 },
      verbosity: "executionStats",
    });
    const { totalDocsExamined } = (antwort as { executionStats: { totalDocsExamined: number } }).executionStats;
    assert.equal(totalDocsExamined, 0, "the claimed one is no longer due, the others fail in the index");
  });
});
