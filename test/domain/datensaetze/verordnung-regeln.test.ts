import assert from "node:assert/strict";
import fc from "fast-check";
import type { Kostentraegerart, Leistung, Verordnung } from "../../../src/domain/hkp/datensaetze/verordnung.js";
import { pruefeVerordnung } from "../../../src/domain/hkp/datensaetze/verordnung-regeln.js";
import type { Verordnungsrahmen } from "../../../src/domain/hkp/datensaetze/verordnung-regeln.js";
import { gueltigeVerordnung } from "../../helfer/verordnung-arbitrary.js";
import {
  ARZT,
  KOMPRESSION,
  MEDIKAMENTE,
  POSITIONSWECHSEL_BLANKO,
  S1,
  verordnung,
  verordnungMitBlanko,
} from "../../helfer/verordnung-bauer.js";
import { erwarte } from "./erwarte.js";
import type { Erwartung } from "./erwarte.js";

const RAHMEN: Verordnungsrahmen = { verordnungsId: S1.verordnungsId, heute: S1.heute };
const gueltig = verordnung();
const mitVersicherter = (teil: Partial<Verordnung["versicherter"]>) =>
  verordnung({ versicherter: { ...gueltig.versicherter, ...teil } });
const mitTraeger = (teil: Partial<Verordnung["kostentraeger"]>, weiteres: Partial<Verordnung> = {}) =>
  verordnung({ kostentraeger: { ...gueltig.kostentraeger, ...teil }, ...weiteres });
const mitArzt = (teil: Partial<Verordnung["verordnender"]>) =>
  verordnung({ verordnender: { ...gueltig.verordnender, ...teil } });
const mitLeistung = (teil: Partial<Leistung>) => verordnung({ leistungen: [{ ...MEDIKAMENTE, ...teil }, KOMPRESSION] });
const ohne = (leistung: Leistung, ...felder: readonly (keyof Leistung)[]) =>
  Object.fromEntries(
    Object.entries(leistung).filter(([name]) => !felder.some((feld) => feld === name)),
  ) as unknown as Leistung;

