import assert from "node:assert/strict";
import { zustaendig } from "../../../src/domain/hkp/aenderung.js";
import { legeAn } from "../../../src/domain/hkp/anlegen.js";
import type { Akteur } from "../../../src/domain/kern/akteur.js";
import { abgelehnt } from "../../helfer/abgelehnt.js";
import {
  arzt,
  betrieb,
  elena,
  kasse,
  mfa,
  PRAXIS,
  privatversicherung,
  renate,
  system,
  vertreterin,
} from "../../helfer/akteure.js";
import { kontext } from "./befehle.js";
import { VERORDNUNGS_ID } from "./vorgaenge.js";

const JETZT = new Date("2026-03-02T11:00:00Z");

describe("anlegen: → INITIALISIERT [7.1.1]", () => {
  for (const akteur of [arzt(), mfa()])
    it(`by ${akteur.person}: an empty Vorgang of the practice, which is next`, () => {
      const vorgang = legeAn(VERORDNUNGS_ID, kontext(akteur), { anfrageId: null });
      assert.equal(vorgang.id, VERORDNUNGS_ID);
      assert.equal(vorgang.status, "INITIALISIERT");
      assert.equal(vorgang.version, 1);
      assert.deepEqual(vorgang.verordnender, PRAXIS);
      assert.deepEqual(zustaendig(vorgang), PRAXIS);
      assert.deepEqual(
        [vorgang.versicherter, vorgang.kostentraeger, vorgang.pflegedienst, vorgang.verordnungszeitraumBis],
        [null, null, null, null],
      );
      assert.deepEqual([vorgang.datensaetze, vorgang.meldungen, vorgang.ausgang, vorgang.anfragen], [[], [], [], []]);
    });

  it("gives two different access codes and an opaque thread", () => {
    const { zugriffscodes, fadenId, id } = legeAn(VERORDNUNGS_ID, kontext(arzt()), { anfrageId: null });
    assert.match(zugriffscodes?.annehmen ?? "", /^[0-9a-f]{64}$/);
    assert.match(zugriffscodes?.lesen ?? "", /^[0-9a-f]{64}$/);
    assert.notEqual(zugriffscodes?.annehmen, zugriffscodes?.lesen);
    assert(!fadenId.includes(id));
  });

  it("is in the Protokoll", () => {
    const { protokoll } = legeAn(VERORDNUNGS_ID, kontext(mfa()), { anfrageId: null });
    assert.deepEqual(
      protokoll.map(({ zeit, wer, aktion, statusVorher, status }) => ({ zeit, wer, aktion, statusVorher, status })),
      [
        {
          zeit: JETZT,
          wer: { rolle: "VERORDNENDER", kennung: PRAXIS.kennung, person: "MFA", name: "Tobias Klein" },
          aktion: "anlegen",
          statusVorher: null,
          status: "INITIALISIERT",
        },
      ],
    );
  });

  it("keeps the request, so that a repetition finds it", () => {
    const anfrageId = "7a1d1c0e-0000-4000-8000-000000000001";
    assert.deepEqual(legeAn(VERORDNUNGS_ID, kontext(arzt()), { anfrageId }).anfragen, [
      {
        anfrageId,
        wer: "VERORDNENDER:1-20HKPSANDBOX0001:ARZT",
        aktion: "anlegen",
        statusVorher: null,
        status: "INITIALISIERT",
        version: 1,
        zeit: JETZT,
      },
    ]);
  });

  const ANDERE: readonly (readonly [Akteur, string])[] = [
    [elena(), "VERBOTEN"],
    [kasse(), "VERBOTEN"],
    [privatversicherung(), "KOSTENERSTATTUNG_OHNE_ZUGRIFF"],
    [renate(), "VERBOTEN"],
    [vertreterin(), "VERBOTEN"],
    [system(), "VERBOTEN"],
    [betrieb(), "VERBOTEN"],
  ];
  for (const [akteur, code] of ANDERE)
    it(`is refused for ${akteur.rolle} ${akteur.name}: ${code}`, () => {
      assert.equal(abgelehnt(() => legeAn(VERORDNUNGS_ID, kontext(akteur), { anfrageId: null })).code, code);
    });
});
