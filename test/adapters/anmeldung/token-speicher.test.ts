import assert from "node:assert/strict";
import { TokenSpeicher } from "../../../src/adapters/anmeldung/token-speicher.js";
import type { Angemeldet } from "../../../src/adapters/anmeldung/token-speicher.js";

const JETZT = new Date("2026-11-22T10:00:00Z");
const nach = (ms: number) => new Date(JETZT.getTime() + ms);
const angemeldet = (ms: number): Angemeldet => ({ akteur: { rolle: "BETRIEB", name: "x" }, laeuftAbAm: nach(ms) });

describe("TokenSpeicher", () => {
  it("names a token by its SHA-256, never by itself", () => {
    const speicher = new TokenSpeicher({ hoechstdauerMs: 1000, hoechstzahl: 2 });
    assert.equal(speicher.schluessel("abc"), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
  });

  it("forgets at the end of the token or of the time for remembering, whichever is first", () => {
    const speicher = new TokenSpeicher({ hoechstdauerMs: 1000, hoechstzahl: 2 });
    const [kurz, lang] = [angemeldet(500), angemeldet(5000)];
    speicher.merke("kurz", kurz, JETZT);
    speicher.merke("lang", lang, JETZT);
    assert.equal(speicher.finde("kurz", nach(499)), kurz);
    assert.equal(speicher.finde("kurz", nach(500)), null);
    assert.equal(speicher.finde("lang", nach(999)), lang);
    assert.equal(speicher.finde("lang", nach(1000)), null);
  });

  it("stays bounded: the oldest goes first", () => {
    const speicher = new TokenSpeicher({ hoechstdauerMs: 1000, hoechstzahl: 2 });
    for (const name of ["a", "b", "c"]) speicher.merke(name, angemeldet(1000), JETZT);
    assert.equal(speicher.finde("a", JETZT), null);
    assert.notEqual(speicher.finde("b", JETZT), null);
    assert.notEqual(speicher.finde("c", JETZT), null);
  });

  it("remembers nothing with a time of 0", () => {
    const speicher = new TokenSpeicher({ hoechstdauerMs: 0, hoechstzahl: 2 });
    speicher.merke("a", angemeldet(1000), JETZT);
    assert.equal(speicher.finde("a", JETZT), null);
  });
});
