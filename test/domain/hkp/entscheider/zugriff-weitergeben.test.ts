import assert from "node:assert/strict";
import { wendeAn } from "../../../../src/domain/hkp/aenderung.js";
import { sichtbareDatensaetze, sichtbareWeitereKostentraeger } from "../../../../src/domain/hkp/ansicht.js";
import { ohneInhalt } from "../../../../src/domain/hkp/loeschung.js";
import { istUeberholt } from "../../../../src/domain/hkp/sendeauftrag.js";
import type { Vorgang } from "../../../../src/domain/hkp/vorgang.js";
import type { Teilnehmer } from "../../../../src/domain/kern/akteur.js";
import {
  arzt,
  betrieb,
  elena,
  kasse,
  KASSE,
  privatversicherung,
  renate,
  vertreterin,
} from "../../../helfer/akteure.js";
import { entscheide as alsEntscheidung, aendereEntscheidung, kontext } from "../befehle.js";
import { fuehreDurch, gesehen, lehntAb } from "../durchfuehren.js";
import {
  angaben,
  beschieden,
  blankoverordnung,
  datensatz,
  entscheidung,
  inPruefung,
  verordnung,
} from "../vorgaenge.js";
import { urheberVon } from "../urheber.js";

const NORD: Teilnehmer = { rolle: "KOSTENTRAEGER", kennung: "102099990" };
const SUED: Teilnehmer = { rolle: "KOSTENTRAEGER", kennung: "104212059" };
const nord = () => kasse({ ik: NORD.kennung, telematikId: "8-01-HKPSANDBOX0002", name: "Hauke Petersen" });
const AN_NORD = { aktion: "zugriffWeitergeben", kostentraeger: NORD, name: "Krankenkasse Nord" } as const;
const AN_SUED = { ...AN_NORD, kostentraeger: SUED, name: "Krankenkasse Süd" } as const;

const UNZUSTAENDIG = entscheidung({ gesamtergebnis: "UNZUSTAENDIG", leistungen: [] });
const SATZ = [
  datensatz("VERORDNUNG", verordnung()),
  datensatz("BLANKOVERORDNUNG", blankoverordnung()),
  datensatz("ANGABEN", angaben()),
  datensatz("ENTSCHEIDUNG", UNZUSTAENDIG),
];
const unzustaendig = (abweichung: Partial<Vorgang> = {}): Vorgang => beschieden({ datensaetze: SATZ, ...abweichung });
const gib = (vorgang: Vorgang, befehl: typeof AN_NORD | typeof AN_SUED = AN_NORD) =>
  fuehreDurch(befehl, vorgang, kontext(kasse(), "2026-03-05T11:00:00Z"));

describe("zugriffWeitergeben: Unzuständigkeit, Fall 1 [6.9]", () => {
  it("the receiving Kostenträger sees the Vorgang and is alarmed; the Pflegedienst stays responsible", () => {
    assert.deepEqual(gesehen(gib(unzustaendig())), {
      status: "BESCHIEDEN",
      ereignis: "ZUGRIFF_WEITERGEGEBEN",
      alarme: ["KOSTENTRAEGER:102099990 über KIM: WARTET"],
      informationen: ["VERSICHERTER:X000001014", "PFLEGEDIENST:10-67.245.HKPSANDBOX0001"],
      dran: "PFLEGEDIENST:10-67.245.HKPSANDBOX0001",
      sehen: [
        "VERORDNENDER:1-20HKPSANDBOX0001",
        "VERSICHERTER:X000001014",
        "PFLEGEDIENST:10-67.245.HKPSANDBOX0001",
        "KOSTENTRAEGER:109500969",
        "KOSTENTRAEGER:102099990",
      ],
    });
  });

  it("the IK of the Verordnung stays, and the Versicherter reads in the Protokoll to whom it went", () => {
    const { danach } = gib(unzustaendig());
    assert.deepEqual([danach.kostentraeger, danach.weitereKostentraeger], [KASSE, [NORD]]);
    assert.equal(
      danach.protokoll.at(-1)?.text,
      "hat den Einblick in den Vorgang an einen anderen Kostenträger weitergegeben: Krankenkasse Nord (IK 102099990).",
    );
  });

  it("several, each once; in ABGESCHLOSSEN too", () => {
    const { danach: einer } = gib(unzustaendig({ status: "ABGESCHLOSSEN" }));
    const { danach, aenderung } = gib(einer, AN_SUED);
    assert.deepEqual(danach.weitereKostentraeger, [NORD, SUED]);
    assert.deepEqual(
      aenderung.auftraege.map(({ empfaenger }) => empfaenger),
      [SUED],
    );
  });

  it("its Alarm is not withdrawn by what becomes of the Vorgang", () => {
    const { aenderung, danach } = gib(unzustaendig());
    const geaendert = fuehreDurch(aendereEntscheidung(UNZUSTAENDIG), danach, kontext(kasse()));
    const [auftrag] = aenderung.auftraege;
    assert.ok(auftrag !== undefined && geaendert.danach.alarmstand > danach.alarmstand);
    assert.equal(istUeberholt(auftrag, geaendert.danach), false);
  });

  const ABLEHNUNGEN: readonly (readonly [string, Vorgang, typeof AN_NORD | { kostentraeger: Teilnehmer }, string])[] = [
    ["another decision", beschieden(), AN_NORD, "NICHT_UNZUSTAENDIG"],
    [
      "a decision that was changed afterwards",
      unzustaendig({ datensaetze: [...SATZ, datensatz("ENTSCHEIDUNG", entscheidung(), 2)] }),
      AN_NORD,
      "NICHT_UNZUSTAENDIG",
    ],
    ["to itself", unzustaendig(), { kostentraeger: KASSE }, "KOSTENTRAEGER_HAT_ZUGRIFF"],
    ["twice to the same", unzustaendig({ weitereKostentraeger: [NORD] }), AN_NORD, "KOSTENTRAEGER_HAT_ZUGRIFF"],
    [
      "after AP1: no Pflegedienst has applied",
      unzustaendig({ status: "ABGESCHLOSSEN", antrag: "AP1" }),
      AN_NORD,
      "STATUS_UNZULAESSIG",
    ],
    ["before the decision", inPruefung(), AN_NORD, "STATUS_UNZULAESSIG"],
  ];
  for (const [was, vorgang, an, code] of ABLEHNUNGEN)
    it(`refused: ${was}`, () => {
      assert.equal(lehntAb({ ...AN_NORD, ...an }, vorgang, kontext(kasse())).code, code);
    });

  it("nobody but the Kostenträger of the Verordnung passes it on", () => {
    const vorgang = unzustaendig({ weitereKostentraeger: [NORD] });
    for (const akteur of [nord(), elena(), arzt(), renate()])
      assert.equal(lehntAb(AN_SUED, vorgang, kontext(akteur)).code, "VERBOTEN");
    assert.equal(lehntAb(AN_SUED, vorgang, kontext(privatversicherung())).code, "KOSTENERSTATTUNG_OHNE_ZUGRIFF");
  });

  it("the receiving one decides nothing: the IK of the Verordnung stays, its own proceedings are outside", () => {
    const befehl = aendereEntscheidung(entscheidung());
    assert.equal(lehntAb(befehl, unzustaendig({ weitereKostentraeger: [NORD] }), kontext(nord())).code, "VERBOTEN");
    const inFrage = inPruefung({ weitereKostentraeger: [NORD] });
    assert.equal(lehntAb(alsEntscheidung(entscheidung()), inFrage, kontext(nord())).code, "VERBOTEN");
  });
});

