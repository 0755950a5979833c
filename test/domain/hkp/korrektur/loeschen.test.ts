import assert from "node:assert/strict";
import { wendeAn } from "../../../../src/domain/hkp/aenderung.js";
import type { Fristbefehl } from "../../../../src/domain/hkp/befehle.js";
import { entscheide } from "../../../../src/domain/hkp/entscheiden.js";
import type { Vorgang } from "../../../../src/domain/hkp/vorgang.js";
import { arzt, renate, system } from "../../../helfer/akteure.js";
import { kontext } from "../befehle.js";
import { fuehreDurch } from "../durchfuehren.js";
import { FESTE_LEISTUNG, verordnung } from "../vorgaenge.js";
import { beantworte, gefragtVonKasse, HAEUFIGER, JA } from "./rahmen.js";

/* Of a Korrektur nothing stays in GELOESCHT either [7.1.8]. */

function pruefeLeer(vorher: Vorgang, danach: Vorgang, worte: readonly string[]): void {
  for (const wort of worte) {
    assert(JSON.stringify(vorher).includes(wort), `${wort} was there`);
    assert(!JSON.stringify(danach).includes(wort), wort);
  }
  assert.deepEqual([danach.status, danach.datensaetze, danach.korrektur], ["GELOESCHT", [], null]);
}

const AL3: Fristbefehl = { aktion: "loeschen", frist: "AL3" };

describe("loeschen after and during a Korrektur", () => {
  const gefragt = gefragtVonKasse(HAEUFIGER);

  it("ML3 after an answer: neither changes, reasons nor the hint in the feed", () => {
    const dreimal = verordnung().leistungen.map((leistung) =>
      leistung.id === FESTE_LEISTUNG ? { ...leistung, haeufigkeit: { anzahl: 3, je: "TAG" } as const } : leistung,
    );
    const befehl = beantworte(gefragt, verordnung({ leistungen: dreimal }), [JA]);
    const vorher: Vorgang = {
      ...fuehreDurch(befehl, gefragt, kontext(arzt())).danach,
      status: "ABGESCHLOSSEN",
    };
    const { danach } = fuehreDurch({ aktion: "loeschen" }, vorher, kontext(renate()));
    pruefeLeer(vorher, danach, ["Die Mittagsgabe fehlt.", "KORREKTURANTWORT", "Art oder Umfang"]);
    assert.equal(danach.meldungen.length, vorher.meldungen.length + 3);
  });

  it("AL3 while the Korrektur is open (D4): it ends with the Vorgang", () => {
    const faellig = kontext(system(), "2026-07-08T00:00:00Z");
    const danach = wendeAn(gefragt, entscheide(AL3, gefragt, faellig, { anfrageId: null }));
    pruefeLeer(gefragt, danach, ["Die Mittagsgabe fehlt.", "VO_K", "anfragender"]);
  });
});
