import assert from "node:assert/strict";
import { akteurAus } from "../../../src/adapters/anmeldung/ansprueche.js";

const PRAXIS = {
  rolle: "VERORDNENDER",
  person: "ARZT",
  name: "Dr. Sommer",
  telematikId: "1-20PRAXIS",
  professionOid: "1.2.276.0.76.4.50",
};
const PFLEGE = {
  rolle: "PFLEGEDIENST",
  person: "PFP",
  name: "Daniel",
  telematikId: "10-67.245.1",
  professionOid: "1.2.276.0.76.4.245",
};
const KASSE = {
  rolle: "KOSTENTRAEGER",
  person: "SACHBEARBEITUNG",
  name: "Brandt",
  telematikId: "8-01-1",
  professionOid: "1.2.276.0.76.4.59",
  ik: "109500969",
  prinzip: "SACHLEISTUNG",
};
const VERSICHERT = { rolle: "VERSICHERTER", name: "Renate Berger", kvnr: "A123456780" };
const VERTRETUNG = { rolle: "VERTRETER", name: "Sohn", kvnr: "A123456780", vertritt: "X110411319" };
const BETRIEB = { rolle: "BETRIEB", name: "Kern" };

describe("Ansprüche eines Tokens", () => {
  describe("become the actor", () => {
    for (const ansprueche of [PRAXIS, KASSE, VERSICHERT, VERTRETUNG, BETRIEB]) {
      it(`of ${ansprueche.rolle}, unchanged`, () => assert.deepEqual(akteurAus(ansprueche), ansprueche));
    }

    it("of PFLEGEDIENST, with an empty list if no qualification is named", () => {
      assert.deepEqual(akteurAus(PFLEGE), { ...PFLEGE, qualifikationen: [] });
      const voll = { ...PFLEGE, lbnr: "000000012", qualifikationen: ["BLANKOVERORDNUNG"] };
      assert.deepEqual(akteurAus(voll), voll);
    });

    it("without claims that are not of this product", () => {
      const fremde = { iss: "x", sub: "y", exp: 1, scope: "openid", email: "a@b.c" };
      assert.deepEqual(akteurAus({ ...BETRIEB, ...fremde }), BETRIEB);
    });

    for (const endung of ["50", "52", "53", "46", "47"]) {
      it(`of a VERORDNENDER with the profession ${endung}`, () => {
        const professionOid = `1.2.276.0.76.4.${endung}`;
        assert.deepEqual(akteurAus({ ...PRAXIS, professionOid }), { ...PRAXIS, professionOid });
      });
    }
  });

  describe("are refused", () => {
    const faelle: readonly [string, Record<string, unknown>][] = [
      ["no claims", {}],
      ["an unknown role", { ...BETRIEB, rolle: "ADMIN" }],
      ["SYSTEM, which nobody signs in as", { rolle: "SYSTEM", name: "x" }],
      ["an empty name", { ...BETRIEB, name: " " }],
      ["a Verordnender that is a pharmacy", { ...PRAXIS, professionOid: "1.2.276.0.76.4.54" }],
      ["a Verordnender that is a Pflegedienst", { ...PRAXIS, professionOid: "1.2.276.0.76.4.245" }],
      ["a Verordnender that acts as PDL", { ...PRAXIS, person: "PDL" }],
      ["a Verordnender without Telematik-ID", { ...PRAXIS, telematikId: undefined }],
      ["a Telematik-ID of the wrong form", { ...PRAXIS, telematikId: "PRAXIS" }],
      ["a Verordnender with a KVNR", { ...PRAXIS, kvnr: "A123456780" }],
      ["a Pflegedienst with the profession of a practice", { ...PFLEGE, professionOid: "1.2.276.0.76.4.50" }],
      ["a Pflegedienst with the profession of a person", { ...PFLEGE, professionOid: "1.2.276.0.76.4.234" }],
      ["a Pflegedienst with a short LBNR", { ...PFLEGE, lbnr: "12345678" }],
      ["a Pflegedienst with an LBNR as number", { ...PFLEGE, lbnr: 123456789 }],
      ["a qualification that is no list", { ...PFLEGE, qualifikationen: "BLANKOVERORDNUNG" }],
      ["a Pflegedienst with an IK of a Kostenträger", { ...PFLEGE, ik: "109500969" }],
      ["a Kostenträger without IK", { ...KASSE, ik: undefined }],
      ["a Kostenträger with a wrong check digit", { ...KASSE, ik: "109500968" }],
      ["a Kostenträger without principle", { ...KASSE, prinzip: undefined }],
      ["a Kostenträger with an unknown principle", { ...KASSE, prinzip: "BEIDES" }],
      ["a Kostenträger that is a practice", { ...KASSE, professionOid: "1.2.276.0.76.4.50" }],
      ["a Kostenträger with a qualification", { ...KASSE, qualifikationen: ["BLANKOVERORDNUNG"] }],
      ["a Versicherter with a wrong check digit", { ...VERSICHERT, kvnr: "A123456789" }],
      ["a Versicherter with a Telematik-ID", { ...VERSICHERT, telematikId: "1-20PRAXIS" }],
      ["a Versicherter who represents somebody", { ...VERSICHERT, vertritt: "X110411319" }],
      ["a Vertreter of nobody", { ...VERTRETUNG, vertritt: undefined }],
      ["a Vertreter of themselves", { ...VERTRETUNG, vertritt: VERTRETUNG.kvnr }],
      ["a Vertreter with a wrong check digit of the other", { ...VERTRETUNG, vertritt: "X110411318" }],
      ["BETRIEB with a KVNR", { ...BETRIEB, kvnr: "A123456780" }],
    ];
    for (const [name, ansprueche] of faelle) {
      it(name, () => assert.equal(akteurAus(JSON.parse(JSON.stringify(ansprueche)) as Record<string, unknown>), null));
    }
  });
});
