import assert from "node:assert/strict";
import { ausFehlermeldungen } from "../../../src/adapters/kim/fehlermeldungen.js";
import { liesKopf } from "../../../src/adapters/kim/kopf.js";
import { liesLesebestaetigung } from "../../../src/adapters/kim/mdn.js";
import { zerlege } from "../../../src/adapters/kim/mime-zerlegung.js";
import type { Zustellnachweis } from "../../../src/domain/ports/zustellung.js";

const JETZT = new Date("2026-11-22T10:15:00Z");
const UNSERE = "<auftrag-7@hkp.kim.telematik-test>";

async function lies(felder: readonly string[], kopf: readonly string[] = []): Promise<Zustellnachweis | null> {
  const roh = Buffer.from(
    [
      "From: praxis@arzt.kim.telematik-test",
      "Date: Sun, 22 Nov 2026 09:00:00 +0000",
      ...kopf,
      'Content-Type: multipart/report; report-type=disposition-notification; boundary="B"',
      "",
      "--B",
      "Content-Type: text/plain",
      "",
      "Gelesen.",
      "--B",
      "Content-Type: message/disposition-notification",
      "",
      "Reporting-UA: praxis; PVS",
      "Final-Recipient: rfc822; praxis@arzt.kim.telematik-test",
      ...felder,
      "",
      "--B--",
      "",
    ].join("\r\n"),
  );
  return liesLesebestaetigung(liesKopf(roh), await zerlege(roh), "hkp.kim.telematik-test", JETZT);
}

describe("KIM proofs: reading an MDN (RFC 8098)", () => {
  const faelle: [string, string, string | null][] = [
    ["manual-action/MDN-sent-manually; displayed", "gelesen", null],
    ["automatic-action/MDN-sent-automatically;Displayed/error", "gelesen", null],
    ["automatic-action/MDN-sent-automatically; processed", "zugestellt", null],
    ["automatic-action/MDN-sent-automatically; dispatched", "zugestellt", null],
    ["manual-action/MDN-sent-manually; deleted", "zugestellt", "MDN_GELOESCHT"],
    ["manual-action/MDN-sent-manually; denied", "zugestellt", "MDN_VERWEIGERT"],
    ["manual-action/MDN-sent-manually; failed", "zugestellt", "MDN_GESCHEITERT"],
  ];
  for (const [disposition, ergebnis, grund] of faelle)
    it(`${disposition}: ${ergebnis}`, async () => {
      const nachweis = await lies([`Original-Message-ID: ${UNSERE}`, `Disposition: ${disposition}`]);
      assert.deepEqual(
        [nachweis?.auftragId, nachweis?.ergebnis, nachweis?.grund?.code ?? null, nachweis?.zeit],
        ["auftrag-7", ergebnis, grund, new Date("2026-11-22T09:00:00Z")],
      );
    });

  it("is found by In-Reply-To where it does not name the message, and only there", async () => {
    const gelesen = "Disposition: manual-action/MDN-sent-manually; displayed";
    assert.equal((await lies([gelesen], [`In-Reply-To: ${UNSERE}`]))?.auftragId, "auftrag-7");
    assert.equal(await lies([gelesen, "Original-Message-ID: <x@fremd>"], [`In-Reply-To: ${UNSERE}`]), null);
    assert.equal(await lies([gelesen]), null);
  });

  for (const disposition of [
    "Disposition: manual-action/MDN-sent-manually; constructor",
    "Disposition: displayed",
    "X: y",
  ])
    it(`nothing that is understood: ${disposition}`, async () =>
      assert.equal(await lies([`Original-Message-ID: ${UNSERE}`, disposition]), null));
});

describe("X-KIM-Fehlermeldung", () => {
  const GESCHEITERT = [4001, 4002, 4003, 4004, 4005, 4006, 4007, 4008, 4009, 4010, 4011, 4012, 4013, 4014, 4015, 4018];
  for (const code of GESCHEITERT)
    it(`${code}: the message did not arrive`, () => {
      const { ergebnis, grund } = ausFehlermeldungen([String(code)]) ?? assert.fail();
      assert.deepEqual([ergebnis, grund?.code], ["unzustellbar", `KIM_${code}`]);
      assert.match(grund?.text ?? "", /^[A-ZÄÖÜ].*\.$/);
    });
  for (const code of [4016, 4017])
    it(`${code}: a notice, the message goes its way`, () =>
      assert.equal(ausFehlermeldungen([String(code)])?.ergebnis, "verzoegert"));
  it("a vendor's code keeps only its code", () => {
    assert.deepEqual(ausFehlermeldungen(["X77 Renate Berger"]), {
      ergebnis: "unzustellbar",
      grund: { code: "KIM_X77", text: "Das Clientmodul meldet einen herstellereigenen Fehler." },
    });
  });
  it("of several the worst counts, and no code is none", () => {
    assert.equal(ausFehlermeldungen(["4017", "4003"])?.grund?.code, "KIM_4003");
    assert.equal(ausFehlermeldungen(["", "Fehler"]), null);
  });
});
