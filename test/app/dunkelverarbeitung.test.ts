import assert from "node:assert/strict";
import { pruefhinweise } from "../../src/app/dunkelverarbeitung.js";
import { fuehreFaelligeAus } from "../../src/app/fristenlauf.js";
import { SCHALTER_VORGABE } from "../../src/domain/hkp/ablauf.js";
import { naechsteFrist } from "../../src/domain/hkp/fristen.js";
import { regelpruefung } from "../../src/domain/hkp/dunkelverarbeitung/regelpruefung.js";
import type { Vorgang } from "../../src/domain/hkp/vorgang.js";
import { ErgebnisUnbekannt } from "../../src/domain/ports/vorgang-store.js";
import type { Fristenspeicher } from "../../src/domain/ports/fristen.js";
import type { Leistungspruefung } from "../../src/domain/ports/leistungspruefung.js";
import { arzt, elena, kasse, KASSE, renate, vertreterin } from "../helfer/akteure.js";
import { stehendeUhr } from "../helfer/uhr.js";
import { beschieden, inPruefungKostenerstattung } from "../domain/hkp/vorgaenge.js";
import { einfacherAntrag, FREIGABEN, HEUTE, klarerAntrag } from "../domain/hkp/dunkelverarbeitung/antraege.js";
import { dienstbuehne } from "./dienste.js";
import type { Dienstumstaende } from "./dienste.js";

const SCHALTER = { ...SCHALTER_VORGABE, dunkelverarbeitung: { iks: [KASSE.kennung], vorrangMs: 60_000 } };
const REGELN = regelpruefung(new Map([[KASSE.kennung, FREIGABEN]]), SCHALTER);
const UNKLAR = einfacherAntrag({ haeufigkeit: { anzahl: 4, je: "TAG" } });

/** The scheduler on a store in memory that notes the next deadline as the database does. */
function lauf(antrag: Vorgang, pruefung: Leistungspruefung = REGELN, umstaende: Dienstumstaende = {}) {
  const buehne = dienstbuehne({ ...umstaende, vorgaenge: [antrag] });
  const uhr = stehendeUhr(HEUTE);
  const fehler: unknown[] = [];
  const gemerkt = new Map<number, Date | null>();
  const stand = (): Vorgang => buehne.stand(antrag.id) ?? assert.fail("gone");
  const fristen: Pick<Fristenspeicher, "faellige" | "merke"> = {
    async faellige(jetzt) {
      const einer = stand();
      const wann = gemerkt.has(einer.version)
        ? gemerkt.get(einer.version)
        : naechsteFrist(einer, einer.geaendertAm, SCHALTER)?.faelligAm;
      return wann != null && wann <= jetzt ? [einer] : [];
    },
    async merke({ version }, naechste) {
      gemerkt.set(version, naechste);
    },
  };
  const dienste = { ...buehne.dienste, schalter: SCHALTER, leistungspruefung: pruefung, uhr };
  const teile = {
    dienste,
    fristen: fristen as Fristenspeicher,
    beiFehler: (einer: unknown) => fehler.push(einer),
  };
  return { laufe: () => fuehreFaelligeAus(teile, () => Promise.resolve(true)), stand, uhr, fehler, gemerkt, dienste };
}

const letzterEintrag = ({ protokoll }: Vorgang) => {
  const { wer, aktion } = protokoll.at(-1) ?? assert.fail("no entry");
  return [wer.rolle, wer.kennung, wer.person, aktion];
};

