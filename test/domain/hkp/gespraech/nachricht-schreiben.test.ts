import assert from "node:assert/strict";
import type { Befehl, BefehlFuer } from "../../../../src/domain/hkp/befehle.js";
import { sichtbareDatensaetze } from "../../../../src/domain/hkp/ansicht.js";
import { istUeberholt } from "../../../../src/domain/hkp/sendeauftrag.js";
import { versionen } from "../../../../src/domain/hkp/vorgang.js";
import type { Vorgang } from "../../../../src/domain/hkp/vorgang.js";
import { alsTeilnehmer, schluessel } from "../../../../src/domain/kern/akteur.js";
import type { Akteur, Teilnehmer } from "../../../../src/domain/kern/akteur.js";
import {
  arzt,
  betrieb,
  daniel,
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
  system,
  vertreterin,
} from "../../../helfer/akteure.js";
import { entscheide, kontext } from "../befehle.js";
import { fuehreDurch, gesehen, lehntAb } from "../durchfuehren.js";
import {
  beschieden,
  einreichbar,
  entscheidung,
  inPruefung,
  offen,
  VERORDNUNGS_ID,
  VOM_PFLEGEDIENST,
  zugewiesen,
} from "../vorgaenge.js";

type Wunsch = BefehlFuer<"nachrichtSchreiben">;
const schreibe = (
  an: Wunsch["an"],
  text = "Bitte rufen Sie uns zum Verbandwechsel an.",
  antwortAuf: string | null = null,
): Wunsch => ({ aktion: "nachrichtSchreiben", an, text, antwortAuf });

const nach = (vorgang: Vorgang, akteur: Akteur, befehl: Befehl): Vorgang =>
  fuehreDurch(befehl, vorgang, kontext(akteur)).danach;

/** Texts this actor reads. */
const gelesen = (vorgang: Vorgang, akteur: Akteur): readonly string[] =>
  sichtbareDatensaetze(vorgang, akteur).flatMap((einer) => (einer.art === "NACHRICHT" ? [einer.inhalt.text] : []));
const letzteId = (vorgang: Vorgang): string => versionen(vorgang, "NACHRICHT").at(-1)?.id ?? assert.fail("no message");

function verstoesse(befehl: Befehl, vorgang: Vorgang, akteur: Akteur): readonly string[] {
  const { code, details } = lehntAb(befehl, vorgang, kontext(akteur));
  assert.equal(code, "EINGABE_UNGUELTIG");
  return (details as { verstoesse: readonly { pfad: string; regel: string }[] }).verstoesse.map(
    ({ pfad, regel }) => `${pfad}: ${regel}`,
  );
}

describe("nachrichtSchreiben: what it does", () => {
  it("alerts the addressee by mail and nobody else; status and responsibility stay", () => {
    assert.deepEqual(gesehen(fuehreDurch(schreibe(["VERORDNENDER"]), zugewiesen(), kontext(elena()))), {
      status: "ZUGEWIESEN",
      ereignis: "NACHRICHT",
      alarme: [`${schluessel(PRAXIS)} über KIM: WARTET`],
      informationen: [],
      dran: schluessel(HAND_UND_HERZ),
      sehen: [PRAXIS, RENATE, HAND_UND_HERZ].map(schluessel),
    });
  });

  it("alerts each of several addressees once", () => {
    const { auftraege } = fuehreDurch(
      schreibe(["VERORDNENDER", "KOSTENTRAEGER", "VERSICHERTER"]),
      inPruefung(),
      kontext(elena()),
    ).aenderung;
    assert.deepEqual(
      auftraege.map(({ empfaenger, kanal }) => `${schluessel(empfaenger)} ${kanal}`),
      [`${schluessel(PRAXIS)} KIM`, `${schluessel(KASSE)} KIM`, `${schluessel(RENATE)} PORTAL`],
    );
  });

  it("stores the message unsigned, with its sender and its addressees, and lines that end alike", () => {
    const danach = nach(zugewiesen(), elena(), schreibe(["VERORDNENDER"], "  Guten Tag,\r\nder Verband hält nicht.\r"));
    const [datensatz, ...weitere] = versionen(danach, "NACHRICHT");
    assert.deepEqual(weitere, []);
    assert.deepEqual(
      { ...datensatz, id: "", erstelltAm: null },
      {
        id: "",
        art: "NACHRICHT",
        version: 1,
        erstelltAm: null,
        von: { rolle: "PFLEGEDIENST", kennung: HAND_UND_HERZ.kennung, person: "PDL", name: "Elena Fischer" },
        inhalt: {
          absender: HAND_UND_HERZ,
          an: [PRAXIS],
          text: "Guten Tag,\nder Verband hält nicht.",
          antwortAuf: null,
        },
        bundle: "",
        signatur: null,
      },
    );
  });

  it("is in the Protokoll with who and to whom, without its words", () => {
    const { protokoll } = nach(
      inPruefung(),
      vertreterin(),
      schreibe(["KOSTENTRAEGER", "PFLEGEDIENST", "VERORDNENDER"], "Geheimes Wort"),
    );
    const eintrag = protokoll.at(-1);
    assert.deepEqual(
      [eintrag?.wer.rolle, eintrag?.wer.name, eintrag?.aktion, eintrag?.text],
      [
        "VERTRETER",
        "Aurelia Neumann",
        "nachrichtSchreiben",
        "hat eine Nachricht an den Kostenträger, den Pflegedienst und die Praxis geschrieben.",
      ],
    );
    assert(!JSON.stringify(protokoll).includes("Geheimes Wort"));
  });

  it("keeps the words out of the Meldungen, which the change stream carries", () => {
    const { meldungen } = fuehreDurch(
      schreibe(["VERORDNENDER"], "Geheimes Wort"),
      zugewiesen(),
      kontext(elena()),
    ).aenderung;
    assert(!JSON.stringify(meldungen).includes("Geheimes Wort"));
  });

  it("leaves nothing behind after deletion, and no order", () => {
    const geschrieben = nach(offen(), renate(), schreibe(["VERORDNENDER"], "Geheimes Wort"));
    const geloescht = nach(geschrieben, renate(), { aktion: "loeschen" });
    assert.equal(geloescht.status, "GELOESCHT");
    assert(!JSON.stringify(geloescht).includes("Geheimes Wort"));
    assert(!JSON.stringify(geloescht.meldungen).includes("datensatzId"));
    assert(!geloescht.ausgang.some(({ ereignis }) => ereignis === "NACHRICHT"));
  });
});

