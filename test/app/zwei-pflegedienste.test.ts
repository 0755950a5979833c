import assert from "node:assert/strict";
import { baueSendung } from "../../src/app/nachricht.js";
import type { Befehl } from "../../src/domain/hkp/befehle.js";
import { sichtbareDatensaetze } from "../../src/domain/hkp/ansicht.js";
import { geltendeAngaben } from "../../src/domain/hkp/korrektur/geltende-angaben.js";
import { neueste } from "../../src/domain/hkp/vorgang.js";
import type { Vorgang } from "../../src/domain/hkp/vorgang.js";
import type { Akteur } from "../../src/domain/kern/akteur.js";
import { Vorgangsdarstellung } from "../../src/resolvers/vorgang-darstellung.js";
import { arzt, elena, HAND_UND_HERZ, INTEGRAL, kasse, miriam, PRAXIS, renate } from "../helfer/akteure.js";
import { entscheide, kontext, smcbPflege, speichereAngaben, speichereBlanko } from "../domain/hkp/befehle.js";
import { fuehreDurch, lehntAb } from "../domain/hkp/durchfuehren.js";
import {
  angaben,
  BLANKO_LEISTUNG,
  blankoverordnung,
  datensatz,
  entscheidung,
  FESTE_LEISTUNG,
  verordnung,
  zugewiesen,
} from "../domain/hkp/vorgaenge.js";
import {
  anfragen,
  beantworteBlanko,
  BLANKO_SELTENER,
  HAEUFIGER,
  JA,
  KOMPRESSION,
} from "../domain/hkp/korrektur/rahmen.js";
import { dienstbuehne } from "./dienste.js";

/*
 * Hand & Herz accepts, stores, gives back; Integral accepts, stores, gives back; Hand & Herz accepts again. From then on
 * only what Hand & Herz wrote counts, although Integral's is newer.
 */
const [BLANKO] = blankoverordnung().leistungen;
assert(BLANKO !== undefined);
const vonIntegral = blankoverordnung({
  pflegefachperson: { lbnr: "100000034", name: "Miriam Vogt" },
  pflegedienst: { telematikId: INTEGRAL.kennung, name: "Pflegedienst Integral" },
  leistungen: [{ ...BLANKO, haeufigkeit: { anzahl: 6, je: "TAG" } }],
});
const teilVonIntegral = angaben({
  pflegedienst: { ...angaben().pflegedienst, telematikId: INTEGRAL.kennung },
  leistungen: angaben().leistungen.filter(({ leistungId }) => leistungId === FESTE_LEISTUNG),
});
const karteIntegral = smcbPflege(INTEGRAL.kennung);

function gehe(vorgang: Vorgang, ...schritte: readonly (readonly [Akteur, Befehl])[]): Vorgang {
  return schritte.reduce((stand, [akteur, befehl]) => fuehreDurch(befehl, stand, kontext(akteur)).danach, vorgang);
}

const wiederBeiHerz = (beantragt = angaben(), inhalt = verordnung()): Vorgang => {
  // The ids of the decision's context are counted anew in each step, so the stored ones are told apart here.
  const vorgang = gehe(
    zugewiesen({}, inhalt),
    [elena(), speichereBlanko(blankoverordnung())],
    [elena(), speichereAngaben(beantragt)],
    [elena(), { aktion: "zurueckgeben" }],
    [miriam(), { aktion: "annehmen" }],
    [miriam(), speichereBlanko(vonIntegral, karteIntegral)],
    [miriam(), speichereAngaben(teilVonIntegral, karteIntegral)],
    [miriam(), { aktion: "zurueckgeben" }],
    [elena(), { aktion: "annehmen" }],
  );
  return { ...vorgang, datensaetze: vorgang.datensaetze.map((einer, nr) => ({ ...einer, id: `ds-${nr}` })) };
};
const eingereicht = (): Vorgang => gehe(wiederBeiHerz(), [elena(), { aktion: "einreichen" }]);
const blankoGefragt = (): Vorgang => gehe(eingereicht(), [kasse(), anfragen([BLANKO_SELTENER], "PFLEGEDIENST", 1)]);

