import assert from "node:assert/strict";
import { sichtbareDatensaetze } from "../../../../src/domain/hkp/ansicht.js";
import type { Befehl } from "../../../../src/domain/hkp/befehle.js";
import type { Einzelleistungsaenderung } from "../../../../src/domain/hkp/datensaetze/leistungsaenderung.js";
import { leistungsaenderungssaetze } from "../../../../src/domain/hkp/leistungsaenderung-worte.js";
import { istUeberholt } from "../../../../src/domain/hkp/sendeauftrag.js";
import { neueste, versionen } from "../../../../src/domain/hkp/vorgang.js";
import type { Vorgang } from "../../../../src/domain/hkp/vorgang.js";
import { schluessel } from "../../../../src/domain/kern/akteur.js";
import type { Akteur } from "../../../../src/domain/kern/akteur.js";
import {
  arzt,
  betrieb,
  elena,
  HAND_UND_HERZ,
  INTEGRAL,
  kasse,
  KASSE,
  mfa,
  miriam,
  PRAXIS,
  renate,
  RENATE,
  vertreterin,
} from "../../../helfer/akteure.js";
import { entscheide, kontext } from "../befehle.js";
import { fuehreDurch, gesehen, lehntAb } from "../durchfuehren.js";
import {
  AUS_OFFEN_AN_PRAXIS,
  beschieden,
  BLANKO_LEISTUNG,
  entscheidung,
  FESTE_LEISTUNG,
  inPruefung,
  inPruefungKostenerstattung,
  offen,
  verordnung,
  VOM_PFLEGEDIENST,
  zugewiesen,
} from "../vorgaenge.js";

/* Changed need inside the Verordnungszeitraum: gemF_VO_HKP 6.2 Fall 2, 3. FESTE_LEISTUNG is prescribed 2 × a day, 02.–29.03.2026. */
const GRUND = "Die Tochter richtet die Medikamente abends.";
const EINMAL: Einzelleistungsaenderung = {
  art: "VERMINDERT",
  leistungId: FESTE_LEISTUNG,
  haeufigkeit: { anzahl: 1, je: "TAG" },
  begruendung: GRUND,
};
const PAUSE: Einzelleistungsaenderung = {
  art: "PAUSIERT",
  leistungId: FESTE_LEISTUNG,
  von: "2026-03-10",
  begruendung: "Krankenhausaufenthalt",
};
const WEITER: Einzelleistungsaenderung = {
  art: "AUFGEHOBEN",
  leistungId: FESTE_LEISTUNG,
  von: "2026-03-15",
  begruendung: "Entlassen",
};

const vermindere = (...aenderungen: readonly Einzelleistungsaenderung[]): Befehl => ({
  aktion: "leistungVermindern",
  aenderungen,
});
const nach = (vorgang: Vorgang, akteur: Akteur, befehl: Befehl): Vorgang =>
  fuehreDurch(befehl, vorgang, kontext(akteur)).danach;

function verstoesse(vorgang: Vorgang, ...aenderungen: readonly Einzelleistungsaenderung[]): readonly string[] {
  const { code, details } = lehntAb(vermindere(...aenderungen), vorgang, kontext(arzt()));
  assert.equal(code, "EINGABE_UNGUELTIG");
  return (details as { verstoesse: readonly { pfad: string; regel: string }[] }).verstoesse.map(
    ({ pfad, regel }) => `${pfad}: ${regel}`,
  );
}

