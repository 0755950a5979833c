import assert from "node:assert/strict";
import { erzeugeIndizes, INDIZES } from "../../src/store/indizes.js";
import type { Indexzeile } from "../../src/store/indizes.js";
import { testDatenbank } from "../helfer/mongo.js";

const ZEILEN: readonly Indexzeile[] = [
  { sammlung: "dinge", name: "nummer", schluessel: { nummer: 1 }, optionen: { unique: true } },
  {
    sammlung: "dinge",
    name: "faellig",
    schluessel: { status: 1, faellig: -1 },
    optionen: { partialFilterExpression: { status: "OFFEN" } },
  },
  { sammlung: "anderes", name: "nummer", schluessel: { nummer: 1 }, optionen: { expireAfterSeconds: 60 } },
];

describe("Indizes", () => {
  const mongo = testDatenbank("indizes");
  const eine = (zeile: Partial<Indexzeile>): Indexzeile[] => [
    { sammlung: "dinge", name: "nummer", schluessel: { nummer: 1 }, optionen: { unique: true }, ...zeile },
  ];

  it("entstehen wie in der Tabelle, auch bei mehreren Instanzen zugleich und beim zweiten Mal", async () => {
    await Promise.all([erzeugeIndizes(mongo.db, ZEILEN), erzeugeIndizes(mongo.db, ZEILEN)]);
    await erzeugeIndizes(mongo.db, ZEILEN);
    const dinge = await mongo.db.collection("dinge").indexes();
    assert.deepEqual(
      dinge.map(({ name, key, unique, partialFilterExpression }) => ({ name, key, unique, partialFilterExpression })),
      [
        { name: "_id_", key: { _id: 1 }, unique: undefined, partialFilterExpression: undefined },
        { name: "nummer", key: { nummer: 1 }, unique: true, partialFilterExpression: undefined },
        {
          name: "faellig",
          key: { status: 1, faellig: -1 },
          unique: undefined,
          partialFilterExpression: { status: "OFFEN" },
        },
      ],
    );
    assert.equal((await mongo.db.collection("anderes").indexes())[1]?.expireAfterSeconds, 60);
  });

  for (const [fall, zeile] of [
    ["anderem Schlüssel", { schluessel: { anders: 1 } }],
    ["anderen Optionen", { optionen: {} }],
    ["anderem Namen für dieselbe Definition", { name: "zweitname" }],
  ] as const)
    it(`verweigern den Start bei ${fall} und nennen den Index`, async () => {
      await erzeugeIndizes(mongo.db, ZEILEN);
      await assert.rejects(erzeugeIndizes(mongo.db, eine(zeile)), {
        code: "INDEX_WIDERSPRUCH",
        message: new RegExp(`Sammlung dinge, Index ${"name" in zeile ? zeile.name : "nummer"}\\.`),
      });
    });

  it("verweigern den Start, wenn vorhandene Daten der Eindeutigkeit widersprechen", async () => {
    await mongo.db.collection("mehrfach").insertMany([{ nummer: 1 }, { nummer: 1 }]);
    await assert.rejects(erzeugeIndizes(mongo.db, eine({ sammlung: "mehrfach" })), { code: "INDEX_WIDERSPRUCH" });
  });

  it("lassen keine doppelte Zeile in der Tabelle zu", async () => {
    await assert.rejects(erzeugeIndizes(mongo.db, [...ZEILEN, ...eine({})]), /dinge\.nummer steht zweimal/);
  });

  it("des Produkts lassen sich anlegen", async () => {
    await erzeugeIndizes(mongo.db);
    for (const { sammlung, name } of INDIZES) assert.ok(await mongo.db.collection(sammlung).indexExists(name));
  });
});
