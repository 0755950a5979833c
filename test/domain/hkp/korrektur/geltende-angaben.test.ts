import assert from "node:assert/strict";
import type { Verordnung } from "../../../../src/domain/hkp/datensaetze/verordnung.js";
import { geltendeAngaben } from "../../../../src/domain/hkp/korrektur/geltende-angaben.js";
import type { Vorgang } from "../../../../src/domain/hkp/vorgang.js";
import {
  angaben,
  BLANKO_LEISTUNG,
  blankoverordnung,
  datensatz,
  FESTE_LEISTUNG,
  inPruefung,
  verordnung,
} from "../vorgaenge.js";

/* What counts as applied for after a Korrektur: Angaben are unchangeable after AP3, the newest version alone is valid. */
const [FEST, BLANKO] = verordnung().leistungen;
assert(FEST !== undefined && BLANKO !== undefined);
const DAUER = { von: "2026-03-02", bis: "2026-03-29" };
const seltenBeantragt = angaben({
  leistungen: [{ leistungId: FESTE_LEISTUNG, haeufigkeit: { anzahl: 1, je: "TAG" }, dauer: DAUER, gpos: "032233" }],
});

const mitNeuer = (neu: Verordnung, beantragt = angaben()): Vorgang =>
  inPruefung({
    datensaetze: [
      datensatz("VERORDNUNG", verordnung()),
      datensatz("BLANKOVERORDNUNG", blankoverordnung()),
      datensatz("ANGABEN", beantragt),
      datensatz("VERORDNUNG", neu, 2),
    ],
  });
const gelten = (vorgang: Vorgang): unknown =>
  geltendeAngaben(vorgang)?.leistungen.map(({ leistungId, haeufigkeit, gpos }) => [
    leistungId,
    `${haeufigkeit.anzahl}/${haeufigkeit.je}`,
    ...(gpos === undefined ? [] : [gpos]),
  ]);

describe("geltendeAngaben: the application after a Korrektur", () => {
  it("without a newer version they are as they were stored", () => {
    assert.deepEqual(geltendeAngaben(inPruefung()), angaben());
    assert.equal(geltendeAngaben(inPruefung({ datensaetze: [datensatz("VERORDNUNG", verordnung())] })), null);
  });

  it("a corrected Leistung counts with its new extent and keeps what the Pflegedienst added", () => {
    const neu = verordnung({ leistungen: [{ ...FEST, haeufigkeit: { anzahl: 3, je: "TAG" } }, BLANKO] });
    assert.deepEqual(gelten(mitNeuer(neu, seltenBeantragt)), [[FESTE_LEISTUNG, "3/TAG", "032233"]]);
  });

  it("a Leistung that the Korrektur left alone stays as it was applied for", () => {
    const neu = verordnung({ einschraenkungen: ["lebt allein"] });
    assert.deepEqual(gelten(mitNeuer(neu, seltenBeantragt)), [[FESTE_LEISTUNG, "1/TAG", "032233"]]);
  });

  it("a removed Leistung falls away, an added one counts as applied for", () => {
    const dazu = { ...FEST, id: "neu", nummer: "31b" };
    assert.deepEqual(gelten(mitNeuer(verordnung({ leistungen: [BLANKO, dazu] }))), [
      [BLANKO_LEISTUNG, "4/TAG"],
      ["neu", "2/TAG"],
    ]);
  });

  it("a corrected Blankoverordnung counts for its Leistungen only", () => {
    const [leistung] = blankoverordnung().leistungen;
    assert(leistung !== undefined);
    const neu = blankoverordnung({ leistungen: [{ ...leistung, haeufigkeit: { anzahl: 2, je: "TAG" } }] });
    const vorgang = inPruefung();
    const datensaetze = [...vorgang.datensaetze, datensatz("BLANKOVERORDNUNG", neu, 2)];
    assert.deepEqual(gelten({ ...vorgang, datensaetze }), [
      [FESTE_LEISTUNG, "2/TAG"],
      [BLANKO_LEISTUNG, "2/TAG"],
    ]);
  });
});
