import assert from "node:assert/strict";
import { versionen } from "../../../../src/domain/hkp/vorgang.js";
import type { Pflegedienst } from "../../../../src/domain/kern/akteur.js";
import { daniel, elena, INTEGRAL, miriam } from "../../../helfer/akteure.js";
import { hbaPflege, kontext, smcbPflege, smcbPraxis, speichereBlanko } from "../befehle.js";
import { fuehreDurch, gesehen, lehntAb } from "../durchfuehren.js";
import {
  blankoverordnung,
  datensatz,
  FESTE_LEISTUNG,
  verordnung,
  VERORDNUNGS_ID,
  verordnungOhneBlanko,
  zugewiesen,
} from "../vorgaenge.js";

describe("blankoverordnungSpeichern: stays ZUGEWIESEN [6.6.2]", () => {
  it("stores it, alerts nobody, informs the Praxis", () => {
    const ergebnis = fuehreDurch(speichereBlanko(blankoverordnung()), zugewiesen(), kontext(elena()));
    const { status, ereignis, alarme, informationen, dran } = gesehen(ergebnis);
    assert.deepEqual(
      { status, ereignis, alarme, informationen, dran },
      {
        status: "ZUGEWIESEN",
        ereignis: "BLANKOVERORDNUNG_GESPEICHERT",
        alarme: [],
        informationen: ["VERORDNENDER:1-20HKPSANDBOX0001"],
        dran: "PFLEGEDIENST:10-67.245.HKPSANDBOX0001",
      },
    );
    assert.deepEqual(
      versionen(ergebnis.danach, "BLANKOVERORDNUNG").map(({ version, inhalt }) => ({ version, inhalt })),
      [{ version: 1, inhalt: blankoverordnung() }],
    );
  });

  it("stored again it is version 2; version 1 is kept", () => {
    const einmal = fuehreDurch(speichereBlanko(blankoverordnung()), zugewiesen(), kontext(elena())).danach;
    const { danach } = fuehreDurch(speichereBlanko(blankoverordnung()), einmal, kontext(elena()));
    assert.deepEqual(
      versionen(danach, "BLANKOVERORDNUNG").map(({ version }) => version),
      [1, 2],
    );
    assert.equal(versionen(danach, "VERORDNUNG").length, 1, "counts per kind");
  });

  it("needs the qualification (§ 37 (8) SGB V)", () => {
    const inhalt = blankoverordnung({ pflegefachperson: { lbnr: "100000012", name: "Daniel Wagner" } });
    assert.equal(lehntAb(speichereBlanko(inhalt), zugewiesen(), kontext(daniel())).code, "BLANKO_QUALIFIKATION_FEHLT");
  });

  it("needs a Beschäftigtennummer in the login", () => {
    const ohne: { -readonly [F in keyof Pflegedienst]: Pflegedienst[F] } = elena();
    delete ohne.lbnr;
    assert.equal(
      lehntAb(speichereBlanko(blankoverordnung()), zugewiesen(), kontext(ohne)).code,
      "BLANKO_QUALIFIKATION_FEHLT",
    );
  });

  it("must name the Beschäftigtennummer of the person signed in", () => {
    const inhalt = blankoverordnung({ pflegefachperson: { lbnr: "100000034", name: "Miriam Vogt" } });
    const { code, details } = lehntAb(speichereBlanko(inhalt), zugewiesen(), kontext(elena()));
    assert.equal(code, "DATENSATZ_UNGUELTIG");
    assert.deepEqual(pfade(details), ["pflegefachperson.lbnr"]);
  });

  it("must name the Pflegedienst of the caller", () => {
    const inhalt = blankoverordnung({ pflegedienst: { telematikId: INTEGRAL.kennung, name: "Integral" } });
    const { code, details } = lehntAb(speichereBlanko(inhalt), zugewiesen(), kontext(elena()));
    assert.equal(code, "DATENSATZ_UNGUELTIG");
    assert.deepEqual(pfade(details), ["pflegedienst.telematikId"]);
  });

  it("must complete every Blanko Leistung and no other", () => {
    const pfadeVon = (leistungId: string): readonly string[] => {
      const leistungen = blankoverordnung().leistungen.map((eine) => ({ ...eine, leistungId }));
      const { code, details } = lehntAb(
        speichereBlanko(blankoverordnung({ leistungen })),
        zugewiesen(),
        kontext(elena()),
      );
      assert.equal(code, "DATENSATZ_UNGUELTIG");
      return pfade(details);
    };
    assert.deepEqual(pfadeVon(FESTE_LEISTUNG), ["leistungen", "leistungen[0].leistungId"]);
    assert.deepEqual(pfadeVon("gibt-es-nicht"), ["leistungen", "leistungen[0].leistungId"]);
  });

  it("is refused where no Leistung is marked Blanko", () => {
    assert.equal(
      lehntAb(speichereBlanko(blankoverordnung()), zugewiesen({}, verordnungOhneBlanko()), kontext(elena())).code,
      "BLANKO_NICHT_VORGESEHEN",
    );
  });

  it("is refused for an older version of the Verordnung, naming both", () => {
    const vorgang = zugewiesen({
      datensaetze: [datensatz("VERORDNUNG", verordnung()), datensatz("VERORDNUNG", verordnung(), 2)],
    });
    assert.deepEqual(lehntAb(speichereBlanko(blankoverordnung({ zuVersion: 1 })), vorgang, kontext(elena())), {
      code: "VERSION_VERALTET",
      details: { bezogenAuf: 1, gueltig: 2 },
    });
  });

  it("is refused for another Verordnung", () => {
    const inhalt = blankoverordnung({ verordnungsId: "169.000.000.000.002.59" });
    assert.deepEqual(lehntAb(speichereBlanko(inhalt), zugewiesen(), kontext(elena())), {
      code: "VERORDNUNGS_ID_FALSCH",
      details: { erwartet: VERORDNUNGS_ID },
    });
  });

  it("is signed with the Pflegedienst's own SMC-B", () => {
    const code = (signatur: ReturnType<typeof smcbPflege>): string =>
      lehntAb(speichereBlanko(blankoverordnung(), signatur), zugewiesen(), kontext(elena())).code;
    assert.equal(code(smcbPflege(INTEGRAL.kennung)), "SIGNATUR_FREMD");
    assert.equal(code(smcbPraxis()), "SIGNATUR_ROLLE");
    assert.equal(code(hbaPflege()), "SIGNATUR_ROLLE");
  });

  it("is refused for a Pflegedienst to which the Vorgang is not assigned", () => {
    assert.equal(lehntAb(speichereBlanko(blankoverordnung()), zugewiesen(), kontext(miriam())).code, "VERBOTEN");
  });
});

function pfade(details: unknown): readonly string[] {
  return (details as { verstoesse: readonly { pfad: string }[] }).verstoesse.map(({ pfad }) => pfad);
}
