import assert from "node:assert/strict";
import {
  KOSTENTRAEGER,
  OID,
  oidName,
  PFLEGEDIENSTE,
  PFLEGEPERSONEN,
  VERORDNENDE,
  VERORDNENDE_INSTITUTIONEN,
  VERORDNENDE_PERSONEN,
} from "../../../src/domain/kennungen/oid.js";

const alsEndungen = (menge: ReadonlySet<string>) =>
  [...menge].map((oid) => Number(oid.replace(/^1\.2\.276\.0\.76\.4\./, ""))).sort((a, b) => a - b);

describe("OIDs", () => {
  it("ordnet die Rollen nach gemSpec_OID zu", () => {
    assert.deepEqual(alsEndungen(VERORDNENDE_INSTITUTIONEN), [50, 52, 53]);
    assert.deepEqual(alsEndungen(VERORDNENDE_PERSONEN), [30, 45, 46, 47]);
    assert.deepEqual(alsEndungen(VERORDNENDE), [30, 45, 46, 47, 50, 52, 53]);
    assert.deepEqual(alsEndungen(PFLEGEDIENSTE), [245]);
    assert.deepEqual(alsEndungen(PFLEGEPERSONEN), [232, 233, 234]);
    assert.deepEqual(alsEndungen(KOSTENTRAEGER), [59, 284]);
  });

  it("lässt Zahnarztpraxis, Apotheke und Versicherte nicht verordnen", () => {
    for (const oid of [OID.zahnarztpraxis, OID.oeffentliche_apotheke, OID.versicherter, OID.institution_pflege]) {
      assert.equal(VERORDNENDE.has(oid), false);
    }
  });

  it("nennt den Kurznamen", () => {
    assert.equal(oidName("1.2.276.0.76.4.50"), "praxis_arzt");
    assert.equal(oidName("1.2.276.0.76.4.245"), "institution_pflege");
    assert.equal(oidName("1.2.276.0.76.4.999"), null);
  });
});
