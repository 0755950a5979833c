import assert from "node:assert/strict";
import { istUeberholt } from "../../../../src/domain/hkp/sendeauftrag.js";
import { elena, HAND_UND_HERZ, INTEGRAL, kasse, KASSE, miriam, renate, vertreterin } from "../../../helfer/akteure.js";
import { kontext } from "../befehle.js";
import { fuehreDurch, gesehen, lehntAb } from "../durchfuehren.js";
import { einreichbar, inPruefungKostenerstattung, offen, verordnung, zugewiesen } from "../vorgaenge.js";

const zuweisen = (pflegedienst = HAND_UND_HERZ) => ({ aktion: "zuweisen", pflegedienst }) as const;
const ANNEHMEN = { aktion: "annehmen" } as const;
const ZURUECKGEBEN = { aktion: "zurueckgeben" } as const;

describe("zuweisen: the Versicherter hands the access to one Pflegedienst [6.5.1]", () => {
  for (const akteur of [renate(), vertreterin()])
    it(`${akteur.rolle}: alerts that Pflegedienst, which sees it and is next; the status stays`, () => {
      assert.deepEqual(gesehen(fuehreDurch(zuweisen(), offen(), kontext(akteur))), {
        status: "OFFEN",
        ereignis: "ZUGEWIESEN",
        alarme: ["PFLEGEDIENST:10-67.245.HKPSANDBOX0001 über KIM: WARTET"],
        informationen: [],
        dran: "PFLEGEDIENST:10-67.245.HKPSANDBOX0001",
        sehen: ["VERORDNENDER:1-20HKPSANDBOX0001", "VERSICHERTER:X000001014", "PFLEGEDIENST:10-67.245.HKPSANDBOX0001"],
      });
    });

  it("a new Zuweisung ends the earlier one's access, its unsent Alarm and the codes it may know", () => {
    const k = kontext(renate());
    const erste = fuehreDurch(zuweisen(), offen(), k).danach;
    const [alarm] = erste.ausgang;
    const { danach } = fuehreDurch(zuweisen(INTEGRAL), erste, k);
    assert.deepEqual(danach.zuweisung, INTEGRAL);
    assert(alarm !== undefined && istUeberholt(alarm, danach));
    assert.deepEqual(gesehen(fuehreDurch(zuweisen(INTEGRAL), erste, k))["sehen"], [
      "VERORDNENDER:1-20HKPSANDBOX0001",
      "VERSICHERTER:X000001014",
      "PFLEGEDIENST:10-67.245.HKPSANDBOX0002",
    ]);
    for (const art of ["annehmen", "lesen"] as const)
      assert.notEqual(danach.zugriffscodes?.[art], erste.zugriffscodes?.[art]);
  });

  it("the same one again is not alerted twice", () => {
    const erste = fuehreDurch(zuweisen(), offen(), kontext(renate())).danach;
    const { aenderung, danach } = fuehreDurch(zuweisen(), erste, kontext(renate()));
    assert.deepEqual(aenderung.meldungen, []);
    assert.deepEqual(danach.zuweisung, HAND_UND_HERZ);
  });

  it("is refused with the Kennzeichen „Kostenerstattung / Persönliches Budget“ [6.4]", () => {
    const vorgang = offen({ kennzeichenKostenerstattung: true });
    assert.equal(lehntAb(zuweisen(), vorgang, kontext(renate())).code, "KENNZEICHEN_KOSTENERSTATTUNG");
  });

  it("is possible with § 13 (2), so that the Pflegedienst can read, but not submit [6.4]", () => {
    const vorgang = offen({ kostentraegerHatZugriff: true }, verordnung({ wahlKostenerstattung: true }));
    const zugeteilt = fuehreDurch(zuweisen(), vorgang, kontext(renate())).danach;
    const { danach } = fuehreDurch(ANNEHMEN, zugeteilt, kontext(elena()));
    assert.equal(lehntAb({ aktion: "einreichen" }, danach, kontext(elena())).code, "WAHL_KOSTENERSTATTUNG");
  });

  it("until the end of the Verordnungszeitraum in Berlin (D7)", () => {
    const vorgang = offen({ verordnungszeitraumBis: "2026-03-10" });
    const noch = kontext(renate(), "2026-03-10T22:59:59.999Z");
    assert.deepEqual(fuehreDurch(zuweisen(), vorgang, noch).danach.zuweisung, HAND_UND_HERZ);
    const nichtMehr = kontext(renate(), "2026-03-10T23:00:00Z");
    assert.equal(lehntAb(zuweisen(), vorgang, nichtMehr).code, "VERORDNUNGSZEITRAUM_ABGELAUFEN");
  });

  it("the Versicherter cannot change it once it was accepted [7.1.3]", () => {
    assert.equal(lehntAb(zuweisen(INTEGRAL), zugewiesen(), kontext(renate())).code, "STATUS_UNZULAESSIG");
  });

  it("accepting by another one ends it (D5)", () => {
    const zugeteilt = fuehreDurch(zuweisen(), offen(), kontext(renate())).danach;
    const { danach } = fuehreDurch(ANNEHMEN, zugeteilt, kontext(miriam()));
    assert.equal(danach.zuweisung, null);
    assert.deepEqual(danach.pflegedienst, INTEGRAL);
  });
});