describe("nachrichtSchreiben: waiting alarms", () => {
  it("does not overtake another Alarm that waits", () => {
    const eingereicht = nach(einreichbar(), elena(), { aktion: "einreichen" });
    const danach = nach(eingereicht, elena(), schreibe(["KOSTENTRAEGER"]));
    const [antrag, nachricht] = danach.ausgang;
    assert(antrag !== undefined && nachricht !== undefined);
    assert.deepEqual([antrag.ereignis, nachricht.ereignis], ["EINGEREICHT", "NACHRICHT"]);
    assert.deepEqual([istUeberholt(antrag, danach), istUeberholt(nachricht, danach)], [false, false]);
  });

  it("is not overtaken by any number of changes of the status, while other Alarme are", () => {
    const geschrieben = nach(inPruefung(), elena(), schreibe(["VERORDNENDER"]));
    const beschiedener = nach(geschrieben, kasse(), entscheide(entscheidung()));
    assert.equal(beschiedener.status, "BESCHIEDEN");
    const danach = { ...beschiedener, alarmstand: beschiedener.alarmstand + 1000 };
    const [nachricht, bescheid] = danach.ausgang;
    assert(nachricht !== undefined && bescheid !== undefined);
    assert.deepEqual([nachricht.ereignis, bescheid.ereignis], ["NACHRICHT", "ENTSCHIEDEN"]);
    assert.deepEqual([istUeberholt(nachricht, danach), istUeberholt(bescheid, danach)], [false, true]);
  });
});

