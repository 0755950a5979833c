import assert from "node:assert/strict";
import { CHATHANDLUNGEN, istHandlungswort, NUR_ALS_DATEI, waehleWeg } from "../../../src/domain/eingang/chatbefehle.js";
import type { Handlungswort } from "../../../src/domain/eingang/chatbefehle.js";
import { hilfe, nichtMoeglich, rueckfrage, statusworte } from "../../../src/domain/eingang/chatworte.js";
import { CHATWORTE } from "../../../src/domain/eingang/chatwort.js";
import type { Aktion } from "../../../src/domain/hkp/status.js";

/** By hand from the issue and fachregeln.md section 2: command, what is open, what is ordered with the words „x y“. */
const FAELLE: readonly (readonly [Handlungswort, readonly Aktion[], object | null])[] = [
  ["annehmen", ["zuweisungAblehnen", "annehmen"], { aktion: "annehmen" }],
  ["annehmen", ["verfuegbarkeitAntworten"], null],
  ["ablehnen", ["annehmen", "zuweisungAblehnen"], { aktion: "zuweisungAblehnen", grund: "x y" }],
  ["ablehnen", ["verfuegbarkeitAntworten"], { aktion: "verfuegbarkeitAntworten", verfuegbar: false, text: "x y" }],
  // The Zuweisung binds, the Anfrage does not.
  ["ablehnen", ["verfuegbarkeitAntworten", "zuweisungAblehnen"], { aktion: "zuweisungAblehnen", grund: "x y" }],
  // Accepted already: to give back is another word, so that nobody does it by mistake.
  ["ablehnen", ["zurueckgeben", "einreichen"], null],
  ["verfuegbar", ["verfuegbarkeitAntworten"], { aktion: "verfuegbarkeitAntworten", verfuegbar: true, text: "x y" }],
  ["verfuegbar", ["annehmen"], null],
  ["zurueckgeben", ["zurueckgeben"], { aktion: "zurueckgeben" }],
  ["zurueckziehen", ["korrekturZurueckziehen"], { aktion: "korrekturZurueckziehen" }],
  ["einreichen", ["einreichen"], { aktion: "einreichen" }],
  ["folgeverordnung", ["folgeverordnungErbitten"], { aktion: "folgeverordnungErbitten", leistungen: [], text: "x y" }],
  // With a signature only: no word does it.
  ["annehmen", ["entscheiden", "korrekturBeantworten", "angabenSpeichern"], null],
];

describe("What a command in a room does", () => {
  for (const [wort, moegliche, erwartet] of FAELLE)
    it(`!${wort} where ${moegliche.join(", ")} can be done: ${JSON.stringify(erwartet)}`, () => {
      assert.deepEqual(waehleWeg(wort, moegliche)?.auftrag("x y") ?? null, erwartet);
    });

  it("without words none travel: no reason, no text", () => {
    assert.deepEqual(waehleWeg("ablehnen", ["zuweisungAblehnen"])?.auftrag(""), { aktion: "zuweisungAblehnen" });
    assert.deepEqual(waehleWeg("verfuegbar", ["verfuegbarkeitAntworten"])?.auftrag(""), {
      aktion: "verfuegbarkeitAntworten",
      verfuegbar: true,
      text: null,
    });
  });

  it("every word but !hilfe, !status, !ja and !nein acts", () => {
    assert.deepEqual(
      CHATWORTE.filter((wort) => !istHandlungswort(wort)),
      ["hilfe", "status", "ja", "nein"],
    );
  });

  it("nothing that wants a signature is ordered by words", () => {
    const mitWorten = Object.values(CHATHANDLUNGEN).flatMap(({ wege }) => wege.map(({ aktion }) => aktion as Aktion));
    for (const aktion of Object.keys(NUR_ALS_DATEI) as Aktion[]) assert.ok(!mitWorten.includes(aktion), aktion);
  });
});

describe("What the gateway says in a room", () => {
  const stand = { vorgangId: "163.000.000.000.000.01", status: "OFFEN", naechster: "SELBST" } as const;

  it("!hilfe lists what can be done now, with words and with files, and nothing else", () => {
    const text = hilfe(["annehmen", "zuweisungAblehnen", "nachrichtSchreiben", "angabenSpeichern"], stand);
    assert.ok(text.includes("!annehmen – die zugewiesene Verordnung verbindlich annehmen"));
    assert.ok(text.includes("!ablehnen <Grund> – die Zuweisung ablehnen; den Grund liest die versicherte Person"));
    assert.ok(text.includes("Angaben zur Leistungserbringung: als signierte Datei"));
    for (const anderes of ["!verfügbar", "!einreichen", "!zurückgeben", "Blankoverordnung:", "Leistungsentscheidung"])
      assert.ok(!text.includes(anderes), anderes);
  });

  it("whoever can do nothing by words is told so", () => {
    assert.ok(hilfe([], stand).includes("Mit einem Befehl können Sie zurzeit nichts veranlassen."));
  });

  it("!status names the Verordnung, how it stands and whose turn it is", () => {
    assert.equal(
      statusworte(stand),
      "Verordnung 163.000.000.000.000.01: offen, noch von keinem Pflegedienst angenommen.\nAls Nächstes am Zug: Sie.",
    );
    assert.match(
      statusworte({ ...stand, status: "ANTRAGSPRUEFUNG", naechster: "KOSTENTRAEGER" }),
      /am Zug: der Kostenträger\.$/,
    );
    assert.match(statusworte({ ...stand, status: "ABGESCHLOSSEN", naechster: null }), /am Zug: niemand\.$/);
  });

  it("the question says what will be done, until when, and that stray words stay behind", () => {
    const annehmen = waehleWeg("annehmen", ["annehmen"]);
    const ablehnen = waehleWeg("ablehnen", ["zuweisungAblehnen"]);
    assert.ok(annehmen !== null && ablehnen !== null);
    assert.equal(
      rueckfrage(annehmen, "", "12:34"),
      "Sie nehmen die Verordnung verbindlich an.\nBestätigen Sie bis 12:34 Uhr mit !ja oder ✅. Mit !nein oder ohne Antwort geschieht nichts.",
    );
    assert.match(rueckfrage(annehmen, "bitte", "12:34"), /Ihr Zusatz hinter dem Befehl wird dabei nicht übermittelt\./);
    assert.doesNotMatch(rueckfrage(ablehnen, "kein Platz", "12:34"), /Zusatz/);
  });

  it("what is not open now is refused with what it takes", () => {
    assert.match(nichtMoeglich("ablehnen", stand), /mit !zurückgeben zurück\.$/);
  });
});
