import assert from "node:assert/strict";
import type { Entscheidung, Gesamtergebnis } from "../../../../src/domain/hkp/datensaetze/entscheidung.js";
import { versionen } from "../../../../src/domain/hkp/vorgang.js";
import type { Vorgang } from "../../../../src/domain/hkp/vorgang.js";
import { schluessel } from "../../../../src/domain/kern/akteur.js";
import { elena, kasse, privatversicherung } from "../../../helfer/akteure.js";
import { BUNDLE, entscheide, kontext } from "../befehle.js";
import { fuehreDurch, gesehen, lehntAb } from "../durchfuehren.js";
import {
  angaben,
  BLANKO_LEISTUNG,
  datensatz,
  entscheidung,
  FESTE_LEISTUNG,
  inPruefung,
  inPruefungKostenerstattung,
  VERORDNUNGS_ID,
} from "../vorgaenge.js";

const begruendungen = ({ meldungen }: Pick<Vorgang, "meldungen">): Record<string, string | null> =>
  Object.fromEntries(meldungen.map(({ empfaenger, begruendung }) => [schluessel(empfaenger), begruendung]));

describe("entscheiden [6.7.1]", () => {
  describe("AP4: ANTRAGSPRUEFUNG (from AP3) → BESCHIEDEN", () => {
    it("alerts the Pflegedienst over KIM, informs Praxis and Versicherter", () => {
      const ergebnis = fuehreDurch(entscheide(entscheidung()), inPruefung(), kontext(kasse()));
      assert.deepEqual(gesehen(ergebnis), {
        status: "BESCHIEDEN",
        ereignis: "ENTSCHIEDEN",
        alarme: ["PFLEGEDIENST:10-67.245.HKPSANDBOX0001 über KIM: WARTET"],
        informationen: ["VERORDNENDER:1-20HKPSANDBOX0001", "VERSICHERTER:X000001014"],
        dran: "PFLEGEDIENST:10-67.245.HKPSANDBOX0001",
        sehen: [
          "VERORDNENDER:1-20HKPSANDBOX0001",
          "VERSICHERTER:X000001014",
          "PFLEGEDIENST:10-67.245.HKPSANDBOX0001",
          "KOSTENTRAEGER:109500969",
        ],
      });
      assert.equal(ergebnis.danach.kennzeichenKostenerstattung, false);
    });

    it("tells each participant its own Begründung", () => {
      const { aenderung } = fuehreDurch(entscheide(entscheidung()), inPruefung(), kontext(kasse()));
      assert.deepEqual(begruendungen(aenderung), {
        "PFLEGEDIENST:10-67.245.HKPSANDBOX0001": "Grund für den Pflegedienst",
        "VERORDNENDER:1-20HKPSANDBOX0001": "Grund für die Praxis",
        "VERSICHERTER:X000001014": "Grund für die versicherte Person",
      });
    });

    it("tells nobody a Begründung that was not meant for him", () => {
      const nurPraxis = entscheidung({ begruendungen: { verordnender: "nur für die Praxis" } });
      const { aenderung } = fuehreDurch(entscheide(nurPraxis), inPruefung(), kontext(kasse()));
      assert.deepEqual(begruendungen(aenderung), {
        "PFLEGEDIENST:10-67.245.HKPSANDBOX0001": null,
        "VERORDNENDER:1-20HKPSANDBOX0001": "nur für die Praxis",
        "VERSICHERTER:X000001014": null,
      });
    });

    it("stores the decision, unsigned, with its Bundle", () => {
      const { danach } = fuehreDurch(entscheide(entscheidung()), inPruefung(), kontext(kasse()));
      const [erste, ...weitere] = versionen(danach, "ENTSCHEIDUNG");
      assert.deepEqual(weitere, []);
      assert.deepEqual(
        { version: erste?.version, inhalt: erste?.inhalt, bundle: erste?.bundle, signatur: erste?.signatur },
        { version: 1, inhalt: entscheidung(), bundle: BUNDLE, signatur: null },
      );
    });

    it("may be taken by the automatic check (Dunkelverarbeitung)", () => {
      const automatik = kasse({ person: "DUNKELVERARBEITUNG", name: "Automatische Prüfung" });
      const { danach } = fuehreDurch(entscheide(entscheidung()), inPruefung(), kontext(automatik));
      assert.equal(danach.protokoll.at(-1)?.wer.person, "DUNKELVERARBEITUNG");
    });
  });

  it("AP4 Unzuständig → BESCHIEDEN with an event of its own", () => {
    const unzustaendig = entscheidung({ gesamtergebnis: "UNZUSTAENDIG", leistungen: [] });
    const ergebnis = fuehreDurch(entscheide(unzustaendig), inPruefung(), kontext(kasse()));
    const { status, ereignis, alarme, informationen } = gesehen(ergebnis);
    assert.deepEqual(
      { status, ereignis, alarme, informationen },
      {
        status: "BESCHIEDEN",
        ereignis: "UNZUSTAENDIG",
        alarme: ["PFLEGEDIENST:10-67.245.HKPSANDBOX0001 über KIM: WARTET"],
        informationen: ["VERSICHERTER:X000001014", "VERORDNENDER:1-20HKPSANDBOX0001"],
      },
    );
  });

  it("AP2: ANTRAGSPRUEFUNG (from AP1) → OFFEN with the Kennzeichen; the Versicherter is next, not the Kostenträger", () => {
    const inhalt = entscheidung({
      kennzeichenKostenerstattung: true,
      leistungen: [{ leistungId: FESTE_LEISTUNG, ergebnis: "GENEHMIGT" }],
    });
    const ergebnis = fuehreDurch(entscheide(inhalt), inPruefungKostenerstattung(), kontext(kasse()));
    assert.equal(ergebnis.danach.kennzeichenKostenerstattung, true);
    assert.deepEqual(gesehen(ergebnis), {
      status: "OFFEN",
      ereignis: "KOSTENERSTATTUNG_ENTSCHIEDEN",
      alarme: ["VERSICHERTER:X000001014 über PORTAL: ZUGESTELLT"],
      informationen: ["VERORDNENDER:1-20HKPSANDBOX0001"],
      dran: "VERSICHERTER:X000001014",
      sehen: ["VERORDNENDER:1-20HKPSANDBOX0001", "VERSICHERTER:X000001014", "KOSTENTRAEGER:109500969"],
    });
  });

  describe("the overall result must agree with the single ones (section 8)", () => {
    const abgelehnt = [
      { leistungId: FESTE_LEISTUNG, ergebnis: "ABGELEHNT" },
      { leistungId: BLANKO_LEISTUNG, ergebnis: "ABGELEHNT" },
    ] as const;
    const gemischt = [
      { leistungId: FESTE_LEISTUNG, ergebnis: "GENEHMIGT" },
      { leistungId: BLANKO_LEISTUNG, ergebnis: "ABGELEHNT" },
    ] as const;
    const genehmigt = entscheidung().leistungen;
    const nichts: Entscheidung["leistungen"] = [];
    const FAELLE: readonly (readonly [Gesamtergebnis, string, Entscheidung["leistungen"], boolean])[] = [
      ["GENEHMIGT", "all approved", genehmigt, true],
      ["GENEHMIGT", "one rejected", gemischt, false],
      ["GENEHMIGT", "one not decided", genehmigt.slice(0, 1), false],
      ["GENEHMIGT", "nothing decided", nichts, false],
      ["TEILWEISE_GENEHMIGT", "one rejected", gemischt, true],
      ["TEILWEISE_GENEHMIGT", "all approved", genehmigt, false],
      ["TEILWEISE_GENEHMIGT", "all rejected", abgelehnt, false],
      ["NICHT_GENEHMIGT_MIT_VORLAEUFIGER_KOSTENZUSAGE", "all rejected", abgelehnt, true],
      ["NICHT_GENEHMIGT_MIT_VORLAEUFIGER_KOSTENZUSAGE", "one approved", gemischt, false],
      ["NICHT_GENEHMIGT_OHNE_VORLAEUFIGE_KOSTENZUSAGE", "all rejected", abgelehnt, true],
      ["NICHT_GENEHMIGT_OHNE_VORLAEUFIGE_KOSTENZUSAGE", "all approved", genehmigt, false],
      ["UNZUSTAENDIG", "nothing decided", nichts, true],
      ["UNZUSTAENDIG", "all approved", genehmigt, false],
    ];
    for (const [gesamtergebnis, was, leistungen, gilt] of FAELLE)
      it(`${gesamtergebnis} with ${was}: ${gilt ? "→ BESCHIEDEN" : "ENTSCHEIDUNG_WIDERSPRUECHLICH"}`, () => {
        const befehl = entscheide(entscheidung({ gesamtergebnis, leistungen }));
        if (gilt) assert.equal(fuehreDurch(befehl, inPruefung(), kontext(kasse())).danach.status, "BESCHIEDEN");
        else assert.equal(lehntAb(befehl, inPruefung(), kontext(kasse())).code, "ENTSCHEIDUNG_WIDERSPRUECHLICH");
      });

    it("decides what was applied for: a part only needs that part", () => {
      const nurFeste = angaben().leistungen.filter(({ leistungId }) => leistungId === FESTE_LEISTUNG);
      const vorgang = inPruefung({
        datensaetze: [...inPruefung().datensaetze.slice(0, 2), datensatz("ANGABEN", angaben({ leistungen: nurFeste }))],
      });
      const teil = genehmigt.filter(({ leistungId }) => leistungId === FESTE_LEISTUNG);
      const befehl = entscheide(entscheidung({ leistungen: teil }));
      assert.equal(fuehreDurch(befehl, vorgang, kontext(kasse())).danach.status, "BESCHIEDEN");
      const { code } = lehntAb(entscheide(entscheidung()), vorgang, kontext(kasse()));
      assert.equal(code, "ENTSCHEIDUNG_WIDERSPRUECHLICH");
    });

    it("cannot be dated in the future, by the day in Berlin", () => {
      const morgen = entscheide(entscheidung({ entschiedenAm: "2026-03-03" }));
      const { code } = lehntAb(morgen, inPruefung(), kontext(kasse(), "2026-03-02T22:59:59.999Z"));
      assert.equal(code, "ENTSCHEIDUNG_WIDERSPRUECHLICH");
      const { danach } = fuehreDurch(morgen, inPruefung(), kontext(kasse(), "2026-03-02T23:00:00Z"));
      assert.equal(danach.status, "BESCHIEDEN");
    });
  });

  it("is refused for another Verordnung", () => {
    const fremd = entscheidung({ verordnungsId: "169.000.000.000.002.59" });
    assert.deepEqual(lehntAb(entscheide(fremd), inPruefung(), kontext(kasse())), {
      code: "VERORDNUNGS_ID_FALSCH",
      details: { erwartet: VERORDNUNGS_ID },
    });
  });

  it("is not the Pflegedienst's to take", () => {
    assert.equal(lehntAb(entscheide(entscheidung()), inPruefung(), kontext(elena())).code, "VERBOTEN");
  });

  it("is closed to a Kostenträger of the Kostenerstattung principle", () => {
    const code = lehntAb(entscheide(entscheidung()), inPruefung(), kontext(privatversicherung())).code;
    assert.equal(code, "KOSTENERSTATTUNG_OHNE_ZUGRIFF");
  });
});
