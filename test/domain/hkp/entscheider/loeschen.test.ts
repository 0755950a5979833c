import assert from "node:assert/strict";
import type { Vorgang } from "../../../../src/domain/hkp/vorgang.js";
import { arzt, elena, HAND_UND_HERZ, kasse, mfa, renate, vertreterin } from "../../../helfer/akteure.js";
import { entscheide, kontext } from "../befehle.js";
import { fuehreDurch, gesehen, lehntAb } from "../durchfuehren.js";
import { beschieden, entscheidung, initialisiert, inPruefung, offen, zugewiesen } from "../vorgaenge.js";

const LOESCHEN = { aktion: "loeschen" } as const;

describe("loeschen: → GELOESCHT [7.1.8]", () => {
  for (const akteur of [arzt(), mfa()])
    it(`ML1 by ${akteur.person}: nobody else takes part yet`, () => {
      assert.deepEqual(gesehen(fuehreDurch(LOESCHEN, initialisiert(), kontext(akteur))), {
        status: "GELOESCHT",
        ereignis: "",
        alarme: [],
        informationen: [],
        dran: null,
        sehen: ["VERORDNENDER:1-20HKPSANDBOX0001"],
      });
    });

  it("ML2 by the Arzt: alerts the Versicherter in the portal, informs whoever was given access", () => {
    const vorgang = offen({ zuweisung: HAND_UND_HERZ, kostentraegerHatZugriff: true });
    assert.deepEqual(gesehen(fuehreDurch(LOESCHEN, vorgang, kontext(arzt()))), {
      status: "GELOESCHT",
      ereignis: "GELOESCHT_DURCH_ARZT",
      alarme: ["VERSICHERTER:X000001014 über PORTAL: ZUGESTELLT"],
      informationen: ["PFLEGEDIENST:10-67.245.HKPSANDBOX0001", "KOSTENTRAEGER:109500969"],
      dran: null,
      sehen: ["VERORDNENDER:1-20HKPSANDBOX0001", "VERSICHERTER:X000001014", "KOSTENTRAEGER:109500969"],
    });
  });

  for (const akteur of [renate(), vertreterin()])
    it(`ML2 by ${akteur.rolle}: alerts nobody, informs whoever takes part`, () => {
      const vorgang = offen({ zuweisung: HAND_UND_HERZ });
      const { alarme, informationen, ereignis } = gesehen(fuehreDurch(LOESCHEN, vorgang, kontext(akteur)));
      assert.deepEqual(
        { alarme, informationen, ereignis },
        {
          alarme: [],
          informationen: ["VERORDNENDER:1-20HKPSANDBOX0001", "PFLEGEDIENST:10-67.245.HKPSANDBOX0001"],
          ereignis: "GELOESCHT",
        },
      );
    });

  it("ML3 by the Versicherter: the whole Vorgang", () => {
    const { informationen } = gesehen(
      fuehreDurch(LOESCHEN, beschieden({ status: "ABGESCHLOSSEN" }), kontext(renate())),
    );
    assert.deepEqual(informationen, [
      "VERORDNENDER:1-20HKPSANDBOX0001",
      "PFLEGEDIENST:10-67.245.HKPSANDBOX0001",
      "KOSTENTRAEGER:109500969",
    ]);
  });

  it("is refused to everybody else and everywhere else", () => {
    assert.equal(lehntAb(LOESCHEN, offen(), kontext(elena())).code, "VERBOTEN");
    assert.equal(lehntAb(LOESCHEN, offen(), kontext(kasse())).code, "VERBOTEN");
    assert.equal(lehntAb(LOESCHEN, zugewiesen(), kontext(renate())).code, "STATUS_UNZULAESSIG");
    assert.equal(lehntAb(LOESCHEN, beschieden({ status: "ABGESCHLOSSEN" }), kontext(arzt())).code, "VERBOTEN");
    assert.equal(lehntAb(LOESCHEN, beschieden({ status: "GELOESCHT" }), kontext(renate())).code, "STATUS_UNZULAESSIG");
  });
});

describe("GELOESCHT: nothing of the content stays (fachregeln.md section 3)", () => {
  /** A Vorgang that went through a decision: its feed holds Begruendungen, its outbox an order with an address. */
  function gelebt(): Vorgang {
    const { danach } = fuehreDurch(entscheide(entscheidung()), inPruefung(), kontext(kasse()), "anfrage-1");
    const ausgang = danach.ausgang.map((auftrag) => ({ ...auftrag, adresse: "hand-und-herz@kim.example" }));
    return { ...danach, status: "ABGESCHLOSSEN", ausgang };
  }
  const vorher = gelebt();
  const { danach } = fuehreDurch(LOESCHEN, vorher, kontext(renate()), "anfrage-2");

  it("neither data sets, codes, period, Begruendungen nor addresses", () => {
    const text = JSON.stringify(danach);
    for (const wort of [
      "Rosenstraße",
      "I83.0",
      "Grund für",
      "kim.example",
      vorher.zugriffscodes?.annehmen ?? "",
      "2026-03-29",
    ]) {
      assert(JSON.stringify(vorher).includes(wort), `${wort} was there`);
      assert(!text.includes(wort), wort);
    }
    assert.deepEqual([danach.datensaetze, danach.ausgang, danach.zugriffscodes], [[], [], null]);
  });

  it("the participants stay, for the status; the Protokoll grows; the answered requests stay", () => {
    assert.deepEqual(
      [danach.verordnender, danach.versicherter, danach.pflegedienst, danach.kostentraeger],
      [vorher.verordnender, vorher.versicherter, vorher.pflegedienst, vorher.kostentraeger],
    );
    assert.deepEqual(
      danach.protokoll.map(({ aktion }) => aktion),
      ["entscheiden", "loeschen"],
    );
    assert.deepEqual(
      danach.anfragen.map(({ anfrageId }) => anfrageId),
      ["anfrage-1", "anfrage-2"],
    );
  });

  it("the feed keeps what happened, without any Begruendung", () => {
    assert.equal(danach.meldungen.length, vorher.meldungen.length + 3);
    assert(danach.meldungen.every(({ begruendung }) => begruendung === null));
  });
});
