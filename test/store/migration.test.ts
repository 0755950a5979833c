import type { Document } from "mongodb";
import assert from "node:assert/strict";
import { MIGRATIONEN, migriere } from "../../src/store/migration.js";
import type { Migration } from "../../src/store/migration.js";
import { testDatenbank } from "../helfer/mongo.js";

/** A gate that the test opens. */
function tor(): { auf: () => void; offen: Promise<void> } {
  let auf = (): void => undefined;
  const offen = new Promise<void>((fertig) => (auf = fertig));
  return { auf, offen };
}

describe("Migration beim Start", () => {
  const mongo = testDatenbank("migration");
  let meldungen: string[];
  const melde = (text: string): void => void meldungen.push(text);

  /** The example: one field becomes two. */
  const NAMEN: Migration = {
    nummer: 1,
    name: "Namen trennen",
    fuehreAus: async ({ hebe }) => {
      const teile = { $split: ["$name", " "] };
      await hebe("personen", 1, [
        { $set: { vorname: { $arrayElemAt: [teile, 0] }, nachname: { $arrayElemAt: [teile, 1] } } },
        { $unset: "name" },
      ]);
    },
  };

  beforeEach(async () => {
    meldungen = [];
    await mongo.db.dropDatabase();
    await mongo.db.collection<Document & { _id: number }>("personen").insertMany([
      { _id: 1, schemaVersion: 1, name: "Ada Muster" },
      { _id: 2, schemaVersion: 1, name: "Bo Beispiel" },
      { _id: 3, schemaVersion: 2, vorname: "Cy", nachname: "Schon" },
    ]);
  });

  const personen = (): Promise<unknown[]> => mongo.db.collection("personen").find().sort({ _id: 1 }).toArray();
  const stand = (): Promise<Record<string, unknown> | null> => mongo.db.collection("migration").findOne();
  const UMGESTELLT = [
    { _id: 1, schemaVersion: 2, vorname: "Ada", nachname: "Muster" },
    { _id: 2, schemaVersion: 2, vorname: "Bo", nachname: "Beispiel" },
    { _id: 3, schemaVersion: 2, vorname: "Cy", nachname: "Schon" },
  ];

  it("hebt die Dokumente der alten Form und merkt sich den Stand", async () => {
    await migriere(mongo.db, { migrationen: [NAMEN], melde });
    assert.deepEqual(await personen(), UMGESTELLT);
    const dokument = await stand();
    assert.deepEqual([dokument?.["stand"], dokument?.["inhaber"], dokument?.["zaun"]], [1, null, 1]);
    await migriere(mongo.db, { migrationen: [NAMEN], melde });
    assert.equal((await stand())?.["zaun"], 1, "beim zweiten Start nichts zu tun");
    assert.deepEqual(meldungen, ["Daten werden umgestellt: 1 Namen trennen …"]);
  });

  it("läuft bei zwei Instanzen zugleich einmal, und die andere wartet auf das Ende", async () => {
    const [begonnen, weiter] = [tor(), tor()];
    let laeufe = 0;
    const langsam: Migration = {
      ...NAMEN,
      fuehreAus: async (kontext) => {
        laeufe++;
        begonnen.auf();
        await weiter.offen;
        await NAMEN.fuehreAus(kontext);
      },
    };
    const fertig: string[] = [];
    const lauf = async (name: string): Promise<void> => {
      await migriere(mongo.db, {
        migrationen: [langsam],
        leaseMs: 3_000,
        melde: (text) => {
          if (text.startsWith("Eine andere Instanz")) weiter.auf();
        },
      });
      assert.deepEqual(await personen(), UMGESTELLT, `${name} sieht die neue Form`);
      fertig.push(name);
    };
    const beide = Promise.all([lauf("A"), lauf("B")]);
    await begonnen.offen;
    assert.deepEqual(fertig, []);
    await beide;
    assert.equal(laeufe, 1);
    assert.equal((await stand())?.["zaun"], 1);
  });

  it("verlängert die Lease, solange gearbeitet wird", async () => {
    const gesehen: number[] = [];
    const lang: Migration = {
      ...NAMEN,
      fuehreAus: async () => {
        // Until the end of the lease was moved twice by the heartbeat.
        while (new Set(gesehen).size < 3) gesehen.push(((await stand())?.["gueltigBis"] as Date).getTime());
      },
    };
    await migriere(mongo.db, { migrationen: [lang], leaseMs: 300, melde });
    assert.equal((await stand())?.["stand"], 1);
  });

  it("wird von der nächsten Instanz übernommen, wenn der Inhaber gestorben ist, und macht dort weiter", async () => {
    // What a killed holder leaves behind: the lease, and half of the documents lifted.
    await mongo.db.collection<Document & { _id: string }>("migration").insertOne({
      _id: "schema",
      schemaVersion: 1,
      stand: 0,
      inhaber: "gestorben",
      zaun: 7,
      gueltigBis: new Date(Date.now() + 700),
    });
    await mongo.db
      .collection<Document & { _id: number }>("personen")
      .updateOne({ _id: 1 }, { $set: { schemaVersion: 2, vorname: "Ada", nachname: "Muster" }, $unset: { name: "" } });
    await migriere(mongo.db, { migrationen: [NAMEN], leaseMs: 1_000, melde });
    assert.deepEqual(await personen(), UMGESTELLT);
    assert.equal((await stand())?.["zaun"], 8);
    assert.deepEqual(meldungen, [
      "Eine andere Instanz stellt gerade die Daten um; es wird auf sie gewartet.",
      "Daten werden umgestellt: 1 Namen trennen …",
    ]);
  });

  it("zählt nicht, was ein überholter Inhaber noch fertig meldet, und bricht dessen Arbeit ab", async () => {
    let erster = true;
    let abgebrochen = false;
    const ueberholt: Migration = {
      ...NAMEN,
      fuehreAus: async (kontext) => {
        if (erster) {
          erster = false;
          // Another instance took the lease and died at once.
          await mongo.db
            .collection("migration")
            .updateOne({}, { $set: { inhaber: "andere", gueltigBis: new Date(0) }, $inc: { zaun: 1 } });
          await new Promise((fertig) => kontext.signal.addEventListener("abort", fertig));
          abgebrochen = true;
          await assert.rejects(kontext.hebe("personen", 1, []));
          return;
        }
        await NAMEN.fuehreAus(kontext);
      },
    };
    await migriere(mongo.db, { migrationen: [ueberholt], leaseMs: 300, melde });
    assert.equal(abgebrochen, true);
    assert.deepEqual(await personen(), UMGESTELLT);
    assert.equal((await stand())?.["zaun"], 3);
    assert.ok(meldungen.includes("Die Umstellung der Daten ist an eine andere Instanz übergegangen."));
  });

  it("gibt die Lease nach einem Fehler frei und beginnt beim nächsten Start mit der gescheiterten", async () => {
    const zweite: Migration = {
      nummer: 2,
      name: "kaputt",
      fuehreAus: () => Promise.reject(new Error("Fehler im Schritt")),
    };
    await assert.rejects(migriere(mongo.db, { migrationen: [NAMEN, zweite], melde }), /Fehler im Schritt/);
    const danach = await stand();
    assert.deepEqual([danach?.["stand"], danach?.["inhaber"]], [1, null]);
    let laeufe = 0;
    const heil: Migration = { ...zweite, fuehreAus: async () => void laeufe++ };
    const erneutVerboten: Migration = { ...NAMEN, fuehreAus: () => Promise.reject(new Error("lief schon")) };
    await migriere(mongo.db, { migrationen: [erneutVerboten, heil], melde });
    assert.equal(laeufe, 1);
    assert.equal((await stand())?.["stand"], 2);
  });

  it("verweigert Daten einer neueren Programmversion", async () => {
    await migriere(mongo.db, { migrationen: [NAMEN], melde });
    await assert.rejects(migriere(mongo.db, { migrationen: [], melde }), { code: "SCHEMA_NEUER" });
  });

  it("duldet keine Lücke in der Nummerierung", async () => {
    await assert.rejects(migriere(mongo.db, { migrationen: [{ ...NAMEN, nummer: 2 }], melde }), /Nummer 2 statt 1/);
  });

  it("Einstellungen und beantwortete Anfragen von früher: nicht über alle Kanäle", async () => {
    const einstellungen = { kanaele: ["KIM"], informationen: [] };
    const stand = { einstellungen, version: 1 };
    const sammlung = mongo.db.collection<Document & { _id: string }>("einstellungen");
    await sammlung.insertMany([
      { _id: "A", ...stand, anfragen: [{ anfrageId: "x", stand }] },
      { _id: "B", ...stand, anfragen: [] },
      { _id: "C", einstellungen: { ...einstellungen, alarmeUeberAlleKanaele: true }, version: 1, anfragen: [] },
    ]);
    await migriere(mongo.db, { migrationen: MIGRATIONEN, melde });
    const gehoben = { einstellungen: { ...einstellungen, alarmeUeberAlleKanaele: false }, version: 1 };
    assert.deepEqual(await sammlung.find().sort({ _id: 1 }).toArray(), [
      { _id: "A", ...gehoben, anfragen: [{ anfrageId: "x", stand: gehoben }] },
      { _id: "B", ...gehoben, anfragen: [] },
      { _id: "C", einstellungen: { ...einstellungen, alarmeUeberAlleKanaele: true }, version: 1, anfragen: [] },
    ]);
  });

  it("stellt eine neue Datenbank nicht um und sagt auch nichts davon", async () => {
    await mongo.db.dropDatabase();
    meldungen.length = 0;
    await migriere(mongo.db, { melde });
    assert.equal((await stand())?.["stand"], MIGRATIONEN.length);
    assert.deepEqual(meldungen, []);
  });

  it("des Produkts hebt Vorgänge, die vor den Fristen und Zuweisungen gespeichert wurden", async () => {
    await mongo.db.dropDatabase();
    await mongo.db.collection("vorgaenge").insertOne({ status: "OFFEN" });
    await migriere(mongo.db, { melde });
    const gehoben = await mongo.db.collection("vorgaenge").findOne();
    assert.deepEqual([gehoben?.["naechsteFristAm"], gehoben?.["zuweisung"]], [new Date(0), null]);
  });
});
