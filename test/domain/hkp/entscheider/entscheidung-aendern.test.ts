import assert from "node:assert/strict";
import { istUeberholt } from "../../../../src/domain/hkp/sendeauftrag.js";
import { neueste, versionen } from "../../../../src/domain/hkp/vorgang.js";
import { elena, kasse } from "../../../helfer/akteure.js";
import { aendereEntscheidung, entscheide, kontext, smcbKasse } from "../befehle.js";
import { fuehreDurch, gesehen, lehntAb } from "../durchfuehren.js";
import {
  angaben,
  beschieden,
  datensatz,
  einreichbar,
  entscheidung,
  FESTE_LEISTUNG,
  inPruefung,
  inPruefungKostenerstattung,
  offen,
} from "../vorgaenge.js";

/** Membership ended early [6.9 Fall 2]: everything as before, but only to 15 March. */
const gekuerzt = entscheidung({
  gesamtergebnis: "TEILWEISE_GENEHMIGT",
  leistungen: angaben().leistungen.map(({ leistungId, dauer }) => ({
    leistungId,
    ergebnis: "TEILGENEHMIGT",
    zusage: { von: dauer?.von ?? "", bis: "2026-03-15" },
  })),
});

describe("entscheidungAendern: a new version until the Vorgang is deleted [6.7.1]", () => {
  for (const status of ["BESCHIEDEN", "ABGESCHLOSSEN"] as const)
    it(`${status}: alerts the Pflegedienst, informs the others, each with its own Begründung; also a shorter period`, () => {
      const ergebnis = fuehreDurch(aendereEntscheidung(gekuerzt), beschieden({ status }), kontext(kasse()));
      const { alarme, informationen, ereignis } = gesehen(ergebnis);
      assert.equal(ergebnis.danach.status, status);
      assert.deepEqual(
        { alarme, informationen, ereignis },
        {
          ereignis: "ENTSCHEIDUNG_GEAENDERT",
          alarme: ["PFLEGEDIENST:10-67.245.HKPSANDBOX0001 über KIM: WARTET"],
          informationen: ["VERORDNENDER:1-20HKPSANDBOX0001", "VERSICHERTER:X000001014"],
        },
      );
      assert.deepEqual(
        ergebnis.aenderung.meldungen.map(({ begruendung }) => begruendung),
        ["Grund für den Pflegedienst", "Grund für die Praxis", "Grund für die versicherte Person"],
      );
      assert.equal(versionen(ergebnis.danach, "ENTSCHEIDUNG").length, 2);
      assert.deepEqual(neueste(ergebnis.danach, "ENTSCHEIDUNG")?.inhalt, gekuerzt);
    });

  it("an unsent Alarm about the version before is overtaken: the new one replaces it", () => {
    const { danach: entschieden } = fuehreDurch(entscheide(entscheidung()), inPruefung(), kontext(kasse()));
    const [alt] = entschieden.ausgang;
    const { danach } = fuehreDurch(aendereEntscheidung(gekuerzt), entschieden, kontext(kasse()));
    const neu = danach.ausgang.at(-1);
    assert(alt !== undefined && neu !== undefined);
    assert.deepEqual([istUeberholt(alt, danach), istUeberholt(neu, danach)], [true, false]);
  });

  it("the rules of a decision hold, signature and switch included (D9)", () => {
    const falsch = aendereEntscheidung(entscheidung({ gesamtergebnis: "TEILWEISE_GENEHMIGT" }));
    assert.equal(lehntAb(falsch, beschieden(), kontext(kasse())).code, "ENTSCHEIDUNG_WIDERSPRUECHLICH");
    const pflicht = kontext(kasse(), undefined, { entscheidungSignaturPflicht: true });
    assert.equal(lehntAb(aendereEntscheidung(gekuerzt), beschieden(), pflicht).code, "SIGNATUR_UNGUELTIG");
    const signiert = aendereEntscheidung(gekuerzt, smcbKasse());
    assert.equal(fuehreDurch(signiert, beschieden(), pflicht).danach.status, "BESCHIEDEN");
  });

  it("needs a decision to change", () => {
    const ohne = einreichbar({ status: "ABGESCHLOSSEN", kostentraegerHatZugriff: true });
    assert.equal(lehntAb(aendereEntscheidung(gekuerzt), ohne, kontext(kasse())).code, "ENTSCHEIDUNG_FEHLT");
  });

  it("is not possible before, nor after deletion, nor for anybody else", () => {
    for (const vorgang of [offen(), inPruefung(), beschieden({ status: "GELOESCHT" })])
      assert.equal(lehntAb(aendereEntscheidung(gekuerzt), vorgang, kontext(kasse())).code, "STATUS_UNZULAESSIG");
    assert.equal(lehntAb(aendereEntscheidung(gekuerzt), beschieden(), kontext(elena())).code, "VERBOTEN");
  });
});

describe("Kennzeichen „Kostenerstattung / Persönliches Budget“ [6.4]", () => {
  const leistungen = [{ leistungId: FESTE_LEISTUNG, ergebnis: "GENEHMIGT" }] as const;

  for (const kennzeichenKostenerstattung of [true, false])
    it(`AP2: follows the Entscheidungsdatensatz (${kennzeichenKostenerstattung})`, () => {
      const befehl = entscheide(entscheidung({ leistungen, kennzeichenKostenerstattung }));
      const { danach } = fuehreDurch(befehl, inPruefungKostenerstattung(), kontext(kasse()));
      assert.deepEqual([danach.status, danach.kennzeichenKostenerstattung], ["OFFEN", kennzeichenKostenerstattung]);
    });

  it("AP2 decides about the Verordnung, not about what a Pflegedienst wrote before it gave it back", () => {
    const fremd = datensatz("ANGABEN", angaben({ leistungen: angaben().leistungen.slice(1) }));
    const vorgang = inPruefungKostenerstattung();
    const mitAltem = { ...vorgang, datensaetze: [...vorgang.datensaetze, fremd] };
    const befehl = entscheide(entscheidung({ leistungen, kennzeichenKostenerstattung: true }));
    assert.equal(fuehreDurch(befehl, mitAltem, kontext(kasse())).danach.status, "OFFEN");
  });

  it("AP4 and its changes must not set it", () => {
    const inhalt = entscheidung({ kennzeichenKostenerstattung: true });
    const faelle = [
      lehntAb(entscheide(inhalt), inPruefung(), kontext(kasse())),
      lehntAb(aendereEntscheidung(inhalt), beschieden(), kontext(kasse())),
    ];
    for (const { code, details } of faelle) {
      assert.equal(code, "ENTSCHEIDUNG_WIDERSPRUECHLICH");
      assert.deepEqual(
        (details as { verstoesse: { pfad: string }[] }).verstoesse.map(({ pfad }) => pfad),
        ["kennzeichenKostenerstattung"],
      );
    }
  });
});
