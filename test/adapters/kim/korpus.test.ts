import assert from "node:assert/strict";
import path from "node:path";
import { KimPostfach } from "../../../src/adapters/kim/kim-postfach.js";
import { Postfach } from "../../../sandbox/clientmodul/postfach.js";
import type { Eingang, Postempfang, Verbleib } from "../../../src/domain/ports/eingang.js";
import { GATEWAY, kimTestkonfig, PRAXIS, testclientmodul, type Testclientmodul } from "../../helfer/clientmodul.js";
import { baue, type Erwartung, type Rahmen } from "./korpus/bauer.js";
import { KORPUS, KORPUS_HOECHSTENS_BYTES } from "./korpus/korpus.js";

const JETZT = new Date("2026-11-22T10:15:00Z");
const RAHMEN: Rahmen = { absender: PRAXIS.adresse, empfaenger: GATEWAY.adresse, bezug: "auftrag-7" };
const signal = new AbortController().signal;
const GUTE_WORTE = "Die gute Nachricht danach";

/** Outcomes by uid. Every mail that is not foreign is asked about first, so a proof is known to be that mail's. */
class Protokoll implements Postempfang {
  readonly ausgaenge = new Map<string, Erwartung>();
  readonly eingaenge = new Map<string, Eingang>();
  #uid = "";

  async istBeiseitegelegt(uid: string): Promise<boolean> {
    this.#uid = uid;
    return this.ausgaenge.get(uid)?.art === "beiseite";
  }
  nachweis: Postempfang["nachweis"] = async ({ auftragId, ergebnis, grund }) => {
    assert.equal(auftragId, RAHMEN.bezug);
    this.#merke(this.#uid, { art: "nachweis", ergebnis, code: grund?.code ?? null });
  };
  async nachricht(eingang: Eingang, uid: string): Promise<Verbleib> {
    this.eingaenge.set(uid, eingang);
    this.#merke(uid, { art: "nachricht" });
    return "erledigt";
  }
  beiseite: Postempfang["beiseite"] = async ({ uid, grund: { code, text }, antwortAn }) => {
    assert.match(text, /^[A-ZÄÖÜ].*\.$/);
    assert.ok(antwortAn === null || antwortAn === RAHMEN.absender);
    this.#merke(uid, { art: "beiseite", code, antwort: antwortAn !== null });
    return "liegt";
  };
  #merke(uid: string, ausgang: Erwartung): void {
    assert.ok(!this.ausgaenge.has(uid), "twice");
    this.ausgaenge.set(uid, ausgang);
  }
}

function pruefeEingang(eingang: Eingang, erwartet: Extract<Erwartung, { art: "nachricht" }>): void {
  const { text, absender, id, bezuege, zeit, anhaenge } = erwartet;
  assert.equal(eingang.absender, absender ?? RAHMEN.absender);
  if (text !== undefined) assert.equal(eingang.text, text);
  if (id instanceof RegExp) assert.match(eingang.id, id);
  else if (id !== undefined) assert.equal(eingang.id, id);
  if (bezuege !== undefined) assert.deepEqual(eingang.bezuege, bezuege);
  if (zeit !== undefined) assert.deepEqual(eingang.zeit, zeit ?? JETZT);
  if (anhaenge !== undefined)
    assert.deepEqual(
      eingang.anhaenge.map(({ name, medientyp, bytes }) => [name, medientyp, bytes.length]),
      anhaenge,
    );
}

describe("KIM mailbox: hostile and odd mails", () => {
  for (const [art, faelle] of Object.entries(KORPUS))
    describe(art, () => {
      let modul: Testclientmodul;
      let ablage: Postfach;
      const protokoll = new Protokoll();
      const uids: string[] = [];
      let gute = "";
      let fremde: ReadonlyMap<string, number>;

      before("read all of them", async function () {
        this.timeout(120_000);
        modul = await testclientmodul();
        const konfig = kimTestkonfig(modul, {
          eingang: { hoechstensBytes: KORPUS_HOECHSTENS_BYTES },
          fristen: { pop3Ms: 20_000 },
        });
        ablage = new Postfach(path.join(modul.ordner, "sandbox", "postfaecher"), GATEWAY.adresse);
        for (const { mail } of faelle) uids.push(await ablage.lege(mail(RAHMEN)));
        gute = await ablage.lege(baue(RAHMEN, {}, GUTE_WORTE));
        const fehler: unknown[] = [];
        const postfach = new KimPostfach({ konfig, uhr: { jetzt: () => JETZT }, beiFehler: (f) => fehler.push(f) });
        try {
          fremde = await postfach.hole(protokoll, signal);
          assert.deepEqual(fehler, []);
        } finally {
          await postfach.schliesse();
        }
      });
      after(() => modul.weg());

      faelle.forEach(({ name, erwartet }, nr) =>
        it(name, () => {
          const soll = erwartet(RAHMEN);
          const uid = uids[nr] ?? "";
          const ist = protokoll.ausgaenge.get(uid);
          if (soll.art === "fremd" || soll.art === "wartet") return assert.equal(ist, undefined);
          if (soll.art !== "nachricht") return assert.deepEqual(ist, soll);
          assert.deepEqual(ist, { art: "nachricht" });
          pruefeEingang(protokoll.eingaenge.get(uid) ?? assert.fail(), soll);
        }),
      );

      it("the good mail behind them arrives", () => assert.equal(protokoll.eingaenge.get(gute)?.text, GUTE_WORTE));

      it("foreign ones are counted by their Dienstkennung", () => {
        const soll = new Map<string, number>();
        for (const { erwartet } of faelle) {
          const ausgang = erwartet(RAHMEN);
          if (ausgang.art === "fremd") soll.set(ausgang.dienstkennung, (soll.get(ausgang.dienstkennung) ?? 0) + 1);
        }
        assert.deepEqual(new Map([...fremde].sort()), new Map([...soll].sort()));
      });

      it("only what was taken has left the mailbox", async () => {
        const genommen = [...protokoll.ausgaenge.values()].filter(({ art: was }) => was !== "beiseite").length;
        assert.equal((await ablage.uids()).length, faelle.length + 1 - genommen);
      });
    });
});
