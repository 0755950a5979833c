import assert from "node:assert/strict";
import { Takt } from "../../../src/adapters/tim/takt.js";

describe("Takt", () => {
  let jetzt: number;
  let takt: Takt;
  beforeEach(() => {
    jetzt = 1_000;
    takt = new Takt(() => jetzt);
  });
  const einer = (dauerMs: number, ausgang: Parameters<Takt["beende"]>[0]): void => {
    takt.beginne();
    jetzt += dauerMs;
    takt.beende(ausgang);
  };

  it("hält nichts zurück, solange niemand bremst, auch mehrere zugleich nicht", () => {
    for (let i = 0; i < 10; i++) takt.beginne();
    assert.equal(takt.wartezeitMs(), 0);
    for (let i = 0; i < 10; i++) takt.beende("genommen");
    assert.equal(takt.wartezeitMs(), 0);
  });

  it("nach einer Bremsung: erst nach der verlangten Pause, dann eines nach dem anderen in diesem Abstand", () => {
    einer(50, 5_000);
    assert.equal(takt.wartezeitMs(), 5_000);
    jetzt += 5_000;
    assert.equal(takt.wartezeitMs(), 0);
    takt.beginne();
    assert.equal(takt.wartezeitMs(), Infinity);
    jetzt += 100;
    takt.beende("genommen");
    assert.equal(takt.wartezeitMs(), 5_000);
  });

  it("ein Fehler, der nichts über das Tempo sagt, ändert es nicht", () => {
    einer(50, "sonst");
    assert.equal(takt.wartezeitMs(), 0);
    einer(50, 1_000);
    jetzt += 1_000;
    einer(50, "sonst");
    assert.equal(takt.wartezeitMs(), 0);
  });

  it("erholt sich, wenn nicht mehr gebremst wird", () => {
    einer(10, 1_000);
    for (let i = 0; i < 600; i++) {
      jetzt += takt.wartezeitMs();
      einer(10, "genommen");
    }
    takt.beginne();
    assert.equal(takt.wartezeitMs(), 0);
  });

  it("sagt das Ende voraus: Wartende mal beobachteter Abstand", () => {
    assert.equal(takt.dauertMs(3), null);
    assert.equal(takt.dauertMs(0), 0);
    for (let i = 0; i < 3; i++) einer(2_000, "genommen");
    assert.equal(takt.dauertMs(1_000), 2_000_000);
    einer(3_600_000, "genommen");
    assert.equal(takt.dauertMs(1_000), 2_000_000, "an hour without alarms is not the pace");
  });

  it("1.000 Ereignisse bei einem Homeserver, der eines je 5 s nimmt und 10 auf einmal: fast nichts wird abgelehnt", () => {
    // Synapse's default rc_message: a bucket of 10 that drains by 0.2 a second.
    let eimer = 0;
    let stand = jetzt;
    let genommen = 0;
    let abgelehnt = 0;
    while (genommen < 1_000) {
      jetzt += takt.wartezeitMs();
      eimer = Math.max(eimer - (jetzt - stand) * 0.0002, 0);
      stand = jetzt;
      if (eimer + 1 > 10) {
        abgelehnt++;
        einer(20, Math.ceil((eimer + 1 - 10) / 0.0002));
      } else {
        eimer++;
        genommen++;
        einer(20, "genommen");
      }
    }
    assert.ok(abgelehnt < 100, `${abgelehnt} refused`);
    // Not slower than it must be: 990 intervals of 5 s, and a tenth more.
    assert.ok(jetzt < 990 * 5_000 * 1.1, `took ${jetzt} ms`);
  });
});