describe("zuweisungAblehnen: the chosen Pflegedienst declines (fachregeln.md section 9)", () => {
  const ABLEHNEN = { aktion: "zuweisungAblehnen" } as const;
  const zugeteilt = () => fuehreDurch(zuweisen(), offen(), kontext(renate())).danach;

  it("the Versicherter is told and chooses again; Zuweisung, access and the codes it may know end", () => {
    const ids = kontext(renate()).ids;
    const vorher = fuehreDurch(zuweisen(), offen(), { ...kontext(renate()), ids }).danach;
    assert.deepEqual(gesehen(fuehreDurch(ABLEHNEN, vorher, kontext(elena()))), {
      status: "OFFEN",
      ereignis: "ZUWEISUNG_ABGELEHNT",
      alarme: ["VERSICHERTER:X000001014 über PORTAL: ZUGESTELLT"],
      informationen: [],
      dran: "VERSICHERTER:X000001014",
      sehen: ["VERORDNENDER:1-20HKPSANDBOX0001", "VERSICHERTER:X000001014"],
    });
    const { danach } = fuehreDurch(ABLEHNEN, vorher, { ...kontext(elena()), ids });
    assert.equal(danach.zuweisung, null);
    for (const art of ["annehmen", "lesen"] as const)
      assert.notEqual(danach.zugriffscodes?.[art], vorher.zugriffscodes?.[art]);
    assert(vorher.ausgang.every((auftrag) => istUeberholt(auftrag, danach)));
  });

  it("its words reach the Versicherter only", () => {
    const { aenderung } = fuehreDurch({ ...ABLEHNEN, grund: " Keine Kapazität. " }, zugeteilt(), kontext(elena()));
    assert.deepEqual(
      aenderung.meldungen.map(({ hinweis }) => hinweis),
      ["Der Pflegedienst schreibt: Keine Kapazität."],
    );
    assert(aenderung.protokoll.every(({ text }) => !text.includes("Kapazität")));
  });

  it("words that are blank, too long or cannot travel are refused", () => {
    for (const grund of ["  ", "x".repeat(2001), "a\u0000b"])
      assert.equal(lehntAb({ ...ABLEHNEN, grund }, zugeteilt(), kontext(elena())).code, "EINGABE_UNGUELTIG");
  });

  it("nobody else can, and nothing is declined that was not assigned or was accepted", () => {
    assert.equal(lehntAb(ABLEHNEN, zugeteilt(), kontext(miriam())).code, "VERBOTEN");
    assert.equal(lehntAb(ABLEHNEN, zugeteilt(), kontext(renate())).code, "VERBOTEN");
    assert.equal(lehntAb(ABLEHNEN, offen(), kontext(elena())).code, "VERBOTEN");
    assert.equal(lehntAb(ABLEHNEN, zugewiesen(), kontext(elena())).code, "STATUS_UNZULAESSIG");
  });

  it("the Versicherter may choose the same one again, which is alerted again", () => {
    const { danach } = fuehreDurch(ABLEHNEN, zugeteilt(), kontext(elena()));
    assert.deepEqual(gesehen(fuehreDurch(zuweisen(), danach, kontext(renate())))["alarme"], [
      "PFLEGEDIENST:10-67.245.HKPSANDBOX0001 über KIM: WARTET",
    ]);
  });
});