const FAELLE: readonly (readonly [string, Verordnung, ...Erwartung[]])[] = [
  ["eine gültige Verordnung", gueltig],
  ["eine gültige Verordnung mit Blanko-Leistung", verordnungMitBlanko()],
  ["eine Verordnung eines Krankenhauses", verordnung({ verordnender: { ...ARZT, ik: "260326822" } })],
  [
    "eine Leistung als Freitext",
    verordnung({ leistungen: [{ ...ohne(MEDIKAMENTE, "nummer"), freitext: "Augenklappe" }] }),
  ],
  [
    "eine Blanko-Leistung mit unbestätigter Zulässigkeit",
    verordnung({ leistungen: [{ id: "L1", nummer: "13", blanko: true }] }),
  ],
  [
    "mehrere Leistungen nach 27a",
    verordnung({
      leistungen: [
        { ...MEDIKAMENTE, nummer: "27a" },
        { ...KOMPRESSION, nummer: "27a" },
      ],
    }),
  ],
  ["eine Verordnung der DGUV mit Unfalltag", mitTraeger({ art: "DGUV" }, { unfall: { tag: "2026-02-27" } })],
  ["die ASV-Pseudonummer", mitArzt({ lanr: "555555999" })],

  [
    "Versorgungsort, Gesamtverordnung und dauerhafter Bedarf",
    verordnung({
      versorgungsort: "WOHNGRUPPE",
      gesamtverordnungId: "6d9cf5a4-5a3a-4f3e-9d1b-0c6b8b6c9a10",
      bedarfDauerhaft: true,
    }),
  ],

  [
    "unbekannter Versorgungsort",
    verordnung({ versorgungsort: "BUERO" as "SONSTIGER" }),
    ["versorgungsort", "WERT_UNBEKANNT"],
  ],
  ["Gesamtverordnung ohne UUID", verordnung({ gesamtverordnungId: "4711" }), ["gesamtverordnungId", "UUID_FORM"]],
  ["Verordnungs-ID falscher Form", verordnung({ verordnungsId: "160.1" }), ["verordnungsId", "VERORDNUNGS_ID_FORM"]],
  [
    "Verordnungs-ID mit falscher Prüfziffer",
    verordnung({ verordnungsId: "160.000.000.000.123.77" }),
    ["verordnungsId", "VERORDNUNGS_ID_PRUEFZIFFER"],
  ],
  [
    "fremde Verordnungs-ID",
    verordnung({ verordnungsId: "160.123.456.789.123.58" }),
    ["verordnungsId", "VERORDNUNGS_ID_ANDERE"],
  ],
  ["unbekannte Art", verordnung({ art: "DAUER" as "ERSTVERORDNUNG" }), ["art", "WERT_UNBEKANNT"]],
  ["Datum ohne Tag", verordnung({ verordnungsdatum: "2026-03" }), ["verordnungsdatum", "TAG_UNGUELTIG"]],
  ["29. Februar im Gemeinjahr", verordnung({ verordnungsdatum: "2026-02-29" }), ["verordnungsdatum", "TAG_UNGUELTIG"]],
  ["Verordnungsdatum morgen", verordnung({ verordnungsdatum: "2026-03-03" }), ["verordnungsdatum", "TAG_ZUKUNFT"]],
  [
    "Verordnungszeitraum ohne Ende",
    verordnung({ verordnungszeitraum: { von: "2026-03-03", bis: "" } }),
    ["verordnungszeitraum.bis", "ZEITRAUM_ENDE_FEHLT"],
  ],
  [
    "Verordnungszeitraum mit ungültigem Ende",
    verordnung({ verordnungszeitraum: { von: "2026-03-03", bis: "2026-04-31" } }),
    ["verordnungszeitraum.bis", "TAG_UNGUELTIG"],
  ],
  [
    "Verordnungszeitraum ohne Beginn",
    verordnung({ verordnungszeitraum: { von: "", bis: "2026-03-16" } }),
    ["verordnungszeitraum.von", "ANGABE_LEER"],
  ],
  [
    "vertauschter Verordnungszeitraum",
    verordnung({ verordnungszeitraum: { von: "2026-03-16", bis: "2026-03-03" } }),
    ["verordnungszeitraum", "ZEITRAUM_VERTAUSCHT"],
  ],

  ["KVNR falscher Form", mitVersicherter({ kvnr: "x110411319" }), ["versicherter.kvnr", "KVNR_FORM"]],
  ["KVNR mit falscher Prüfziffer", mitVersicherter({ kvnr: "X110411318" }), ["versicherter.kvnr", "KVNR_PRUEFZIFFER"]],
  ["leerer Vorname", mitVersicherter({ vorname: "  " }), ["versicherter.vorname", "ANGABE_LEER"]],
  ["leerer Nachname", mitVersicherter({ nachname: "" }), ["versicherter.nachname", "ANGABE_LEER"]],
  ["leere KVNR", mitVersicherter({ kvnr: "" }), ["versicherter.kvnr", "ANGABE_LEER"]],
  [
    "Steuerzeichen im Namen",
    mitVersicherter({ nachname: "Ber\u0000ger" }),
    ["versicherter.nachname", "ZEICHEN_UNZULAESSIG"],
  ],
  [
    "halbes Surrogat im Namen",
    mitVersicherter({ nachname: "Ber\ud800ger" }),
    ["versicherter.nachname", "ZEICHEN_UNZULAESSIG"],
  ],
  [
    "Geburtsdatum in der Zukunft",
    mitVersicherter({ geburtsdatum: "2026-03-03" }),
    ["versicherter.geburtsdatum", "TAG_ZUKUNFT"],
  ],
  [
    "ungültiges Geburtsdatum",
    mitVersicherter({ geburtsdatum: "1948-13-01" }),
    ["versicherter.geburtsdatum", "TAG_UNGUELTIG"],
  ],
  [
    "Anschrift ohne Ort",
    mitVersicherter({ anschrift: { strasse: "Ahornweg 4", plz: "10117", ort: "" } }),
    ["versicherter.anschrift.ort", "ANGABE_LEER"],
  ],

  ["IK der Kasse falscher Form", mitTraeger({ ik: "10421205" }), ["kostentraeger.ik", "IKNR_FORM"]],
  ["IK der Kasse mit falscher Prüfziffer", mitTraeger({ ik: "104212058" }), ["kostentraeger.ik", "IKNR_PRUEFZIFFER"]],
  [
    "unbekannte Art des Kostenträgers",
    mitTraeger({ art: "AOK" as Kostentraegerart }),
    ["kostentraeger.art", "WERT_UNBEKANNT"],
  ],
  ["DGUV ohne Unfalltag", mitTraeger({ art: "DGUV" }), ["unfall", "UNFALL_FEHLT"]],
  [
    "DGUV mit ungültigem Unfalltag",
    mitTraeger({ art: "DGUV" }, { unfall: { tag: "gestern" } }),
    ["unfall.tag", "TAG_UNGUELTIG"],
  ],
  ["Unfalltag in der Zukunft", verordnung({ unfall: { tag: "2026-03-03" } }), ["unfall.tag", "TAG_ZUKUNFT"]],

  ["LANR falscher Form", mitArzt({ lanr: "83838220" }), ["verordnender.lanr", "LANR_FORM"]],
  ["LANR mit falscher Prüfziffer", mitArzt({ lanr: "838382102" }), ["verordnender.lanr", "LANR_PRUEFZIFFER"]],
  ["BSNR falscher Form", mitArzt({ bsnr: "12" }), ["verordnender.bsnr", "BSNR_FORM"]],
  ["BSNR und IK zugleich", mitArzt({ ik: "260326822" }), ["verordnender", "BSNR_ODER_IK"]],
  ["weder BSNR noch IK", verordnung({ verordnender: ARZT }), ["verordnender", "BSNR_ODER_IK"]],
  [
    "IK des Krankenhauses mit falscher Prüfziffer",
    verordnung({ verordnender: { ...ARZT, ik: "260326823" } }),
    ["verordnender.ik", "IKNR_PRUEFZIFFER"],
  ],
  [
    "Telematik-ID falscher Form",
    mitArzt({ telematikId: "Praxis 1" }),
    ["verordnender.telematikId", "TELEMATIK_ID_FORM"],
  ],
  ["leere Institution", mitArzt({ institution: "" }), ["verordnender.institution", "ANGABE_LEER"]],

  ["keine Diagnose", verordnung({ diagnosen: [] }), ["diagnosen", "MINDESTENS_EINS"]],
  [
    "Diagnose ohne endständigen Kode",
    verordnung({ diagnosen: [{ icd: "I83.0" }, { icd: "E10.-" }] }),
    ["diagnosen[1].icd", "ICD_FORM"],
  ],
  [
    "leerer Diagnosetext",
    verordnung({ diagnosen: [{ icd: "I83.0", text: " " }] }),
    ["diagnosen[0].text", "ANGABE_LEER"],
  ],
  ["keine Einschränkung", verordnung({ einschraenkungen: [] }), ["einschraenkungen", "MINDESTENS_EINS"]],
  ["leere Einschränkung", verordnung({ einschraenkungen: ["a", ""] }), ["einschraenkungen[1]", "ANGABE_LEER"]],
  ["leerer Hinweis", verordnung({ hinweise: "" }), ["hinweise", "ANGABE_LEER"]],
  ["keine Leistung", verordnung({ leistungen: [] }), ["leistungen", "MINDESTENS_EINS"]],

  [
    "doppelte Kennung einer Leistung",
    verordnung({ leistungen: [MEDIKAMENTE, { ...KOMPRESSION, id: "L1" }] }),
    ["leistungen[1].id", "LEISTUNG_ID_DOPPELT"],
  ],
  ["Nummer und Freitext", mitLeistung({ freitext: "Augenklappe" }), ["leistungen[0]", "NUMMER_ODER_FREITEXT"]],
  [
    "weder Nummer noch Freitext",
    verordnung({ leistungen: [ohne(MEDIKAMENTE, "nummer")] }),
    ["leistungen[0]", "NUMMER_ODER_FREITEXT"],
  ],
  ["Nummer falscher Form", mitLeistung({ nummer: "Nr. 26" }), ["leistungen[0].nummer", "NUMMER_FORM"]],
  [
    "27a neben einer somatischen Leistung",
    verordnung({ leistungen: [MEDIKAMENTE, { ...KOMPRESSION, nummer: "27a" }] }),
    ["leistungen[1].nummer", "EIGENE_VERORDNUNG"],
  ],
  [
    "31a neben einem Freitext",
    verordnung({
      leistungen: [
        { ...ohne(MEDIKAMENTE, "nummer"), freitext: "Augenklappe" },
        { ...KOMPRESSION, nummer: "31a" },
      ],
    }),
    ["leistungen[1].nummer", "EIGENE_VERORDNUNG"],
  ],
  [
    "27a neben 31a",
    verordnung({
      leistungen: [
        { ...MEDIKAMENTE, nummer: "27a" },
        { ...KOMPRESSION, nummer: "31a" },
      ],
    }),
    ["leistungen[0].nummer", "EIGENE_VERORDNUNG"],
    ["leistungen[1].nummer", "EIGENE_VERORDNUNG"],
  ],
  [
    "Blanko-Leistung mit Häufigkeit",
    verordnung({ leistungen: [{ ...POSITIONSWECHSEL_BLANKO, haeufigkeit: { anzahl: 1, je: "TAG" } }] }),
    ["leistungen[0].haeufigkeit", "BLANKO_MIT_HAEUFIGKEIT"],
  ],
  [
    "Blanko-Leistung mit Dauer",
    verordnung({ leistungen: [{ ...POSITIONSWECHSEL_BLANKO, dauer: gueltig.verordnungszeitraum }] }),
    ["leistungen[0].dauer", "BLANKO_MIT_DAUER"],
  ],
  [
    "festgelegte Leistung ohne Häufigkeit und Dauer",
    verordnung({ leistungen: [ohne(MEDIKAMENTE, "haeufigkeit", "dauer")] }),
    ["leistungen[0].haeufigkeit", "HAEUFIGKEIT_FEHLT"],
    ["leistungen[0].dauer", "DAUER_FEHLT"],
  ],
  [
    "Häufigkeit 0",
    mitLeistung({ haeufigkeit: { anzahl: 0, je: "TAG" } }),
    ["leistungen[0].haeufigkeit", "HAEUFIGKEIT_UNGUELTIG"],
  ],
  [
    "Häufigkeit 1,5",
    mitLeistung({ haeufigkeit: { anzahl: 1.5, je: "TAG" } }),
    ["leistungen[0].haeufigkeit", "HAEUFIGKEIT_UNGUELTIG"],
  ],
  [
    "Häufigkeit je Jahr",
    mitLeistung({ haeufigkeit: { anzahl: 1, je: "JAHR" as "TAG" } }),
    ["leistungen[0].haeufigkeit", "HAEUFIGKEIT_UNGUELTIG"],
  ],
  [
    "vertauschte Dauer",
    mitLeistung({ dauer: { von: "2026-03-16", bis: "2026-03-03" } }),
    ["leistungen[0].dauer", "ZEITRAUM_VERTAUSCHT"],
  ],
  [
    "Dauer beginnt vor dem Verordnungszeitraum",
    mitLeistung({ dauer: { von: "2026-03-02", bis: "2026-03-16" } }),
    ["leistungen[0].dauer", "ZEITRAUM_AUSSERHALB"],
  ],
  [
    "Dauer endet nach dem Verordnungszeitraum",
    mitLeistung({ dauer: { von: "2026-03-03", bis: "2026-03-17" } }),
    ["leistungen[0].dauer", "ZEITRAUM_AUSSERHALB"],
  ],
  [
    "Dauer mit ungültigem Tag",
    mitLeistung({ dauer: { von: "2026-03-32", bis: "2026-03-16" } }),
    ["leistungen[0].dauer.von", "TAG_UNGUELTIG"],
  ],
];

