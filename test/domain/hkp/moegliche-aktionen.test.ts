import assert from "node:assert/strict";
import { SCHALTER_VORGABE } from "../../../src/domain/hkp/ablauf.js";
import type { Vorgang } from "../../../src/domain/hkp/vorgang.js";
import { moeglicheAktionen } from "../../../src/domain/hkp/zulaessig.js";
import type { Akteur } from "../../../src/domain/kern/akteur.js";
import { daniel, elena, fremderArzt, HAND_UND_HERZ, kasse, miriam, renate } from "../../helfer/akteure.js";
import { beschieden, offen, zugewiesen } from "./vorgaenge.js";

const aktionen = (akteur: Akteur, vorgang: Vorgang, nachgewiesen = false): readonly string[] =>
  [...moeglicheAktionen(akteur, vorgang, nachgewiesen, SCHALTER_VORGABE)].sort();

/* What a portal is offered must be what the actor could do; by hand from fachregeln.md sections 2, 3 and 9. */
describe("actions offered to whoever reads", () => {
  const fremdeKasse = kasse({ ik: "104212059", telematikId: "8-01-HKPSANDBOX0099" });
  const gewaehlt = offen({ zuweisung: HAND_UND_HERZ });

  it("a Kostenträger that reads with the code of the printout can do nothing, the own one without access included", () => {
    for (const wer of [fremdeKasse, kasse()]) assert.deepEqual(aktionen(wer, offen()), []);
    assert.deepEqual(aktionen(fremdeKasse, offen({ kostentraegerHatZugriff: true })), []);
    assert.deepEqual(aktionen(fremdeKasse, beschieden({ status: "ABGESCHLOSSEN" })), []);
  });

  it("the Kostenträger with access is offered its own", () => {
    assert.deepEqual(aktionen(kasse(), offen({ kostentraegerHatZugriff: true })), [
      "abschliessen",
      "antragKostenerstattung",
      "korrekturAnfragen",
      "nachrichtSchreiben",
    ]);
    assert.deepEqual(aktionen(kasse(), beschieden({ status: "ABGESCHLOSSEN" })), [
      "entscheidungAendern",
      "entscheidungLoeschen",
      "nachrichtSchreiben",
      "zugriffWeitergeben",
    ]);
  });

  it("a Pflegedienst with the card or the code to accept is offered to accept, with the code to read nothing", () => {
    assert.deepEqual(aktionen(miriam(), offen(), true), ["annehmen"]);
    assert.deepEqual(aktionen(miriam(), offen(), false), []);
    assert.deepEqual(aktionen(miriam(), gewaehlt, true), ["annehmen"]);
  });

  it("the chosen one needs no proof to accept or decline, and writes too", () => {
    for (const wer of [elena(), daniel()])
      assert.deepEqual(aktionen(wer, gewaehlt), ["annehmen", "nachrichtSchreiben", "zuweisungAblehnen"]);
  });

  it("nobody else who takes no part is offered anything, whatever is claimed to be proven", () => {
    assert.deepEqual(aktionen(fremderArzt(), offen(), true), []);
    assert.deepEqual(aktionen({ ...renate(), kvnr: "X000001038" }, offen(), true), []);
    assert.deepEqual(aktionen(fremdeKasse, offen(), true), []);
    assert.deepEqual(aktionen(miriam(), zugewiesen(), true), []);
  });
});
