import assert from "node:assert/strict";
import { Postleser } from "../../../src/app/eingang/postleser.js";
import type { Postleserteile } from "../../../src/app/eingang/postleser.js";
import type { Posteingang } from "../../../src/domain/ports/eingang.js";
import { MongoLease } from "../../../src/store/lease.mongo.js";
import { AUSGEFUEHRT, eingang, postbuehne, UNBEKANNT } from "./postbuehne.js";

const NIE = new AbortController().signal;
const ANGEHALTEN = new Error("mailbox does not answer");

/** A mailbox in memory; `halt` holds a reading open. */
class Testpostfach implements Posteingang {
  readonly mails = new Map<string, string>();
  fremde = new Map<string, number>();
  gestoert = false;
  halt: Promise<unknown> = Promise.resolve();
  lesungen = 0;
  gleichzeitig = 0;
  hoechstens = 0;

  async hole(...[empfang, signal]: Parameters<Posteingang["hole"]>): Promise<ReadonlyMap<string, number>> {
    this.lesungen++;
    this.hoechstens = Math.max(this.hoechstens, ++this.gleichzeitig);
    try {
      await Promise.race([
        this.halt,
        new Promise((_, nein) => signal.addEventListener("abort", () => nein(signal.reason as Error))),
      ]);
      if (this.gestoert) throw ANGEHALTEN;
      for (const [uid, id] of [...this.mails]) {
        if (await empfang.istBeiseitegelegt(uid)) continue;
        try {
          if ((await empfang.nachricht(eingang(id), uid)) === "erledigt") this.mails.delete(uid);
        } catch {
          // As the real one: what fails stays, and after some it is not the mails.
          break;
        }
      }
      return this.fremde;
    } finally {
      this.gleichzeitig--;
    }
  }
  entferne = async (uid: string): Promise<boolean> => this.mails.delete(uid);
  schliesse = (): Promise<void> => Promise.resolve();
}

