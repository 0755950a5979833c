import assert from "node:assert/strict";
import { sichtbarFuer, wendeAn } from "../../../src/domain/hkp/aenderung.js";
import { sichtbareDatensaetze } from "../../../src/domain/hkp/ansicht.js";
import type { Fristbefehl } from "../../../src/domain/hkp/befehle.js";
import type { Verordnung } from "../../../src/domain/hkp/datensaetze/verordnung.js";
import { entscheide as entscheideBefehl } from "../../../src/domain/hkp/entscheiden.js";
import { vorlaeufigeKostenuebernahme } from "../../../src/domain/hkp/fristen.js";
import type { Einreichfrist } from "../../../src/domain/hkp/fristregeln.js";
import { sichtVon } from "../../../src/domain/hkp/sicht.js";
import { istUeberholt } from "../../../src/domain/hkp/sendeauftrag.js";
import { versionen } from "../../../src/domain/hkp/vorgang.js";
import type { Vorgang } from "../../../src/domain/hkp/vorgang.js";
import {
  arzt,
  elena,
  HAND_UND_HERZ,
  kasse,
  mfa,
  miriam,
  PRIVATE,
  renate,
  system,
  vertreterin,
} from "../../helfer/akteure.js";
import { zaehlendeIds } from "../../helfer/uhr.js";
import { aendereEntscheidung, CMS, entscheide, kontext, SIGNIERT_AM, smcbKasse, smcbPflege } from "./befehle.js";
import { fuehreDurch, lehntAb } from "./durchfuehren.js";
import {
  anfragen,
  beantworte,
  BLANKO_SELTENER,
  blankoGefragt,
  gefragtVomPflegedienst,
  gefragtVonKasse,
  HAEUFIGER,
  letzte,
  NEIN,
  ZURUECKZIEHEN,
} from "./korrektur/rahmen.js";
import {
  angaben,
  beschieden,
  blankoverordnung,
  datensatz,
  einreichbar,
  entscheidung,
  initialisiert,
  inPruefung,
  offen,
  verordnung,
  verordnungOhneBlanko,
  zugewiesen,
} from "./vorgaenge.js";

/* The decisions of fachregeln.md section 11, each by its number; a switch in both positions. */

const KASSE = "KOSTENTRAEGER:109500969";
const PD = "PFLEGEDIENST:10-67.245.HKPSANDBOX0001";
const ZUWEISEN = { aktion: "zuweisen", pflegedienst: HAND_UND_HERZ } as const;
const ANNEHMEN = { aktion: "annehmen" } as const;
const LOESCHEN = { aktion: "loeschen" } as const;
const ENTSCHEIDUNG_LOESCHEN = { aktion: "entscheidungLoeschen" } as const;
const ZURUECKGEBEN = { aktion: "zurueckgeben" } as const;

function nachFrist(befehl: Fristbefehl, vorgang: Vorgang, zeitpunkt: string): Vorgang {
  return wendeAn(vorgang, entscheideBefehl(befehl, vorgang, kontext(system(), zeitpunkt), { anfrageId: null }));
}