describe("what the receiving Kostenträger reads", () => {
  const frage = {
    verordnungsId: verordnung().verordnungsId,
    zuVersion: 1,
    absender: "10-67.245.HKPSANDBOX0001",
    aenderungen: [],
    zurueckgezogenAm: null,
  };
  const voK = (wer: Parameters<typeof urheberVon>[0], id: string) => ({
    ...datensatz("VO_K", frage),
    id,
    von: urheberVon(wer),
  });
  const vorgang = unzustaendig({
    weitereKostentraeger: [NORD, SUED],
    datensaetze: [
      ...SATZ,
      voK(elena(), "voK-pd"),
      voK(kasse(), "voK-kasse"),
      datensatz("BLANKO_K", { ...frage, absender: "8-01-HKPSANDBOX0001" }),
    ],
  });
  const ids = (akteur: Parameters<typeof sichtbareDatensaetze>[1]) =>
    sichtbareDatensaetze(vorgang, akteur).map(({ id }) => id);

  it("what a Kostenträger reads after AP3, but not what the other one asked", () => {
    const alle = ["VERORDNUNG-1", "BLANKOVERORDNUNG-1", "ANGABEN-1", "ENTSCHEIDUNG-1"];
    assert.deepEqual(ids(nord()), [...alle, "voK-pd"]);
    assert.deepEqual(ids(kasse()), [...alle, "voK-pd", "voK-kasse", "BLANKO_K-1"]);
  });

  it("the decision without any Begründung, Bundle or signature: they are the others'", () => {
    const bescheid = sichtbareDatensaetze(vorgang, nord()).find(({ art }) => art === "ENTSCHEIDUNG");
    assert.ok(bescheid?.art === "ENTSCHEIDUNG");
    assert.deepEqual(
      [bescheid.inhalt.gesamtergebnis, bescheid.inhalt.begruendungen, bescheid.bundle, bescheid.signatur],
      ["UNZUSTAENDIG", {}, "", null],
    );
  });

  it("itself among the receiving ones, nobody else; the practice is not concerned", () => {
    assert.deepEqual(sichtbareWeitereKostentraeger(vorgang, nord()), [NORD]);
    for (const akteur of [kasse(), elena(), renate(), vertreterin()])
      assert.deepEqual(sichtbareWeitereKostentraeger(vorgang, akteur), [NORD, SUED]);
    for (const akteur of [arzt(), betrieb()]) assert.deepEqual(sichtbareWeitereKostentraeger(vorgang, akteur), []);
  });

  it("nothing after the deletion; that it took part stays, as of all", () => {
    const geloescht = { ...ohneInhalt(vorgang), status: "GELOESCHT" } as const;
    assert.deepEqual(sichtbareDatensaetze(geloescht, nord()), []);
    assert.deepEqual(geloescht.weitereKostentraeger, [NORD, SUED]);
  });

  it("is told like all others when the Vorgang is deleted", () => {
    const { aenderung } = fuehreDurch(
      { aktion: "loeschen" },
      unzustaendig({ status: "ABGESCHLOSSEN", weitereKostentraeger: [NORD] }),
      kontext(renate()),
    );
    assert.ok(aenderung.meldungen.some(({ art, empfaenger }) => art === "INFORMATION" && empfaenger === NORD));
    assert.deepEqual(wendeAn(unzustaendig(), aenderung).datensaetze, []);
  });
});