describe("zurueckgeben (3): ZUGEWIESEN → OFFEN [7.1.3]", () => {
  it("ends assignment and access, alerts the Versicherter, informs the practice", () => {
    assert.deepEqual(gesehen(fuehreDurch(ZURUECKGEBEN, zugewiesen(), kontext(elena()))), {
      status: "OFFEN",
      ereignis: "ZURUECKGEGEBEN",
      alarme: ["VERSICHERTER:X000001014 über PORTAL: ZUGESTELLT"],
      informationen: ["VERORDNENDER:1-20HKPSANDBOX0001"],
      dran: "VERSICHERTER:X000001014",
      sehen: ["VERORDNENDER:1-20HKPSANDBOX0001", "VERSICHERTER:X000001014"],
    });
  });

  it("renews both codes: the next Pflegedienst needs a new Zuweisung", () => {
    const { danach } = fuehreDurch(ZURUECKGEBEN, zugewiesen(), kontext(elena()));
    for (const art of ["annehmen", "lesen"] as const)
      assert.notEqual(danach.zugriffscodes?.[art], zugewiesen().zugriffscodes?.[art]);
  });

  it("what it wrote does not count for the next one, who has to write its own", () => {
    const zurueck = fuehreDurch(ZURUECKGEBEN, einreichbar(), kontext(elena())).danach;
    const { danach } = fuehreDurch(ANNEHMEN, zurueck, kontext(miriam()));
    assert.equal(lehntAb({ aktion: "einreichen" }, danach, kontext(miriam())).code, "BLANKO_FEHLT");
  });

  it("is the assigned one's alone", () => {
    assert.equal(lehntAb(ZURUECKGEBEN, zugewiesen(), kontext(miriam())).code, "VERBOTEN");
  });
});

describe("zugriffGeben, zugriffEntziehen: Beratung [6.5.3, D6]", () => {
  const GEBEN = { aktion: "zugriffGeben" } as const;
  const ENTZIEHEN = { aktion: "zugriffEntziehen" } as const;

  for (const vorgang of [offen(), zugewiesen()])
    it(`${vorgang.status}: the Kostenträger of the Verordnung sees it, the status stays, nobody is alerted`, () => {
      const { aenderung, danach } = fuehreDurch(GEBEN, vorgang, kontext(renate()));
      const { status, sehen, dran } = gesehen({ aenderung, danach });
      assert.equal(status, vorgang.status);
      assert.equal(
        dran,
        vorgang.status === "OFFEN" ? "VERSICHERTER:X000001014" : "PFLEGEDIENST:10-67.245.HKPSANDBOX0001",
      );
      assert((sehen as string[]).includes("KOSTENTRAEGER:109500969"));
      assert.deepEqual([aenderung.meldungen, aenderung.auftraege], [[], []]);
      assert.equal(aenderung.protokoll.length, 1);
    });

  it("can be taken back", () => {
    const { danach } = fuehreDurch(ENTZIEHEN, offen({ kostentraegerHatZugriff: true }), kontext(vertreterin()));
    assert.deepEqual(danach.kostentraegerHatZugriff, false);
  });

  it("but not where the access is by Wahl der Kostenerstattung, or an application was taken up", () => {
    const wahl = offen({ kostentraegerHatZugriff: true }, verordnung({ wahlKostenerstattung: true }));
    const antrag = offen({ kostentraegerHatZugriff: true, antrag: "AP1" });
    for (const vorgang of [wahl, antrag])
      assert.equal(lehntAb(ENTZIEHEN, vorgang, kontext(renate())).code, "ZUGRIFF_NICHT_ENTZIEHBAR");
  });

  it("a Kostenträger of the Kostenerstattung principle cannot be let in", () => {
    const privat = offen({ prinzip: "KOSTENERSTATTUNG" });
    assert.equal(lehntAb(GEBEN, privat, kontext(renate())).code, "KOSTENERSTATTUNG_OHNE_ZUGRIFF");
  });

  it("is not the Kostenträger's to take", () => {
    assert.equal(lehntAb(GEBEN, offen(), kontext(kasse())).code, "VERBOTEN");
  });
});

