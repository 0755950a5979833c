import assert from "node:assert/strict";
import type { Dienste } from "../../src/app/dienste.js";
import { fuehreFaelligeAus, starteFristenlauf } from "../../src/app/fristenlauf.js";
import type { Fristenlauf } from "../../src/app/fristenlauf.js";
import { systemIds } from "../../src/adapters/umgebung.js";
import type { Vorgang } from "../../src/domain/hkp/vorgang.js";
import { MongoFristenspeicher } from "../../src/store/fristen.mongo.js";
import { erzeugeIndizes } from "../../src/store/indizes.js";
import { MongoVorgangStore } from "../../src/store/vorgang-store.mongo.js";
import { dienstbuehne } from "../app/dienste.js";
import { testDatenbank } from "../helfer/mongo.js";
import { stehendeUhr } from "../helfer/uhr.js";
import { LEBENSLAEUFE } from "./lebenslaeufe.js";
import type { Erwartung } from "./lebenslaeufe.js";

const BEGINN = "2026-03-27T10:00:00Z";
const ENDE = "2036-04-10T00:00:00Z";
const TAG_MS = 86_400_000;

interface Ereignis extends Erwartung {
  readonly id: string;
}
const ALLE: readonly Ereignis[] = Object.values(LEBENSLAEUFE)
  .flatMap(({ vorgang: { id }, erwartet }) => erwartet.map((eine) => ({ ...eine, id })))
  .sort((a, b) => a.wann.localeCompare(b.wann));

