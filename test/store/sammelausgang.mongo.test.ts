import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { MongoAusgang } from "../../src/store/ausgang.mongo.js";
import { erzeugeIndizes } from "../../src/store/indizes.js";
import { MongoSammelausgang } from "../../src/store/sammelausgang.mongo.js";
import { MongoVorgangStore } from "../../src/store/vorgang-store.mongo.js";
import { testDatenbank } from "../helfer/mongo.js";
import { auftrag, offenerVorgang, um } from "./beispiele.js";
import { vertragSammelausgang } from "./sammelausgang.contract.js";

describe("MongoSammelausgang", () => {
  const mongo = testDatenbank("sammelausgang");
  before(() => erzeugeIndizes(mongo.db));

  async function leer() {
    await mongo.db.collection("vorgaenge").deleteMany({});
    await mongo.db.collection("leases").deleteMany({});
    const ids = { neueId: randomUUID };
    return {
      sammelausgang: new MongoSammelausgang(mongo.db, ids),
      ausgang: new MongoAusgang(mongo.db, ids),
      store: new MongoVorgangStore(mongo.db),
    };
  }
  vertragSammelausgang(leer);

  it("liest von den Vorgängen nichts als ihre Id: ein großer Empfänger hat viele, und sie sind groß", async () => {
    const { sammelausgang, store } = await leer();
    const sammelbar = { sammelbar: true, naechsterVersuch: um(1) } as const;
    const vorgang = offenerVorgang({ ausgang: [auftrag(sammelbar)] });
    await store.legeAn(vorgang);
    const sammlung = await sammelausgang.beanspruche(["KIM"], um(1), 60_000);
    assert.ok(sammlung !== null && sammlung !== "BESETZT");
    assert.deepEqual(
      sammlung.posten.map((posten) => posten.vorgang),
      [{ id: vorgang.id }],
    );
  });

  it("ein Schloss, das ein toter Arbeiter hielt, gilt bis zu seinem Ende und hält andere Empfänger nicht auf", async () => {
    const { sammelausgang, store } = await leer();
    const sammelbar = { sammelbar: true, naechsterVersuch: um(1) } as const;
    const praxis = { rolle: "VERORDNENDER", kennung: "1-SMC-B-Praxis" } as const;
    await store.legeAn(offenerVorgang({ ausgang: [auftrag({ ...sammelbar, empfaenger: praxis })] }));
    await mongo.db
      .collection<{ _id: string; inhaber: string; gueltigBis: Date }>("leases")
      .insertOne({ _id: "sammlung:VERORDNENDER:1-SMC-B-Praxis", inhaber: "tot", gueltigBis: um(2) });
    assert.equal(await sammelausgang.beanspruche(["KIM"], um(1), 60_000), "BESETZT");

    await store.legeAn(offenerVorgang({ ausgang: [auftrag(sammelbar)] }));
    const andere = await sammelausgang.beanspruche(["KIM"], um(1), 60_000);
    assert.equal(andere !== null && andere !== "BESETZT" && andere.empfaenger.rolle, "KOSTENTRAEGER");
    assert.equal(await sammelausgang.beanspruche(["KIM"], um(1.9), 60_000), "BESETZT");
    const danach = await sammelausgang.beanspruche(["KIM"], um(2), 60_000);
    assert.ok(danach !== null && danach !== "BESETZT");
    assert.deepEqual(danach.empfaenger, praxis);
    assert.equal(await mongo.db.collection("leases").countDocuments(), 0);
  });
});