describe("leistungVermindern: who is told", () => {
  it("Pflegedienst and Kostenträger are alerted, the one event with two Alarme; the Versicherter is informed", () => {
    assert.deepEqual(gesehen(fuehreDurch(vermindere(EINMAL), inPruefung(), kontext(arzt()))), {
      status: "ANTRAGSPRUEFUNG",
      ereignis: "LEISTUNG_VERMINDERT",
      alarme: [`${schluessel(HAND_UND_HERZ)} über KIM: WARTET`, `${schluessel(KASSE)} über KIM: WARTET`],
      informationen: [schluessel(RENATE)],
      dran: schluessel(KASSE),
      sehen: [PRAXIS, RENATE, HAND_UND_HERZ, KASSE].map(schluessel),
    });
  });

  const ALARMIERT: readonly (readonly [string, Vorgang, readonly string[]])[] = [
    ["not a Kostenträger that takes no part yet", zugewiesen(), [schluessel(HAND_UND_HERZ)]],
    [
      "a Kostenträger with access for Beratung",
      zugewiesen({ kostentraegerHatZugriff: true }),
      [HAND_UND_HERZ, KASSE].map(schluessel),
    ],
    ["with AP1 the Kostenträger alone, there is no Pflegedienst", inPruefungKostenerstattung(), [schluessel(KASSE)]],
    ["both after the decision", beschieden(), [HAND_UND_HERZ, KASSE].map(schluessel)],
    [
      "also beside a Korrekturanfrage",
      zugewiesen({ status: "KORREKTURANFRAGE", korrektur: VOM_PFLEGEDIENST }),
      [schluessel(HAND_UND_HERZ)],
    ],
  ];
  for (const [titel, vorgang, alarmiert] of ALARMIERT)
    it(titel, () => {
      const { auftraege, status } = fuehreDurch(vermindere(EINMAL), vorgang, kontext(arzt())).aenderung;
      assert.equal(status, vorgang.status);
      assert.deepEqual(
        auftraege.map(({ empfaenger }) => schluessel(empfaenger)),
        alarmiert,
      );
    });

  it("no change of the status withdraws it, and it withdraws nothing", () => {
    const danach = nach(nach(inPruefung(), arzt(), vermindere(EINMAL)), kasse(), entscheide(entscheidung()));
    const [ersterAlarm] = danach.ausgang;
    assert(ersterAlarm !== undefined);
    assert.equal(ersterAlarm.ereignis, "LEISTUNG_VERMINDERT");
    assert.equal(istUeberholt(ersterAlarm, danach), false);
    assert.equal(fuehreDurch(vermindere(EINMAL), inPruefung(), kontext(arzt())).aenderung.ueberholtAlarme, false);
  });
});

describe("leistungVermindern: who may, and when", () => {
  it("the ARZT alone: it is no signed act, and an MFA prepares only", () => {
    for (const akteur of [mfa(), elena(), kasse(), renate(), vertreterin(), betrieb()])
      assert.equal(lehntAb(vermindere(EINMAL), inPruefung(), kontext(akteur)).code, "VERBOTEN");
  });

  it("not while nobody renders it, nor at the end", () => {
    const ausOffen = offen({ status: "KORREKTURANFRAGE", korrektur: AUS_OFFEN_AN_PRAXIS });
    for (const vorgang of [offen(), ausOffen, beschieden({ status: "ABGESCHLOSSEN" })])
      assert.equal(lehntAb(vermindere(EINMAL), vorgang, kontext(arzt())).code, "STATUS_UNZULAESSIG");
  });

  it("not after the Verordnungszeitraum", () => {
    const danach = kontext(arzt(), "2026-03-29T22:00:00Z");
    assert.equal(lehntAb(vermindere(EINMAL), inPruefung(), danach).code, "VERORDNUNGSZEITRAUM_ABGELAUFEN");
    fuehreDurch(vermindere(EINMAL), inPruefung(), kontext(arzt(), "2026-03-29T21:59:59Z"));
  });
});

describe("leistungVermindern: the Verordnung stays", () => {
  it("as the same version, with the statement beside it", () => {
    const vorher = beschieden();
    const danach = nach(vorher, arzt(), vermindere(EINMAL));
    assert.deepEqual(versionen(danach, "VERORDNUNG"), versionen(vorher, "VERORDNUNG"));
    const { inhalt, von, bundle, signatur, version } = neueste(danach, "LEISTUNGSAENDERUNG") ?? assert.fail();
    assert.deepEqual(
      [inhalt, von.name, bundle, signatur, version],
      [{ zuVersion: 1, aenderungen: [EINMAL] }, "Dr. med. Claudia Sommer", "", null, 1],
    );
  });

  it("is in the Protokoll without what is reduced and why", () => {
    const eintrag = nach(beschieden(), arzt(), vermindere(EINMAL)).protokoll.at(-1);
    assert.equal(eintrag?.text, "hat einen verminderten oder wieder vollen Bedarf an Leistungen mitgeteilt.");
  });

  it("is gone with the Vorgang", () => {
    const danach = nach(beschieden(), arzt(), vermindere(EINMAL));
    const geloescht = nach({ ...danach, status: "ABGESCHLOSSEN" }, renate(), { aktion: "loeschen" });
    assert(!JSON.stringify(geloescht).includes(GRUND));
    assert.deepEqual(
      geloescht.ausgang.filter(({ ereignis }) => ereignis === "LEISTUNG_VERMINDERT"),
      [],
    );
  });
});

