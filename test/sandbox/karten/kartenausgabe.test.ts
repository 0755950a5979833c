import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KARTEN, kartenausgabe } from "../../../sandbox/karten/kartenausgabe.js";
import type { Kartenausgabe } from "../../../sandbox/karten/kartenausgabe.js";
import { signiere } from "../../../sandbox/karten/signieren.js";
import { erzeugeSignaturpruefung } from "../../../src/adapters/signatur/signaturpruefung.js";
import { opensslPruefe } from "../../adapters/signatur/werkbank.js";

const INHALT = Buffer.from("<Bundle/>\r\n\u00e4\u0000", "utf8");

describe("Kartenausgabe der Sandbox", () => {
  let ordner: string;
  let ausgabe: Kartenausgabe;
  before(async () => {
    ordner = await mkdtemp(join(tmpdir(), "hkp-karten-"));
    ausgabe = await kartenausgabe(ordner);
  });
  after(() => rm(ordner, { recursive: true }));

  it("has a card for each institution and the HBA of the physician", () => {
    assert.deepEqual(
      KARTEN.map(({ id, art, telematikId, professionOid }) => [id, art, telematikId, professionOid]),
      [
        ["praxis", "SMC-B", "1-20HKPSANDBOX0001", "1.2.276.0.76.4.50"],
        ["hand-und-herz", "SMC-B", "10-67.245.HKPSANDBOX0001", "1.2.276.0.76.4.245"],
        ["integral", "SMC-B", "10-67.245.HKPSANDBOX0002", "1.2.276.0.76.4.245"],
        ["gematiker-kasse", "SMC-B", "8-01-HKPSANDBOX0001", "1.2.276.0.76.4.59"],
        ["kasse-nord", "SMC-B", "8-01-HKPSANDBOX0002", "1.2.276.0.76.4.59"],
        ["privatversicherung", "SMC-B", "9-2.59.HKPSANDBOX0001", "1.2.276.0.76.4.59"],
        ["aerztin", "HBA", "1-1HKPSANDBOX0001", "1.2.276.0.76.4.30"],
      ],
    );
  });

  for (const { id, art, telematikId, professionOid } of KARTEN) {
    it(`card ${id} signs: accepted by openssl and by the gateway, which reads its role`, async () => {
      const cms = signiere(ausgabe.karte(id), INHALT);
      assert.deepEqual(opensslPruefe(cms, ausgabe.ankerPem), INHALT);
      const ergebnis = await erzeugeSignaturpruefung(ausgabe.ankerPem).pruefe(cms, new Date());
      assert(ergebnis.art === "gueltig");
      const { unterzeichner } = ergebnis.signatur;
      assert.equal(unterzeichner.art, art === "HBA" ? "QES" : "FORTGESCHRITTEN");
      assert.equal(unterzeichner.telematikId, telematikId);
      assert.deepEqual(unterzeichner.professionOids, [professionOid]);
      assert.deepEqual(Buffer.from(ergebnis.signatur.inhalt), INHALT);
    });
  }

  it("openssl refuses the signature too once the content is changed", () => {
    const cms = signiere(ausgabe.karte("praxis"), Buffer.from("Inhalt"));
    cms[Buffer.from(cms).indexOf("Inhalt")] = 0x4a;
    assert.throws(() => opensslPruefe(cms, ausgabe.ankerPem));
  });

  it("a foreign card is not trusted, a run-out one has run out", async () => {
    const pruefung = erzeugeSignaturpruefung(ausgabe.ankerPem);
    assert.deepEqual(await pruefung.pruefe(signiere(ausgabe.fremdeKarte("praxis"), INHALT), new Date()), {
      art: "ungueltig",
      grund: "ZERTIFIKAT_NICHT_VERTRAUT",
    });
    assert.deepEqual(await pruefung.pruefe(signiere(ausgabe.abgelaufeneKarte("praxis"), INHALT), new Date()), {
      art: "ungueltig",
      grund: "ZERTIFIKAT_ABGELAUFEN",
    });
  });

  it("keeps CA and cards over a restart, readable by the owner only", async () => {
    const wieder = await kartenausgabe(ordner);
    assert.deepEqual(wieder.ankerPem, ausgabe.ankerPem);
    for (const { id } of KARTEN) assert.deepEqual(wieder.karte(id).zertifikat, ausgabe.karte(id).zertifikat);
    for (const name of await readdir(ordner)) assert.equal((await stat(join(ordner, name))).mode & 0o777, 0o600);
  });

  it("makes anew what no longer fits: changed data of a card, a lost CA", async () => {
    const eigener = await mkdtemp(join(tmpdir(), "hkp-karten-"));
    try {
      const daten = KARTEN.slice(0, 2);
      const alt = await kartenausgabe(eigener, daten);
      const umbenannt = daten.map((karte, nr) => (nr === 0 ? { ...karte, telematikId: "1-20NEU" } : karte));
      const neu = await kartenausgabe(eigener, umbenannt);
      assert.notDeepEqual(neu.karte("praxis").zertifikat, alt.karte("praxis").zertifikat);
      assert.deepEqual(neu.karte("hand-und-herz").zertifikat, alt.karte("hand-und-herz").zertifikat);
      await rm(join(eigener, "ca-karten.pem"));
      const danach = await kartenausgabe(eigener, umbenannt);
      assert.notDeepEqual(danach.ankerPem, alt.ankerPem);
      const pruefung = erzeugeSignaturpruefung(danach.ankerPem);
      const ergebnis = await pruefung.pruefe(signiere(danach.karte("hand-und-herz"), INHALT), new Date());
      assert.equal(ergebnis.art, "gueltig");
      await writeFile(join(eigener, "karte-praxis.pem"), "zerstört");
      await assert.rejects(kartenausgabe(eigener, umbenannt));
    } finally {
      await rm(eigener, { recursive: true });
    }
  });

  it("has no card for an unknown id", () => {
    assert.throws(() => ausgabe.karte("niemand"), /Keine Karte/);
  });
});
