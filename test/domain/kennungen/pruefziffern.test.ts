import assert from "node:assert/strict";
import fc from "fast-check";
import { pruefeIknr } from "../../../src/domain/kennungen/iknr.js";
import { istPruefkartenKvnr, pruefeKvnr } from "../../../src/domain/kennungen/kvnr.js";
import { pruefeLanr } from "../../../src/domain/kennungen/lanr.js";
import type { Kennungsurteil } from "../../../src/domain/kennungen/pruefung.js";
import {
  baueVerordnungsId,
  leseVerordnungsId,
  pruefeVerordnungsId,
} from "../../../src/domain/kennungen/verordnungs-id.js";

/** Vectors of domain.md sections 4.3 and 5.2. */
interface Vektoren {
  readonly pruefe: (wert: string) => Kennungsurteil;
  readonly gueltig: readonly string[];
  /** Wrong check digit; for KVNR, IKNR and LANR with the right one. */
  readonly pruefziffer: readonly string[];
  readonly form: readonly string[];
}

const VEKTOREN: Readonly<Record<string, Vektoren>> = {
  KVNR: {
    pruefe: pruefeKvnr,
    gueltig: [
      ...["A123456780", "A000500015", "K220645122", "T012345678", "C000500021", "X110411319", "X110614233"],
      ...["S040464113", "K220635158", "T029653290", "X110411675", "X000000012", "X000050005"],
    ],
    pruefziffer: [
      ...["A123456789", "B123456789", "A111111111", "K220645129", "T012345679", "C000500020", "X234567890"],
      ...["X123456789", "X110411676"],
    ],
    form: [
      "a123456789",
      "X1234567890",
      "E12345678",
      "B123C56789",
      "1234567890",
      "",
      " A123456780",
      "A123456780\n",
      "Ä123456780",
    ],
  },
  IKNR: {
    pruefe: pruefeIknr,
    gueltig: [
      ...["260326822", "104212059", "101575519", "109500969", "108018347", "461100877", "661100423", "109719018"],
      ...["109034270", "108018007"],
    ],
    pruefziffer: ["123456789", "111111111", "413799876", "101108153", "757299999", "104212058"],
    form: ["10421205", "1042120590", "10421205a", "", "104 212059"],
  },
  LANR: {
    pruefe: pruefeLanr,
    gueltig: [
      ...["838382202", "754236701", "123456628", "456456534", "582369858", "895268385", "987654423", "999999900"],
      // ASV: no check digit; pseudo numbers that pass by themselves.
      ...["555555501", "555555123", "555555999", "444444400", "444444499", "000000000", "999999991", "333333300"],
    ],
    pruefziffer: ["345678975", "123456701", "838382102"],
    form: ["83838220", "8383822020", "83838220x", "", "5555551234"],
  },
  "Verordnungs-ID": {
    pruefe: pruefeVerordnungsId,
    gueltig: [
      "160.000.000.000.123.76",
      "160.123.456.789.123.58",
      "160.000.346.211.638.15",
      "162.000.000.000.001.45",
      "200.100.000.000.004.44",
    ],
    pruefziffer: ["200.100.000.000.004.30", "160.000.000.000.123.77"],
    form: ["160.000.000.000.12376", "16000000000012376", "160.000.000.000.123.7", "a60.000.000.000.123.76", ""],
  },
};

