import assert from "node:assert/strict";
import { setTimeout as warte } from "node:timers/promises";
import { umgebung } from "../../src/config.js";
import type { TimKanal } from "../../src/adapters/tim/tim-kanal.js";
import type { Sendung } from "../../src/domain/ports/zustellung.js";
import { testDatenbank } from "../helfer/mongo.js";
import { gatewayKonfig, oeffneBuehne, oeffneKanal, sendung } from "./tim-buehne.js";
import type { Timbuehne } from "./tim-buehne.js";

/** 10 go at once by Synapse's defaults, then one in 5 s; `TIM_ALARME=1000` takes some 85 minutes. */
const ALARME = Number(umgebung()["TIM_ALARME"] ?? 14);

/** Several instances and the rate limits that Synapse has by default. */
describe("TI-Messenger channel over Synapse", function () {
  this.timeout(Math.max(600_000, ALARME * 7_000));
  const mongo = testDatenbank("tim-kanal");
  const offene: TimKanal[] = [];
  const fehler: unknown[] = [];
  let buehne: Timbuehne;
  before(async () => {
    buehne = await oeffneBuehne({ ohneGrenzen: false });
  });
  afterEach(async () => {
    for (const kanal of offene.splice(0)) await kanal.schliesse();
    assert.deepEqual(fehler, []);
  });
  after(async () => {
    await buehne?.schliesse();
  });

  function instanz(inhaber: string): TimKanal {
    const kanal = oeffneKanal(mongo.db, gatewayKonfig(buehne.server), {
      inhaber,
      leaseMs: 3_000,
      beiFehler: (einer) => fehler.push(einer),
    });
    offene.push(kanal);
    return kanal;
  }

  async function bisBereit(kanal: TimKanal): Promise<void> {
    while (!kanal.bereit)
      await new Promise<void>((weiter) => {
        const ende = kanal.beiBereitschaft(() => {
          ende();
          weiter();
        });
      });
  }

  const optionen = { signal: new AbortController().signal };

  it("one instance has the device; when it ends, the other takes it over and sends into the same room", async () => {
    const erste = instanz("a");
    await bisBereit(erste);
    const zweite = instanz("b");
    assert.equal((await erste.sende(sendung("wechsel-1"), optionen)).art, "uebergeben");
    assert.equal(zweite.bereit, false);
    assert.equal((await zweite.sende(sendung("wechsel-2"), optionen)).art, "spaeter");
    await erste.schliesse();
    assert.equal(erste.bereit, false);
    await bisBereit(zweite);
    assert.equal((await zweite.sende(sendung("wechsel-2"), optionen)).art, "uebergeben");
    await buehne.leser.bis(2);
    assert.deepEqual(
      buehne.leser.gelesen.map(({ text }) => text.split("Auftrag ")[1]),
      ["wechsel-1", "wechsel-2"],
    );
    assert.equal(new Set(buehne.leser.gelesen.map(({ raum }) => raum)).size, 1);
  });

  it(`${ALARME} alarms at the default limits: all arrive once, few are refused, the end is foretold`, async () => {
    const vorher = buehne.leser.gelesen.length;
    const kanal = instanz("c");
    const offen = Array.from({ length: ALARME }, (_, i) => `alarm-${i}`);
    const alle = [...offen];
    let abgelehnt = 0;
    for (let naechster = offen[0]; naechster !== undefined; naechster = offen[0]) {
      await bisBereit(kanal);
      const urteil = await kanal.sende(sendung(naechster), optionen);
      if (urteil.art === "uebergeben") offen.shift();
      else {
        assert.equal(urteil.art, "spaeter");
        assert.equal(urteil.grund.code, "TIM_RATENGRENZE");
        assert.ok((urteil.nachMs ?? 0) > 0);
        abgelehnt++;
      }
    }
    await buehne.leser.bis(vorher + ALARME);
    assert.deepEqual(
      buehne.leser.gelesen.slice(vorher).map(({ text }) => text.split("Auftrag ")[1]),
      alle,
    );
    assert.ok(abgelehnt >= 1 && abgelehnt <= 4 + ALARME / 10, `${abgelehnt} refused`);
    const jeEreignisMs = kanal.stand.jeNachrichtMs ?? 0;
    assert.ok(jeEreignisMs > 2_000 && jeEreignisMs < 8_000, `${jeEreignisMs} ms each`);
  });

  it("when no more rooms may be made, messages into the rooms that are there still go out", async () => {
    const kanal = instanz("d");
    const inFaden = (nr: number): Sendung => ({ ...sendung(`raum-${nr}`), fadenId: `raum-${nr}` });
    let nr = 0;
    for (let grenze = false; !grenze;) {
      await bisBereit(kanal);
      const urteil = await kanal.sende(inFaden(nr), optionen);
      if (urteil.art === "uebergeben") nr++;
      else {
        assert.equal(urteil.art, "spaeter");
        const amRaum = urteil.grund.code === "TIM_RAUMGRENZE";
        assert.ok(amRaum || urteil.grund.code === "TIM_RATENGRENZE", urteil.grund.code);
        // The alarms before may have used up what making rooms counts too: then the first room takes as long as the server says.
        grenze = amRaum && nr > 0;
        if (amRaum && nr === 0) await warte(urteil.nachMs ?? 1_000);
      }
    }
    let danach;
    do {
      await bisBereit(kanal);
      danach = await kanal.sende({ ...sendung("trotzdem"), fadenId: "raum-0" }, optionen);
    } while (danach.art === "spaeter" && danach.grund.code === "TIM_RATENGRENZE");
    assert.equal(danach.art, "uebergeben");
    const wieder = await kanal.sende(inFaden(nr), optionen);
    assert.ok(wieder.art === "spaeter" && wieder.grund.code === "TIM_RAUMGRENZE");
  });
});
