import assert from "node:assert/strict";
import { baueSendung } from "../../src/app/nachricht.js";
import type { Absender } from "../../src/app/absender.js";
import { wendeAn } from "../../src/domain/hkp/aenderung.js";
import { einstellungsvorgabe, VERSANDWAHL_VORGABE } from "../../src/domain/hkp/einstellungen.js";
import type { Versandwahl } from "../../src/domain/hkp/einstellungen.js";
import { entscheide as wende } from "../../src/domain/hkp/entscheiden.js";
import type { Vorgang } from "../../src/domain/hkp/vorgang.js";
import type { Akteur, Teilnehmer } from "../../src/domain/kern/akteur.js";
import type { Befehl } from "../../src/domain/hkp/befehle.js";
import type { Verzeichniseintrag } from "../../src/domain/ports/verzeichnis.js";
import { entscheidungAusBundle } from "../../src/domain/fhir/entscheidung-bundle.js";
import type { FhirBundle, Vorgangssendung } from "../../src/domain/ports/zustellung.js";
import { entscheide, kontext } from "../domain/hkp/befehle.js";
import { fuehreDurch } from "../domain/hkp/durchfuehren.js";
import { einreichbar, entscheidung, inPruefung } from "../domain/hkp/vorgaenge.js";
import { elena, HAND_UND_HERZ, kasse, KASSE, PRAXIS } from "../helfer/akteure.js";

/* The mail of an order, made from the Vorgang: what a person reads, and that rights hold in the mail as in the API. */

const ABSENDER: Absender = {
  name: "HKP-Gateway",
  adresse: "gateway@kim.test",
  software: "HKP-Gateway",
  version: "0.1.0",
  support: "support@example.test",
};
const eintrag = (name: string, telematikId: string): Verzeichniseintrag => ({
  telematikId,
  ik: null,
  name,
  professionOids: [],
  kim: { adresse: "empfang@kim.test", version: "1.5+" },
  tim: null,
});
const ANDIE_KASSE = eintrag("gematiker Kasse", "8-01-HKPSANDBOX0001");
const AN_HAND_UND_HERZ = eintrag("Pflegedienst Hand & Herz", HAND_UND_HERZ.kennung);

/** The mail of the one Alarm that this action causes. */
function sendungNach(
  befehl: Befehl,
  vorgang: Vorgang,
  akteur: Akteur,
  empfaenger: Verzeichniseintrag,
): Vorgangssendung {
  const { danach, aenderung } = fuehreDurch(befehl, vorgang, kontext(akteur));
  const [auftrag, ...weitere] = aenderung.auftraege;
  assert(auftrag !== undefined && weitere.length === 0);
  return baueSendung({ auftrag, vorgang: danach, marke: "m" }, empfaenger, ABSENDER);
}

describe("baueSendung: the Alarm of einreichen to the Kostenträger", () => {
  const sendung = sendungNach({ aktion: "einreichen" }, einreichbar(), elena(), ANDIE_KASSE);

  it("has a subject without any personal data", () => {
    assert.equal(sendung.betreff, "Antrag zur Leistungsentscheidung");
    assert.equal(sendung.nachrichtentyp, "Antrag");
  });

  it("tells a person what happened, what to do, about whom and under which reference", () => {
    assert.deepEqual(sendung.text.split("\n").slice(0, 8), [
      "Guten Tag, gematiker Kasse,",
      "",
      "Der Pflegedienst hat eine Verordnung häuslicher Krankenpflege zur Leistungsentscheidung eingereicht.",
      "Bitte prüfen Sie den Vorgang und entscheiden Sie über die beantragten Leistungen.",
      "",
      "Verordnungs-ID: 169.000.000.000.001.62",
      "Versicherte Person: Berger, Renate, geboren am 12.03.1946",
      "Verordnungszeitraum: 02.03.2026 bis 29.03.2026",
    ]);
  });

  it("goes to the address of the Verzeichnisdienst, under the id of its order, in the thread of the Vorgang", () => {
    assert.equal(sendung.adresse, "empfang@kim.test");
    assert.equal(sendung.empfaengerVersion, "1.5+");
    assert.equal(sendung.fadenId, "faden-1");
    assert.deepEqual(sendung.vorgaenger, []);
    assert.equal(sendung.buendel.type, "message");
  });

  it("keeps ids free of personal data", () => {
    for (const id of [sendung.auftragId, sendung.fadenId])
      for (const persoenlich of ["X000001014", "Berger", "169.000", "I83"]) assert(!id.includes(persoenlich));
  });
});

describe("baueSendung: the Alarm of the decision to the Pflegedienst", () => {
  const sendung = sendungNach(entscheide(entscheidung()), inPruefung(), kasse(), AN_HAND_UND_HERZ);

  it("carries the Pflegedienst's own Begründung", () => {
    assert(sendung.text.includes("Begründung des Kostenträgers: Grund für den Pflegedienst"));
  });

  it("keeps a Begründung of several lines in one: none of them passes for a line of the gateway", () => {
    const mehrzeilig = "Teils bewilligt.\n\nVerordnungs-ID: 1\u2028Bitte rufen Sie 0190 an.";
    const inhalt = entscheidung();
    const gefaelscht = { ...inhalt, begruendungen: { ...inhalt.begruendungen, pflegedienst: mehrzeilig } };
    const { text } = sendungNach(entscheide(gefaelscht), inPruefung(), kasse(), AN_HAND_UND_HERZ);
    const zeile = "Begründung des Kostenträgers: Teils bewilligt. Verordnungs-ID: 1 Bitte rufen Sie 0190 an.";
    assert.deepEqual(
      text.split("\n").filter((eine) => /0190|Verordnungs-ID: 1$/.test(eine)),
      [zeile],
    );
  });

  it("carries nobody else's Begründung, in no part of the mail", () => {
    const ganz = JSON.stringify(sendung);
    for (const fremd of ["Grund für die Praxis", "Grund für die versicherte Person"])
      assert(!ganz.includes(fremd), fremd);
  });
});

