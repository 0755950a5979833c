import type {
  Einzelergebnis,
  Entscheidung,
  EntscheidungZuLeistung,
  Gesamtergebnis,
} from "../../../src/domain/hkp/datensaetze/entscheidung.js";
import { pruefeEntscheidung } from "../../../src/domain/hkp/datensaetze/entscheidung-regeln.js";
import {
  angaben,
  angabenMitBlanko,
  blankoverordnung,
  entscheidung,
  verordnung,
  verordnungMitBlanko,
} from "../../helfer/verordnung-bauer.js";
import { erwarte } from "./erwarte.js";
import type { Erwartung } from "./erwarte.js";

const RAHMEN = { verordnung: verordnung(), angaben: angaben(), heute: "2026-03-04" };
const [L1, L2] = entscheidung().leistungen as [EntscheidungZuLeistung, EntscheidungZuLeistung];
const kurz = { von: "2026-03-03", bis: "2026-03-09" };
const ablehnung = (leistungId: string): EntscheidungZuLeistung => ({ leistungId, ergebnis: "ABGELEHNT" });
const teilweise = (...leistungen: readonly EntscheidungZuLeistung[]) =>
  entscheidung({ gesamtergebnis: "TEILWEISE_GENEHMIGT", leistungen });
const TEIL: EntscheidungZuLeistung = { leistungId: "L1", ergebnis: "TEILGENEHMIGT" };

