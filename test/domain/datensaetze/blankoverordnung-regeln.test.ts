import type { Blankoverordnung } from "../../../src/domain/hkp/datensaetze/blankoverordnung.js";
import { pruefeBlankoverordnung } from "../../../src/domain/hkp/datensaetze/blankoverordnung-regeln.js";
import { blankoverordnung, S1, verordnungMitBlanko } from "../../helfer/verordnung-bauer.js";
import { erwarte } from "./erwarte.js";
import type { Erwartung } from "./erwarte.js";

const gueltig = blankoverordnung();
const [L3] = gueltig.leistungen as [Blankoverordnung["leistungen"][number]];
const mit = (teil: Partial<typeof L3>) => blankoverordnung({ leistungen: [{ ...L3, ...teil }] });

const FAELLE: readonly (readonly [string, Blankoverordnung, ...Erwartung[]])[] = [
  ["eine gültige Blankoverordnung", gueltig],
  [
    "fremde Verordnungs-ID",
    blankoverordnung({ verordnungsId: "160.123.456.789.123.58" }),
    ["verordnungsId", "VERORDNUNGS_ID_ANDERE"],
  ],
  ["Version 0", blankoverordnung({ zuVersion: 0 }), ["zuVersion", "VERSION_UNGUELTIG"]],
  [
    "LBNR falscher Form",
    blankoverordnung({ pflegefachperson: { lbnr: "1234567", name: "Elena Vogt" } }),
    ["pflegefachperson.lbnr", "LBNR_FORM"],
  ],
  [
    "leerer Name",
    blankoverordnung({ pflegefachperson: { lbnr: S1.pflegedienst.lbnr, name: "" } }),
    ["pflegefachperson.name", "ANGABE_LEER"],
  ],
  [
    "Telematik-ID falscher Form",
    blankoverordnung({ pflegedienst: { telematikId: "x", name: "PD" } }),
    ["pflegedienst.telematikId", "TELEMATIK_ID_FORM"],
  ],
  ["keine Leistung ausgefüllt", blankoverordnung({ leistungen: [] }), ["leistungen", "BLANKO_UNVOLLSTAENDIG"]],
  ["Leistung doppelt", blankoverordnung({ leistungen: [L3, L3] }), ["leistungen[1].leistungId", "LEISTUNG_DOPPELT"]],
  [
    "Leistung ist nicht als Blanko gekennzeichnet",
    blankoverordnung({ leistungen: [L3, { ...L3, leistungId: "L1" }] }),
    ["leistungen[1].leistungId", "LEISTUNG_NICHT_BLANKO"],
  ],
  [
    "unbekannte Leistung",
    blankoverordnung({ leistungen: [L3, { ...L3, leistungId: "L9" }] }),
    ["leistungen[1].leistungId", "LEISTUNG_UNBEKANNT"],
  ],
  [
    "Häufigkeit 0",
    mit({ haeufigkeit: { anzahl: 0, je: "TAG" } }),
    ["leistungen[0].haeufigkeit", "HAEUFIGKEIT_UNGUELTIG"],
  ],
  [
    "Dauer außerhalb des Verordnungszeitraums",
    mit({ dauer: { von: "2026-03-03", bis: "2026-04-03" } }),
    ["leistungen[0].dauer", "ZEITRAUM_AUSSERHALB"],
  ],
  [
    "vertauschte Dauer",
    mit({ dauer: { von: "2026-03-05", bis: "2026-03-03" } }),
    ["leistungen[0].dauer", "ZEITRAUM_VERTAUSCHT"],
  ],
];

describe("Regeln der Blankoverordnung", () => {
  for (const [titel, datensatz, ...erwartungen] of FAELLE) {
    it(`${titel}: ${erwartungen.length === 0 ? "kein Verstoß" : erwartungen.map(([, regel]) => regel).join(", ")}`, () => {
      erwarte(pruefeBlankoverordnung(datensatz, verordnungMitBlanko()), ...erwartungen);
    });
  }
});