describe("baueSendung: the data sets with the decision", () => {
  it("hold the decision itself, with the Pflegedienst's own Begründung, under an id of its own", () => {
    const vorgang = inPruefung();
    const befehl = entscheide(entscheidung());
    const { buendel } = sendungNach(befehl, vorgang, kasse(), AN_HAND_UND_HERZ);
    const gelesen = buendel.entry
      .map(({ resource }) => resource)
      .filter(({ resourceType }) => resourceType === "Bundle")
      .map((bundle) => entscheidungAusBundle(bundle as FhirBundle))
      .find(({ art }) => art === "gueltig");
    assert.deepEqual(gelesen, {
      art: "gueltig",
      entscheidung: entscheidung({ begruendungen: { pflegedienst: "Grund für den Pflegedienst" } }),
    });
    assert(befehl.aktion === "entscheiden");
    const { id } = JSON.parse(befehl.entscheidung.bundle) as { id?: string };
    assert(!JSON.stringify(buendel).includes(`"${id ?? "no id"}"`));
  });
});

describe("baueSendung: threads", () => {
  it("names the earlier mails to the same recipient that went out, oldest first, and no others", () => {
    const { danach, aenderung } = fuehreDurch(entscheide(entscheidung()), inPruefung(), kontext(kasse()));
    const [auftrag] = aenderung.auftraege;
    assert(auftrag !== undefined);
    const gesendet = { ...auftrag, nachrichtId: "<x>" };
    const ausgang = [
      { ...gesendet, id: "erste" },
      { ...gesendet, id: "an-die-kasse", empfaenger: KASSE },
      { ...gesendet, id: "nie-gesendet", nachrichtId: null },
      // Went out in a mail of another thread and under another Message-ID.
      { ...gesendet, id: "in-einer-sammelmeldung", sammelbar: true, sammelId: "sammlung" } as const,
      { ...gesendet, id: "zweite" },
      auftrag,
      { ...gesendet, id: "spaeter" },
    ];
    const vorgang = { ...danach, ausgang };
    const { vorgaenger } = baueSendung({ auftrag, vorgang, marke: "m" }, AN_HAND_UND_HERZ, ABSENDER);
    assert.deepEqual(vorgaenger, ["erste", "zweite"]);
  });
});

describe("baueSendung: an Information that its recipient asked for", () => {
  const alleAnDiePraxis: Versandwahl = {
    ...VERSANDWAHL_VORGABE,
    einstellungenVon: ({ rolle }) => ({ ...einstellungsvorgabe(rolle), alleInformationen: rolle === "VERORDNENDER" }),
  };
  const AN_PRAXIS = eintrag("Hausarztpraxis Dr. Sommer", PRAXIS.kennung);

  function information(vorgang: Vorgang, verliertSicht = false): Vorgangssendung {
    const umstaende = kontext(elena());
    const aenderung = wende({ aktion: "einreichen" }, vorgang, umstaende, { anfrageId: null }, alleAnDiePraxis);
    const auftrag = aenderung.auftraege.find(({ empfaenger }) => empfaenger.rolle === "VERORDNENDER");
    assert(auftrag !== undefined);
    const danach = wendeAn(vorgang, aenderung);
    const jetzt = verliertSicht ? { ...danach, verordnender: FREMDE } : danach;
    return baueSendung({ auftrag, vorgang: jetzt, marke: "m" }, AN_PRAXIS, ABSENDER);
  }
  const FREMDE: Teilnehmer = { rolle: "VERORDNENDER", kennung: "1-20HKPSANDBOX0099" };

  it("says what happened, not what to do", () => {
    const { text, betreff, nachrichtentyp } = information(einreichbar());
    assert.equal(betreff, "Antrag zur Leistungsentscheidung");
    assert.equal(nachrichtentyp, "Information");
    assert.deepEqual(text.split("\n").slice(0, 7), [
      "Guten Tag, Hausarztpraxis Dr. Sommer,",
      "",
      "Der Pflegedienst hat eine Verordnung häuslicher Krankenpflege zur Leistungsentscheidung eingereicht.",
      "Diese Nachricht dient nur Ihrer Information.",
      "",
      "Verordnungs-ID: 169.000.000.000.001.62",
      "Versicherte Person: Berger, Renate, geboren am 12.03.1946",
    ]);
    assert(!text.includes("Bitte prüfen Sie"));
  });

  it("brings the data sets that its recipient may read", () =>
    assert.equal(information(einreichbar()).buendel.entry.length, 2 + 3));

  it("to somebody who has lost sight of the Vorgang meanwhile: nothing of its content", () => {
    const { text, buendel } = information(einreichbar(), true);
    assert.equal(buendel.entry.length, 2);
    for (const persoenlich of ["Berger", "1946", "Verordnungszeitraum", "Anhang"])
      assert(!text.includes(persoenlich), persoenlich);
    assert(text.includes("Verordnungs-ID: 169.000.000.000.001.62"));
  });
});