const FAELLE: readonly (readonly [string, Entscheidung, ...Erwartung[]])[] = [
  ["alles genehmigt", entscheidung()],
  [
    "genehmigt ohne Wiederholung des Umfangs",
    entscheidung({ leistungen: [L2, { leistungId: "L1", ergebnis: "GENEHMIGT" }] }),
  ],
  [
    "genehmigt in anderer Einheit",
    entscheidung({ leistungen: [{ ...L1, haeufigkeit: { anzahl: 14, je: "WOCHE" } }, L2] }),
  ],
  ["seltener teilgenehmigt", teilweise({ ...TEIL, haeufigkeit: { anzahl: 1, je: "TAG" } }, L2)],
  ["kürzer teilgenehmigt", teilweise({ ...TEIL, zusage: kurz }, L2)],
  ["eine genehmigt, eine abgelehnt", teilweise(L1, ablehnung("L2"))],
  ["eine teilgenehmigt, eine abgelehnt", teilweise({ ...TEIL, zusage: kurz }, ablehnung("L2"))],
  [
    "alles abgelehnt mit vorläufiger Kostenzusage",
    entscheidung({
      gesamtergebnis: "NICHT_GENEHMIGT_MIT_VORLAEUFIGER_KOSTENZUSAGE",
      leistungen: [ablehnung("L1"), ablehnung("L2")],
    }),
  ],
  ["unzuständig", entscheidung({ gesamtergebnis: "UNZUSTAENDIG", leistungen: [] })],

  [
    "fremde Verordnungs-ID",
    entscheidung({ verordnungsId: "160.123.456.789.123.58" }),
    ["verordnungsId", "VERORDNUNGS_ID_ANDERE"],
  ],
  [
    "unbekanntes Gesamtergebnis",
    entscheidung({ gesamtergebnis: "JA" as Gesamtergebnis }),
    ["gesamtergebnis", "WERT_UNBEKANNT"],
  ],
  ["ungültiges Datum", entscheidung({ entschiedenAm: "2026-02-30" }), ["entschiedenAm", "TAG_UNGUELTIG"]],
  ["Datum in der Zukunft", entscheidung({ entschiedenAm: "2026-03-05" }), ["entschiedenAm", "TAG_ZUKUNFT"]],
  [
    "leere Begründung",
    entscheidung({ begruendungen: { pflegedienst: "" } }),
    ["begruendungen.pflegedienst", "ANGABE_LEER"],
  ],
  ["eine Leistung fehlt", entscheidung({ leistungen: [L1] }), ["leistungen", "ENTSCHEIDUNG_FEHLT"]],
  ["gar keine Leistung", entscheidung({ leistungen: [] }), ["leistungen", "ENTSCHEIDUNG_FEHLT"]],
  [
    "eine Leistung doppelt",
    entscheidung({ leistungen: [L1, L2, L2] }),
    ["leistungen[2].leistungId", "LEISTUNG_DOPPELT"],
  ],
  [
    "eine nicht beantragte Leistung",
    entscheidung({ leistungen: [L1, L2, { ...L2, leistungId: "L9" }] }),
    ["leistungen[2].leistungId", "LEISTUNG_NICHT_BEANTRAGT"],
  ],
  [
    "unbekanntes Einzelergebnis",
    teilweise(L1, { ...L2, ergebnis: "VIELLEICHT" as Einzelergebnis }),
    ["leistungen[1].ergebnis", "WERT_UNBEKANNT"],
  ],
  [
    "genehmigt mit anderer Häufigkeit",
    entscheidung({ leistungen: [{ ...L1, haeufigkeit: { anzahl: 1, je: "TAG" } }, L2] }),
    ["leistungen[0].haeufigkeit", "GENEHMIGT_ABWEICHEND"],
  ],
  [
    "genehmigt mit anderem Zeitraum",
    entscheidung({ leistungen: [{ ...L1, zusage: kurz }, L2] }),
    ["leistungen[0].zusage", "GENEHMIGT_ABWEICHEND"],
  ],
  ["teilgenehmigt ohne Umfang", teilweise(TEIL, L2), ["leistungen[0]", "TEILGENEHMIGT_OHNE_MINDERUNG"]],
  [
    "teilgenehmigt mit vollem Umfang",
    teilweise({ ...L1, ergebnis: "TEILGENEHMIGT" }, L2),
    ["leistungen[0]", "TEILGENEHMIGT_OHNE_MINDERUNG"],
  ],
  [
    "kürzer, aber häufiger als beantragt",
    teilweise({ ...TEIL, haeufigkeit: { anzahl: 3, je: "TAG" }, zusage: kurz }, L2),
    ["leistungen[0].haeufigkeit", "UMFANG_UEBER_ANTRAG"],
  ],
  [
    "seltener, aber länger als beantragt",
    teilweise({ ...TEIL, haeufigkeit: { anzahl: 1, je: "TAG" }, zusage: { von: "2026-03-03", bis: "2026-03-17" } }, L2),
    ["leistungen[0].zusage", "UMFANG_UEBER_ANTRAG"],
  ],
  [
    "abgelehnt mit Zusage",
    teilweise(L1, { ...ablehnung("L2"), zusage: kurz }),
    ["leistungen[1]", "ABGELEHNT_MIT_UMFANG"],
  ],
  [
    "abgelehnt mit Häufigkeit",
    teilweise(L1, { ...ablehnung("L2"), haeufigkeit: { anzahl: 1, je: "TAG" } }),
    ["leistungen[1]", "ABGELEHNT_MIT_UMFANG"],
  ],
  [
    "Häufigkeit 0",
    teilweise({ ...TEIL, haeufigkeit: { anzahl: 0, je: "TAG" } }, L2),
    ["leistungen[0].haeufigkeit", "HAEUFIGKEIT_UNGUELTIG"],
  ],
  [
    "vertauschte Zusage",
    teilweise({ ...TEIL, zusage: { von: "2026-03-09", bis: "2026-03-03" } }, L2),
    ["leistungen[0].zusage", "ZEITRAUM_VERTAUSCHT"],
  ],
  [
    "GPOS falscher Form",
    entscheidung({ leistungen: [L1, { ...L2, gpos: [{ nummer: "1" }] }] }),
    ["leistungen[1].gpos[0].nummer", "GPOS_FORM"],
  ],
  [
    "GPOS mit Anzahl 0",
    entscheidung({ leistungen: [L1, { ...L2, gpos: [{ nummer: "032233" }, { nummer: "032233", anzahl: 0 }] }] }),
    ["leistungen[1].gpos[1].anzahl", "GPOS_ANZAHL"],
  ],
  [
    "genehmigt trotz Ablehnung",
    entscheidung({ leistungen: [L1, ablehnung("L2")] }),
    ["gesamtergebnis", "GESAMTERGEBNIS_WIDERSPRUCH"],
  ],
  [
    "genehmigt trotz Teilgenehmigung",
    entscheidung({ leistungen: [{ ...TEIL, zusage: kurz }, L2] }),
    ["gesamtergebnis", "GESAMTERGEBNIS_WIDERSPRUCH"],
  ],
  ["teilweise, obwohl alles genehmigt", teilweise(L1, L2), ["gesamtergebnis", "GESAMTERGEBNIS_WIDERSPRUCH"]],
  [
    "teilweise, obwohl alles abgelehnt",
    teilweise(ablehnung("L1"), ablehnung("L2")),
    ["gesamtergebnis", "GESAMTERGEBNIS_WIDERSPRUCH"],
  ],
  [
    "nicht genehmigt, obwohl eine genehmigt",
    entscheidung({
      gesamtergebnis: "NICHT_GENEHMIGT_OHNE_VORLAEUFIGE_KOSTENZUSAGE",
      leistungen: [L1, ablehnung("L2")],
    }),
    ["gesamtergebnis", "GESAMTERGEBNIS_WIDERSPRUCH"],
  ],
  [
    "nicht genehmigt mit Zusage, obwohl eine teilgenehmigt",
    entscheidung({
      gesamtergebnis: "NICHT_GENEHMIGT_MIT_VORLAEUFIGER_KOSTENZUSAGE",
      leistungen: [{ ...TEIL, zusage: kurz }, ablehnung("L2")],
    }),
    ["gesamtergebnis", "GESAMTERGEBNIS_WIDERSPRUCH"],
  ],
  [
    "unzuständig mit Einzelergebnis",
    entscheidung({ gesamtergebnis: "UNZUSTAENDIG", leistungen: [L1] }),
    ["leistungen", "UNZUSTAENDIG_MIT_LEISTUNGEN"],
  ],
];

