import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { MongoAntwortpost } from "../../src/store/antwortpost.mongo.js";
import { erzeugeIndizes } from "../../src/store/indizes.js";
import { MongoVorgangStore } from "../../src/store/vorgang-store.mongo.js";
import { testDatenbank } from "../helfer/mongo.js";
import { spuren } from "../helfer/spuren.js";
import { neueAntwort, vertragAntwortpost } from "./antwortpost.contract.js";
import { offenerVorgang, um } from "./beispiele.js";

describe("MongoAntwortpost", () => {
  const mongo = testDatenbank("antwortpost");
  before(() => erzeugeIndizes(mongo.db));

  async function leer(): Promise<MongoAntwortpost> {
    await mongo.db.collection("antwortpost").deleteMany({});
    await mongo.db.collection("vorgaenge").deleteMany({});
    return new MongoAntwortpost(mongo.db, { neueId: randomUUID });
  }
  vertragAntwortpost(leer);

  const mitWort = (wort: string) => ({ inhalt: { text: wort, buendel: null } });

  it("once handed over nothing of its words is left in the database", async () => {
    const post = await leer();
    await post.lege(neueAntwort(mitWort("Wundauflage")));
    assert.deepEqual(await spuren(mongo.db, ["Wundauflage"]), ["antwortpost: Wundauflage"]);
    const beansprucht = await post.beanspruche(["KIM"], um(1), 60_000);
    assert.ok(beansprucht);
    await post.beginneUebergabe(beansprucht, "<a@hkp>", um(1));
    await post.vermerke(beansprucht, { zustand: "UEBERGEBEN", naechsterVersuch: null, grund: null }, um(1));
    assert.deepEqual(await spuren(mongo.db, ["Wundauflage"]), []);
  });

  it("goes with its Vorgang; what was written after the deletion, or about another one, stays", async () => {
    const post = await leer();
    const store = new MongoVorgangStore(mongo.db);
    const geloescht = offenerVorgang({ status: "GELOESCHT", geaendertAm: um(10) });
    const offen = offenerVorgang({ geaendertAm: um(10) });
    await store.legeAn(geloescht);
    await store.legeAn(offen);
    const lege = (wort: string, vorgangId: string | null, minute: number) =>
      post.lege(
        neueAntwort({
          ...mitWort(wort),
          vorgangId,
          zu: { absender: "a@b.test", nachrichtId: wort },
          erstelltAm: um(minute),
        }),
      );
    await lege("vorher", geloescht.id, 9);
    await lege("nachher", geloescht.id, 10);
    await lege("anderer", offen.id, 9);
    await lege("keiner", null, 9);
    await post.raeumeAuf(um(11));
    assert.deepEqual(
      (await mongo.db.collection("antwortpost").find().toArray())
        .map(({ inhalt }) => (inhalt as { text: string }).text)
        .sort(),
      ["anderer", "keiner", "nachher"],
    );
  });
});
