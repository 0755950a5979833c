import assert from "node:assert/strict";
import type { Kostentraegerart } from "../../../../src/domain/hkp/datensaetze/verordnung.js";
import { versionen } from "../../../../src/domain/hkp/vorgang.js";
import type { Prinzip } from "../../../../src/domain/kern/akteur.js";
import type { GepruefteSignatur } from "../../../../src/domain/ports/signatur.js";
import { arzt, FREMDE_PRAXIS, HAND_UND_HERZ, KASSE, mfa, PRAXIS, PRIVATE, RENATE } from "../../../helfer/akteure.js";
import {
  aktivieren,
  BUNDLE,
  CMS,
  hbaArzt,
  hbaPflege,
  hbaPsychotherapeut,
  kontext,
  SIGNIERT_AM,
  smcbKasse,
  smcbKrankenhaus,
  smcbPflege,
  smcbPraxis,
} from "../befehle.js";
import { fertig, mitEntwurf } from "../entwurf/entwuerfe.js";
import { fuehreDurch, gesehen, lehntAb } from "../durchfuehren.js";
import { initialisiert, verordnung, VERORDNUNGS_ID } from "../vorgaenge.js";

describe("aktivieren (1): INITIALISIERT → OFFEN [7.1.1, 7.1.2]", () => {
  it("alerts the Versicherter in the portal and nobody else", () => {
    const ergebnis = fuehreDurch(aktivieren(verordnung()), initialisiert(), kontext(arzt()));
    assert.deepEqual(gesehen(ergebnis), {
      status: "OFFEN",
      ereignis: "AKTIVIERT",
      alarme: ["VERSICHERTER:X000001014 über PORTAL: ZUGESTELLT"],
      informationen: [],
      dran: "VERSICHERTER:X000001014",
      sehen: ["VERORDNENDER:1-20HKPSANDBOX0001", "VERSICHERTER:X000001014"],
    });
  });

  it("ends the draft, also where the Verordnung goes to the Stammpflegedienst", () => {
    const vorgang = mitEntwurf(fertig());
    for (const befehl of [aktivieren(verordnung()), { ...aktivieren(verordnung()), stammpflegedienst: HAND_UND_HERZ }])
      assert.equal(fuehreDurch(befehl, vorgang, kontext(arzt())).danach.entwurf, null);
  });

  it("takes over what the Vorgang needs from the signed data set", () => {
    const { danach } = fuehreDurch(aktivieren(verordnung()), initialisiert(), kontext(arzt()));
    assert.deepEqual(danach.versicherter, RENATE);
    assert.deepEqual(danach.kostentraeger, KASSE);
    assert.deepEqual(danach.verordnender, PRAXIS);
    assert.equal(danach.prinzip, "SACHLEISTUNG");
    assert.equal(danach.verordnungszeitraumBis, "2026-03-29");
    assert.equal(danach.kostentraegerHatZugriff, false);
    assert.equal(danach.pflegedienst, null);
  });

  it("stores the Verordnung as version 1 with its Bundle, signature and author", () => {
    const { danach } = fuehreDurch(aktivieren(verordnung()), initialisiert(), kontext(arzt()));
    const [erste, ...weitere] = versionen(danach, "VERORDNUNG");
    assert.deepEqual(weitere, []);
    assert.equal(erste?.version, 1);
    assert.deepEqual(erste.inhalt, verordnung());
    assert.equal(erste.bundle, BUNDLE);
    assert.deepEqual(erste.signatur, { cms: CMS, unterzeichner: hbaArzt().unterzeichner, signiertAm: SIGNIERT_AM });
    assert.deepEqual(erste.von, {
      rolle: "VERORDNENDER",
      kennung: PRAXIS.kennung,
      person: "ARZT",
      name: "Dr. med. Claudia Sommer",
    });
  });

  describe("§ 13 (2) Wahl der Kostenerstattung [6.4]", () => {
    const gewaehlt = verordnung({ wahlKostenerstattung: true });

    it("alerts the Kostenträger over KIM instead and gives it access", () => {
      const ergebnis = fuehreDurch(aktivieren(gewaehlt), initialisiert(), kontext(arzt()));
      assert.deepEqual(gesehen(ergebnis), {
        status: "OFFEN",
        ereignis: "AKTIVIERT_MIT_KOSTENERSTATTUNG",
        alarme: ["KOSTENTRAEGER:109500969 über KIM: WARTET"],
        informationen: [],
        dran: "KOSTENTRAEGER:109500969",
        sehen: ["VERORDNENDER:1-20HKPSANDBOX0001", "VERSICHERTER:X000001014", "KOSTENTRAEGER:109500969"],
      });
    });

    it("means nothing with a private insurance: it gets neither Alarm nor access", () => {
      const privat = { ik: PRIVATE.kennung, name: "Private", art: "PKV" } as const;
      const inhalt = verordnung({ wahlKostenerstattung: true, kostentraeger: privat });
      const ergebnis = fuehreDurch(aktivieren(inhalt), initialisiert(), kontext(arzt()));
      assert.deepEqual(gesehen(ergebnis), {
        status: "OFFEN",
        ereignis: "AKTIVIERT",
        alarme: ["VERSICHERTER:X000001014 über PORTAL: ZUGESTELLT"],
        informationen: [],
        dran: "VERSICHERTER:X000001014",
        sehen: ["VERORDNENDER:1-20HKPSANDBOX0001", "VERSICHERTER:X000001014"],
      });
    });
  });

  /** Section 1: Sachleistung are GKV, DGUV and Bundespolizei; Kostenerstattung are PKV and Beihilfe. */
  const PRINZIPIEN: readonly (readonly [Kostentraegerart, Prinzip])[] = [
    ["GKV", "SACHLEISTUNG"],
    ["DGUV", "SACHLEISTUNG"],
    ["BUNDESPOLIZEI", "SACHLEISTUNG"],
    ["PKV", "KOSTENERSTATTUNG"],
    ["BEIHILFE", "KOSTENERSTATTUNG"],
  ];
  for (const [art, prinzip] of PRINZIPIEN)
    it(`${art} goes by ${prinzip}`, () => {
      const inhalt = verordnung({
        kostentraeger: { ik: KASSE.kennung, name: "Kostenträger", art },
        unfall: { tag: "2026-02-20" },
      });
      const { danach } = fuehreDurch(aktivieren(inhalt), initialisiert(), kontext(arzt()));
      assert.equal(danach.prinzip, prinzip);
    });

  it("refuses a data set signed with another Verordnungs-ID", () => {
    const fremd = verordnung({ verordnungsId: "169.000.000.000.002.59" });
    assert.deepEqual(lehntAb(aktivieren(fremd), initialisiert(), kontext(arzt())), {
      code: "VERORDNUNGS_ID_FALSCH",
      details: { erwartet: VERORDNUNGS_ID },
    });
  });

  it("refuses a data set that names another practice", () => {
    const { verordnender } = verordnung();
    const fremd = verordnung({ verordnender: { ...verordnender, telematikId: FREMDE_PRAXIS.kennung } });
    const { code, details } = lehntAb(aktivieren(fremd), initialisiert(), kontext(arzt()));
    assert.equal(code, "DATENSATZ_UNGUELTIG");
    const { verstoesse } = details as { verstoesse: readonly { pfad: string }[] };
    assert.deepEqual(
      verstoesse.map(({ pfad }) => pfad),
      ["verordnender.telematikId"],
    );
  });

  it("refuses a data set that is not formally valid, naming all fields at once", () => {
    const { verordnungszeitraum, versicherter } = verordnung();
    const ungueltig = verordnung({
      diagnosen: [],
      versicherter: { ...versicherter, kvnr: "X000001015" },
      verordnungszeitraum: { ...verordnungszeitraum, bis: "" },
    });
    const { code, details } = lehntAb(aktivieren(ungueltig), initialisiert(), kontext(arzt()));
    assert.equal(code, "DATENSATZ_UNGUELTIG");
    const pfade = (details as { verstoesse: readonly { pfad: string }[] }).verstoesse.map(({ pfad }) => pfad);
    for (const pfad of ["diagnosen", "versicherter.kvnr", "verordnungszeitraum.bis"])
      assert(pfade.includes(pfad), pfad);
  });

  it("goes by the day in Berlin: a Verordnung of today is valid right after midnight there", () => {
    const heute = verordnung({ verordnungsdatum: "2026-03-02" });
    const kurzNach = kontext(arzt(), "2026-03-01T23:00:00Z");
    const kurzVor = kontext(arzt(), "2026-03-01T22:59:59.999Z");
    assert.equal(fuehreDurch(aktivieren(heute), initialisiert(), kurzNach).danach.status, "OFFEN");
    assert.equal(lehntAb(aktivieren(heute), initialisiert(), kurzVor).code, "DATENSATZ_UNGUELTIG");
  });

  it("refuses to activate twice", () => {
    const { danach } = fuehreDurch(aktivieren(verordnung()), initialisiert(), kontext(arzt()));
    assert.equal(lehntAb(aktivieren(verordnung()), danach, kontext(arzt())).code, "STATUS_UNZULAESSIG");
  });

  describe("cards: QES by a HBA, or advanced by the practice's own SMC-B (Tabelle 12)", () => {
    const KARTEN: readonly (readonly [string, GepruefteSignatur, string])[] = [
      ["HBA of a physician", hbaArzt(), "→ OFFEN"],
      ["HBA of a psychotherapist", hbaPsychotherapeut(), "→ OFFEN"],
      ["SMC-B of the practice", smcbPraxis(), "→ OFFEN"],
      ["SMC-B of another practice", smcbPraxis(FREMDE_PRAXIS.kennung), "SIGNATUR_FREMD"],
      ["SMC-B of a hospital that is not the caller", smcbKrankenhaus("5-2HKPSANDBOX0001"), "SIGNATUR_FREMD"],
      ["HBA of a nurse", hbaPflege(), "SIGNATUR_ROLLE"],
      ["SMC-B of a Pflegedienst", smcbPflege(), "SIGNATUR_ROLLE"],
      ["SMC-B of a Kostenträger", smcbKasse(), "SIGNATUR_ROLLE"],
      ["SMC-B of a Pflegedienst with the practice's number", smcbPflege(PRAXIS.kennung), "SIGNATUR_ROLLE"],
      [
        "advanced signature by a physician's card",
        { ...hbaArzt(), unterzeichner: { ...hbaArzt().unterzeichner, art: "FORTGESCHRITTEN" } },
        "SIGNATUR_ROLLE",
      ],
    ];
    for (const [name, signatur, ergebnis] of KARTEN)
      it(`${name}: ${ergebnis}`, () => {
        const befehl = aktivieren(verordnung(), signatur);
        if (ergebnis.startsWith("→"))
          assert.equal(`→ ${fuehreDurch(befehl, initialisiert(), kontext(arzt())).danach.status}`, ergebnis);
        else assert.equal(lehntAb(befehl, initialisiert(), kontext(arzt())).code, ergebnis);
      });

    it("an MFA activates with the signature of the HBA or of the practice", () => {
      for (const signatur of [hbaArzt(), smcbPraxis()])
        assert.equal(
          fuehreDurch(aktivieren(verordnung(), signatur), initialisiert(), kontext(mfa())).danach.status,
          "OFFEN",
        );
    });
  });
});
