import assert from "node:assert/strict";
import { akteurZu } from "../../../src/domain/eingang/institution.js";
import type { Unterzeichner } from "../../../src/domain/ports/signatur.js";
import type { Verzeichniseintrag } from "../../../src/domain/ports/verzeichnis.js";

const OID = "1.2.276.0.76.4.";
const eintrag = (oid: string, teil: Partial<Verzeichniseintrag> = {}): Verzeichniseintrag => ({
  telematikId: "1-2",
  ik: null,
  name: "Haus",
  professionOids: [`${OID}${oid}`],
  kim: null,
  tim: null,
  ...teil,
});
const karte = (art: Unterzeichner["art"], oid: string): Unterzeichner => ({
  art,
  professionOids: [`${OID}${oid}`],
  telematikId: "1-1",
  name: "Dr. Anna Beispiel",
  seriennummer: "01",
});
const mit = (...unterzeichner: Unterzeichner[]) => ({ unterzeichner, person: null });

describe("As whom a message from an institution acts", () => {
  const ROLLEN: readonly (readonly [string, string | null])[] = [
    ["50", "VERORDNENDER"],
    ["52", "VERORDNENDER"],
    ["53", "VERORDNENDER"],
    ["46", "VERORDNENDER"],
    ["47", "VERORDNENDER"],
    ["245", "PFLEGEDIENST"],
    ["59", "KOSTENTRAEGER"],
    ["284", "KOSTENTRAEGER"],
    ["51", null],
    ["54", null],
    ["30", null],
    ["49", null],
  ];
  for (const [oid, rolle] of ROLLEN)
    it(`profession ${oid}: ${rolle ?? "nobody"}`, () =>
      assert.equal(akteurZu(eintrag(oid, { ik: "109500969" }))?.rolle ?? null, rolle));

  it("a profession among others counts; two roles do not", () => {
    const zwei = (...oids: string[]) => akteurZu(eintrag("", { professionOids: oids.map((oid) => `${OID}${oid}`) }));
    assert.equal(zwei("51", "50")?.rolle, "VERORDNENDER");
    assert.equal(zwei("50", "53")?.rolle, "VERORDNENDER");
    assert.equal(zwei("50", "245"), null);
  });

  it("a practice is MFA, and ARZT by a HBA of a physician or psychotherapist alone", () => {
    const haus = { rolle: "VERORDNENDER", telematikId: "1-2", professionOid: `${OID}50` };
    const mfa = { ...haus, person: "MFA", name: "Haus" };
    assert.deepEqual(akteurZu(eintrag("50")), mfa);
    assert.deepEqual(akteurZu(eintrag("50"), mit(karte("QES", "30"))), {
      ...haus,
      person: "ARZT",
      name: "Dr. Anna Beispiel",
    });
    assert.equal(akteurZu(eintrag("50"), mit(karte("FORTGESCHRITTEN", "50"), karte("QES", "45")))?.person, "ARZT");
    for (const andere of [karte("QES", "232"), karte("FORTGESCHRITTEN", "30"), karte("FORTGESCHRITTEN", "50")])
      assert.deepEqual(akteurZu(eintrag("50"), mit(andere)), mfa);
  });

  it("a Pflegedienst is a PFP that nothing is known of, or the one that it states under its seal", () => {
    const haus = { rolle: "PFLEGEDIENST", person: "PFP", telematikId: "1-2", professionOid: `${OID}245` };
    assert.deepEqual(akteurZu(eintrag("245"), mit(karte("QES", "232"))), {
      ...haus,
      name: "Haus",
      qualifikationen: [],
    });
    const person = { name: "Elena", lbnr: "100000023", qualifikationen: ["BLANKOVERORDNUNG"] };
    assert.deepEqual(akteurZu(eintrag("245"), { unterzeichner: [], person }), { ...haus, ...person });
  });

  it("a Kostenträger goes by its IK; a PKV has no access; without an IK it is nobody", () => {
    const kasse = akteurZu(eintrag("59", { ik: "109500969" }));
    assert.deepEqual(kasse, {
      rolle: "KOSTENTRAEGER",
      person: "SACHBEARBEITUNG",
      telematikId: "1-2",
      professionOid: `${OID}59`,
      name: "Haus",
      ik: "109500969",
      prinzip: "SACHLEISTUNG",
    });
    const privat = akteurZu(eintrag("59", { ik: "168000109", telematikId: "9-2.59.X" }));
    assert.equal(privat?.rolle === "KOSTENTRAEGER" ? privat.prinzip : null, "KOSTENERSTATTUNG");
    assert.equal(akteurZu(eintrag("59")), null);
  });
});
