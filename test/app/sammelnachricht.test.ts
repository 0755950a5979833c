import assert from "node:assert/strict";
import { baueSammelsendung } from "../../src/app/sammelnachricht.js";
import type { Sammlung } from "../../src/domain/ports/sammelausgang.js";
import { PRAXIS } from "../helfer/akteure.js";
import { auftrag } from "./versandteile.js";

const ABSENDER = {
  name: "HKP-Gateway",
  adresse: "gateway@kim.test",
  software: "HKP-Gateway",
  version: "0.1.0",
  support: "support@example.test",
};
const EINTRAG = {
  telematikId: PRAXIS.kennung,
  ik: null,
  name: "Hausarztpraxis Dr. Sommer",
  professionOids: [],
  kim: { adresse: "praxis@kim.test", version: "1.5+" },
  tim: null,
};
const information = (ereignis: "ENTSCHIEDEN" | "ANGABEN_GESPEICHERT", erstelltAm: string) =>
  auftrag({
    empfaenger: PRAXIS,
    ereignis,
    erstelltAm: new Date(erstelltAm),
    nichtVor: new Date("2026-03-29T16:00:00Z"),
  });

const SAMMLUNG: Sammlung = {
  sammelId: "7a1d1c0e-0000-4000-8000-000000000001",
  empfaenger: PRAXIS,
  kanal: "KIM",
  marke: "m",
  posten: [
    {
      auftrag: information("ANGABEN_GESPEICHERT", "2026-03-28T22:30:00Z"),
      vorgang: { id: "169.000.000.000.001.62" },
    },
    {
      auftrag: information("ENTSCHIEDEN", "2026-03-28T23:05:00Z"),
      vorgang: { id: "169.000.000.000.002.59" },
    },
  ],
};

describe("baueSammelsendung", () => {
  const sendung = baueSammelsendung(SAMMLUNG, EINTRAG, ABSENDER);

  it("one line per Information: when in Berlin, which Verordnung, what happened", () => {
    assert.deepEqual(sendung.text.split("\n"), [
      "Guten Tag, Hausarztpraxis Dr. Sommer,",
      "",
      "seit der letzten Sammelmeldung ist Folgendes geschehen:",
      "",
      "- 28.03.2026, 23:30 Uhr, Verordnungs-ID 169.000.000.000.001.62: Der Pflegedienst hat seine Angaben zur Leistungserbringung gespeichert.",
      "- 29.03.2026, 00:05 Uhr, Verordnungs-ID 169.000.000.000.002.59: Der Kostenträger hat über die beantragten Leistungen entschieden.",
      "",
      "Diese Nachricht dient nur Ihrer Information. Einzelheiten stehen in Ihrem System unter der Verordnungs-ID.",
      "Auf eine Sammelmeldung können Sie nicht antworten: Sie betrifft mehrere Verordnungen.",
    ]);
  });

  it("no data sets, no person, no Begründung, in no part of it", () => {
    assert.equal(sendung.buendel.entry.length, 2);
    for (const persoenlich of ["Berger", "X000001014", "Grund für"])
      assert(!JSON.stringify(sendung).includes(persoenlich), persoenlich);
  });

  it("outside of the body nothing but that it is one; opaque ids", () => {
    assert.equal(sendung.betreff, "Sammelmeldung: Informationen zu Verordnungen häuslicher Krankenpflege");
    assert.equal(sendung.nachrichtentyp, "Sammelmeldung");
    assert.equal(sendung.auftragId, SAMMLUNG.sammelId);
    assert(!sendung.fadenId.includes(PRAXIS.kennung));
    assert.deepEqual(sendung.vorgaenger, []);
  });

  it("made again it is the same to the byte", () =>
    assert.equal(JSON.stringify(baueSammelsendung(SAMMLUNG, EINTRAG, ABSENDER)), JSON.stringify(sendung)));
});
