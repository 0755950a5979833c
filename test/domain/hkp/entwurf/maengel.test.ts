import assert from "node:assert/strict";
import { entwurfAlsBundle } from "../../../../src/domain/fhir/entwurf-bundle.js";
import { verordnungAusBundle } from "../../../../src/domain/fhir/verordnung-bundle.js";
import { sichtbarerEntwurf } from "../../../../src/domain/hkp/ansicht.js";
import type { Entwurfsinhalt } from "../../../../src/domain/hkp/entwurf/entwurf.js";
import { hinweiseZumEntwurf, maengel } from "../../../../src/domain/hkp/entwurf/verordnung-aus-entwurf.js";
import type { FhirBundle } from "../../../../src/domain/ports/zustellung.js";
import { arzt, elena, fremderArzt, kasse, mfa, renate } from "../../../helfer/akteure.js";
import { offen, VERORDNUNGS_ID, verordnungOhneBlanko } from "../vorgaenge.js";
import { fertig, mitEntwurf, NICHTS } from "./entwuerfe.js";

const HEUTE = "2026-03-02";
const pfade = (inhalt: Entwurfsinhalt): readonly string[] => maengel(mitEntwurf(inhalt), HEUTE).map(({ pfad }) => pfad);
const [LEISTUNG] = fertig().leistungen;
assert(LEISTUNG !== undefined);

describe("faults of a draft: what aktivieren would refuse, before signing", () => {
  it("a finished draft has none", () => assert.deepEqual(pfade(fertig()), []));

  it("an empty draft: every mandatory place, by its path, with what to do", () => {
    const gefunden = maengel(mitEntwurf(NICHTS), HEUTE);
    const stellen = gefunden.map(({ pfad }) => pfad);
    for (const pfad of [
      ...["art", "verordnungsdatum", "verordnungszeitraum.von", "verordnungszeitraum.bis"],
      ...["versicherter.kvnr", "versicherter.vorname", "versicherter.nachname", "versicherter.geburtsdatum"],
      ...["versicherter.anschrift.strasse", "versicherter.anschrift.plz", "versicherter.anschrift.ort"],
      ...["kostentraeger.ik", "kostentraeger.name", "kostentraeger.art"],
      ...["verordnender.lanr", "verordnender.vorname", "verordnender.nachname", "verordnender.telematikId"],
      ...["verordnender.institution", "verordnender", "diagnosen", "einschraenkungen", "leistungen"],
    ])
      assert.ok(stellen.includes(pfad), pfad);
    assert.equal(new Set(stellen).size, stellen.length, "each place once");
    for (const { regel, hinweis } of gefunden) assert.ok(regel.length > 10 && hinweis.length > 10);
  });

  const FAELLE: readonly (readonly [string, Entwurfsinhalt, readonly string[]])[] = [
    [
      "Blanko with a frequency left over",
      fertig({ leistungen: [{ ...LEISTUNG, nummer: "12", blanko: true }] }),
      ["leistungen[0].haeufigkeit", "leistungen[0].dauer"],
    ],
    [
      "pHKP beside others",
      fertig({ leistungen: [LEISTUNG, { ...LEISTUNG, id: "x", nummer: "27a" }] }),
      ["leistungen[1].nummer"],
    ],
    [
      "another institution",
      fertig({ verordnender: { ...fertig().verordnender, telematikId: "1-20HKPSANDBOX0099" } }),
      ["verordnender.telematikId"],
    ],
    ["a day in the future", fertig({ verordnungsdatum: "2026-03-03" }), ["verordnungsdatum"]],
    [
      "a Leistung at another Versorgungsort",
      fertig({
        versorgungsort: "HAEUSLICHKEIT",
        leistungen: [LEISTUNG, { ...LEISTUNG, id: "x", versorgungsort: "SCHULE_KITA" }],
      }),
      ["leistungen[1].versorgungsort"],
    ],
    [
      "the Versorgungsort that all Leistungen name is the draft's",
      fertig({ leistungen: [{ ...LEISTUNG, versorgungsort: "SCHULE_KITA" }] }),
      [],
    ],
  ];
  for (const [titel, inhalt, erwartet] of FAELLE) it(titel, () => assert.deepEqual(pfade(inhalt), erwartet));

  it("hints of the HKP-RL stop nothing", () => {
    const lang = fertig({ art: "ERSTVERORDNUNG" });
    assert.deepEqual(pfade(lang), []);
    assert.deepEqual(
      hinweiseZumEntwurf(mitEntwurf(lang)).map(({ pfad }) => pfad),
      ["verordnungszeitraum"],
    );
    assert.deepEqual(hinweiseZumEntwurf(mitEntwurf(NICHTS)), []);
  });
});

describe("the bytes of a draft that are to be signed", () => {
  it("are the Verordnung that was drafted, with the Vorgang's Verordnungs-ID", () => {
    const inhalt = fertig({ leistungen: [{ ...LEISTUNG, versorgungsort: "SCHULE_KITA" }] });
    const gelesen = verordnungAusBundle(JSON.parse(entwurfAlsBundle(mitEntwurf(inhalt))) as FhirBundle);
    assert.deepEqual(gelesen, {
      art: "gueltig",
      verordnung: {
        ...verordnungOhneBlanko(),
        leistungen: [LEISTUNG],
        verordnungsId: VERORDNUNGS_ID,
        versorgungsort: "SCHULE_KITA",
      },
    });
  });

  it("stay the same until the draft changes", () => {
    const vorgang = mitEntwurf(fertig());
    assert.equal(entwurfAlsBundle(vorgang), entwurfAlsBundle(vorgang));
    assert.notEqual(entwurfAlsBundle(vorgang), entwurfAlsBundle({ ...vorgang, version: 2 }));
  });
});

describe("who sees a draft", () => {
  const vorgang = mitEntwurf(fertig());

  it("ARZT and MFA of the practice, nobody else", () => {
    for (const akteur of [arzt(), mfa()]) assert.equal(sichtbarerEntwurf(vorgang, akteur), vorgang.entwurf);
    for (const akteur of [fremderArzt(), elena(), kasse(), renate()])
      assert.equal(sichtbarerEntwurf(vorgang, akteur), null);
  });

  it("only before activation", () =>
    assert.equal(sichtbarerEntwurf(offen({ entwurf: vorgang.entwurf }), arzt()), null));
});
