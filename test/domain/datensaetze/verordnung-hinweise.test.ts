import assert from "node:assert/strict";
import { hinweiseZurVerordnung } from "../../../src/domain/hkp/datensaetze/verordnung-hinweise.js";
import type { Leistung, Verordnung } from "../../../src/domain/hkp/datensaetze/verordnung.js";
import { pruefeVerordnung } from "../../../src/domain/hkp/datensaetze/verordnung-regeln.js";
import { findeVerzeichnisleistung, LEISTUNGSVERZEICHNIS } from "../../../src/domain/hkp/leistungsverzeichnis.js";
import { MEDIKAMENTE, S1, verordnung } from "../../helfer/verordnung-bauer.js";

const LANG = { von: "2026-03-03", bis: "2026-03-17" };
const folge = (leistung: Partial<Leistung>, teil: Partial<Verordnung> = {}) =>
  verordnung({
    art: "FOLGEVERORDNUNG",
    verordnungszeitraum: LANG,
    leistungen: [{ ...MEDIKAMENTE, ...leistung }],
    ...teil,
  });
const pfade = (datensatz: Verordnung) => hinweiseZurVerordnung(datensatz).map(({ pfad }) => pfad);

describe("Hinweise zur Verordnung", () => {
  it("gibt es keine zu einer Verordnung im Rahmen der Empfehlungen", () => {
    assert.deepEqual(hinweiseZurVerordnung(verordnung()), []);
  });

  it("nennt eine Erstverordnung über 14 Tage, eine Folgeverordnung nicht", () => {
    assert.deepEqual(pfade(verordnung({ verordnungszeitraum: LANG })), ["verordnungszeitraum"]);
    assert.deepEqual(pfade(verordnung({ verordnungszeitraum: LANG, art: "FOLGEVERORDNUNG" })), []);
  });

  it("nennt die empfohlene Dauer der Nr. 24a ab dem 15. Tag", () => {
    const ueber = hinweiseZurVerordnung(folge({ nummer: "24a", dauer: LANG }));
    assert.deepEqual(
      ueber.map(({ pfad }) => pfad),
      ["leistungen[0].nummer", "leistungen[0].dauer"],
    );
    assert.match(ueber[1]?.regel ?? "", /Nr\. 24a .*bis zu 14 Tage je Verordnung/);
    assert.deepEqual(pfade(folge({ nummer: "24a", dauer: { von: "2026-03-03", bis: "2026-03-16" } })), [
      "leistungen[0].nummer",
    ]);
  });

  it("nennt die empfohlene Häufigkeit der Nr. 1 ab dem sechsten Mal", () => {
    const fuenf = { von: "2026-03-03", bis: "2026-03-07" };
    const sechs = { von: "2026-03-03", bis: "2026-03-08" };
    const taeglich = { anzahl: 1, je: "TAG" } as const;
    assert.deepEqual(pfade(folge({ nummer: "1", haeufigkeit: taeglich, dauer: fuenf })), ["leistungen[0].nummer"]);
    const hinweise = hinweiseZurVerordnung(folge({ nummer: "1", haeufigkeit: taeglich, dauer: sechs }));
    assert.deepEqual(
      hinweise.map(({ pfad }) => pfad),
      ["leistungen[0].nummer", "leistungen[0].haeufigkeit"],
    );
    assert.match(hinweise[1]?.regel ?? "", /bis zu 5-mal/);
  });

  it("vergleicht die Häufigkeit auch über verschiedene Einheiten", () => {
    const eintrag = { titel: "Test", hoechstdauer: null, blanko: null, bedingung: null, unbestaetigt: {} };
    const hoechsthaeufigkeit = { text: "bis zu 3-mal täglich", anzahl: 3, je: "TAG" } as const;
    const verzeichnis = { version: "T", quelle: "T", leistungen: [{ nummer: "26", hoechsthaeufigkeit, ...eintrag }] };
    const je = (anzahl: number, einheit: "TAG" | "WOCHE") =>
      hinweiseZurVerordnung(folge({ haeufigkeit: { anzahl, je: einheit } }), verzeichnis).map(({ pfad }) => pfad);
    assert.deepEqual(je(3, "TAG"), []);
    assert.deepEqual(je(4, "TAG"), ["leistungen[0].haeufigkeit"]);
    assert.deepEqual(je(21, "WOCHE"), []);
    assert.deepEqual(je(22, "WOCHE"), ["leistungen[0].haeufigkeit"]);
  });

  it("nennt eine Nummer, die nicht im Verzeichnis steht, ohne sie zu verbieten", () => {
    const datensatz = folge({ nummer: "99" });
    assert.deepEqual(pfade(datensatz), ["leistungen[0].nummer"]);
    assert.deepEqual(pruefeVerordnung(datensatz, { verordnungsId: S1.verordnungsId, heute: S1.heute }), []);
  });

  it("wendet die HKP-Richtlinie bei der DGUV nicht an", () => {
    const dguv = { ...verordnung().kostentraeger, art: "DGUV" } as const;
    const datensatz = verordnung({
      verordnungszeitraum: LANG,
      kostentraeger: dguv,
      unfall: { tag: "2026-02-27" },
      leistungen: [{ ...MEDIKAMENTE, nummer: "24a", dauer: LANG }],
    });
    assert.deepEqual(hinweiseZurVerordnung(datensatz), []);
  });

  it("nennt eine falsche LANR-Prüfziffer", () => {
    assert.deepEqual(pfade(verordnung({ verordnender: { ...verordnung().verordnender, lanr: "838382102" } })), [
      "verordnender.lanr",
    ]);
  });
});

describe("Leistungsverzeichnis", () => {
  it("enthält die Nummern 1 bis 31d, jede einmal", () => {
    const zusaetze = ["11a", "16a", "24a", "27a", "31a", "31b", "31c", "31d"];
    const erwartet = [...Array.from({ length: 31 }, (_, stelle) => String(stelle + 1)), ...zusaetze].sort();
    assert.deepEqual(LEISTUNGSVERZEICHNIS.leistungen.map(({ nummer }) => nummer).sort(), erwartet);
    assert.notEqual(LEISTUNGSVERZEICHNIS.version, "");
  });

  it("erlaubt Blanko bestätigt für elf Nummern und lässt Unbestätigtes offen", () => {
    const erlaubt = LEISTUNGSVERZEICHNIS.leistungen.filter(({ blanko }) => blanko === true).map(({ nummer }) => nummer);
    assert.deepEqual(erlaubt, ["1", "2", "3", "4", "5", "6", "7", "12", "31", "31b", "31c"]);
    for (const { nummer, blanko, hoechstdauer, hoechsthaeufigkeit, unbestaetigt } of LEISTUNGSVERZEICHNIS.leistungen) {
      if (unbestaetigt.blanko) assert.equal(blanko, null, nummer);
      if (unbestaetigt.hoechstdauer) assert.equal(hoechstdauer, null, nummer);
      if (unbestaetigt.hoechsthaeufigkeit) assert.equal(hoechsthaeufigkeit, null, nummer);
    }
  });

  it("findet eine Leistung und meldet Unbekanntes", () => {
    assert.equal(findeVerzeichnisleistung("12")?.titel, "Positionswechsel zur Dekubitusbehandlung");
    assert.equal(findeVerzeichnisleistung("99"), null);
  });
});
