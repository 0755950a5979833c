import assert from "node:assert/strict";
import { testGateway } from "../helfer/gateway.js";
import { als } from "./portal.js";

const SUCHE = `query($name: String, $qualifikation: String, $ort: String, $umkreis: UmkreisEingabe) {
  pflegedienste(name: $name, qualifikation: $qualifikation, ort: $ort, umkreis: $umkreis) {
    unvollstaendig treffer { name qualifikationen anschrift { plz } entfernungKm } } }`;

describe("search for Pflegedienste over the public API [6.5.1.2]", function () {
  this.timeout(30_000);
  const gateway = testGateway("e2e-pflegedienstsuche");
  const suche = async (variablen: Readonly<Record<string, unknown>>): Promise<unknown> =>
    (await (await als(gateway, "renate")).frage<{ pflegedienste: unknown }>(SUCHE, variablen)).pflegedienste;
  const herz = { name: "Pflegedienst Hand & Herz", qualifikationen: ["Wundversorgung"], anschrift: { plz: "10997" } };
  const integral = {
    name: "Pflegedienst Integral",
    qualifikationen: ["Psychiatrische häusliche Krankenpflege"],
    anschrift: { plz: "12163" },
  };

  it("by town, by specialisation and by distance", async () => {
    const ohne = { entfernungKm: null };
    assert.deepEqual(await suche({ ort: "Berlin" }), {
      unvollstaendig: false,
      treffer: [
        { ...herz, ...ohne },
        { ...integral, ...ohne },
      ],
    });
    assert.deepEqual(await suche({ qualifikation: "psychiatrische" }), {
      unvollstaendig: false,
      treffer: [{ ...integral, ...ohne }],
    });
    // From Steglitz: the nearer one first.
    assert.deepEqual(await suche({ umkreis: { breite: 52.4627, laenge: 13.3203, km: 20 } }), {
      unvollstaendig: false,
      treffer: [
        { ...integral, entfernungKm: 0 },
        { ...herz, entfernungKm: 9 },
      ],
    });
    const { extensions } = await (await als(gateway, "renate")).abgelehnt(SUCHE, {});
    assert.equal(extensions.code, "EINGABE_UNGUELTIG");
  });
});
