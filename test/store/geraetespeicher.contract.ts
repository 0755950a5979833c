import assert from "node:assert/strict";
import { GeraetVerloren } from "../../src/domain/ports/geraetespeicher.js";
import type { Geraeteeintrag, Geraetespeicher } from "../../src/domain/ports/geraetespeicher.js";

export interface Geraetebuehne {
  readonly speicher: Geraetespeicher;
  /** Another process takes the device; returns its store. */
  uebernimm(): Promise<Geraetespeicher>;
}

const eintrag = (ort: string, ...bytes: readonly number[]): Geraeteeintrag => ({ ort, inhalt: Uint8Array.from(bytes) });

const stand = async (speicher: Geraetespeicher): Promise<readonly (readonly [string, readonly number[]])[]> =>
  (await speicher.lade())
    .map(({ ort, inhalt }) => [ort, [...inhalt]] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));

/** What every store of the Matrix device must do. `gib` hands out an empty one for each test. */
export function vertragGeraetespeicher(gib: () => Promise<Geraetebuehne>): void {
  let buehne: Geraetebuehne;
  beforeEach(async () => {
    buehne = await gib();
  });

  it("ist am Anfang leer", async () => assert.deepEqual(await stand(buehne.speicher), []));

  it("legt an, ersetzt und löscht, was genannt ist, und lässt das Übrige", async () => {
    const { speicher } = buehne;
    await speicher.schreibe({ geaendert: [eintrag("00", 1), eintrag("ff", 2), eintrag("7a", 3)], geloescht: [] });
    await speicher.schreibe({ geaendert: [eintrag("00", 9)], geloescht: ["7a", "dd"] });
    assert.deepEqual(await stand(speicher), [
      ["00", [9]],
      ["ff", [2]],
    ]);
  });

  it("verträgt die Wiederholung und eine Änderung ohne Inhalt", async () => {
    const { speicher } = buehne;
    for (let i = 0; i < 2; i++) await speicher.schreibe({ geaendert: [eintrag("aa", 5)], geloescht: ["bb"] });
    await speicher.schreibe({ geaendert: [], geloescht: [] });
    assert.deepEqual(await stand(speicher), [["aa", [5]]]);
  });

  it("nimmt viele Einträge auf einmal", async () => {
    const viele = Array.from({ length: 2_000 }, (_, i) => eintrag(i.toString(16).padStart(4, "0"), i % 256));
    await buehne.speicher.schreibe({ geaendert: viele, geloescht: [] });
    assert.equal((await stand(buehne.speicher)).length, 2_000);
  });

  it("wer das Gerät verloren hat, schreibt nichts mehr; der neue Inhaber findet den letzten Stand", async () => {
    const { speicher } = buehne;
    await speicher.schreibe({ geaendert: [eintrag("aa", 1)], geloescht: [] });
    const neuer = await buehne.uebernimm();
    await assert.rejects(speicher.schreibe({ geaendert: [eintrag("aa", 2)], geloescht: [] }), GeraetVerloren);
    await assert.rejects(speicher.schreibe({ geaendert: [], geloescht: ["aa"] }), GeraetVerloren);
    await assert.rejects(speicher.schreibe({ geaendert: [], geloescht: [] }), GeraetVerloren);
    assert.deepEqual(await stand(neuer), [["aa", [1]]]);
    await neuer.schreibe({ geaendert: [eintrag("aa", 3)], geloescht: [] });
    assert.deepEqual(await stand(neuer), [["aa", [3]]]);
  });
}
