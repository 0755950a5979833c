import assert from "node:assert/strict";
import { gehtAnStammpflegedienst } from "../../../src/domain/hkp/stammpflegedienst.js";
import { arzt, HAND_UND_HERZ } from "../../helfer/akteure.js";
import { aktivieren, kontext } from "./befehle.js";
import { fuehreDurch, gesehen } from "./durchfuehren.js";
import { initialisiert, verordnung } from "./vorgaenge.js";

const FOLGE = { art: "FOLGEVERORDNUNG" } as const;

describe("Stammpflegedienst: a Folgeverordnung is assigned at activation [6.5.1.2]", () => {
  it("alerts that Pflegedienst instead of the insured person, which sees it and is next", () => {
    const befehl = { ...aktivieren(verordnung(FOLGE)), stammpflegedienst: HAND_UND_HERZ };
    assert.deepEqual(gesehen(fuehreDurch(befehl, initialisiert(), kontext(arzt()))), {
      status: "OFFEN",
      ereignis: "ZUGEWIESEN",
      alarme: ["PFLEGEDIENST:10-67.245.HKPSANDBOX0001 über KIM: WARTET"],
      informationen: [],
      dran: "PFLEGEDIENST:10-67.245.HKPSANDBOX0001",
      sehen: ["VERORDNENDER:1-20HKPSANDBOX0001", "VERSICHERTER:X000001014", "PFLEGEDIENST:10-67.245.HKPSANDBOX0001"],
    });
  });

  it("not with § 13 (2): the Kostenträger is alerted, the insured person assigns", () => {
    const wahl = verordnung({ ...FOLGE, wahlKostenerstattung: true });
    const { danach } = fuehreDurch(
      { ...aktivieren(wahl), stammpflegedienst: HAND_UND_HERZ },
      initialisiert(),
      kontext(arzt()),
    );
    assert.equal(danach.zuweisung, null);
    assert.deepEqual(
      danach.meldungen.map(({ ereignis }) => ereignis),
      ["AKTIVIERT_MIT_KOSTENERSTATTUNG"],
    );
  });

  it("only a Folgeverordnung, and none of several issued together", () => {
    assert.equal(gehtAnStammpflegedienst(verordnung(FOLGE)), true);
    assert.equal(gehtAnStammpflegedienst(verordnung()), false);
    const gesamtverordnungId = "00000000-0000-4000-8000-000000000001";
    assert.equal(gehtAnStammpflegedienst(verordnung({ ...FOLGE, gesamtverordnungId })), false);
  });
});