describe("leistungVermindern: less than prescribed", () => {
  const KLEINER = "Der Umfang ist nicht kleiner als verordnet.";

  it("less often, in whatever unit", () => {
    for (const haeufigkeit of [
      { anzahl: 1, je: "TAG" },
      { anzahl: 13, je: "WOCHE" },
      { anzahl: 1, je: "MONAT" },
    ] as const)
      nach(beschieden(), arzt(), vermindere({ ...EINMAL, haeufigkeit }));
    for (const haeufigkeit of [
      { anzahl: 2, je: "TAG" },
      { anzahl: 14, je: "WOCHE" },
      { anzahl: 3, je: "TAG" },
    ] as const)
      assert.deepEqual(verstoesse(beschieden(), { ...EINMAL, haeufigkeit }), [
        `aenderungen[0].haeufigkeit: ${KLEINER}`,
      ]);
  });

  it("for a shorter time inside the prescribed one", () => {
    const kuerzer = { art: "VERMINDERT", leistungId: FESTE_LEISTUNG, begruendung: GRUND } as const;
    nach(beschieden(), arzt(), vermindere({ ...kuerzer, dauer: { von: "2026-03-02", bis: "2026-03-28" } }));
    assert.deepEqual(verstoesse(beschieden(), { ...kuerzer, dauer: { von: "2026-03-02", bis: "2026-03-29" } }), [
      `aenderungen[0].dauer: ${KLEINER}`,
    ]);
    assert.deepEqual(verstoesse(beschieden(), { ...kuerzer, dauer: { von: "2026-03-02", bis: "2026-03-30" } }), [
      "aenderungen[0].dauer: Die Dauer liegt nicht vollständig im Verordnungszeitraum.",
    ]);
    assert.deepEqual(verstoesse(beschieden(), kuerzer), [
      "aenderungen[0]: Eine Verminderung braucht eine geringere Häufigkeit oder eine kürzere Dauer.",
    ]);
  });

  it("of a Blanko Leistung less than the Blankoverordnung says; before there is one only paused or shortened", () => {
    const blanko = { ...EINMAL, leistungId: BLANKO_LEISTUNG };
    nach(beschieden(), arzt(), vermindere({ ...blanko, haeufigkeit: { anzahl: 3, je: "TAG" } }));
    assert.deepEqual(verstoesse(beschieden(), { ...blanko, haeufigkeit: { anzahl: 4, je: "TAG" } }), [
      `aenderungen[0].haeufigkeit: ${KLEINER}`,
    ]);
    assert.deepEqual(verstoesse(zugewiesen(), blanko), [
      "aenderungen[0].haeufigkeit: Zu dieser Leistung ist noch keine Häufigkeit festgelegt, die vermindert werden könnte.",
    ]);
    nach(zugewiesen(), arzt(), vermindere({ ...PAUSE, leistungId: BLANKO_LEISTUNG }));
  });

  it("is measured against the Verordnung, so an earlier reduction may be taken back in part", () => {
    const viermal = verordnung({
      leistungen: verordnung().leistungen.map((leistung) =>
        leistung.id === FESTE_LEISTUNG ? { ...leistung, haeufigkeit: { anzahl: 4, je: "TAG" } } : leistung,
      ),
    });
    const einmal = nach(zugewiesen({}, viermal), arzt(), vermindere(EINMAL));
    nach(einmal, arzt(), vermindere({ ...EINMAL, haeufigkeit: { anzahl: 3, je: "TAG" } }));
  });
});