describe("Regeln der Verordnung", () => {
  for (const [titel, datensatz, ...erwartungen] of FAELLE) {
    it(`${titel}: ${erwartungen.length === 0 ? "kein Verstoß" : erwartungen.map(([, regel]) => regel).join(", ")}`, () => {
      erwarte(pruefeVerordnung(datensatz, RAHMEN), ...erwartungen);
    });
  }

  it("verbietet Blanko, wo das Verzeichnis es ausschließt", () => {
    const eintrag = {
      titel: "Positionswechsel",
      hoechstdauer: null,
      hoechsthaeufigkeit: null,
      bedingung: null,
      unbestaetigt: {},
    };
    const verzeichnis = { version: "Test", quelle: "Test", leistungen: [{ nummer: "12", blanko: false, ...eintrag }] };
    erwarte(pruefeVerordnung(verordnungMitBlanko(), { ...RAHMEN, verzeichnis }), [
      "leistungen[1].blanko",
      "BLANKO_UNZULAESSIG",
    ]);
  });

  it("lässt eine falsche LANR-Prüfziffer als Hinweis durch, wenn so eingestellt, eine falsche Form nie", () => {
    const rahmen = { ...RAHMEN, lanrPruefziffer: "HINWEIS" } as const;
    erwarte(pruefeVerordnung(mitArzt({ lanr: "838382102" }), rahmen));
    erwarte(pruefeVerordnung(mitArzt({ lanr: "83838210" }), rahmen), ["verordnender.lanr", "LANR_FORM"]);
  });

  it("nennt alle Verstöße auf einmal", () => {
    erwarte(
      pruefeVerordnung(verordnung({ diagnosen: [], einschraenkungen: [], leistungen: [] }), RAHMEN),
      ["diagnosen", "MINDESTENS_EINS"],
      ["einschraenkungen", "MINDESTENS_EINS"],
      ["leistungen", "MINDESTENS_EINS"],
    );
  });

  it("nimmt jede erzeugte gültige Verordnung an", () => {
    fc.assert(
      fc.property(gueltigeVerordnung, (datensatz) => assert.deepEqual(pruefeVerordnung(datensatz, RAHMEN), [])),
    );
  });
});