describe("Kennungen mit Prüfziffer", () => {
  for (const [name, { pruefe, gueltig, pruefziffer, form }] of Object.entries(VEKTOREN)) {
    for (const wert of gueltig) {
      it(`${name} ${wert} ist gültig`, () => assert.deepEqual(pruefe(wert), { gueltig: true }));
    }
    for (const wert of pruefziffer) {
      it(`${name} ${wert} hat eine falsche Prüfziffer`, () =>
        assert.deepEqual(pruefe(wert), { gueltig: false, mangel: "PRUEFZIFFER" }));
    }
    for (const wert of form) {
      it(`${name} ${JSON.stringify(wert)} hat die falsche Form`, () =>
        assert.deepEqual(pruefe(wert), { gueltig: false, mangel: "FORM" }));
    }
  }

  const RICHTIG: readonly [string, string, (wert: string) => Kennungsurteil][] = [
    ["A12345678", "0", pruefeKvnr],
    ["B12345678", "2", pruefeKvnr],
    ["A11111111", "4", pruefeKvnr],
    ["K22064512", "2", pruefeKvnr],
    ["T01234567", "8", pruefeKvnr],
    ["C00050002", "1", pruefeKvnr],
    ["X23456789", "1", pruefeKvnr],
    ["X12345678", "8", pruefeKvnr],
    ["12345678", "0", pruefeIknr],
    ["11111111", "9", pruefeIknr],
    ["41379987", "5", pruefeIknr],
    ["10110815", "8", pruefeIknr],
    ["75729999", "3", pruefeIknr],
  ];
  for (const [stamm, ziffer, pruefe] of RICHTIG) {
    it(`zu ${stamm} gehört die Prüfziffer ${ziffer}`, () => assert.equal(pruefe(stamm + ziffer).gueltig, true));
  }

  it("erkennt die KVNR einer Prüfkarte", () => {
    assert.equal(istPruefkartenKvnr("X000000012"), true);
    assert.equal(istPruefkartenKvnr("X000050005"), true);
    assert.equal(istPruefkartenKvnr("X000050006"), false);
    assert.equal(istPruefkartenKvnr("X110411319"), false);
  });
});

const ersetzt = (wert: string, stelle: number, zeichen: string) =>
  wert.slice(0, stelle) + zeichen + wert.slice(stelle + 1);
const getauscht = (wert: string, stelle: number) =>
  wert.slice(0, stelle) + wert.charAt(stelle + 1) + wert.charAt(stelle) + wert.slice(stelle + 2);
const ziffer = fc.integer({ min: 0, max: 9 }).map(String);
const ziffernfolge = (laenge: number) => fc.string({ unit: ziffer, minLength: laenge, maxLength: laenge });

/** The one last digit that makes the stem valid. */
function ergaenzt(stamm: string, pruefe: (wert: string) => Kennungsurteil, rest = ""): string {
  const treffer = [..."0123456789"].filter((letzte) => pruefe(stamm + letzte + rest).gueltig);
  assert.equal(treffer.length, 1, `${stamm} hat genau eine Prüfziffer`);
  return stamm + (treffer[0] ?? "") + rest;
}