describe("Dunkelverarbeitung: by the scheduler", () => {
  it("a clear application is decided as the Kasse, with an id made from the deadline", async () => {
    const { laufe, stand, fehler } = lauf(klarerAntrag());
    await laufe();
    const danach = stand();
    assert.equal(danach.status, "BESCHIEDEN");
    assert.deepEqual(letzterEintrag(danach), ["KOSTENTRAEGER", "109500969", "DUNKELVERARBEITUNG", "entscheiden"]);
    const { anfrageId, wer } = danach.anfragen.at(-1) ?? assert.fail("no request");
    assert.deepEqual(
      [anfrageId, wer],
      ["FRIST:DUNKELVERARBEITUNG:2026-03-03T08:30:00.000Z", "KOSTENTRAEGER:109500969:DUNKELVERARBEITUNG"],
    );
    const bescheid = danach.datensaetze.at(-1);
    assert.ok(bescheid?.art === "ENTSCHEIDUNG");
    assert.deepEqual([bescheid.inhalt.gesamtergebnis, bescheid.signatur], ["GENEHMIGT", null]);
    assert.match(bescheid.bundle, /"resourceType":"Bundle"/);
    assert.deepEqual(fehler, []);
  });

  it("an unclear one is handed over once, however often somebody looks", async () => {
    let gefragt = 0;
    const zaehlend: Leistungspruefung = {
      pruefe: (...args) => {
        gefragt++;
        return REGELN.pruefe(...args);
      },
    };
    const { laufe, stand, uhr } = lauf(UNKLAR, zaehlend);
    await laufe();
    uhr.vor(3_600_000);
    await laufe();
    assert.deepEqual([stand().status, stand().version, gefragt], ["ANTRAGSPRUEFUNG", UNKLAR.version + 1, 1]);
    assert.deepEqual(letzterEintrag(stand()), ["SYSTEM", null, null, "vorlegen"]);
  });

  it("an answer of the database that was lost is not a second decision", async () => {
    const { laufe, stand, dienste, uhr, fehler } = lauf(klarerAntrag());
    const schreibe = dienste.store.schreibe.bind(dienste.store);
    dienste.store.schreibe = async (...args) => {
      await schreibe(...args);
      dienste.store.schreibe = schreibe;
      throw new ErgebnisUnbekannt(new Error("gone"));
    };
    await laufe();
    uhr.vor(600_000);
    await laufe();
    assert.deepEqual([stand().status, stand().version, stand().protokoll.length], ["BESCHIEDEN", 7, 2]);
    assert.equal(fehler.length, 1);
  });

  const SCHNELLERE: readonly (readonly [string, Vorgang])[] = [
    ["decides", klarerAntrag()],
    ["hands over", UNKLAR],
  ];
  for (const [was, antrag] of SCHNELLERE)
    it(`${was} nothing that somebody changed while it was checked`, async () => {
      let geaendert = false;
      const { laufe, stand, gemerkt, fehler } = lauf(antrag, REGELN, {
        vorSchreiben: (alle) => {
          if (geaendert) return;
          geaendert = true;
          alle.set(antrag.id, { ...antrag, version: antrag.version + 1, status: "KORREKTURANFRAGE" });
        },
      });
      await laufe();
      assert.deepEqual([stand().status, stand().version, stand().protokoll], ["KORREKTURANFRAGE", 7, antrag.protokoll]);
      assert.deepEqual([...gemerkt.keys()], [6], "noted for the version that is gone");
      assert.deepEqual(fehler, []);
    });

  it("a check that fails is asked again later; nothing is decided or handed over until then", async () => {
    let da = false;
    const wackelig: Leistungspruefung = {
      pruefe: (...args) => (da ? REGELN.pruefe(...args) : Promise.reject(new Error("no answer"))),
    };
    const { laufe, stand, uhr, fehler } = lauf(klarerAntrag(), wackelig);
    await laufe();
    assert.deepEqual([stand(), fehler], [klarerAntrag(), [new Error("no answer")]]);
    da = true;
    uhr.vor(299_999);
    await laufe();
    assert.equal(stand().status, "ANTRAGSPRUEFUNG");
    uhr.vor(1);
    await laufe();
    assert.equal(stand().status, "BESCHIEDEN");
  });

  it("a check that approves what nobody applied for is reported, and a person decides", async () => {
    const falsch: Leistungspruefung = {
      pruefe: async (...args) => {
        const ergebnis = await REGELN.pruefe(...args);
        if (ergebnis.art === "unklar") return ergebnis;
        return { ...ergebnis, entscheidung: { ...ergebnis.entscheidung, leistungen: [] } };
      },
    };
    const { laufe, stand, fehler } = lauf(klarerAntrag(), falsch);
    await laufe();
    assert.deepEqual(letzterEintrag(stand()), ["SYSTEM", null, null, "vorlegen"]);
    assert.deepEqual(
      fehler.map((einer) => (einer as { code: string }).code),
      ["ENTSCHEIDUNG_WIDERSPRUECHLICH"],
    );
  });
});

describe("Dunkelverarbeitung: what the clerk reads", () => {
  const dienste = { leistungspruefung: REGELN, uhr: stehendeUhr(HEUTE) };

  it("why a person must look", async () => {
    assert.deepEqual(await pruefhinweise(UNKLAR, kasse(), dienste), [
      {
        regel: "HAEUFIGKEIT_UEBER_FREIGABE",
        text: "Die Häufigkeit von Nr. 26 (Medikamente, Richten und Verabreichen) liegt über der Freigabe des Kostenträgers.",
        leistungId: "leistung-fest",
      },
    ]);
    assert.deepEqual(await pruefhinweise(klarerAntrag(), kasse(), dienste), []);
  });

  it("is nobody else's, and not there where nothing is to be decided", async () => {
    for (const akteur of [arzt(), elena(), renate(), vertreterin()])
      assert.equal(await pruefhinweise(UNKLAR, akteur, dienste), null);
    for (const vorgang of [beschieden(), inPruefungKostenerstattung()])
      assert.equal(await pruefhinweise(vorgang, kasse(), dienste), null);
  });
});
