import assert from "node:assert/strict";
import { istAccessCode } from "../../../src/domain/kennungen/access-code.js";
import { istBsnr } from "../../../src/domain/kennungen/bsnr.js";
import { istIcd } from "../../../src/domain/kennungen/icd.js";
import { istIknr } from "../../../src/domain/kennungen/iknr.js";
import { istKvnr } from "../../../src/domain/kennungen/kvnr.js";
import { istLanr } from "../../../src/domain/kennungen/lanr.js";
import { istLbnr, lbnrErsatzwert } from "../../../src/domain/kennungen/lbnr.js";
import { istTelematikId } from "../../../src/domain/kennungen/telematik-id.js";
import { istVerordnungsId } from "../../../src/domain/kennungen/verordnungs-id.js";

interface Faelle {
  readonly ist: (wert: string) => boolean;
  readonly ja: readonly string[];
  readonly nein: readonly string[];
}

const FAELLE: Readonly<Record<string, Faelle>> = {
  BSNR: {
    ist: istBsnr,
    ja: ["179999900", "724444400", "721111100", "031234567"],
    nein: ["17999990", "1799999000", "17999990a", ""],
  },
  "Telematik-ID": {
    ist: istTelematikId,
    ja: [
      "1-20.0123456789",
      "10-67.2450000000001",
      "9-2.58.00000040",
      "5-2-KH-APO-Waldesrand-01",
      `3-${"x".repeat(126)}`,
    ],
    nein: ["0-1", "100-1", "1-", "1", "", "1-a b", "1-ä", `3-${"x".repeat(127)}`, "1-x\n"],
  },
  LBNR: { ist: istLbnr, ja: ["001234567", "999999999"], nein: ["1234567", "00123456a", "", "0012345678"] },
  AccessCode: {
    ist: istAccessCode,
    ja: ["0123456789abcdef".repeat(4)],
    nein: ["0123456789ABCDEF".repeat(4), "0".repeat(63), "0".repeat(65), "g".repeat(64), ""],
  },
  "ICD-10-GM": {
    ist: istIcd,
    ja: ["I83.0", "E11.90", "Z74", "L89.24", "U07.1!", "E10.30†", "H36.0*", "E10.30+"],
    nein: ["i83.0", "I8", "I83.", "E10.-", "I83.000", "", "I83.0 ", "I83,0"],
  },
  KVNR: { ist: istKvnr, ja: ["X110411319"], nein: ["X110411318"] },
  IKNR: { ist: istIknr, ja: ["104212059"], nein: ["104212058"] },
  LANR: { ist: istLanr, ja: ["838382202"], nein: ["838382102"] },
  "Verordnungs-ID": { ist: istVerordnungsId, ja: ["160.000.000.000.123.76"], nein: ["160.000.000.000.123.75"] },
};

describe("Form der Kennungen", () => {
  for (const [name, { ist, ja, nein }] of Object.entries(FAELLE)) {
    for (const wert of ja) it(`${name}: ${wert.slice(0, 24)} wird angenommen`, () => assert.equal(ist(wert), true));
    for (const wert of nein) {
      it(`${name}: ${JSON.stringify(wert.slice(0, 24))} wird abgelehnt`, () => assert.equal(ist(wert), false));
    }
  }

  it("nennt die Bedeutung der Ersatzwerte einer LBNR", () => {
    assert.equal(lbnrErsatzwert("999999999"), "Leiharbeit");
    assert.equal(lbnrErsatzwert("999999998"), "neu, Nummer noch nicht erteilt");
    assert.equal(lbnrErsatzwert("999999997"), "fehlt aus anderem Grund");
    assert.equal(lbnrErsatzwert("999999996"), "in Ausbildung");
    assert.equal(lbnrErsatzwert("001234567"), null);
  });
});
