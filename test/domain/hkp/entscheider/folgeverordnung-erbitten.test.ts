import assert from "node:assert/strict";
import { sichtbareDatensaetze } from "../../../../src/domain/hkp/ansicht.js";
import type { Befehl, BefehlFuer } from "../../../../src/domain/hkp/befehle.js";
import { istUeberholt } from "../../../../src/domain/hkp/sendeauftrag.js";
import { versionen } from "../../../../src/domain/hkp/vorgang.js";
import type { Vorgang } from "../../../../src/domain/hkp/vorgang.js";
import type { Akteur } from "../../../../src/domain/kern/akteur.js";
import { arzt, daniel, elena, kasse, mfa, miriam, renate, vertreterin } from "../../../helfer/akteure.js";
import { entscheide, kontext } from "../befehle.js";
import { fuehreDurch, gesehen, lehntAb } from "../durchfuehren.js";
import {
  beschieden,
  BLANKO_LEISTUNG,
  datensatz,
  einreichbar,
  entscheidung,
  FESTE_LEISTUNG,
  inPruefung,
  offen,
  verordnung,
  VOM_PFLEGEDIENST,
  zugewiesen,
} from "../vorgaenge.js";

const erbitte = (
  leistungen: readonly string[] = [],
  text: string | null = null,
): BefehlFuer<"folgeverordnungErbitten"> => ({ aktion: "folgeverordnungErbitten", leistungen, text });
const nach = (vorgang: Vorgang, akteur: Akteur, befehl: Befehl): Vorgang =>
  fuehreDurch(befehl, vorgang, kontext(akteur)).danach;

function verstoesse(befehl: Befehl): readonly string[] {
  const { code, details } = lehntAb(befehl, zugewiesen(), kontext(elena()));
  assert.equal(code, "EINGABE_UNGUELTIG");
  return (details as { verstoesse: readonly { pfad: string }[] }).verstoesse.map(({ pfad }) => pfad);
}