describe("Postleser", () => {
  const b = postbuehne();
  let postfach: Testpostfach;
  let offene: Postleser[] = [];
  const fehler: unknown[] = [];
  beforeEach(() => {
    postfach = new Testpostfach();
    fehler.length = 0;
  });
  afterEach(async () => {
    for (const einer of offene) await einer.schliesse();
    offene = [];
  });

  function instanz(inhaber: string, abweichung: Partial<Postleserteile> = {}): Postleser {
    const leser = new Postleser({
      ...b.teile(),
      posteingang: postfach,
      leases: new MongoLease(b.mongo.db, "postfach"),
      inhaber,
      leaseMs: 1_000,
      beiFehler: (einer) => fehler.push(einer),
      ...abweichung,
    });
    offene.push(leser);
    return leser;
  }

  it("reads the mailbox and records when, and what of others lies there", async () => {
    b.antworte(AUSGEFUEHRT);
    postfach.mails.set("u1", "a");
    postfach.fremde = new Map([
      ["eAU;Lieferung;V1.0", 2],
      ["Arztbrief;VHitG-Versand;V1.2", 7],
      ["Renate Berger\u202E, geb. 1950 <b>", 1],
      ["ä", 1],
    ]);
    await instanz("eins").lies(NIE);
    assert.equal(postfach.mails.size, 0);
    assert.deepEqual(await b.teile().ablage.letzteLesung(), {
      begonnenAm: b.uhr.jetzt(),
      beendetAm: b.uhr.jetzt(),
      vollstaendig: true,
      fremde: [
        { dienstkennung: "Arztbrief;VHitG-Versand;V1.2", anzahl: 7 },
        { dienstkennung: "UNLESBAR", anzahl: 2 },
        { dienstkennung: "eAU;Lieferung;V1.0", anzahl: 2 },
      ],
    });
  });

  it("a mailbox that does not answer: thrown and recorded; the next reading works", async () => {
    const leser = instanz("eins");
    postfach.gestoert = true;
    await assert.rejects(leser.lies(NIE), ANGEHALTEN);
    assert.equal((await b.teile().ablage.letzteLesung())?.vollstaendig, false);
    postfach.gestoert = false;
    await leser.lies(NIE);
    assert.equal((await b.teile().ablage.letzteLesung())?.vollstaendig, true);
  });

  it("several callers share the next reading, but not one that has begun", async () => {
    const tor = Promise.withResolvers<void>();
    postfach.halt = tor.promise;
    const leser = instanz("eins");
    const erster = leser.lies(NIE);
    while (postfach.lesungen === 0) await new Promise((weiter) => setImmediate(weiter));
    const spaetere = [leser.lies(NIE), leser.lies(NIE), leser.lies(NIE)];
    tor.resolve();
    await Promise.all([erster, ...spaetere]);
    assert.equal(postfach.lesungen, 2);
    assert.equal(postfach.hoechstens, 1);
  });

  it("of several instances one reads at a time, and the others after it", async () => {
    postfach.halt = new Promise((weiter) => setTimeout(weiter, 30));
    await Promise.all(["eins", "zwei", "drei"].map((name) => instanz(name).lies(NIE)));
    assert.equal(postfach.lesungen, 3);
    assert.equal(postfach.hoechstens, 1);
  });

  it("an instance that died while it read is followed when its lease has ended", async () => {
    assert.notEqual(await new MongoLease(b.mongo.db, "postfach").nimmLease("tot", 300), null);
    await instanz("zwei").lies(NIE);
    assert.equal(postfach.lesungen, 1);
  });

  it("a reader that lost its lease stops", async () => {
    postfach.halt = new Promise(() => undefined);
    const leser = instanz("eins", { leaseMs: 90 });
    const gelesen = leser.lies(NIE);
    while (postfach.lesungen === 0) await new Promise((weiter) => setImmediate(weiter));
    await b.mongo.db.collection<{ _id: string }>("leases").updateOne({ _id: "postfach" }, { $inc: { zaun: 1 } });
    await assert.rejects(gelesen);
    assert.equal(postfach.gleichzeitig, 0);
  });

  it("a caller that gives up leaves the reading to the others", async () => {
    const tor = Promise.withResolvers<void>();
    postfach.halt = tor.promise;
    const leser = instanz("eins");
    const abbruch = new AbortController();
    const einer = leser.lies(abbruch.signal);
    const anderer = leser.lies(NIE);
    abbruch.abort(new Error("stopped"));
    await assert.rejects(einer, /stopped/);
    tor.resolve();
    await anderer;
  });

  it("closing ends a reading that hangs, and gives the lease back", async () => {
    postfach.halt = new Promise(() => undefined);
    const leser = instanz("eins", { leaseMs: 60_000 });
    const gelesen = leser.lies(NIE).catch(() => "ended");
    while (postfach.lesungen === 0) await new Promise((weiter) => setImmediate(weiter));
    await leser.schliesse();
    assert.equal(await gelesen, "ended");
    assert.notEqual(await new MongoLease(b.mongo.db, "postfach").nimmLease("zwei", 1_000), null);
  });

  it("forgets nothing after a reading in which a mail failed: the reader may not have come to the others", async () => {
    b.antworte(UNBEKANNT);
    for (const name of ["a", "b"]) postfach.mails.set(`u-${name}`, name);
    const leser = instanz("eins");
    await leser.lies(NIE);
    postfach.mails.clear();
    postfach.mails.set("u-neu", "neu").set("u-b", "b");
    b.uhr.vor(1);
    b.antworte(async () => Promise.reject(new Error("away")));
    await leser.lies(NIE);
    assert.deepEqual(
      (await b.liegende()).map(([uid]) => uid),
      ["u-b"],
    );
  });

  it("forgets what a person took out of the mailbox, only after a complete reading", async () => {
    b.antworte(UNBEKANNT);
    for (const name of ["a", "b", "c"]) postfach.mails.set(`u-${name}`, name);
    const leser = instanz("eins");
    await leser.lies(NIE);
    assert.deepEqual(
      (await b.liegende()).map(([uid]) => uid),
      ["u-b", "u-c"],
    );
    postfach.mails.delete("u-b");
    b.uhr.vor(1);
    postfach.gestoert = true;
    await assert.rejects(leser.lies(NIE));
    assert.equal((await b.liegende()).length, 2);
    postfach.gestoert = false;
    await leser.lies(NIE);
    assert.deepEqual(
      (await b.liegende()).map(([uid]) => uid),
      ["u-c"],
    );
  });
});
