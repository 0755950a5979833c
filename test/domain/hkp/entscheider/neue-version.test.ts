import assert from "node:assert/strict";
import { neueste, versionen } from "../../../../src/domain/hkp/vorgang.js";
import { arzt, HAND_UND_HERZ, KASSE, mfa, renate } from "../../../helfer/akteure.js";
import { bringeNeueVersion, hbaPflege, kontext, smcbPraxis } from "../befehle.js";
import { fuehreDurch, gesehen, lehntAb } from "../durchfuehren.js";
import { offen, verordnung, VERORDNUNGS_ID, zugewiesen } from "../vorgaenge.js";

const korrigiert = verordnung({
  hinweise: "Türcode 4711",
  verordnungszeitraum: { von: "2026-03-02", bis: "2026-03-30" },
});

describe("neueVersion: own correction of the practice in OFFEN [6.8.1]", () => {
  it("makes the older version invalid, alerts nobody, informs the Versicherter", () => {
    const ergebnis = fuehreDurch(bringeNeueVersion(korrigiert), offen(), kontext(arzt()));
    assert.deepEqual(gesehen(ergebnis), {
      status: "OFFEN",
      ereignis: "EIGENE_KORREKTUR",
      alarme: [],
      informationen: ["VERSICHERTER:X000001014"],
      dran: "VERSICHERTER:X000001014",
      sehen: ["VERORDNENDER:1-20HKPSANDBOX0001", "VERSICHERTER:X000001014"],
    });
    assert.deepEqual(
      versionen(ergebnis.danach, "VERORDNUNG").map(({ version }) => version),
      [1, 2],
    );
    assert.equal(neueste(ergebnis.danach, "VERORDNUNG")?.inhalt.hinweise, "Türcode 4711");
    assert.equal(ergebnis.danach.verordnungszeitraumBis, "2026-03-30");
  });

  it("informs whoever was given access too", () => {
    const vorgang = offen({ zuweisung: HAND_UND_HERZ, kostentraegerHatZugriff: true });
    const { informationen } = gesehen(fuehreDurch(bringeNeueVersion(korrigiert), vorgang, kontext(arzt())));
    assert.deepEqual(informationen, [
      "VERSICHERTER:X000001014",
      "PFLEGEDIENST:10-67.245.HKPSANDBOX0001",
      "KOSTENTRAEGER:109500969",
    ]);
  });

  it("may be signed with the SMC-B and brought by an MFA", () => {
    const { danach } = fuehreDurch(bringeNeueVersion(korrigiert, smcbPraxis()), offen(), kontext(mfa()));
    assert.equal(danach.protokoll.at(-1)?.wer.person, "MFA");
  });

  it("another Kostenträger does not inherit the access given to the first", () => {
    const andere = verordnung({ kostentraeger: { ik: "104212059", name: "Andere Kasse", art: "GKV" } });
    const { danach } = fuehreDurch(
      bringeNeueVersion(andere),
      offen({ kostentraegerHatZugriff: true }),
      kontext(arzt()),
    );
    assert.notDeepEqual(danach.kostentraeger, KASSE);
    assert.equal(danach.kostentraegerHatZugriff, false);
  });

  it("is refused for another person: the Vorgang is theirs", () => {
    const { versicherter } = verordnung();
    const fremde = verordnung({ versicherter: { ...versicherter, kvnr: "X000001026" } });
    const { code, details } = lehntAb(bringeNeueVersion(fremde), offen(), kontext(arzt()));
    assert.equal(code, "DATENSATZ_UNGUELTIG");
    assert.deepEqual(
      (details as { verstoesse: { pfad: string }[] }).verstoesse.map(({ pfad }) => pfad),
      ["versicherter.kvnr"],
    );
  });

  it("is refused with a wrong card, and for another Verordnung", () => {
    assert.equal(lehntAb(bringeNeueVersion(korrigiert, hbaPflege()), offen(), kontext(arzt())).code, "SIGNATUR_ROLLE");
    const fremd = bringeNeueVersion(verordnung({ verordnungsId: "169.000.000.000.002.59" }));
    assert.deepEqual(lehntAb(fremd, offen(), kontext(arzt())), {
      code: "VERORDNUNGS_ID_FALSCH",
      details: { erwartet: VERORDNUNGS_ID },
    });
  });

  it("is not possible once bindingly redeemed: then a Korrekturanfrage is needed", () => {
    assert.equal(lehntAb(bringeNeueVersion(korrigiert), zugewiesen(), kontext(arzt())).code, "STATUS_UNZULAESSIG");
  });

  it("is not the Versicherter's", () => {
    assert.equal(lehntAb(bringeNeueVersion(korrigiert), offen(), kontext(renate())).code, "VERBOTEN");
  });
});
