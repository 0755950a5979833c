import type { Angaben, AngabenLeistung } from "../../../src/domain/hkp/datensaetze/angaben.js";
import { pruefeAngaben } from "../../../src/domain/hkp/datensaetze/angaben-regeln.js";
import { angaben, verordnung } from "../../helfer/verordnung-bauer.js";
import { erwarte } from "./erwarte.js";
import type { Erwartung } from "./erwarte.js";

const gueltig = angaben();
const [L1, L2] = gueltig.leistungen as [AngabenLeistung, AngabenLeistung];
const mit = (teil: Partial<AngabenLeistung>) => angaben({ leistungen: [{ ...L1, ...teil }] });
const mitDienst = (teil: Partial<Angaben["pflegedienst"]>) =>
  angaben({ pflegedienst: { ...gueltig.pflegedienst, ...teil } });

const FAELLE: readonly (readonly [string, Angaben, ...Erwartung[]])[] = [
  ["gültige Angaben", gueltig],
  ["ein Antrag auf einen Teil", angaben({ leistungen: [L2] })],
  ["Verordnungs-ID falscher Form", angaben({ verordnungsId: "1" }), ["verordnungsId", "VERORDNUNGS_ID_FORM"]],
  ["Version 1,5", angaben({ zuVersion: 1.5 }), ["zuVersion", "VERSION_UNGUELTIG"]],
  ["Telematik-ID falscher Form", mitDienst({ telematikId: "x" }), ["pflegedienst.telematikId", "TELEMATIK_ID_FORM"]],
  ["IK falscher Form", mitDienst({ ik: "46110087" }), ["pflegedienst.ik", "IKNR_FORM"]],
  ["IK mit falscher Prüfziffer", mitDienst({ ik: "461100878" }), ["pflegedienst.ik", "IKNR_PRUEFZIFFER"]],
  ["leerer Ansprechpartner", mitDienst({ ansprechpartner: "" }), ["pflegedienst.ansprechpartner", "ANGABE_LEER"]],
  ["keine Leistung", angaben({ leistungen: [] }), ["leistungen", "ANGABEN_OHNE_LEISTUNG"]],
  ["Leistung doppelt", angaben({ leistungen: [L1, L2, L1] }), ["leistungen[2].leistungId", "LEISTUNG_DOPPELT"]],
  ["unbekannte Leistung", mit({ leistungId: "L9" }), ["leistungen[0].leistungId", "LEISTUNG_UNBEKANNT"]],
  [
    "Häufigkeit 0",
    mit({ haeufigkeit: { anzahl: 0, je: "TAG" } }),
    ["leistungen[0].haeufigkeit", "HAEUFIGKEIT_UNGUELTIG"],
  ],
  [
    "Dauer außerhalb des Verordnungszeitraums",
    mit({ dauer: { von: "2026-03-01", bis: "2026-03-16" } }),
    ["leistungen[0].dauer", "ZEITRAUM_AUSSERHALB"],
  ],
  ["GPOS mit fünf Zeichen", mit({ gpos: "03223" }), ["leistungen[0].gpos", "GPOS_FORM"]],
  ["leeres AC/TK", angaben({ acTk: " " }), ["acTk", "ANGABE_LEER"]],
];

describe("Regeln der Angaben zur Leistungserbringung", () => {
  for (const [titel, datensatz, ...erwartungen] of FAELLE) {
    it(`${titel}: ${erwartungen.length === 0 ? "kein Verstoß" : erwartungen.map(([, regel]) => regel).join(", ")}`, () => {
      erwarte(pruefeAngaben(datensatz, verordnung()), ...erwartungen);
    });
  }

  it("eine Folgeverordnung braucht keine Leistungen", () => {
    erwarte(pruefeAngaben(angaben({ leistungen: [] }), verordnung({ art: "FOLGEVERORDNUNG" })));
  });
});
