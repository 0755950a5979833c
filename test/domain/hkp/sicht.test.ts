import assert from "node:assert/strict";
import type { Zugang } from "../../../src/domain/hkp/befehle.js";
import { sichtVon } from "../../../src/domain/hkp/sicht.js";
import type { Sicht, Zweck } from "../../../src/domain/hkp/sicht.js";
import type { Akteur } from "../../../src/domain/kern/akteur.js";
import { abgelehnt } from "../../helfer/abgelehnt.js";
import {
  arzt,
  betrieb,
  daniel,
  fremderArzt,
  HAND_UND_HERZ,
  INTEGRAL,
  kasse,
  mfa,
  privatversicherung,
  RENATE,
  renate,
  system,
  vertreterin,
} from "../../helfer/akteure.js";

/* Which Vorgaenge an actor can reach: chapters 7.1.1–7.1.8 (Zugriffsberechtigung), fachregeln.md section 9, D5, D6. */

const CODE: Zugang = { art: "ZUGRIFFSCODE", code: "c".repeat(64) };
function popp(actorId = HAND_UND_HERZ.kennung): Zugang {
  return {
    art: "POPP",
    nachweis: {
      kvnr: RENATE.kennung,
      versichererIk: "109500969",
      actorId,
      actorProfessionOid: "1.2.276.0.76.4.245",
      ausgestelltAm: new Date("2026-03-02T10:59:00Z"),
    },
  };
}
const OHNE_UND_MIT: readonly (Zugang | null)[] = [null, CODE, popp()];
const ZWECKE: readonly Zweck[] = ["LESEN", "HANDELN"];

describe("sichtVon without a proof: only where one takes part", () => {
  const FAELLE: readonly (readonly [Akteur, Sicht])[] = [
    [arzt(), { art: "BETEILIGT", schluessel: "VERORDNENDER:1-20HKPSANDBOX0001" }],
    [mfa(), { art: "BETEILIGT", schluessel: "VERORDNENDER:1-20HKPSANDBOX0001" }],
    [fremderArzt(), { art: "BETEILIGT", schluessel: "VERORDNENDER:1-20HKPSANDBOX0099" }],
    [daniel(), { art: "BETEILIGT", schluessel: "PFLEGEDIENST:10-67.245.HKPSANDBOX0001" }],
    [kasse(), { art: "BETEILIGT", schluessel: "KOSTENTRAEGER:109500969" }],
    [renate(), { art: "BETEILIGT", schluessel: "VERSICHERTER:X000001014" }],
    [vertreterin(), { art: "BETEILIGT", schluessel: "VERSICHERTER:X000001014" }],
    [system(), { art: "ALLE" }],
    [betrieb(), { art: "KEINE" }],
  ];
  for (const [akteur, sicht] of FAELLE)
    it(`${akteur.rolle} ${akteur.name}`, () => {
      for (const zweck of ZWECKE) assert.deepEqual(sichtVon(akteur, null, zweck), sicht);
    });

  it("a Kostenträger of the Kostenerstattung principle has no access at all, with or without a proof", () => {
    for (const zweck of ZWECKE)
      for (const zugang of OHNE_UND_MIT)
        assert.equal(
          abgelehnt(() => sichtVon(privatversicherung(), zugang, zweck)).code,
          "KOSTENERSTATTUNG_OHNE_ZUGRIFF",
        );
  });
});

describe("sichtVon with the card read (PoPP)", () => {
  it("opens the redeemable Verordnungen of that person to the Pflegedienst, for reading and accepting", () => {
    for (const zweck of ZWECKE)
      assert.deepEqual(sichtVon(daniel(), popp(), zweck), {
        art: "MIT_ZUGANG",
        schluessel: "PFLEGEDIENST:10-67.245.HKPSANDBOX0001",
        zugang: { kvnr: "X000001014" },
        status: ["OFFEN"],
      });
  });

  it("is refused if the token was made for another institution", () => {
    for (const zweck of ZWECKE)
      assert.equal(abgelehnt(() => sichtVon(daniel(), popp(INTEGRAL.kennung), zweck)).code, "POPP_FREMD");
  });

  it("compares the institution case-sensitively", () => {
    const klein = popp(HAND_UND_HERZ.kennung.toLowerCase());
    assert.equal(abgelehnt(() => sichtVon(daniel(), klein, "LESEN")).code, "POPP_FREMD");
  });

  it("opens nothing to anybody else", () => {
    for (const akteur of [arzt(), kasse(), renate(), vertreterin()])
      assert.equal(sichtVon(akteur, popp(), "LESEN").art, "BETEILIGT");
    assert.equal(sichtVon(betrieb(), popp(), "LESEN").art, "KEINE");
  });
});

describe("sichtVon with a code (printout, FdV)", () => {
  it("both codes open reading to a Pflegedienst, in OFFEN only (D5)", () => {
    assert.deepEqual(sichtVon(daniel(), CODE, "LESEN"), {
      art: "MIT_ZUGANG",
      schluessel: "PFLEGEDIENST:10-67.245.HKPSANDBOX0001",
      zugang: { code: "c".repeat(64), codes: ["annehmen", "lesen"] },
      status: ["OFFEN"],
    });
  });

  it("only the accepting code opens acting", () => {
    assert.deepEqual(sichtVon(daniel(), CODE, "HANDELN"), {
      art: "MIT_ZUGANG",
      schluessel: "PFLEGEDIENST:10-67.245.HKPSANDBOX0001",
      zugang: { code: "c".repeat(64), codes: ["annehmen"] },
      status: ["OFFEN"],
    });
  });

  it("lets a Kostenträger read for Beratung, never act", () => {
    assert.deepEqual(sichtVon(kasse(), CODE, "LESEN"), {
      art: "MIT_ZUGANG",
      schluessel: "KOSTENTRAEGER:109500969",
      zugang: { code: "c".repeat(64), codes: ["annehmen", "lesen"] },
      status: ["OFFEN"],
    });
    assert.deepEqual(sichtVon(kasse(), CODE, "HANDELN"), {
      art: "BETEILIGT",
      schluessel: "KOSTENTRAEGER:109500969",
    });
  });

  it("opens nothing to anybody else", () => {
    for (const akteur of [arzt(), fremderArzt(), renate(), vertreterin()])
      for (const zweck of ZWECKE) assert.equal(sichtVon(akteur, CODE, zweck).art, "BETEILIGT");
    assert.equal(sichtVon(betrieb(), CODE, "LESEN").art, "KEINE");
  });
});
