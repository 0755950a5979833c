import assert from "node:assert/strict";
import { gespraechszielZu } from "../../../src/domain/eingang/gespraechsziel.js";
import type { Sendeauftrag } from "../../../src/domain/hkp/sendeauftrag.js";
import type { Vorgang } from "../../../src/domain/hkp/vorgang.js";
import { HAND_UND_HERZ, INTEGRAL, KASSE, PRAXIS, RENATE } from "../../helfer/akteure.js";
import { auftrag, meldung } from "../../store/beispiele.js";
import { zugewiesen } from "../hkp/vorgaenge.js";

/** An order to the practice, that went out by KIM. */
const anPraxis = (teil: Partial<Sendeauftrag> = {}): Sendeauftrag =>
  auftrag({
    ereignis: "KORREKTUR_VOM_PFLEGEDIENST",
    absender: HAND_UND_HERZ,
    empfaenger: PRAXIS,
    nachrichtId: "<x@kim>",
    ...teil,
  });
const mit = (ausgang: readonly Sendeauftrag[], teil: Partial<Vorgang> = {}): Vorgang =>
  zugewiesen({ ausgang, ...teil });
const ziel = (vorgang: Vorgang, auftragId: string | null) => gespraechszielZu(vorgang, auftragId, PRAXIS, "KIM");

describe("To whom words go", () => {
  it("to whoever caused the answered message", () => {
    const einer = anPraxis();
    assert.deepEqual(ziel(mit([einer, anPraxis({ absender: RENATE })]), einer.id), {
      an: ["PFLEGEDIENST"],
      antwortAuf: null,
    });
    const vonRenate = anPraxis({ absender: RENATE });
    assert.deepEqual(ziel(mit([vonRenate, anPraxis()]), vonRenate.id), { an: ["VERSICHERTER"], antwortAuf: null });
  });

  it("to the sender of the answered message of the conversation", () => {
    const gemeldet = meldung({ ereignis: "NACHRICHT", empfaenger: PRAXIS, datensatzId: "n1" });
    const einer = anPraxis({ ereignis: "NACHRICHT", meldungId: gemeldet.id });
    assert.deepEqual(ziel(mit([einer], { meldungen: [gemeldet] }), einer.id), { an: [], antwortAuf: "n1" });
  });

  const NIEMAND: readonly (readonly [string, Partial<Sendeauftrag>])[] = [
    ["the gateway itself", { absender: null }],
    ["the writer", { absender: PRAXIS }],
    ["another Pflegedienst than the one that takes part", { absender: INTEGRAL }],
    ["a Kostenträger that does not take part yet", { absender: KASSE }],
  ];
  for (const [wer, teil] of NIEMAND)
    it(`to nobody, if it was caused by ${wer}`, () => {
      const einer = anPraxis(teil);
      assert.equal(ziel(mit([anPraxis(), einer]), einer.id), null);
    });

  it("with the thread alone, by the newest message that went to the writer over this channel", () => {
    const alt = anPraxis({ absender: RENATE });
    const neu = anPraxis();
    const andere = [
      anPraxis({ absender: RENATE, empfaenger: HAND_UND_HERZ }),
      anPraxis({ absender: RENATE, kanal: "TIM" }),
      anPraxis({ absender: RENATE, nachrichtId: null }),
    ];
    assert.deepEqual(ziel(mit([alt, neu, ...andere]), null), { an: ["PFLEGEDIENST"], antwortAuf: null });
    const frist = anPraxis({ absender: null });
    assert.equal(ziel(mit([alt, neu, frist]), null), null, "no older one: that was not meant");
    assert.equal(ziel(mit([]), null), null);
  });

  it("somebody else's order counts as the thread alone", () => {
    const fremder = anPraxis({ empfaenger: KASSE, absender: RENATE });
    assert.deepEqual(ziel(mit([anPraxis(), fremder]), fremder.id), { an: ["PFLEGEDIENST"], antwortAuf: null });
  });
});
