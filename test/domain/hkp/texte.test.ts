import assert from "node:assert/strict";
import { EREIGNISSE } from "../../../src/domain/hkp/ereignisse.js";
import type { Ereignis } from "../../../src/domain/hkp/ereignisse.js";
import { AKTIONEN } from "../../../src/domain/hkp/status.js";
import { MELDUNGSTEXTE, meldungssatz, PROTOKOLLTEXTE } from "../../../src/domain/hkp/texte.js";

/** Events that alert somebody, by hand from fachregeln.md section 4 (column "Alarm to" is not "nobody"). */
const MIT_ALARM: readonly Ereignis[] = [
  "AKTIVIERT",
  "AKTIVIERT_MIT_KOSTENERSTATTUNG",
  "ZUGEWIESEN",
  "ZUWEISUNG_ABGELEHNT",
  "ZURUECKGEGEBEN",
  "KORREKTUR_VOM_PFLEGEDIENST",
  "KORREKTUR_BEANTWORTET",
  "KORREKTUR_AKTUALISIERT",
  "EINGEREICHT",
  "ANTRAG_KOSTENERSTATTUNG",
  "KORREKTUR_VOM_KOSTENTRAEGER",
  "KORREKTUR_DEM_KOSTENTRAEGER_BEANTWORTET",
  "ENTSCHIEDEN",
  "UNZUSTAENDIG",
  "ZUGRIFF_WEITERGEGEBEN",
  "KOSTENERSTATTUNG_ENTSCHIEDEN",
  "ENTSCHEIDUNG_GEAENDERT",
  "GELOESCHT_DURCH_ARZT",
  "UNVERBINDLICHE_ANFRAGE",
  "ANFRAGE_BEANTWORTET",
  "FOLGEVERORDNUNG_ERBETEN",
  "VERORDNUNGSZEITRAUM_ENDET",
  "FRIST_NAHT",
  "LEISTUNG_VERMINDERT",
  "NACHRICHT",
];

describe("Texte of the Meldungen", () => {
  for (const ereignis of EREIGNISSE) {
    const { titel, was, tun } = MELDUNGSTEXTE[ereignis];

    it(`${ereignis} has a subject line that can hold no personal data`, () => {
      assert.match(titel, /^[A-ZÄÖÜ][a-zäöüß]+( [A-Za-zäöüÄÖÜß]+)*$/, "plain words: no placeholder, digit or colon");
      assert(titel.length <= 60, "fits the subject of a mail program");
    });

    it(`${ereignis} says in one sentence what happened, and ${MIT_ALARM.includes(ereignis) ? "what to do" : "asks for nothing"}`, () => {
      assert.match(was, /^[A-ZÄÖÜ][^.]*\.$/);
      if (MIT_ALARM.includes(ereignis)) assert.match(String(tun), /^Bitte .*\.$/);
      else assert.equal(tun, null);
    });
  }

  it("an Alarm tells what to do, an Information does not", () => {
    const meldung = { ereignis: "EINGEREICHT", begruendung: null } as const;
    assert.equal(
      meldungssatz({ ...meldung, art: "ALARM" }),
      "Der Pflegedienst hat eine Verordnung häuslicher Krankenpflege zur Leistungsentscheidung eingereicht. " +
        "Bitte prüfen Sie den Vorgang und entscheiden Sie über die beantragten Leistungen.",
    );
    assert.equal(
      meldungssatz({ ...meldung, art: "INFORMATION" }),
      "Der Pflegedienst hat eine Verordnung häuslicher Krankenpflege zur Leistungsentscheidung eingereicht.",
    );
  });

  it("carries the recipient's own Begründung", () => {
    assert.equal(
      meldungssatz({ ereignis: "ENTSCHIEDEN", art: "INFORMATION", begruendung: "Alles nötig." }),
      "Der Kostenträger hat über die beantragten Leistungen entschieden. Begründung: Alles nötig.",
    );
  });

  it("has a plain sentence in the Protokoll for every action and for reading", () => {
    for (const aktion of [...AKTIONEN, "einsehen"] as const) assert.match(PROTOKOLLTEXTE[aktion], /^hat .*\.$/, aktion);
  });
});