const gelesen = (vorgang: Vorgang, akteur: Akteur): readonly string[] =>
  sichtbareDatensaetze(vorgang, akteur)
    .filter(({ art }) => art === "BLANKOVERORDNUNG" || art === "ANGABEN")
    .map(({ art, version }) => `${art} ${version}`);

describe("two Pflegedienste have stored: only the assigned one's data sets count", () => {
  it("valid is the own newest one", () => {
    const vorgang = wiederBeiHerz();
    assert.equal(neueste(vorgang, "BLANKOVERORDNUNG")?.von.kennung, HAND_UND_HERZ.kennung);
    assert.equal(neueste(vorgang, "ANGABEN")?.von.kennung, HAND_UND_HERZ.kennung);
  });

  it("while nobody is assigned, none is valid", () => {
    const offen = gehe(wiederBeiHerz(), [elena(), { aktion: "zurueckgeben" }]);
    assert.equal(neueste(offen, "BLANKOVERORDNUNG"), null);
    assert.equal(neueste(offen, "ANGABEN"), null);
  });

  it("the Kostenträger asks the Pflegedienst about it, by its version", () => {
    assert.deepEqual(blankoGefragt().korrektur?.adressat, HAND_UND_HERZ);
    const veraltet = lehntAb(anfragen([BLANKO_SELTENER], "PFLEGEDIENST", 2), eingereicht(), kontext(kasse()));
    assert.equal(veraltet.code, "VERSION_VERALTET");
    assert.deepEqual(veraltet.details, { bezogenAuf: 2, gueltig: 1 });
  });

  it("a proposal is compared with it: what it already says is no change", () => {
    const wieBisher = { ...BLANKO_SELTENER, wert: { typ: "HAEUFIGKEIT", haeufigkeit: BLANKO.haeufigkeit } } as const;
    const befehl = anfragen([wieBisher], "PFLEGEDIENST", 1);
    assert.equal(lehntAb(befehl, eingereicht(), kontext(kasse())).code, "KORREKTUR_UNGUELTIG");
  });

  it("the answer is compared with it and becomes the third version", () => {
    const seltener = blankoverordnung({ leistungen: [{ ...BLANKO, haeufigkeit: { anzahl: 2, je: "TAG" } }] });
    const vorgang = blankoGefragt();
    const danach = gehe(vorgang, [elena(), beantworteBlanko(vorgang, seltener, [JA])]);
    assert.equal(neueste(danach, "BLANKOVERORDNUNG")?.version, 3);
    assert.equal(neueste(danach, "KORREKTURANTWORT")?.inhalt.neueVersion, 3);
    assert.equal(geltendeAngaben(danach)?.leistungen[1]?.haeufigkeit.anzahl, 2);
  });

  it("an answer that leaves it as it was is refused, whatever the other one wrote", () => {
    const vorgang = blankoGefragt();
    const ablehnung = lehntAb(beantworteBlanko(vorgang, blankoverordnung(), [JA]), vorgang, kontext(elena()));
    assert.equal(ablehnung.code, "KORREKTURANTWORT_WIDERSPRUECHLICH");
  });

  it("applied for is what its Angaben name, not the part of the other one", () => {
    assert.deepEqual(
      geltendeAngaben(eingereicht())?.leistungen.map(({ leistungId, haeufigkeit }) => [leistungId, haeufigkeit.anzahl]),
      [
        [FESTE_LEISTUNG, 2],
        [BLANKO_LEISTUNG, 4],
      ],
    );
    const nurTeil = entscheidung({ leistungen: [{ leistungId: FESTE_LEISTUNG, ergebnis: "GENEHMIGT" }] });
    assert.equal(lehntAb(entscheide(nurTeil), eingereicht(), kontext(kasse())).code, "ENTSCHEIDUNG_WIDERSPRUECHLICH");
    assert.equal(gehe(eingereicht(), [kasse(), entscheide(entscheidung())]).status, "BESCHIEDEN");
  });

  it("Angaben without Leistungen take the extent from its own Blankoverordnung", () => {
    const folge = verordnung({ art: "FOLGEVERORDNUNG" });
    const vorgang = gehe(wiederBeiHerz(angaben({ leistungen: [] }), folge), [elena(), { aktion: "einreichen" }]);
    const bewilligt = (anzahl: number): Befehl =>
      entscheide(
        entscheidung({
          gesamtergebnis: "TEILWEISE_GENEHMIGT",
          leistungen: [
            { leistungId: FESTE_LEISTUNG, ergebnis: "GENEHMIGT" },
            { leistungId: BLANKO_LEISTUNG, ergebnis: "TEILGENEHMIGT", haeufigkeit: { anzahl, je: "TAG" } },
          ],
        }),
      );
    assert.equal(gehe(vorgang, [kasse(), bewilligt(3)]).status, "BESCHIEDEN");
    // Five are less than Integral's six, but more than the four that are applied for.
    assert.equal(lehntAb(bewilligt(5), vorgang, kontext(kasse())).code, "ENTSCHEIDUNG_WIDERSPRUECHLICH");
  });

  it("Praxis and Versicherter keep reading the other one's as an older version, Pflegedienst and Kostenträger do not", () => {
    const eigene = ["BLANKOVERORDNUNG 1", "ANGABEN 1"];
    const alle = [...eigene, "BLANKOVERORDNUNG 2", "ANGABEN 2"];
    assert.deepEqual(gelesen(eingereicht(), arzt()), alle);
    assert.deepEqual(gelesen(eingereicht(), renate()), alle);
    assert.deepEqual(gelesen(eingereicht(), elena()), eigene);
    assert.deepEqual(gelesen(eingereicht(), kasse()), eigene);
  });

  it("a version of the Verordnung in between makes both sides' older ones useless", () => {
    const vorgang = eingereicht();
    const neu = verordnung({ leistungen: [...verordnung().leistungen, KOMPRESSION.leistung] });
    const datensaetze = [...vorgang.datensaetze, datensatz("VERORDNUNG", neu, 2)];
    assert.deepEqual(
      geltendeAngaben({ ...vorgang, datensaetze })?.leistungen.map(({ leistungId }) => leistungId),
      [FESTE_LEISTUNG, BLANKO_LEISTUNG, KOMPRESSION.leistung.id],
    );
  });

  it("the API shows everybody the valid ones, and none while nobody is assigned", () => {
    const offen = gehe(wiederBeiHerz(), [elena(), { aktion: "zurueckgeben" }]);
    const { dienste } = dienstbuehne();
    for (const leser of [arzt(), renate(), kasse(), elena()]) {
      const gezeigt = new Vorgangsdarstellung(eingereicht(), { akteur: leser, dienste }, false);
      assert.deepEqual([gezeigt.blankoverordnung?.version, gezeigt.angaben?.version], [1, 1], leser.rolle);
      const ohne = new Vorgangsdarstellung(offen, { akteur: leser, dienste }, false);
      assert.deepEqual([ohne.blankoverordnung, ohne.angaben], [null, null], leser.rolle);
    }
  });

  it("the mail to the Praxis carries the valid ones only", () => {
    const vorher = wiederBeiHerz();
    const datensaetze = vorher.datensaetze.map((einer) => ({
      ...einer,
      bundle: JSON.stringify({ resourceType: "Bundle", type: `${einer.art}-${einer.version}` }),
    }));
    const vorgang = { ...vorher, datensaetze };
    const { danach, aenderung } = fuehreDurch(anfragen([HAEUFIGER]), vorgang, kontext(elena()));
    const [auftrag] = aenderung.auftraege;
    assert(auftrag !== undefined);
    const praxis = { ik: null, name: "Praxis", professionOids: [], telematikId: PRAXIS.kennung };
    const empfaenger = { ...praxis, kim: { adresse: "praxis@kim.test", version: "1.5" }, tim: null };
    const absender = { name: "Gateway", adresse: "gw@kim.test", software: "x", version: "1", support: "s@x.test" };
    const { buendel } = baueSendung({ auftrag, vorgang: danach, marke: "m" }, empfaenger, absender);
    const anhaenge = buendel.entry.map(({ resource }) => (resource as { type?: string }).type ?? "");
    assert.deepEqual(
      anhaenge.filter((art) => art.startsWith("BLANKOV") || art.startsWith("ANGABEN")),
      ["BLANKOVERORDNUNG-1", "ANGABEN-1"],
    );
  });
});