describe("decisions of fachregeln.md section 11", () => {
  const mitBeratung = offen({ kostentraegerHatZugriff: true });

  it("D1 korrekturAusOffen on: a Kostenträger with access asks in OFFEN, and it goes back there", () => {
    const { danach } = fuehreDurch(anfragen([HAEUFIGER]), mitBeratung, kontext(kasse()));
    assert.deepEqual([danach.status, danach.korrektur?.statusVorher], ["KORREKTURANFRAGE", "OFFEN"]);
    const beantwortet = fuehreDurch(beantworte(danach, verordnung(), [NEIN]), danach, kontext(arzt())).danach;
    assert.equal(beantwortet.status, "OFFEN");
    assert.equal(fuehreDurch(ZURUECKZIEHEN, danach, kontext(kasse())).danach.status, "OFFEN");
  });

  it("D1 korrekturAusOffen off: only from ANTRAGSPRUEFUNG", () => {
    const aus = kontext(kasse(), undefined, { korrekturAusOffen: false });
    assert.equal(lehntAb(anfragen([HAEUFIGER]), mitBeratung, aus).code, "STATUS_UNZULAESSIG");
    assert.equal(fuehreDurch(anfragen([HAEUFIGER]), inPruefung(), aus).danach.status, "KORREKTURANFRAGE");
  });

  it("D2 once a decision exists nothing is given back", () => {
    assert.equal(fuehreDurch(ZURUECKGEBEN, zugewiesen(), kontext(elena())).danach.status, "OFFEN");
    for (const vorgang of [beschieden(), beschieden({ status: "ABGESCHLOSSEN" })])
      assert.equal(lehntAb(ZURUECKGEBEN, vorgang, kontext(elena())).code, "STATUS_UNZULAESSIG");
  });

  it("D3 a withdrawn VO-k loses its content", () => {
    for (const [vorgang, wer] of [
      [gefragtVomPflegedienst(HAEUFIGER), elena()],
      [gefragtVonKasse(HAEUFIGER), kasse()],
    ] as const) {
      assert(JSON.stringify(vorgang).includes("Die Mittagsgabe fehlt."));
      const { danach } = fuehreDurch(ZURUECKZIEHEN, vorgang, kontext(wer));
      assert(!JSON.stringify(danach).includes("Die Mittagsgabe fehlt."));
      assert.equal(letzte(danach, "VO_K").bundle, "");
    }
  });

  it("D3 a withdrawn Blanko-k is kept and hidden from its addressee", () => {
    const { danach } = fuehreDurch(ZURUECKZIEHEN, blankoGefragt(BLANKO_SELTENER), kontext(kasse()));
    assert.equal(letzte(danach, "BLANKO_K").inhalt.aenderungen.length, 1);
    const liest = (wer: Parameters<typeof sichtbareDatensaetze>[1]): boolean =>
      sichtbareDatensaetze(danach, wer).some(({ art }) => art === "BLANKO_K");
    assert.deepEqual([liest(elena()), liest(kasse()), liest(renate())], [false, true, true]);
  });

  it("D4 in KORREKTURANFRAGE the deadlines of the status before apply, and with them the Korrekturanfrage ends", () => {
    const ausOffen = fuehreDurch(anfragen([HAEUFIGER]), mitBeratung, kontext(kasse())).danach;
    const faelle = [
      [ausOffen, { aktion: "abschliessen", frist: "AA1" }, "2026-03-29T22:00:00Z", "ABGESCHLOSSEN"],
      [
        gefragtVomPflegedienst(HAEUFIGER),
        { aktion: "abschliessen", frist: "AA2" },
        "2026-03-29T22:00:00Z",
        "ABGESCHLOSSEN",
      ],
      [gefragtVonKasse(HAEUFIGER), { aktion: "loeschen", frist: "AL3" }, "2026-07-07T22:00:00Z", "GELOESCHT"],
    ] as const;
    for (const [vorgang, befehl, zeitpunkt, status] of faelle) {
      const vorher = new Date(new Date(zeitpunkt).getTime() - 1).toISOString();
      assert.throws(() => nachFrist(befehl, vorgang, vorher), { name: "FristNichtFaellig" });
      const danach = nachFrist(befehl, vorgang, zeitpunkt);
      assert.deepEqual([danach.status, danach.korrektur], [status, null]);
    }
  });

  it("D5 access information opens reading in OFFEN only, and ends when another Pflegedienst accepts", () => {
    const sicht = sichtVon(elena(), { art: "ZUGRIFFSCODE", code: "b".repeat(64) }, "LESEN");
    assert.deepEqual(sicht.art === "MIT_ZUGANG" && sicht.status, ["OFFEN"]);
    const zugeteilt = fuehreDurch(ZUWEISEN, offen(), kontext(renate())).danach;
    assert(sichtbarFuer(zugeteilt).includes(PD));
    const { danach } = fuehreDurch(ANNEHMEN, zugeteilt, kontext(miriam()));
    assert(!sichtbarFuer(danach).includes(PD));
    assert.equal(lehntAb(ANNEHMEN, danach, kontext(elena())).code, "STATUS_UNZULAESSIG");
  });

  for (const vorgang of [offen(), zugewiesen()])
    it(`D6 in ${vorgang.status} a Kostenträger sees the Vorgang only while the Versicherter gives it access`, () => {
      assert(!sichtbarFuer(vorgang).includes(KASSE));
      for (const wer of [renate(), vertreterin()]) {
        const gegeben = fuehreDurch({ aktion: "zugriffGeben" }, vorgang, kontext(wer)).danach;
        assert.deepEqual([gegeben.status, sichtbarFuer(gegeben).includes(KASSE)], [vorgang.status, true]);
        const entzogen = fuehreDurch({ aktion: "zugriffEntziehen" }, gegeben, kontext(wer)).danach;
        assert(!sichtbarFuer(entzogen).includes(KASSE));
      }
      assert.equal(lehntAb({ aktion: "zugriffGeben" }, vorgang, kontext(arzt())).code, "VERBOTEN");
    });

  const PRIVAT = verordnungOhneBlanko({
    kostentraeger: { ik: PRIVATE.kennung, name: "Privatversicherung", art: "PKV" },
  });
  for (const [prinzip, vorgang] of [
    ["SACHLEISTUNG", offen()],
    ["KOSTENERSTATTUNG", offen({ prinzip: "KOSTENERSTATTUNG" }, PRIVAT)],
  ] as const)
    it(`D7 ${prinzip}: assigned from activation to the end of the Verordnungszeitraum in Berlin`, () => {
      const nach = (zeitpunkt: string) => kontext(renate(), zeitpunkt);
      assert.equal(lehntAb(ZUWEISEN, initialisiert(), nach("2026-03-02T11:00:00Z")).code, "STATUS_UNZULAESSIG");
      for (const zeitpunkt of ["2026-03-01T09:00:00Z", "2026-03-29T21:59:59.999Z"])
        assert.deepEqual(fuehreDurch(ZUWEISEN, vorgang, nach(zeitpunkt)).danach.zuweisung, HAND_UND_HERZ);
      assert.equal(lehntAb(ZUWEISEN, vorgang, nach("2026-03-29T22:00:00Z")).code, "VERORDNUNGSZEITRAUM_ABGELAUFEN");
    });

  it("D8 the Kostenträger never deletes the Vorgang", () => {
    const abgeschlossen = beschieden({ status: "ABGESCHLOSSEN" });
    for (const vorgang of [initialisiert(), mitBeratung, zugewiesen(), inPruefung(), beschieden(), abgeschlossen])
      assert.equal(lehntAb(LOESCHEN, vorgang, kontext(kasse())).code, "VERBOTEN");
  });

  /** One row of ids, so that no two Meldungen or orders have the same. */
  const ids = zaehlendeIds();
  const mitIds = (...wann: Parameters<typeof kontext>) => ({ ...kontext(...wann), ids });

  it("D8 in ABGESCHLOSSEN it deletes its own decision with all versions: no word of it stays, everything else does", () => {
    const entschieden = fuehreDurch(entscheide(entscheidung(), smcbKasse()), inPruefung(), mitIds(kasse())).danach;
    const spaeter = mitIds(kasse(), "2026-03-03T11:00:00Z");
    const geaendert = fuehreDurch(aendereEntscheidung(entscheidung()), entschieden, spaeter).danach;
    const vorher = nachFrist({ aktion: "abschliessen", frist: "AA2" }, geaendert, "2026-03-30T10:00:00Z");
    assert.equal(versionen(vorher, "ENTSCHEIDUNG").length, 2);
    assert.equal(vorher.meldungen.filter(({ begruendung }) => begruendung !== null).length, 6);

    const { danach, aenderung } = fuehreDurch(ENTSCHEIDUNG_LOESCHEN, vorher, mitIds(kasse(), "2026-03-31T10:00:00Z"));
    assert.equal(danach.status, "ABGESCHLOSSEN");
    assert(!JSON.stringify(danach).includes("Grund für"));
    assert.deepEqual(
      danach.datensaetze,
      vorher.datensaetze.filter(({ art }) => art !== "ENTSCHEIDUNG"),
    );
    assert.deepEqual(
      danach.meldungen.slice(0, vorher.meldungen.length).map(({ id, ereignis }) => [id, ereignis]),
      vorher.meldungen.map(({ id, ereignis }) => [id, ereignis]),
    );
    assert.deepEqual(
      aenderung.meldungen.map(({ art, ereignis, empfaenger, begruendung }) => [
        art,
        ereignis,
        empfaenger.rolle,
        begruendung,
      ]),
      ["PFLEGEDIENST", "VERORDNENDER", "VERSICHERTER"].map((rolle) => [
        "INFORMATION",
        "ENTSCHEIDUNG_GELOESCHT",
        rolle,
        null,
      ]),
    );
    assert.equal(
      danach.protokoll.at(-1)?.text,
      "hat die eigene Leistungsentscheidung mit allen Versionen und Begründungen gelöscht.",
    );
  });

  it("D8 what has not gone out about the deleted decision never does, other Alarme do", () => {
    const { danach: entschieden } = fuehreDurch(entscheide(entscheidung()), inPruefung(), mitIds(kasse()));
    const vorher = nachFrist({ aktion: "abschliessen", frist: "AA2" }, entschieden, "2026-03-30T10:00:00Z");
    const spaet = mitIds(kasse(), "2026-03-30T11:00:00Z");
    const geaendert = fuehreDurch(aendereEntscheidung(entscheidung()), vorher, spaet).danach;
    const bitte = {
      aktion: "nachrichtSchreiben",
      an: ["PFLEGEDIENST"],
      text: "Bitte rufen Sie an.",
      antwortAuf: null,
    } as const;
    const geschrieben = fuehreDurch(bitte, geaendert, mitIds(arzt(), "2026-03-30T12:00:00Z")).danach;
    const { danach } = fuehreDurch(ENTSCHEIDUNG_LOESCHEN, geschrieben, mitIds(kasse(), "2026-03-31T10:00:00Z"));
    assert.deepEqual(
      danach.ausgang
        .filter((auftrag) => auftrag.version > vorher.version)
        .map((auftrag) => [auftrag.ereignis, istUeberholt(auftrag, danach)]),
      [
        ["ENTSCHEIDUNG_GEAENDERT", true],
        ["NACHRICHT", false],
      ],
    );
  });

  it("D8 once deleted it can be neither deleted again nor changed", () => {
    const vorher = beschieden({ status: "ABGESCHLOSSEN" });
    const { danach } = fuehreDurch(ENTSCHEIDUNG_LOESCHEN, vorher, kontext(kasse()));
    for (const befehl of [ENTSCHEIDUNG_LOESCHEN, aendereEntscheidung(entscheidung())])
      assert.equal(lehntAb(befehl, danach, kontext(kasse())).code, "ENTSCHEIDUNG_FEHLT");
  });

  it("D8 the Kennzeichen is part of the decision and goes with it", () => {
    const vorher = beschieden({ status: "ABGESCHLOSSEN", antrag: "AP1", kennzeichenKostenerstattung: true });
    const { danach } = fuehreDurch(ENTSCHEIDUNG_LOESCHEN, vorher, kontext(kasse()));
    assert.equal(danach.kennzeichenKostenerstattung, false);
  });

  it("D8 not another Kostenträger's decision, not in another status, and nobody else", () => {
    const abgeschlossen = beschieden({ status: "ABGESCHLOSSEN" });
    const andere = kasse({ ik: "104212059", telematikId: "8-01-HKPSANDBOX0099" });
    assert.equal(lehntAb(ENTSCHEIDUNG_LOESCHEN, abgeschlossen, kontext(andere)).code, "VERBOTEN");
    // Named by a later version of the Verordnung, it finds what the one before it decided.
    const gewechselt = { ...abgeschlossen, kostentraeger: { rolle: "KOSTENTRAEGER", kennung: "104212059" } } as const;
    for (const befehl of [ENTSCHEIDUNG_LOESCHEN, aendereEntscheidung(entscheidung())])
      assert.equal(lehntAb(befehl, gewechselt, kontext(andere)).code, "ENTSCHEIDUNG_FEHLT");
    for (const vorgang of [mitBeratung, inPruefung(), beschieden(), beschieden({ status: "GELOESCHT" })])
      assert.equal(lehntAb(ENTSCHEIDUNG_LOESCHEN, vorgang, kontext(kasse())).code, "STATUS_UNZULAESSIG");
    for (const wer of [arzt(), mfa(), elena(), renate(), vertreterin(), system()])
      assert.equal(lehntAb(ENTSCHEIDUNG_LOESCHEN, abgeschlossen, kontext(wer)).code, "VERBOTEN");
  });

  it("D8 of two payers' decisions only the own one goes, and its Begründungen only", () => {
    const ihre = datensatz("ENTSCHEIDUNG", entscheidung());
    const andere = {
      ...ihre,
      id: "fremd",
      version: 2,
      erstelltAm: new Date("2026-03-05T11:00:00Z"),
      von: { ...ihre.von, kennung: "104212059" },
    } as typeof ihre;
    const tat = (zeit: Date, id: string) => ({
      id,
      art: "INFORMATION" as const,
      ereignis: "KOSTENERSTATTUNG_ENTSCHIEDEN" as const,
      empfaenger: { rolle: "VERSICHERTER" as const, kennung: "X000001014" },
      zeit,
      version: 4,
      status: "OFFEN" as const,
      begruendung: id,
    });
    const vorgang = beschieden({
      status: "ABGESCHLOSSEN",
      datensaetze: [datensatz("VERORDNUNG", verordnung()), ihre, andere],
      meldungen: [tat(ihre.erstelltAm, "ihre"), tat(andere.erstelltAm, "andere")],
    });
    const { danach } = fuehreDurch(ENTSCHEIDUNG_LOESCHEN, vorgang, kontext(kasse()));
    assert.deepEqual(
      danach.datensaetze.map(({ id }) => id),
      ["VERORDNUNG-1", "fremd"],
    );
    assert.deepEqual(
      danach.meldungen.slice(0, 2).map(({ begruendung }) => begruendung),
      [null, "andere"],
    );
  });

  it("D9 entscheidungSignaturPflicht off: accepted without a signature, kept with one", () => {
    const ohne = fuehreDurch(entscheide(entscheidung()), inPruefung(), kontext(kasse())).danach;
    assert.equal(versionen(ohne, "ENTSCHEIDUNG")[0]?.signatur, null);
    const mit = fuehreDurch(entscheide(entscheidung(), smcbKasse()), inPruefung(), kontext(kasse())).danach;
    assert.deepEqual(versionen(mit, "ENTSCHEIDUNG")[0]?.signatur, {
      cms: CMS,
      unterzeichner: smcbKasse().unterzeichner,
      signiertAm: SIGNIERT_AM,
    });
  });

  it("D9 entscheidungSignaturPflicht on: refused without one", () => {
    const pflicht = kontext(kasse(), undefined, { entscheidungSignaturPflicht: true });
    assert.deepEqual(lehntAb(entscheide(entscheidung()), inPruefung(), pflicht), {
      code: "SIGNATUR_UNGUELTIG",
      details: { grund: "FEHLT" },
    });
    const mit = entscheide(entscheidung(), smcbKasse());
    assert.equal(fuehreDurch(mit, inPruefung(), pflicht).danach.status, "BESCHIEDEN");
  });

  for (const entscheidungSignaturPflicht of [false, true])
    it(`D9 entscheidungSignaturPflicht ${entscheidungSignaturPflicht ? "on" : "off"}: only the Kostenträger's own card`, () => {
      const mit = (signatur: ReturnType<typeof smcbKasse>) =>
        lehntAb(
          entscheide(entscheidung(), signatur),
          inPruefung(),
          kontext(kasse(), undefined, { entscheidungSignaturPflicht }),
        ).code;
      assert.equal(mit(smcbPflege()), "SIGNATUR_ROLLE");
      assert.equal(mit(smcbKasse("8-01-ANDERE")), "SIGNATUR_FREMD");
    });

  /** Issued on a Friday; submitted at noon of the given day. */
  const eingereicht = (tag: string, einreichfrist: Einreichfrist) => {
    const freitag: Verordnung = verordnung({ verordnungsdatum: "2026-03-06" });
    const vorgang = einreichbar({
      datensaetze: [
        datensatz("VERORDNUNG", freitag),
        datensatz("BLANKOVERORDNUNG", blankoverordnung()),
        datensatz("ANGABEN", angaben()),
      ],
    });
    const wann = kontext(elena(), `${tag}T11:00:00Z`, { einreichfrist });
    const { danach } = fuehreDurch({ aktion: "einreichen" }, vorgang, wann);
    return vorlaeufigeKostenuebernahme(danach, wann.jetzt, wann.schalter);
  };
  const D10: readonly (readonly [Einreichfrist, string, string])[] = [
    [{ tage: 4, art: "KALENDERTAGE" }, "2026-03-10", "2026-03-11"],
    [{ tage: 4, art: "ARBEITSTAGE" }, "2026-03-12", "2026-03-13"],
    [{ tage: 2, art: "KALENDERTAGE" }, "2026-03-08", "2026-03-09"],
  ];
  for (const [einreichfrist, letzter, danach] of D10)
    it(`D10 einreichfrist ${einreichfrist.tage} ${einreichfrist.art}: from the Ausstellungsdatum to ${letzter}`, () => {
      assert.deepEqual(eingereicht(letzter, einreichfrist), { frist: letzter, gewahrt: true });
      assert.deepEqual(eingereicht(danach, einreichfrist), { frist: letzter, gewahrt: false });
    });

  for (const mfaLoeschtOffene of [false, true])
    it(`D11 mfaLoeschtOffene ${mfaLoeschtOffene ? "on" : "off"}: INITIALISIERT by ARZT and MFA, OFFEN by the ARZT${mfaLoeschtOffene ? " and the MFA" : ""}`, () => {
      const als = (wer: ReturnType<typeof arzt>) => kontext(wer, undefined, { mfaLoeschtOffene });
      for (const wer of [arzt(), mfa()])
        assert.equal(fuehreDurch(LOESCHEN, initialisiert(), als(wer)).danach.status, "GELOESCHT");
      assert.equal(fuehreDurch(LOESCHEN, offen(), als(arzt())).danach.status, "GELOESCHT");
      if (!mfaLoeschtOffene) return assert.equal(lehntAb(LOESCHEN, offen(), als(mfa())).code, "VERBOTEN");
      const { aenderung } = fuehreDurch(LOESCHEN, offen(), als(mfa()));
      assert.deepEqual(
        aenderung.meldungen.map(({ art, empfaenger }) => [art, empfaenger.rolle]),
        [["ALARM", "VERSICHERTER"]],
      );
    });
});