describe("leistungVermindern: pause and lifting", () => {
  it("a pause lies in the Verordnungszeitraum, and may be open", () => {
    nach(beschieden(), arzt(), vermindere(PAUSE));
    nach(beschieden(), arzt(), vermindere({ ...PAUSE, von: "2026-03-29", bis: "2026-03-29" }));
    assert.deepEqual(verstoesse(beschieden(), { ...PAUSE, bis: "2026-03-09" }), [
      "aenderungen[0]: Das Ende des Zeitraums liegt vor seinem Beginn.",
    ]);
    for (const von of ["2026-03-01", "2026-03-30"]) assert.equal(verstoesse(beschieden(), { ...PAUSE, von }).length, 1);
  });

  it("only what was reduced or paused is lifted, and once", () => {
    const nichts = ["aenderungen[0].art: Die Leistung ist weder vermindert noch pausiert."];
    assert.deepEqual(verstoesse(beschieden(), WEITER), nichts);
    const pausiert = nach(beschieden(), arzt(), vermindere(PAUSE));
    assert.deepEqual(verstoesse(pausiert, { ...WEITER, leistungId: BLANKO_LEISTUNG }), nichts);
    const weiter = nach(pausiert, arzt(), vermindere(WEITER));
    assert.deepEqual(verstoesse(weiter, WEITER), nichts);
    assert.equal(nach(weiter, arzt(), vermindere(PAUSE)).version, weiter.version + 1);
  });

  it("names each Leistung of the Verordnung once, with a reason", () => {
    assert.deepEqual(verstoesse(beschieden()), ["aenderungen: Mindestens ein Eintrag ist Pflicht."]);
    assert.deepEqual(verstoesse(beschieden(), EINMAL, PAUSE).length, 1);
    assert.equal(verstoesse(beschieden(), { ...EINMAL, leistungId: "fremd" }).length, 1);
    assert.deepEqual(verstoesse(beschieden(), { ...EINMAL, begruendung: " " }), [
      "aenderungen[0].begruendung: Die Angabe darf nicht leer sein.",
    ]);
    assert.deepEqual(verstoesse(beschieden(), { ...EINMAL, begruendung: "x".repeat(2001) }), [
      "aenderungen[0].begruendung: Der Text ist länger als 2000 Zeichen.",
    ]);
  });
});

describe("leistungVermindern: who reads", () => {
  const liest = (vorgang: Vorgang, akteur: Akteur): boolean =>
    sichtbareDatensaetze(vorgang, akteur).some(({ art }) => art === "LEISTUNGSAENDERUNG");

  it("Praxis, Versicherter, Vertreter, the assigned Pflegedienst, the Kostenträger; no other Pflegedienst, not BETRIEB", () => {
    const danach = nach(inPruefung(), arzt(), vermindere(EINMAL));
    for (const akteur of [arzt(), mfa(), renate(), vertreterin(), elena(), kasse()]) assert(liest(danach, akteur));
    for (const akteur of [miriam(), betrieb()]) assert(!liest(danach, akteur));
  });

  it("the next Pflegedienst too, for what is said holds on", () => {
    const danach = nach(zugewiesen(), arzt(), vermindere(EINMAL));
    assert(liest({ ...danach, pflegedienst: INTEGRAL }, miriam()));
  });

  it("as German sentences", () => {
    const beides = { ...EINMAL, dauer: { von: "2026-03-02", bis: "2026-03-15" } };
    const saetze = (...aenderungen: readonly Einzelleistungsaenderung[]): readonly string[] => {
      let vorgang = beschieden();
      for (const aenderung of aenderungen) vorgang = nach(vorgang, arzt(), vermindere(aenderung));
      return versionen(vorgang, "LEISTUNGSAENDERUNG").flatMap((datensatz) =>
        leistungsaenderungssaetze(datensatz, vorgang).map(({ satz }) => satz.replace(/^.*?: /, "")),
      );
    };
    assert.deepEqual(saetze(EINMAL, beides, PAUSE, { ...PAUSE, bis: "2026-03-12" }, WEITER), [
      "vermindert auf 1 × täglich (verordnet: 2 × täglich).",
      "vermindert auf 1 × täglich, 02.03.2026 bis 15.03.2026 (verordnet: 2 × täglich, 02.03.2026 bis 29.03.2026).",
      "pausiert vom 10.03.2026 bis auf Weiteres.",
      "pausiert vom 10.03.2026 bis 12.03.2026.",
      "ab 15.03.2026 wieder wie verordnet.",
    ]);
  });
});