describe("nachrichtSchreiben: who writes to whom", () => {
  const gewaehlt = offen({ zuweisung: INTEGRAL });
  const korrektur = zugewiesen({ status: "KORREKTURANFRAGE", korrektur: VOM_PFLEGEDIENST });
  const abgeschlossen = beschieden({ status: "ABGESCHLOSSEN" });
  const ERLAUBT: readonly (readonly [string, Vorgang, Akteur, Wunsch["an"], readonly Teilnehmer[]])[] = [
    ["the Versicherter to the practice in OFFEN", offen(), renate(), ["VERORDNENDER"], [PRAXIS]],
    ["an MFA to the Versicherter", offen(), mfa(), ["VERSICHERTER"], [RENATE]],
    ["the practice to the chosen Pflegedienst", gewaehlt, arzt(), ["PFLEGEDIENST"], [INTEGRAL]],
    ["the chosen Pflegedienst to the practice", gewaehlt, miriam(), ["VERORDNENDER"], [PRAXIS]],
    ["a Pflegefachperson to the practice", zugewiesen(), daniel(), ["VERORDNENDER"], [PRAXIS]],
    ["beside a Korrekturanfrage", korrektur, arzt(), ["PFLEGEDIENST"], [HAND_UND_HERZ]],
    ["the Kostenträger after AP3", inPruefung(), kasse(), ["PFLEGEDIENST"], [HAND_UND_HERZ]],
    ["the Vertreter to the Kostenträger", beschieden(), vertreterin(), ["KOSTENTRAEGER"], [KASSE]],
    ["after the end", abgeschlossen, elena(), ["KOSTENTRAEGER"], [KASSE]],
    [
      "the practice to a Kostenträger with access for Beratung",
      offen({ kostentraegerHatZugriff: true }),
      arzt(),
      ["KOSTENTRAEGER"],
      [KASSE],
    ],
  ];
  for (const [titel, vorgang, akteur, an, empfaenger] of ERLAUBT)
    it(titel, () => {
      const { aenderung, danach } = fuehreDurch(schreibe(an), vorgang, kontext(akteur));
      assert.deepEqual(
        aenderung.meldungen.map((meldung) => meldung.empfaenger),
        empfaenger,
      );
      assert.deepEqual(versionen(danach, "NACHRICHT").at(-1)?.inhalt.absender, alsTeilnehmer(akteur));
    });

  it("nobody who does not take part: a reader with a proof, an earlier Pflegedienst, SYSTEM, BETRIEB", () => {
    for (const [vorgang, akteur] of [
      [gewaehlt, elena()],
      [offen(), elena()],
      [zugewiesen(), miriam()],
      [offen(), kasse()],
      [offen({ zuweisung: INTEGRAL, status: "ABGESCHLOSSEN" }), miriam()],
      [zugewiesen(), system()],
      [zugewiesen(), betrieb()],
    ] as const)
      assert.equal(lehntAb(schreibe(["VERORDNENDER"]), vorgang, kontext(akteur)).code, "VERBOTEN");
  });

  it("to nobody who does not take part, named or not", () => {
    const fehlt = "Der Empfänger nimmt an diesem Vorgang nicht teil.";
    const keinZugriff = verstoesse(schreibe(["KOSTENTRAEGER"]), zugewiesen(), elena());
    assert.deepEqual(keinZugriff, [`an[0]: ${fehlt}`]);
    assert.deepEqual(verstoesse(schreibe(["VERSICHERTER", "PFLEGEDIENST"]), offen(), arzt()), [`an[1]: ${fehlt}`]);
    assert.deepEqual(verstoesse(schreibe([]), offen(), arzt()), ["an: Die Nachricht hat keinen Empfänger."]);
  });

  it("not to oneself, and to nobody twice", () => {
    assert.deepEqual(verstoesse(schreibe(["VERORDNENDER"]), offen(), mfa()), [
      "an[0]: Eine Nachricht kann nicht an den eigenen Absender gehen.",
    ]);
    assert.deepEqual(verstoesse(schreibe(["VERSICHERTER"]), offen(), vertreterin()), [
      "an[0]: Eine Nachricht kann nicht an den eigenen Absender gehen.",
    ]);
    assert.deepEqual(verstoesse(schreibe(["VERORDNENDER", "VERORDNENDER"]), offen(), renate()), [
      "an[1]: Der Empfänger ist mehrfach genannt.",
    ]);
  });

  it("in no Vorgang that is not activated yet, or deleted", () => {
    for (const status of ["INITIALISIERT", "GELOESCHT"] as const)
      assert.equal(lehntAb(schreibe(["VERSICHERTER"]), offen({ status }), kontext(arzt())).code, "STATUS_UNZULAESSIG");
  });
});

describe("nachrichtSchreiben: the text", () => {
  it("has 1 to 2000 characters, counted as people count them", () => {
    const leer = ["text: Die Angabe darf nicht leer sein."];
    assert.deepEqual(verstoesse(schreibe(["VERORDNENDER"], ""), zugewiesen(), elena()), leer);
    assert.deepEqual(verstoesse(schreibe(["VERORDNENDER"], " \n\t"), zugewiesen(), elena()), leer);
    const herzen = "💙".repeat(2000);
    assert.deepEqual(gelesen(nach(zugewiesen(), elena(), schreibe(["VERORDNENDER"], herzen)), arzt()), [herzen]);
    assert.deepEqual(verstoesse(schreibe(["VERORDNENDER"], `${herzen}!`), zugewiesen(), elena()), [
      "text: Der Text ist länger als 2000 Zeichen.",
    ]);
  });

  it("has no control characters but line ends and tabs", () => {
    const erlaubt = "Montag:\t2 ×\nDienstag:\t1 ×";
    assert.deepEqual(gelesen(nach(zugewiesen(), elena(), schreibe(["VERORDNENDER"], erlaubt)), arzt()), [erlaubt]);
    for (const zeichen of ["\u0000", "\u001b", "\u007f", "\ud800"])
      assert.deepEqual(verstoesse(schreibe(["VERORDNENDER"], `a${zeichen}b`), zugewiesen(), elena()), [
        "text: Der Text enthält Steuerzeichen oder unvollständige Unicode-Zeichen.",
      ]);
  });

  it("is refused from the 101st of one participant on; the others still write", () => {
    let vorgang = zugewiesen();
    for (let nr = 0; nr < 100; nr++)
      vorgang = nach(vorgang, nr % 2 === 0 ? elena() : daniel(), schreibe(["VERORDNENDER"]));
    const { code, details } = lehntAb(schreibe(["VERORDNENDER"]), vorgang, kontext(elena()));
    assert.deepEqual([code, details], ["NACHRICHTEN_ZU_VIELE", { hoechstens: 100 }]);
    assert.equal(gelesen(nach(vorgang, arzt(), schreibe(["PFLEGEDIENST"])), arzt()).length, 101);
  });
});