describe("folgeverordnungErbitten (fachregeln.md section 4, P2.1.4)", () => {
  it("alerts the Praxis over KIM; status and responsibility stay", () => {
    const ergebnis = fuehreDurch(erbitte([FESTE_LEISTUNG], "Bitte bis Freitag."), beschieden(), kontext(daniel()));
    const sehen = [
      "VERORDNENDER:1-20HKPSANDBOX0001",
      "VERSICHERTER:X000001014",
      "PFLEGEDIENST:10-67.245.HKPSANDBOX0001",
      "KOSTENTRAEGER:109500969",
    ];
    assert.deepEqual(gesehen(ergebnis), {
      status: "BESCHIEDEN",
      ereignis: "FOLGEVERORDNUNG_ERBETEN",
      alarme: ["VERORDNENDER:1-20HKPSANDBOX0001 über KIM: WARTET"],
      informationen: [],
      dran: "PFLEGEDIENST:10-67.245.HKPSANDBOX0001",
      sehen,
    });
    assert.deepEqual(versionen(ergebnis.danach, "FOLGEBITTE").at(-1)?.inhalt, {
      zeitraumBis: "2026-03-29",
      leistungen: [FESTE_LEISTUNG],
      text: "Bitte bis Freitag.",
    });
    assert.equal(ergebnis.danach.protokoll.at(-1)?.text, "hat die Praxis um eine Folgeverordnung gebeten.");
  });

  const WO: readonly (readonly [string, Vorgang])[] = [
    ["ZUGEWIESEN", zugewiesen()],
    ["ANTRAGSPRUEFUNG", inPruefung()],
    ["KORREKTURANFRAGE", zugewiesen({ status: "KORREKTURANFRAGE", korrektur: VOM_PFLEGEDIENST })],
    ["BESCHIEDEN", beschieden()],
    ["ABGESCHLOSSEN", beschieden({ status: "ABGESCHLOSSEN" })],
  ];
  for (const [status, vorgang] of WO)
    it(`is possible in ${status}, also after the period, and leaves it as it is`, () => {
      const danach = fuehreDurch(erbitte(), vorgang, kontext(elena(), "2026-04-10T10:00:00Z")).danach;
      assert.equal(danach.status, status);
      assert.deepEqual(danach.korrektur, vorgang.korrektur);
    });

  it("is the assigned Pflegedienst's alone, and not before it has accepted", () => {
    assert.equal(lehntAb(erbitte(), beschieden(), kontext(miriam())).code, "VERBOTEN");
    for (const akteur of [arzt(), kasse(), renate()])
      assert.equal(lehntAb(erbitte(), beschieden(), kontext(akteur)).code, "VERBOTEN");
    assert.equal(lehntAb(erbitte(), offen(), kontext(elena())).code, "STATUS_UNZULAESSIG");
    assert.equal(lehntAb(erbitte(), beschieden({ status: "GELOESCHT" }), kontext(elena())).code, "STATUS_UNZULAESSIG");
  });

  it("once per period: a second one is refused and says when the first one was, whoever of the house asks", () => {
    const danach = nach(beschieden(), elena(), erbitte());
    const { code, details } = lehntAb(erbitte([FESTE_LEISTUNG]), danach, kontext(daniel()));
    assert.equal(code, "FOLGEVERORDNUNG_SCHON_ERBETEN");
    assert.deepEqual(details, { erbetenAm: "2026-03-02T11:00:00.000Z" });
  });

  it("a new period may be asked for again, and so may the next Pflegedienst", () => {
    const danach = nach(zugewiesen(), elena(), erbitte());
    const laenger = verordnung({ verordnungszeitraum: { von: "2026-03-02", bis: "2026-04-05" } });
    const verlaengert = { ...danach, datensaetze: [...danach.datensaetze, datensatz("VERORDNUNG", laenger, 2)] };
    assert.equal(versionen(nach(verlaengert, elena(), erbitte()), "FOLGEBITTE").length, 2);

    const beiIntegral = nach(nach(danach, elena(), { aktion: "zurueckgeben" }), miriam(), { aktion: "annehmen" });
    assert.equal(versionen(nach(beiIntegral, miriam(), erbitte()), "FOLGEBITTE").length, 2);
  });

  it("names the field that is wrong", () => {
    assert.deepEqual(verstoesse(erbitte([FESTE_LEISTUNG, "unbekannt"])), ["leistungen[1]"]);
    assert.deepEqual(verstoesse(erbitte([BLANKO_LEISTUNG, BLANKO_LEISTUNG])), ["leistungen[1]"]);
    assert.deepEqual(verstoesse(erbitte([], " \n ")), ["text"]);
    assert.deepEqual(verstoesse(erbitte([], "a".repeat(2001))), ["text"]);
    assert.deepEqual(verstoesse(erbitte([], "a\u0000b")), ["text"]);
    assert.equal(nach(zugewiesen(), elena(), erbitte([], "ä".repeat(2000))).status, "ZUGEWIESEN");
  });

  it("overtakes no other Alarm, and no transition overtakes it", () => {
    const eingereicht = nach(einreichbar(), elena(), { aktion: "einreichen" });
    const danach = nach(eingereicht, elena(), erbitte());
    const [anDieKasse, anDiePraxis] = danach.ausgang;
    assert(anDieKasse !== undefined && anDiePraxis !== undefined);
    assert.equal(istUeberholt(anDieKasse, danach), false);
    const entschieden = nach(danach, kasse(), entscheide(entscheidung()));
    assert.equal(istUeberholt(anDieKasse, entschieden), true);
    assert.equal(istUeberholt(anDiePraxis, entschieden), false);
  });

  it("is read by the Praxis, the Versicherter and who made it; not by the Kostenträger or the next Pflegedienst", () => {
    const liest = (vorgang: Vorgang, akteur: Akteur): boolean =>
      sichtbareDatensaetze(vorgang, akteur).some(({ art }) => art === "FOLGEBITTE");
    const danach = nach(inPruefung(), elena(), erbitte());
    for (const akteur of [arzt(), mfa(), renate(), vertreterin(), elena(), daniel()])
      assert.equal(liest(danach, akteur), true, akteur.name);
    assert.equal(liest(danach, kasse()), false);
    const zurueck = nach(nach(zugewiesen(), elena(), erbitte()), elena(), { aktion: "zurueckgeben" });
    assert.equal(liest(nach(zurueck, miriam(), { aktion: "annehmen" }), miriam()), false);
  });

  it("is gone with the Vorgang, in the feed and in the outbox too", () => {
    const danach = nach(beschieden({ status: "ABGESCHLOSSEN" }), elena(), erbitte([], "Geheim"));
    const geloescht = nach(danach, renate(), { aktion: "loeschen" });
    assert.ok(!JSON.stringify(geloescht).includes("Geheim"));
    assert.deepEqual([geloescht.datensaetze, geloescht.ausgang], [[], []]);
  });
});