describe("Fristen over ten years, with two instances", () => {
  const mongo = testDatenbank("fristen");
  const uhr = stehendeUhr(BEGINN);
  const fehler: unknown[] = [];
  let instanzen: readonly { readonly dienste: Dienste; readonly fristen: MongoFristenspeicher }[];

  beforeEach(async () => {
    await mongo.db.dropDatabase();
    await erzeugeIndizes(mongo.db);
    uhr.stelle(BEGINN);
    fehler.length = 0;
    instanzen = [1, 2].map(() => ({
      dienste: { ...dienstbuehne().dienste, store: new MongoVorgangStore(mongo.db), uhr, ids: systemIds },
      fristen: new MongoFristenspeicher(mongo.db),
    }));
    const store = new MongoVorgangStore(mongo.db);
    for (const { vorgang } of Object.values(LEBENSLAEUFE)) assert.equal(await store.legeAn(vorgang), "ANGELEGT");
  });

  const lies = (id: string): Promise<Vorgang | null> => new MongoVorgangStore(mongo.db).lade(id, { art: "ALLE" });
  const versionen = async (): Promise<Record<string, number>> => {
    const alle = await mongo.db
      .collection("vorgaenge")
      .find({}, { projection: { version: 1 } })
      .toArray();
    return Object.fromEntries(alle.map(({ _id, version }) => [String(_id), version as number]));
  };

  /** Both instances at once, without a lease to keep them apart: the hardest case. */
  async function blickeBeide(): Promise<void> {
    const blick = (instanz: (typeof instanzen)[number]) =>
      fuehreFaelligeAus({ ...instanz, beiFehler: (einer) => fehler.push(einer) }, () => Promise.resolve(true));
    await Promise.all(instanzen.map(blick));
  }

  it("each fires once, at its instant, and nothing else ever happens", async function () {
    this.timeout(180_000);
    const erwartet = Object.fromEntries(Object.values(LEBENSLAEUFE).map(({ vorgang: v }) => [v.id, v.version]));
    const offene = [...ALLE];
    for (let tag = Date.parse(BEGINN); tag < Date.parse(ENDE); tag += TAG_MS) {
      while (offene[0] !== undefined && Date.parse(offene[0].wann) <= tag) {
        const { wann } = offene[0];
        uhr.stelle(new Date(Date.parse(wann) - 1));
        await blickeBeide();
        assert.deepEqual(await versionen(), erwartet, `nothing before ${wann}`);

        uhr.stelle(wann);
        await blickeBeide();
        while (offene[0]?.wann === wann) {
          const ereignis = offene.shift() as Ereignis;
          erwartet[ereignis.id] = (erwartet[ereignis.id] ?? 0) + 1;
          if (ereignis.status === null) delete erwartet[ereignis.id];
          await pruefe(ereignis);
        }
        assert.deepEqual(await versionen(), erwartet, `nothing else at ${wann}`);
      }
      uhr.stelle(new Date(tag));
      await blickeBeide();
    }
    assert.deepEqual(offene, []);
    assert.deepEqual(await versionen(), erwartet);
    assert.deepEqual(fehler, []);
  });

  async function pruefe({ id, wann, text, status, an }: Ereignis): Promise<void> {
    const vorgang = await lies(id);
    if (status === null) {
      assert.equal(vorgang, null, `${id} is gone at ${wann}`);
      assert.ok(await mongo.db.collection<{ _id: string }>("verbrauchteIds").findOne({ _id: id }), "its id is used");
      return;
    }
    assert.ok(vorgang);
    const { zeit, wer, text: geschrieben } = vorgang.protokoll.at(-1) ?? assert.fail("no entry");
    assert.deepEqual(
      { wann: zeit.toISOString(), wer: wer.name, text: geschrieben, status: vorgang.status },
      { wann: new Date(wann).toISOString(), wer: "Das System", text, status },
    );
    const meldungen = vorgang.meldungen.filter(({ version }) => version === vorgang.version);
    assert.equal(meldungen.map(({ art, empfaenger }) => `${art.charAt(0)} ${empfaenger.rolle}`).join(", "), an);
    const alarme = vorgang.ausgang.filter(({ version }) => version === vorgang.version);
    assert.equal(alarme.length, meldungen.filter(({ art }) => art === "ALARM").length, "one order per Alarm");
    if (status === "GELOESCHT") assert.deepEqual([vorgang.datensaetze, vorgang.ausgang], [[], []]);
  }

  it("after an outage of years everything that ends is made up for, in the right order, and nobody is reminded", async function () {
    this.timeout(60_000);
    uhr.stelle("2033-01-01T00:00:00Z");
    await blickeBeide();
    // Deleted only now: the three years of the Protokoll begin now.
    for (const [name, { vorgang: v, erwartet }] of Object.entries(LEBENSLAEUFE)) {
      const texte = erwartet
        .filter(({ wann, text }) => text !== null && wann < "2033-01-01" && !text?.includes("erinnert"))
        .map(({ text }) => text);
      const jetzt = await lies(v.id);
      const eigene = jetzt?.protokoll.filter(({ wer }) => wer.rolle === "SYSTEM").map(({ text }) => text);
      assert.deepEqual(eigene, texte, name);
      assert.deepEqual(jetzt?.ausgang ?? [], [], `${name}: no Alarm about what is over`);
    }
    uhr.stelle("2036-01-01T22:59:59.999Z");
    await blickeBeide();
    assert.equal(Object.keys(await versionen()).length, 8);
    uhr.stelle("2036-01-01T23:00:00Z");
    await blickeBeide();
    assert.deepEqual(Object.keys(await versionen()), ["V5"]);
    assert.deepEqual(fehler, []);
  });

  it("two loops with the lease carry out the same; when one stops the other goes on", async function () {
    this.timeout(60_000);
    const wecker = new Set<() => void>();
    const geschrieben: number[] = [0, 0];
    const laeufe: Fristenlauf[] = instanzen.map(({ dienste, fristen }, nummer) =>
      starteFristenlauf({
        dienste: {
          ...dienste,
          store: Object.assign(Object.create(dienste.store) as typeof dienste.store, {
            schreibe: async (...args: Parameters<typeof dienste.store.schreibe>) => {
              geschrieben[nummer] = (geschrieben[nummer] ?? 0) + 1;
              return dienste.store.schreibe(...args);
            },
            lade: dienste.store.lade.bind(dienste.store),
          }),
        },
        fristen,
        inhaber: `instanz-${nummer}`,
        leaseMs: 400,
        blickMs: 50,
        ruheMs: 1,
        beiNeuemStand: (wecken) => {
          wecker.add(wecken);
          return () => wecker.delete(wecken);
        },
        beiFehler: (einer) => fehler.push(einer),
      }),
    );
    async function gehe(zeitpunkt: string, bis: (stand: Record<string, number>) => boolean): Promise<void> {
      uhr.stelle(zeitpunkt);
      while (!bis(await versionen())) for (const wecke of wecker) wecke();
    }
    try {
      // AL1_NAHT and AL1 of V1, AA1 of V2; V2 had version 2, V1 version 1.
      await gehe("2026-04-03T10:00:00Z", (stand) => stand["V1"] === 2 && stand["V2"] === 3);
      const [erste = 0, zweite = 0] = geschrieben;
      assert.deepEqual([erste, zweite].sort(), [0, 2], "one instance did all of it");
      const inhaber = erste > 0 ? 0 : 1;
      await laeufe[inhaber]?.stoppe();
      await gehe("2026-04-06T10:00:00Z", (stand) => stand["V1"] === 3);
      assert.equal(geschrieben[1 - inhaber], 1, "the other took over");
    } finally {
      await Promise.all(laeufe.map((einer) => einer.stoppe()));
    }
    assert.deepEqual(fehler, []);
  });
});
