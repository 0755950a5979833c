import assert from "node:assert/strict";
import type { Vorgang } from "../../../../src/domain/hkp/vorgang.js";
import { daniel, elena, miriam } from "../../../helfer/akteure.js";
import { kontext } from "../befehle.js";
import { fuehreDurch, gesehen, lehntAb } from "../durchfuehren.js";
import {
  angaben,
  blankoverordnung,
  datensatz,
  einreichbar,
  verordnung,
  verordnungOhneBlanko,
  zugewiesen,
} from "../vorgaenge.js";

const EINREICHEN = { aktion: "einreichen" } as const;
const mit = (...datensaetze: Vorgang["datensaetze"]): Vorgang => einreichbar({ datensaetze });
const vo = (version = 1): Vorgang["datensaetze"][number] => datensatz("VERORDNUNG", verordnung(), version);
const blanko = (zuVersion = 1, version = 1): Vorgang["datensaetze"][number] =>
  datensatz("BLANKOVERORDNUNG", blankoverordnung({ zuVersion }), version);
const ang = (zuVersion = 1, version = 1): Vorgang["datensaetze"][number] =>
  datensatz("ANGABEN", angaben({ zuVersion }), version);

describe("einreichen (AP3): ZUGEWIESEN → ANTRAGSPRUEFUNG [6.6.1, 6.7.1]", () => {
  it("alerts the Kostenträger over KIM, gives it access, informs Versicherter and Praxis", () => {
    const ergebnis = fuehreDurch(EINREICHEN, einreichbar(), kontext(elena()));
    assert.equal(ergebnis.danach.antrag, "AP3");
    assert.equal(ergebnis.danach.kostentraegerHatZugriff, true);
    assert.deepEqual(gesehen(ergebnis), {
      status: "ANTRAGSPRUEFUNG",
      ereignis: "EINGEREICHT",
      alarme: ["KOSTENTRAEGER:109500969 über KIM: WARTET"],
      informationen: ["VERSICHERTER:X000001014", "VERORDNENDER:1-20HKPSANDBOX0001"],
      dran: "KOSTENTRAEGER:109500969",
      sehen: [
        "VERORDNENDER:1-20HKPSANDBOX0001",
        "VERSICHERTER:X000001014",
        "PFLEGEDIENST:10-67.245.HKPSANDBOX0001",
        "KOSTENTRAEGER:109500969",
      ],
    });
  });

  it("needs no Blankoverordnung where no Leistung is marked Blanko", () => {
    const vorgang = mit(datensatz("VERORDNUNG", verordnungOhneBlanko()), ang());
    assert.equal(fuehreDurch(EINREICHEN, vorgang, kontext(daniel())).danach.status, "ANTRAGSPRUEFUNG");
  });

  it("goes by the newest of several versions", () => {
    const vorgang = mit(vo(), blanko(), ang(), vo(2), blanko(2, 2), ang(2, 2));
    assert.equal(fuehreDurch(EINREICHEN, vorgang, kontext(elena())).danach.status, "ANTRAGSPRUEFUNG");
  });

  /** What is stored, and the refusal that follows. */
  const FEHLENDES: readonly (readonly [string, Vorgang, string])[] = [
    ["without Angaben", mit(vo(), blanko()), "ANGABEN_FEHLEN"],
    ["with Angaben for an older version of the Verordnung", mit(vo(), ang(), vo(2), blanko(2)), "ANGABEN_FEHLEN"],
    ["without the Blankoverordnung of a Blanko Leistung", mit(vo(), ang()), "BLANKO_FEHLT"],
    ["with a Blankoverordnung for an older version", mit(vo(), blanko(), vo(2), ang(2)), "BLANKO_FEHLT"],
    ["with nothing at all", zugewiesen(), "BLANKO_FEHLT"],
    [
      "with § 13 (2) Wahl der Kostenerstattung",
      mit(datensatz("VERORDNUNG", verordnung({ wahlKostenerstattung: true })), blanko(), ang()),
      "WAHL_KOSTENERSTATTUNG",
    ],
    ["for a private insurance", { ...einreichbar(), prinzip: "KOSTENERSTATTUNG" }, "KOSTENERSTATTUNG_OHNE_ZUGRIFF"],
  ];
  for (const [titel, vorgang, code] of FEHLENDES)
    it(`${titel}: ${code}`, () => {
      assert.equal(lehntAb(EINREICHEN, vorgang, kontext(elena())).code, code);
    });

  it("is possible to the end of the last day of the Verordnungszeitraum in Berlin [Tabelle 13]", () => {
    const letzter = kontext(elena(), "2026-03-29T21:59:59.999Z");
    const danach = kontext(elena(), "2026-03-29T22:00:00Z");
    assert.equal(fuehreDurch(EINREICHEN, einreichbar(), letzter).danach.status, "ANTRAGSPRUEFUNG");
    assert.equal(lehntAb(EINREICHEN, einreichbar(), danach).code, "VERORDNUNGSZEITRAUM_ABGELAUFEN");
  });

  it("is refused for a Pflegedienst to which the Vorgang is not assigned", () => {
    assert.equal(lehntAb(EINREICHEN, einreichbar(), kontext(miriam())).code, "VERBOTEN");
  });

  it("is possible once: there is one application per Verordnung", () => {
    const { danach } = fuehreDurch(EINREICHEN, einreichbar(), kontext(elena()));
    assert.equal(lehntAb(EINREICHEN, danach, kontext(elena())).code, "STATUS_UNZULAESSIG");
  });
});
