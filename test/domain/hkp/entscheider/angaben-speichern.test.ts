import assert from "node:assert/strict";
import { versionen } from "../../../../src/domain/hkp/vorgang.js";
import { daniel, elena, INTEGRAL, miriam } from "../../../helfer/akteure.js";
import { hbaPflege, kontext, smcbPflege, smcbPraxis, speichereAngaben } from "../befehle.js";
import { fuehreDurch, gesehen, lehntAb } from "../durchfuehren.js";
import { angaben, datensatz, inPruefung, verordnung, VERORDNUNGS_ID, zugewiesen } from "../vorgaenge.js";

describe("angabenSpeichern: stays ZUGEWIESEN [6.6.1]", () => {
  it("stores them, alerts nobody, informs the Praxis; also by a person without the Blanko qualification", () => {
    const ergebnis = fuehreDurch(speichereAngaben(angaben()), zugewiesen(), kontext(daniel()));
    const { status, ereignis, alarme, informationen } = gesehen(ergebnis);
    assert.deepEqual(
      { status, ereignis, alarme, informationen },
      {
        status: "ZUGEWIESEN",
        ereignis: "ANGABEN_GESPEICHERT",
        alarme: [],
        informationen: ["VERORDNENDER:1-20HKPSANDBOX0001"],
      },
    );
    assert.deepEqual(
      versionen(ergebnis.danach, "ANGABEN").map(({ version, inhalt }) => ({ version, inhalt })),
      [{ version: 1, inhalt: angaben() }],
    );
  });

  it("can be replaced until einreichen; the first version is kept", () => {
    const einmal = fuehreDurch(speichereAngaben(angaben()), zugewiesen(), kontext(elena())).danach;
    const { danach } = fuehreDurch(speichereAngaben(angaben({ acTk: "3700000" })), einmal, kontext(elena()));
    assert.deepEqual(
      versionen(danach, "ANGABEN").map(({ version, inhalt }) => [version, inhalt.acTk]),
      [
        [1, undefined],
        [2, "3700000"],
      ],
    );
  });

  it("are unchangeable after einreichen", () => {
    assert.equal(lehntAb(speichereAngaben(angaben()), inPruefung(), kontext(elena())).code, "STATUS_UNZULAESSIG");
  });

  it("may apply for a part of the Leistungen only (P1.2)", () => {
    const [eine] = angaben().leistungen;
    assert(eine !== undefined);
    const teil = speichereAngaben(angaben({ leistungen: [eine] }));
    assert.equal(fuehreDurch(teil, zugewiesen(), kontext(elena())).danach.status, "ZUGEWIESEN");
  });

  it("are refused for a Leistung that was not prescribed, naming the field", () => {
    const [eine] = angaben().leistungen;
    assert(eine !== undefined);
    const fremd = speichereAngaben(angaben({ leistungen: [{ ...eine, leistungId: "gibt-es-nicht" }] }));
    const { code, details } = lehntAb(fremd, zugewiesen(), kontext(elena()));
    assert.equal(code, "DATENSATZ_UNGUELTIG");
    const { verstoesse } = details as { verstoesse: readonly { pfad: string }[] };
    assert.deepEqual(
      verstoesse.map(({ pfad }) => pfad),
      ["leistungen[0].leistungId"],
    );
  });

  it("are refused for an older version of the Verordnung, naming both", () => {
    const vorgang = zugewiesen({
      datensaetze: [datensatz("VERORDNUNG", verordnung()), datensatz("VERORDNUNG", verordnung(), 2)],
    });
    assert.deepEqual(lehntAb(speichereAngaben(angaben({ zuVersion: 1 })), vorgang, kontext(elena())), {
      code: "VERSION_VERALTET",
      details: { bezogenAuf: 1, gueltig: 2 },
    });
  });

  it("are refused for a version that does not exist yet", () => {
    assert.deepEqual(lehntAb(speichereAngaben(angaben({ zuVersion: 2 })), zugewiesen(), kontext(elena())), {
      code: "VERSION_VERALTET",
      details: { bezogenAuf: 2, gueltig: 1 },
    });
  });

  it("are refused for another Verordnung", () => {
    const fremd = speichereAngaben(angaben({ verordnungsId: "169.000.000.000.002.59" }));
    assert.deepEqual(lehntAb(fremd, zugewiesen(), kontext(elena())), {
      code: "VERORDNUNGS_ID_FALSCH",
      details: { erwartet: VERORDNUNGS_ID },
    });
  });

  it("must name the Pflegedienst of the caller", () => {
    const { pflegedienst } = angaben();
    const fremd = angaben({ pflegedienst: { ...pflegedienst, telematikId: INTEGRAL.kennung } });
    const { code, details } = lehntAb(speichereAngaben(fremd), zugewiesen(), kontext(elena()));
    assert.equal(code, "DATENSATZ_UNGUELTIG");
    const { verstoesse } = details as { verstoesse: readonly { pfad: string }[] };
    assert.deepEqual(
      verstoesse.map(({ pfad }) => pfad),
      ["pflegedienst.telematikId"],
    );
  });

  it("are signed with the Pflegedienst's own SMC-B", () => {
    const code = (signatur: ReturnType<typeof smcbPflege>): string =>
      lehntAb(speichereAngaben(angaben(), signatur), zugewiesen(), kontext(elena())).code;
    assert.equal(code(smcbPflege(INTEGRAL.kennung)), "SIGNATUR_FREMD");
    assert.equal(code(smcbPraxis()), "SIGNATUR_ROLLE");
    assert.equal(code(hbaPflege()), "SIGNATUR_ROLLE");
  });

  it("are refused for a Pflegedienst to which the Vorgang is not assigned", () => {
    assert.equal(lehntAb(speichereAngaben(angaben()), zugewiesen(), kontext(miriam())).code, "VERBOTEN");
  });
});
