import assert from "node:assert/strict";
import type { Einstellungen } from "../../src/domain/hkp/einstellungen.js";
import type { Teilnehmerschluessel } from "../../src/domain/kern/akteur.js";
import type { Einstellungsspeicher, Einstellungsstand } from "../../src/domain/ports/einstellungen.js";
import { um } from "./beispiele.js";

const PRAXIS: Teilnehmerschluessel = "VERORDNENDER:1-SMC-B-Praxis";
const RENATE: Teilnehmerschluessel = "VERSICHERTER:X000001014";
const ANFRAGE = { anfrageId: "7a1d1c0e-0000-4000-8000-000000000001", wer: "VERORDNENDER:1-SMC-B-Praxis:ARZT" };

function stand(version: number, abweichung: Partial<Einstellungen> = {}): Einstellungsstand {
  const einstellungen: Einstellungen = {
    kanaele: ["TIM", "KIM", "PORTAL"],
    alarmeUeberAlleKanaele: false,
    alleInformationen: false,
    informationen: ["ENTSCHIEDEN"],
    ruhezeiten: [{ von: "20:00", bis: "07:00", wochentage: ["FREITAG", "SAMSTAG"] }],
    dringendTrotzdem: false,
    sammelzeit: "17:30",
    ...abweichung,
  };
  return { einstellungen, version, geaendertAm: um(version) };
}

/** What every store of settings must do. `gib` hands out an empty one for each test. */
export function vertragEinstellungen(gib: () => Promise<Einstellungsspeicher>): void {
  let speicher: Einstellungsspeicher;
  beforeEach(async () => {
    speicher = await gib();
  });

  it("gibt heraus, was geschrieben wurde, und nichts für die anderen", async () => {
    assert.deepEqual(await speicher.lies([PRAXIS, RENATE]), new Map());
    assert.equal(await speicher.schreibe(PRAXIS, stand(1), null), "GESCHRIEBEN");
    assert.deepEqual(await speicher.lies([PRAXIS, RENATE]), new Map([[PRAXIS, stand(1)]]));
    assert.equal(await speicher.schreibe(RENATE, stand(1, { kanaele: ["PORTAL"] }), null), "GESCHRIEBEN");
    assert.deepEqual(
      await speicher.lies([RENATE, PRAXIS]),
      new Map([
        [PRAXIS, stand(1)],
        [RENATE, stand(1, { kanaele: ["PORTAL"] })],
      ]),
    );
    assert.deepEqual(await speicher.lies([]), new Map());
  });

  it("ersetzt als Ganzes", async () => {
    await speicher.schreibe(PRAXIS, stand(1), null);
    const leer = { kanaele: ["KIM"], informationen: [], ruhezeiten: [] } as const;
    assert.equal(await speicher.schreibe(PRAXIS, stand(2, leer), null), "GESCHRIEBEN");
    assert.deepEqual((await speicher.lies([PRAXIS])).get(PRAXIS), stand(2, leer));
  });

  it("schreibt nur auf die Version davor", async () => {
    assert.equal(await speicher.schreibe(PRAXIS, stand(2), null), "KONFLIKT");
    assert.deepEqual(await speicher.lies([PRAXIS]), new Map());
    await speicher.schreibe(PRAXIS, stand(1), null);
    assert.equal(await speicher.schreibe(PRAXIS, stand(1, { kanaele: ["KIM"] }), null), "KONFLIKT");
    assert.equal(await speicher.schreibe(PRAXIS, stand(3, { kanaele: ["KIM"] }), null), "KONFLIKT");
    assert.deepEqual((await speicher.lies([PRAXIS])).get(PRAXIS), stand(1));
  });

  it("von vielen zugleich schreibt einer", async () => {
    for (const version of [1, 2]) {
      const ergebnisse = await Promise.all(
        Array.from({ length: 8 }, () => speicher.schreibe(PRAXIS, stand(version), null)),
      );
      assert.deepEqual(ergebnisse.sort(), ["GESCHRIEBEN", ...Array.from({ length: 7 }, () => "KONFLIKT")]);
    }
  });

  it("weiß, was eine Anfrage geschrieben hat, auch nach anderen Änderungen; die eines anderen kennt es nicht", async () => {
    await speicher.schreibe(PRAXIS, stand(1), ANFRAGE);
    await speicher.schreibe(PRAXIS, stand(2, { kanaele: ["KIM"] }), null);
    assert.deepEqual(await speicher.ersteAntwort(PRAXIS, ANFRAGE), stand(1));
    assert.equal(await speicher.ersteAntwort(PRAXIS, { ...ANFRAGE, wer: "VERORDNENDER:1-SMC-B-Praxis:MFA" }), null);
    assert.equal(await speicher.ersteAntwort(PRAXIS, { ...ANFRAGE, anfrageId: "eine andere" }), null);
    assert.equal(await speicher.ersteAntwort(RENATE, ANFRAGE), null);
  });

  it("merkt sich die letzten 20 Anfragen", async () => {
    for (let version = 1; version <= 21; version++)
      await speicher.schreibe(PRAXIS, stand(version), { ...ANFRAGE, anfrageId: `anfrage-${version}` });
    assert.equal(await speicher.ersteAntwort(PRAXIS, { ...ANFRAGE, anfrageId: "anfrage-1" }), null);
    assert.deepEqual(await speicher.ersteAntwort(PRAXIS, { ...ANFRAGE, anfrageId: "anfrage-2" }), stand(2));
    assert.deepEqual(await speicher.ersteAntwort(PRAXIS, { ...ANFRAGE, anfrageId: "anfrage-21" }), stand(21));
  });
}
