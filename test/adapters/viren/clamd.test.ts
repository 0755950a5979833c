import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { Clamd } from "../../../src/adapters/viren/clamd.js";
import { EICAR, fakeClamd } from "./fake-clamd.js";
import type { FakeClamd } from "./fake-clamd.js";

describe("Clamd", () => {
  let clamd: FakeClamd;
  let pruefung: Clamd;
  beforeEach(async () => {
    clamd = await fakeClamd();
    pruefung = new Clamd({ host: "127.0.0.1", port: clamd.port, fristMs: 2_000 });
  });
  afterEach(() => clamd.schliesse());

  it("a clean file of several chunks arrives whole and is clean", async () => {
    const datei = randomBytes(200_001);
    assert.deepEqual(await pruefung.pruefe(datei), { art: "sauber" });
    assert.ok(clamd.empfangen?.equals(datei));
  });

  it("EICAR is found, named by the scanner", async () => {
    const urteil = await pruefung.pruefe(Buffer.from(`%PDF-1.7 ${EICAR}`));
    assert.deepEqual(urteil, { art: "befund", name: "Eicar-Test-Signature" });
  });

  it("a file over StreamMaxLength has no verdict", async () => {
    const urteil = await pruefung.pruefe(randomBytes(1_000_001));
    assert.deepEqual(urteil, { art: "nichtVerfuegbar", grund: "GROESSE" });
  });

  it("a scanner that does not answer has no verdict, after the time limit", async () => {
    clamd.art = "schweigt";
    const kurz = new Clamd({ host: "127.0.0.1", port: clamd.port, fristMs: 100 });
    assert.deepEqual(await kurz.pruefe(Buffer.from("x")), { art: "nichtVerfuegbar", grund: "FRIST" });
  });

  it("a scanner that hangs up has no verdict", async () => {
    clamd.art = "legt auf";
    assert.deepEqual(await pruefung.pruefe(Buffer.from("x")), { art: "nichtVerfuegbar", grund: "VERBINDUNG" });
  });

  it("nobody there: no verdict", async () => {
    await clamd.schliesse();
    assert.deepEqual(await pruefung.pruefe(Buffer.from("x")), { art: "nichtVerfuegbar", grund: "VERBINDUNG" });
  });

  it("something else at this address: no verdict, never clean", async () => {
    clamd.art = "spricht anders";
    assert.deepEqual(await pruefung.pruefe(Buffer.from("x")), { art: "nichtVerfuegbar", grund: "ANTWORT" });
  });
});
