import assert from "node:assert/strict";
import { sichtbareDatensaetze } from "../../../../src/domain/hkp/ansicht.js";
import { runden } from "../../../../src/domain/hkp/korrektur/runden.js";
import type { Vorgang } from "../../../../src/domain/hkp/vorgang.js";
import type { Akteur } from "../../../../src/domain/kern/akteur.js";
import { arzt, betrieb, elena, kasse, mfa, miriam, renate, vertreterin } from "../../../helfer/akteure.js";
import { kontext } from "../befehle.js";
import { fuehreDurch } from "../durchfuehren.js";
import { verordnung } from "../vorgaenge.js";
import {
  beantworte,
  BLANKO_SELTENER,
  blankoGefragt,
  gefragtVomPflegedienst,
  gefragtVonKasse,
  HAEUFIGER,
  NEIN,
  ZURUECKZIEHEN,
} from "./rahmen.js";

/* Section 3, rows VO-k and Blanko-k, by hand. K = request, A = answer, – = nothing. */
const LESER: Readonly<Record<string, Akteur>> = {
  ARZT: arzt(),
  MFA: mfa(),
  VERSICHERTER: renate(),
  VERTRETER: vertreterin(),
  PD: elena(),
  ANDERER_PD: miriam(),
  KASSE: kasse(),
  BETRIEB: betrieb(),
};
const ZEICHEN: Readonly<Record<string, string>> = { VO_K: "K", BLANKO_K: "K", KORREKTURANTWORT: "A" };

const gelesen = (vorgang: Vorgang): string =>
  Object.values(LESER)
    .map((akteur) => {
      const arten = sichtbareDatensaetze(vorgang, akteur).map(({ art }) => ZEICHEN[art] ?? "");
      return arten.join("") || "–";
    })
    .join(" ");

const beantwortet = (vorgang: Vorgang): Vorgang =>
  fuehreDurch(beantworte(vorgang, verordnung(), [NEIN]), vorgang, kontext(arzt())).danach;
const zurueckgezogen = (vorgang: Vorgang, wer: Akteur): Vorgang =>
  fuehreDurch(ZURUECKZIEHEN, vorgang, kontext(wer)).danach;

describe("who reads a Korrekturanfrage and its answer", () => {
  // Order: ARZT MFA VERSICHERTER VERTRETER PD ANDERER_PD KASSE BETRIEB
  const FAELLE: readonly (readonly [string, Vorgang, string])[] = [
    ["VO-k of the Pflegedienst: not the Kasse before AP3", gefragtVomPflegedienst(HAEUFIGER), "K K K K K – – –"],
    ["with its answer", beantwortet(gefragtVomPflegedienst(HAEUFIGER)), "KA KA KA KA KA – – –"],
    [
      "the Kasse reads it from its own first access on (AP3)",
      { ...beantwortet(gefragtVomPflegedienst(HAEUFIGER)), antrag: "AP3", kostentraegerHatZugriff: true },
      "KA KA KA KA KA – KA –",
    ],
    ["VO-k of the Kasse: no Pflegedienst", gefragtVonKasse(HAEUFIGER), "K K K K – – K –"],
    ["Blanko-k: hidden from the Arzt", blankoGefragt(BLANKO_SELTENER), "– – K K K – K –"],
    [
      "a withdrawn VO-k vanishes from the addressee's lists",
      zurueckgezogen(gefragtVomPflegedienst(HAEUFIGER), elena()),
      "– – K K K – – –",
    ],
    [
      "a withdrawn Blanko-k too, and is kept for the others (D3)",
      zurueckgezogen(blankoGefragt(BLANKO_SELTENER), kasse()),
      "– – K K – – K –",
    ],
    ["nothing after deletion", { ...gefragtVomPflegedienst(HAEUFIGER), status: "GELOESCHT" }, "– – – – – – – –"],
  ];
  for (const [titel, vorgang, erwartet] of FAELLE)
    it(titel, () => {
      assert.equal(gelesen(vorgang), erwartet);
    });

  it("the open one is marked, an answered or withdrawn one is not", () => {
    const aktiv = (vorgang: Vorgang): boolean[] => runden(vorgang, vorgang.datensaetze).map((runde) => runde.aktiv);
    assert.deepEqual(aktiv(gefragtVomPflegedienst(HAEUFIGER)), [true]);
    assert.deepEqual(aktiv(beantwortet(gefragtVomPflegedienst(HAEUFIGER))), [false]);
    assert.deepEqual(aktiv(zurueckgezogen(gefragtVonKasse(HAEUFIGER), kasse())), [false]);
  });
});