describe("Prüfziffern erkennen Schreibfehler", () => {
  const kvnr = fc
    .tuple(fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"), ziffernfolge(8))
    .map(([buchstabe, folge]) => ergaenzt(buchstabe + folge, pruefeKvnr));

  it("KVNR: jede falsche Ziffer", () => {
    fc.assert(
      fc.property(kvnr, fc.integer({ min: 1, max: 9 }), ziffer, (wert, stelle, neu) => {
        fc.pre(wert.charAt(stelle) !== neu);
        assert.equal(pruefeKvnr(ersetzt(wert, stelle, neu)).gueltig, false);
      }),
    );
  });

  it("KVNR: vertauschte Nachbarn außer 0 und 9", () => {
    // Weights 1 and 2 with digit sums: 09 and 90 weigh the same. The check digit itself has no weight of the series.
    fc.assert(
      fc.property(kvnr, fc.integer({ min: 1, max: 7 }), (wert, stelle) => {
        const paar = wert.slice(stelle, stelle + 2);
        fc.pre(paar[0] !== paar[1] && paar !== "09" && paar !== "90");
        assert.equal(pruefeKvnr(getauscht(wert, stelle)).gueltig, false);
      }),
    );
  });

  it("IKNR: jede falsche Ziffer an den Stellen 3 bis 9, keine an den Stellen 1 und 2", () => {
    const iknr = ziffernfolge(8).map((folge) => ergaenzt(folge, pruefeIknr));
    fc.assert(
      fc.property(iknr, fc.integer({ min: 0, max: 8 }), ziffer, (wert, stelle, neu) => {
        fc.pre(wert.charAt(stelle) !== neu);
        assert.equal(pruefeIknr(ersetzt(wert, stelle, neu)).gueltig, stelle < 2);
      }),
    );
  });

  it("LANR: jede falsche Ziffer mit Gewicht 9; mit Gewicht 4 außer Abständen von 5; keine der Fachgruppe", () => {
    const lanr = fc
      .tuple(ziffernfolge(6), ziffernfolge(2))
      .filter(([stamm]) => stamm !== "555555")
      .map(([stamm, gruppe]) => ergaenzt(stamm, pruefeLanr, gruppe));
    fc.assert(
      fc.property(lanr, fc.integer({ min: 0, max: 8 }), ziffer, (wert, stelle, neu) => {
        const abstand = Math.abs(Number(wert.charAt(stelle)) - Number(neu));
        const falsch = ersetzt(wert, stelle, neu);
        fc.pre(abstand !== 0 && !falsch.startsWith("555555"));
        const unerkannt = stelle > 6 || (stelle < 6 && stelle % 2 === 0 && abstand === 5);
        assert.equal(pruefeLanr(falsch).gueltig, unerkannt);
      }),
    );
  });
});

describe("Verordnungs-ID", () => {
  const id = fc.tuple(ziffernfolge(3), ziffernfolge(12)).map(([art, nummer]) => baueVerordnungsId(art, nummer));

  it("wird aus Flowtype und Seriennummer gebaut", () => {
    assert.equal(baueVerordnungsId("160", "000000000123"), "160.000.000.000.123.76");
    assert.equal(baueVerordnungsId("160", "123456789123"), "160.123.456.789.123.58");
    assert.equal(baueVerordnungsId("162", "000000000001"), "162.000.000.000.001.45");
    assert.equal(baueVerordnungsId("200", "100000000004"), "200.100.000.000.004.44");
  });

  it("ist gebaut immer gültig und lässt sich wieder zerlegen", () => {
    fc.assert(
      fc.property(ziffernfolge(3), ziffernfolge(12), (flowtype, seriennummer) => {
        const wert = baueVerordnungsId(flowtype, seriennummer);
        assert.equal(BigInt(wert.replaceAll(".", "")) % 97n, 1n);
        assert.deepEqual(pruefeVerordnungsId(wert), { gueltig: true });
        assert.deepEqual(leseVerordnungsId(wert), { flowtype, seriennummer });
      }),
    );
  });

  it("erkennt jede falsche Ziffer und jeden Tausch benachbarter Ziffern", () => {
    fc.assert(
      fc.property(id, fc.integer({ min: 0, max: 16 }), ziffer, (wert, stelle, neu) => {
        const folge = wert.replaceAll(".", "");
        const falsche = [ersetzt(folge, stelle, neu), stelle < 16 ? getauscht(folge, stelle) : folge];
        for (const falsch of falsche.filter((andere) => andere !== folge)) {
          const gruppiert = falsch.replace(/^(...)(...)(...)(...)(...)(..)$/, "$1.$2.$3.$4.$5.$6");
          assert.equal(pruefeVerordnungsId(gruppiert).gueltig, false, gruppiert);
        }
      }),
    );
  });

  it("lässt je Seriennummer nur ein Prüfziffernpaar zu", () => {
    // 98 − (x · 100 mod 97) = 98 and 02 would each have a second spelling with the same remainder: 01 and 99.
    for (const rest of ["98", "02"]) {
      const nummer = [...Array(500).keys()]
        .map((n) => baueVerordnungsId("160", String(n).padStart(12, "0")))
        .find((wert) => wert.endsWith(`.${rest}`));
      assert.ok(nummer);
      const zweite = nummer.slice(0, -2) + (rest === "98" ? "01" : "99");
      assert.equal(BigInt(zweite.replaceAll(".", "")) % 97n, 1n);
      assert.deepEqual(pruefeVerordnungsId(zweite), { gueltig: false, mangel: "PRUEFZIFFER" });
    }
  });

  it("verweigert dem Bau falsche Teile und dem Lesen ungültige Werte", () => {
    assert.throws(() => baueVerordnungsId("16", "000000000123"), RangeError);
    assert.throws(() => baueVerordnungsId("160", "123"), RangeError);
    assert.equal(leseVerordnungsId("200.100.000.000.004.30"), null);
    assert.equal(leseVerordnungsId("Unsinn"), null);
  });
});