describe("antragKostenerstattung (AP1): OFFEN → ANTRAGSPRUEFUNG [6.4]", () => {
  const ANTRAG = { aktion: "antragKostenerstattung" } as const;

  it("is taken up by the Kostenträger itself, so nobody is alerted; Versicherter and practice are informed", () => {
    const ergebnis = fuehreDurch(ANTRAG, offen({ kostentraegerHatZugriff: true }), kontext(kasse()));
    assert.equal(ergebnis.danach.antrag, "AP1");
    assert.deepEqual(gesehen(ergebnis), {
      status: "ANTRAGSPRUEFUNG",
      ereignis: "ANTRAG_KOSTENERSTATTUNG",
      alarme: [],
      informationen: ["VERSICHERTER:X000001014", "VERORDNENDER:1-20HKPSANDBOX0001"],
      dran: "KOSTENTRAEGER:109500969",
      sehen: ["VERORDNENDER:1-20HKPSANDBOX0001", "VERSICHERTER:X000001014", "KOSTENTRAEGER:109500969"],
    });
  });

  it("ends a Zuweisung that nobody accepted", () => {
    const vorgang = offen({ kostentraegerHatZugriff: true, zuweisung: HAND_UND_HERZ });
    assert.equal(fuehreDurch(ANTRAG, vorgang, kontext(kasse())).danach.zuweisung, null);
  });

  it("Sachleistung only", () => {
    const privat = offen({ prinzip: "KOSTENERSTATTUNG", kostentraeger: KASSE, kostentraegerHatZugriff: true });
    assert.equal(lehntAb(ANTRAG, privat, kontext(kasse())).code, "KOSTENERSTATTUNG_OHNE_ZUGRIFF");
  });
});

describe("abschliessen (4): OFFEN → ABGESCHLOSSEN in the special cases of 6.4", () => {
  const ABSCHLIESSEN = { aktion: "abschliessen" } as const;
  const SONDERFAELLE = {
    "Wahl der Kostenerstattung": offen({ kostentraegerHatZugriff: true }, verordnung({ wahlKostenerstattung: true })),
    Kennzeichen: inPruefungKostenerstattung({ status: "OFFEN", kennzeichenKostenerstattung: true }),
  };
  for (const [titel, vorgang] of Object.entries(SONDERFAELLE))
    it(`${titel}: nobody is alerted, whoever takes part is informed`, () => {
      assert.deepEqual(gesehen(fuehreDurch(ABSCHLIESSEN, vorgang, kontext(kasse()))), {
        status: "ABGESCHLOSSEN",
        ereignis: "ABGESCHLOSSEN",
        alarme: [],
        informationen: ["VERORDNENDER:1-20HKPSANDBOX0001", "VERSICHERTER:X000001014"],
        dran: null,
        sehen: ["VERORDNENDER:1-20HKPSANDBOX0001", "VERSICHERTER:X000001014", "KOSTENTRAEGER:109500969"],
      });
    });

  it("a Kostenträger that only advises must not close", () => {
    const beratung = offen({ kostentraegerHatZugriff: true });
    assert.equal(lehntAb(ABSCHLIESSEN, beratung, kontext(kasse())).code, "KEIN_SONDERFALL");
  });
});