describe("Regeln der Leistungsentscheidung", () => {
  for (const [titel, datensatz, ...erwartungen] of FAELLE) {
    it(`${titel}: ${erwartungen.length === 0 ? "kein Verstoß" : erwartungen.map(([, regel]) => regel).join(", ")}`, () => {
      erwarte(pruefeEntscheidung(datensatz, RAHMEN), ...erwartungen);
    });
  }

  it("gilt nur für die beantragten Leistungen", () => {
    const nurEine = angaben({ leistungen: angaben().leistungen.slice(0, 1) });
    erwarte(pruefeEntscheidung(entscheidung({ leistungen: [L1] }), { ...RAHMEN, angaben: nurEine }));
    erwarte(pruefeEntscheidung(entscheidung(), { ...RAHMEN, angaben: nurEine }), [
      "leistungen[1].leistungId",
      "LEISTUNG_NICHT_BEANTRAGT",
    ]);
  });

  it("nimmt ohne Leistungen in den Angaben die der Verordnung", () => {
    const rahmen = { verordnung: verordnung({ art: "FOLGEVERORDNUNG" }), angaben: angaben({ leistungen: [] }) };
    erwarte(pruefeEntscheidung(entscheidung(), rahmen));
    erwarte(pruefeEntscheidung(entscheidung({ leistungen: [L2] }), rahmen), ["leistungen", "ENTSCHEIDUNG_FEHLT"]);
    erwarte(pruefeEntscheidung(entscheidung(), { verordnung: verordnung(), angaben: null }));
  });

  it("misst eine Blanko-Leistung an den Angaben oder an der Blankoverordnung", () => {
    const L3: EntscheidungZuLeistung = {
      leistungId: "L3",
      ergebnis: "GENEHMIGT",
      haeufigkeit: { anzahl: 5, je: "TAG" },
    };
    const datensatz = entscheidung({ leistungen: [L1, L3] });
    const zuViel = ["leistungen[1].haeufigkeit", "GENEHMIGT_ABWEICHEND"] as const;
    const blanko = { verordnung: verordnungMitBlanko(), blankoverordnung: blankoverordnung() };
    erwarte(pruefeEntscheidung(datensatz, { ...blanko, angaben: angabenMitBlanko() }), zuViel);
    erwarte(pruefeEntscheidung(datensatz, { ...blanko, angaben: null }), zuViel);
    // Without either the extent is unknown, so the stated one stands.
    erwarte(pruefeEntscheidung(datensatz, { verordnung: verordnungMitBlanko() }));
  });

  it("prüft das Datum ohne heutigen Tag nur der Form nach", () => {
    const ohneHeute = { verordnung: verordnung(), angaben: angaben() };
    erwarte(pruefeEntscheidung(entscheidung({ entschiedenAm: "2099-01-01" }), ohneHeute));
    erwarte(pruefeEntscheidung(entscheidung({ entschiedenAm: "4. März" }), ohneHeute), [
      "entschiedenAm",
      "TAG_UNGUELTIG",
    ]);
  });
});
