import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { signiere } from "../../../sandbox/karten/signieren.js";
import { ankerAusOrdner } from "../../../src/adapters/signatur/anker.js";
import { erzeugeSignaturpruefung } from "../../../src/adapters/signatur/signaturpruefung.js";
import { caMit, karteMit, pem } from "./werkbank.js";

describe("Vertrauensanker", () => {
  let ordner: string;
  beforeEach(async () => {
    ordner = await mkdtemp(join(tmpdir(), "hkp-anker-"));
  });
  afterEach(() => rm(ordner, { recursive: true }));

  it("come from all PEM files of the folder, several in one file too", async () => {
    const [eins, zwei, drei] = [caMit({ name: "Eins" }), caMit({ name: "Zwei" }), caMit({ name: "Drei" })];
    await writeFile(join(ordner, "a.pem"), `${pem(eins)}# Kommentar\n${pem(zwei)}`);
    await writeFile(join(ordner, "b.crt"), pem(drei));
    await writeFile(join(ordner, "liesmich.txt"), "kein Zertifikat");
    const pruefung = erzeugeSignaturpruefung(await ankerAusOrdner(ordner));
    for (const ca of [eins, zwei, drei]) {
      const ergebnis = await pruefung.pruefe(signiere(karteMit(ca), Buffer.from("x")), new Date());
      assert.equal(ergebnis.art, "gueltig");
    }
  });

  it("an empty folder is a fault of the configuration", async () => {
    await assert.rejects(ankerAusOrdner(ordner), /keine PEM-Datei/);
  });

  it("a text without certificate, and a certificate that is no CA, are refused with their number", () => {
    const ca = caMit({ name: "CA" });
    assert.throws(() => erzeugeSignaturpruefung([pem(ca), "leer"]), /Vertrauensanker 2: kein Zertifikat/);
    assert.throws(() => erzeugeSignaturpruefung([pem(karteMit(ca))]), /Vertrauensanker 1: .*nicht|darf keine/);
    const ohneRecht = caMit({ name: "X", verwendungen: ["digitalSignature"] });
    assert.throws(() => erzeugeSignaturpruefung([pem(ohneRecht)]), /darf keine Zertifikate ausstellen/);
  });

  it("no anchors at all trust nobody", async () => {
    const ergebnis = await erzeugeSignaturpruefung([]).pruefe(
      signiere(karteMit(caMit({ name: "CA" })), Buffer.from("x")),
      new Date(),
    );
    assert.deepEqual(ergebnis, { art: "ungueltig", grund: "ZERTIFIKAT_NICHT_VERTRAUT" });
  });
});