describe("nachrichtSchreiben: who reads", () => {
  it("sender and addressees, whoever acts for them; nobody else", () => {
    const danach = nach(inPruefung(), elena(), schreibe(["VERORDNENDER"], "Frage"));
    for (const akteur of [elena(), daniel(), arzt(), mfa()]) assert.deepEqual(gelesen(danach, akteur), ["Frage"]);
    for (const akteur of [kasse(), renate(), vertreterin(), miriam(), system(), betrieb()])
      assert.deepEqual(gelesen(danach, akteur), []);
  });

  it("the Versicherter what the Vertreter wrote", () => {
    const danach = nach(offen(), vertreterin(), schreibe(["VERORDNENDER"], "Frage"));
    for (const akteur of [renate(), vertreterin(), arzt()]) assert.deepEqual(gelesen(danach, akteur), ["Frage"]);
  });

  it("a later Pflegedienst nothing of the conversation of an earlier one", () => {
    const alte = nach(zugewiesen(), arzt(), schreibe(["PFLEGEDIENST"], "Frage"));
    const danach: Vorgang = { ...alte, pflegedienst: INTEGRAL };
    assert.deepEqual(gelesen(danach, miriam()), []);
    assert.deepEqual(gelesen(danach, arzt()), ["Frage"]);
  });
});

describe("nachrichtSchreiben: the answer", () => {
  const gefragt = nach(inPruefung(), elena(), schreibe(["VERORDNENDER", "KOSTENTRAEGER"], "Frage"));

  it("goes to the sender if it names nobody, and says what it answers", () => {
    const danach = nach(gefragt, arzt(), schreibe([], "Antwort", letzteId(gefragt)));
    const { an, antwortAuf } = versionen(danach, "NACHRICHT").at(-1)?.inhalt ?? assert.fail();
    assert.deepEqual([an, antwortAuf], [[HAND_UND_HERZ], letzteId(gefragt)]);
    assert.deepEqual(gelesen(danach, kasse()), ["Frage"]);
  });

  it("to an own message goes to its addressees again", () => {
    const danach = nach(gefragt, daniel(), schreibe([], "Nachtrag", letzteId(gefragt)));
    assert.deepEqual(versionen(danach, "NACHRICHT").at(-1)?.inhalt.an, [PRAXIS, KASSE]);
  });

  it("goes to others if it names them", () => {
    const danach = nach(gefragt, arzt(), schreibe(["VERSICHERTER"], "Zur Kenntnis", letzteId(gefragt)));
    assert.deepEqual(versionen(danach, "NACHRICHT").at(-1)?.inhalt.an, [RENATE]);
  });

  it("never reaches the next Pflegedienst in place of the one that asked", () => {
    const neuer: Vorgang = { ...gefragt, pflegedienst: INTEGRAL };
    assert.deepEqual(verstoesse(schreibe([], "Antwort", letzteId(gefragt)), neuer, arzt()), [
      "antwortAuf: Der Empfänger nimmt an diesem Vorgang nicht teil.",
    ]);
  });

  it("to a message of others is refused like one to a message that is not there", () => {
    const unbekannt = [
      "antwortAuf: Die beantwortete Nachricht gibt es nicht oder sie ist nicht an Sie gerichtet.",
      "an: Die Nachricht hat keinen Empfänger.",
    ];
    assert.deepEqual(verstoesse(schreibe([], "Antwort", letzteId(gefragt)), gefragt, renate()), unbekannt);
    assert.deepEqual(verstoesse(schreibe([], "Antwort", VERORDNUNGS_ID), gefragt, renate()), unbekannt);
  });
});
