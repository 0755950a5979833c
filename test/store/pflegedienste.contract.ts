import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { Antwortregelspeicher } from "../../src/domain/ports/antwortregeln.js";
import type { Pflegedienstwahlspeicher } from "../../src/domain/ports/pflegedienstwahl.js";

const REGELN = {
  alleAblehnen: false,
  regeln: [
    {
      leistungen: { art: "EINE_DAVON", nummern: ["27a"] },
      gebiet: { art: "AUSSERHALB", plz: ["109"] },
      verfuegbar: false,
      text: "Leider nicht.",
    },
    { gebiet: { art: "INNERHALB", plz: ["10999"] }, verfuegbar: true },
  ],
} as const;

export function vertragAntwortregeln(gib: () => Antwortregelspeicher): void {
  it("gibt heraus, was geschrieben wurde, fehlendes bleibt fehlend; ersetzt als Ganzes", async () => {
    const [wer, speicher] = [randomUUID(), gib()];
    assert.equal(await speicher.lies(wer), null);
    assert.equal(await speicher.schreibe(wer, { regeln: REGELN, version: 1 }), "GESCHRIEBEN");
    assert.deepEqual(await speicher.lies(wer), { regeln: REGELN, version: 1 });
    const leer = { alleAblehnen: true, ablehnungstext: "Ausgebucht.", regeln: [] };
    assert.equal(await speicher.schreibe(wer, { regeln: leer, version: 2 }), "GESCHRIEBEN");
    assert.deepEqual(await speicher.lies(wer), { regeln: leer, version: 2 });
    assert.equal(await speicher.lies(randomUUID()), null);
  });

  it("schreibt nur auf die Version davor", async () => {
    const [wer, speicher] = [randomUUID(), gib()];
    assert.equal(await speicher.schreibe(wer, { regeln: REGELN, version: 2 }), "KONFLIKT");
    await speicher.schreibe(wer, { regeln: REGELN, version: 1 });
    assert.equal(await speicher.schreibe(wer, { regeln: REGELN, version: 1 }), "KONFLIKT");
    assert.equal(await speicher.schreibe(wer, { regeln: REGELN, version: 3 }), "KONFLIKT");
  });
}

export function vertragPflegedienstwahl(gib: () => Pflegedienstwahlspeicher): void {
  const dienst = (nr: number) => ({ telematikId: `5-${nr}`, name: `Dienst ${nr}` });

  it("merkt sich Stammpflegedienst und Favoriten, jeden einmal, den letzten zuletzt", async () => {
    const [wer, speicher] = [randomUUID(), gib()];
    assert.deepEqual(await speicher.lies(wer), { stammpflegedienst: null, favoriten: [] });
    for (const nr of [1, 2, 1]) await speicher.merke(wer, dienst(nr));
    await speicher.setzeStammpflegedienst(wer, dienst(3));
    assert.deepEqual(await speicher.lies(wer), { stammpflegedienst: dienst(3), favoriten: [dienst(2), dienst(1)] });
    await speicher.vergiss(wer, "5-2");
    await speicher.setzeStammpflegedienst(wer, dienst(2));
    assert.deepEqual(await speicher.lies(wer), { stammpflegedienst: dienst(2), favoriten: [dienst(1)] });
  });

  it("endet ohne Rest, und behält höchstens die letzten 50 Favoriten", async () => {
    const [wer, speicher] = [randomUUID(), gib()];
    await speicher.setzeStammpflegedienst(wer, dienst(1));
    await speicher.setzeStammpflegedienst(wer, null);
    await speicher.vergiss(wer, "5-1");
    assert.deepEqual(await speicher.lies(wer), { stammpflegedienst: null, favoriten: [] });
    for (let nr = 1; nr <= 51; nr++) await speicher.merke(wer, dienst(nr));
    const { favoriten } = await speicher.lies(wer);
    assert.deepEqual([favoriten.length, favoriten[0], favoriten.at(-1)], [50, dienst(2), dienst(51)]);
  });
}
