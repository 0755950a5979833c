import assert from "node:assert/strict";
import { daniel, HAND_UND_HERZ, miriam } from "../../../helfer/akteure.js";
import { kontext } from "../befehle.js";
import { fuehreDurch, gesehen, lehntAb } from "../durchfuehren.js";
import { offen, verordnung } from "../vorgaenge.js";

const ANNEHMEN = { aktion: "annehmen" } as const;

describe("annehmen (2): OFFEN → ZUGEWIESEN [6.5.1, 7.1.2]", () => {
  it("assigns the Vorgang to the caller, alerts nobody, informs Versicherter and Praxis", () => {
    const ergebnis = fuehreDurch(ANNEHMEN, offen(), kontext(daniel()));
    assert.deepEqual(ergebnis.danach.pflegedienst, HAND_UND_HERZ);
    assert.deepEqual(gesehen(ergebnis), {
      status: "ZUGEWIESEN",
      ereignis: "ANGENOMMEN",
      alarme: [],
      informationen: ["VERSICHERTER:X000001014", "VERORDNENDER:1-20HKPSANDBOX0001"],
      dran: "PFLEGEDIENST:10-67.245.HKPSANDBOX0001",
      sehen: ["VERORDNENDER:1-20HKPSANDBOX0001", "VERSICHERTER:X000001014", "PFLEGEDIENST:10-67.245.HKPSANDBOX0001"],
    });
  });

  it("is possible once: the second Pflegedienst comes too late (D5)", () => {
    const { danach } = fuehreDurch(ANNEHMEN, offen(), kontext(daniel()));
    assert.equal(lehntAb(ANNEHMEN, danach, kontext(miriam())).code, "STATUS_UNZULAESSIG");
  });

  it("is refused with the Kennzeichen „Kostenerstattung / Persönliches Budget“ [6.4]", () => {
    const vorgang = offen({ kennzeichenKostenerstattung: true });
    assert.equal(lehntAb(ANNEHMEN, vorgang, kontext(daniel())).code, "KENNZEICHEN_KOSTENERSTATTUNG");
  });

  it("is possible with § 13 (2), so that the Pflegedienst can read [6.4]", () => {
    const vorgang = offen({ kostentraegerHatZugriff: true }, verordnung({ wahlKostenerstattung: true }));
    assert.equal(fuehreDurch(ANNEHMEN, vorgang, kontext(daniel())).danach.status, "ZUGEWIESEN");
  });

  describe("until the last day of the Verordnungszeitraum, end of day in Berlin (D7)", () => {
    /** Last instant that is accepted and first that is refused, per last day. */
    const TAGE = [
      { bis: "2026-03-10", was: "winter time", noch: "2026-03-10T22:59:59.999Z", nichtMehr: "2026-03-10T23:00:00Z" },
      { bis: "2026-07-10", was: "summer time", noch: "2026-07-10T21:59:59.999Z", nichtMehr: "2026-07-10T22:00:00Z" },
      {
        bis: "2026-03-28",
        was: "the day before summer time begins",
        noch: "2026-03-28T22:59:59.999Z",
        nichtMehr: "2026-03-28T23:00:00Z",
      },
      {
        bis: "2026-03-29",
        was: "the day with 23 hours",
        noch: "2026-03-29T21:59:59.999Z",
        nichtMehr: "2026-03-29T22:00:00Z",
      },
      {
        bis: "2026-10-24",
        was: "the day before summer time ends",
        noch: "2026-10-24T21:59:59.999Z",
        nichtMehr: "2026-10-24T22:00:00Z",
      },
      {
        bis: "2026-10-25",
        was: "the day with 25 hours",
        noch: "2026-10-25T22:59:59.999Z",
        nichtMehr: "2026-10-25T23:00:00Z",
      },
      { bis: "2028-02-29", was: "a leap day", noch: "2028-02-29T22:59:59.999Z", nichtMehr: "2028-02-29T23:00:00Z" },
      { bis: "2026-12-31", was: "New Year's Eve", noch: "2026-12-31T22:59:59.999Z", nichtMehr: "2026-12-31T23:00:00Z" },
    ];
    for (const { bis, was, noch, nichtMehr } of TAGE)
      it(`${bis}, ${was}`, () => {
        const vorgang = offen({ verordnungszeitraumBis: bis });
        assert.equal(fuehreDurch(ANNEHMEN, vorgang, kontext(daniel(), noch)).danach.status, "ZUGEWIESEN");
        assert.equal(lehntAb(ANNEHMEN, vorgang, kontext(daniel(), nichtMehr)).code, "VERORDNUNGSZEITRAUM_ABGELAUFEN");
      });
  });
});
