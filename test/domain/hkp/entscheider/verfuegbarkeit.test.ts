import assert from "node:assert/strict";
import type { BefehlFuer } from "../../../../src/domain/hkp/befehle.js";
import { sichtbareDatensaetze } from "../../../../src/domain/hkp/ansicht.js";
import { sichtbareAnfragen } from "../../../../src/domain/hkp/verfuegbarkeit.js";
import { istUeberholt } from "../../../../src/domain/hkp/sendeauftrag.js";
import type { Vorgang } from "../../../../src/domain/hkp/vorgang.js";
import type { Teilnehmer } from "../../../../src/domain/kern/akteur.js";
import {
  arzt,
  elena,
  HAND_UND_HERZ,
  INTEGRAL,
  kasse,
  mfa,
  miriam,
  renate,
  system,
  vertreterin,
} from "../../../helfer/akteure.js";
import { anfrage } from "../anfragen.js";
import { bringeNeueVersion, kontext } from "../befehle.js";
import { fuehreDurch, gesehen, lehntAb } from "../durchfuehren.js";
import { AUS_OFFEN_AN_PRAXIS, offen, verordnung } from "../vorgaenge.js";

type Anfragebefehl = BefehlFuer<"verfuegbarkeitAnfragen">;
const frage = (pflegedienst: Teilnehmer, wunsch: Anfragebefehl["wunsch"] = {}): Anfragebefehl => ({
  aktion: "verfuegbarkeitAnfragen",
  pflegedienst,
  name: `Pflegedienst ${pflegedienst.kennung.slice(-1)}`,
  wunsch,
});
const antworte = (verfuegbar: boolean, text: string | null = null) =>
  ({ aktion: "verfuegbarkeitAntworten", verfuegbar, text }) as const;
const dienst = (nr: number): Teilnehmer => ({ rolle: "PFLEGEDIENST", kennung: `10-67.245.HKPSANDBOX000${nr}` });

const ZUSTAND = ({ verfuegbarkeitsanfragen }: Vorgang) => verfuegbarkeitsanfragen.map(({ zustand }) => zustand);
const RENATES = ["VERORDNENDER:1-20HKPSANDBOX0001", "VERSICHERTER:X000001014"];
const HERZ = "PFLEGEDIENST:10-67.245.HKPSANDBOX0001";
const PD_INTEGRAL = "PFLEGEDIENST:10-67.245.HKPSANDBOX0002";

/** Both Pflegedienste asked by the insured person, one after the other. */
function beideAngefragt(start = offen()): Vorgang {
  const k = kontext(renate());
  return fuehreDurch(frage(INTEGRAL), fuehreDurch(frage(HAND_UND_HERZ), start, k).danach, k).danach;
}

describe("verfuegbarkeitAnfragen: the insured person asks without obligation [6.5.2]", () => {
  for (const akteur of [renate(), vertreterin()])
    it(`${akteur.rolle}: alerts the asked Pflegedienst, which sees it; who is next stays as it was`, () => {
      assert.deepEqual(gesehen(fuehreDurch(frage(HAND_UND_HERZ), offen(), kontext(akteur))), {
        status: "OFFEN",
        ereignis: "UNVERBINDLICHE_ANFRAGE",
        alarme: [`${HERZ} über KIM: WARTET`],
        informationen: [],
        dran: "VERSICHERTER:X000001014",
        sehen: [...RENATES, HERZ],
      });
    });

  it("keeps the wishes, and the asked one reads the Verordnung and its own Anfrage, not those of others", () => {
    const wunsch = {
      wunschzeitraum: { von: "2026-03-05", bis: "2026-03-29" },
      wuensche: "morgens vor 8 Uhr; auch Interesse an Pflegesachleistungen",
      kontakt: { name: "Tochter Petra", telefon: "030 5550177", email: "petra@example.org" },
    };
    const k = kontext(renate());
    const erste = fuehreDurch(frage(HAND_UND_HERZ, wunsch), offen(), k).danach;
    const vorgang = fuehreDurch(frage(INTEGRAL), erste, k).danach;
    assert.deepEqual(
      sichtbareAnfragen(vorgang, elena()).map((eine) => [eine.pflegedienst, eine.wunsch]),
      [[HAND_UND_HERZ, wunsch]],
    );
    assert.deepEqual(
      sichtbareAnfragen(vorgang, renate()).map(({ pflegedienst }) => pflegedienst),
      [HAND_UND_HERZ, INTEGRAL],
    );
    for (const akteur of [arzt(), mfa(), kasse()]) assert.deepEqual(sichtbareAnfragen(vorgang, akteur), []);
    assert.deepEqual(
      sichtbareDatensaetze(vorgang, miriam()).map(({ art }) => art),
      ["VERORDNUNG"],
    );
  });

  it("at most three at a time: who declined or was withdrawn makes room, who is available does not", () => {
    const k = kontext(renate());
    let vorgang = offen();
    for (const nr of [1, 2, 3]) vorgang = fuehreDurch(frage(dienst(nr)), vorgang, k).danach;
    assert.deepEqual(lehntAb(frage(dienst(4)), vorgang, k), { code: "ANFRAGEN_ZU_VIELE", details: { hoechstens: 3 } });
    const verfuegbar = fuehreDurch(antworte(true), vorgang, kontext(elena())).danach;
    assert.equal(lehntAb(frage(dienst(4)), verfuegbar, k).code, "ANFRAGEN_ZU_VIELE");
    const abgesagt = fuehreDurch(antworte(false), verfuegbar, kontext(miriam())).danach;
    const vierte = fuehreDurch(frage(dienst(4)), abgesagt, k).danach;
    assert.deepEqual(ZUSTAND(vierte), ["VERFUEGBAR", "NICHT_VERFUEGBAR", "OFFEN", "OFFEN"]);
  });

  it("never the same twice, however it ended, and not whoever has the Zuweisung", () => {
    const k = kontext(renate());
    for (const zustand of ["OFFEN", "VERFUEGBAR", "NICHT_VERFUEGBAR", "ENTSCHIEDEN", "ZURUECKGEZOGEN"] as const)
      assert.equal(
        lehntAb(frage(HAND_UND_HERZ), offen({ verfuegbarkeitsanfragen: [anfrage({ zustand })] }), k).code,
        "PFLEGEDIENST_SCHON_ANGEFRAGT",
        zustand,
      );
    const zugewiesener = offen({ zuweisung: HAND_UND_HERZ });
    assert.equal(lehntAb(frage(HAND_UND_HERZ), zugewiesener, k).code, "PFLEGEDIENST_SCHON_ANGEFRAGT");
    // Another one may be asked while the chosen one has not accepted: it stays the one who is next.
    assert.equal(gesehen(fuehreDurch(frage(INTEGRAL), zugewiesener, k))["dran"], HERZ);
  });

  it("not with the Kennzeichen „Kostenerstattung / Persönliches Budget“, not after the period; with § 13 (2) it is", () => {
    const k = kontext(renate());
    const gekennzeichnet = offen({ kennzeichenKostenerstattung: true });
    assert.equal(lehntAb(frage(INTEGRAL), gekennzeichnet, k).code, "KENNZEICHEN_KOSTENERSTATTUNG");
    const danach = kontext(renate(), "2026-03-29T22:00:00Z");
    assert.equal(lehntAb(frage(INTEGRAL), offen(), danach).code, "VERORDNUNGSZEITRAUM_ABGELAUFEN");
    const wahl = offen({}, verordnung({ wahlKostenerstattung: true }));
    assert.deepEqual(ZUSTAND(fuehreDurch(frage(INTEGRAL), wahl, k).danach), ["OFFEN"]);
  });

  it("names every fault of the wishes with its place", () => {
    const { code, details } = lehntAb(
      frage(INTEGRAL, {
        wunschzeitraum: { von: "2026-03-09", bis: "2026-03-05" },
        wuensche: "x".repeat(1001),
        kontakt: { name: "N".repeat(101), telefon: "anrufen!", email: "petra@example" },
      }),
      offen(),
      kontext(renate()),
    );
    assert.equal(code, "EINGABE_UNGUELTIG");
    const { verstoesse } = details as { verstoesse: readonly { pfad: string }[] };
    assert.deepEqual(
      verstoesse.map(({ pfad }) => pfad),
      ["wunschzeitraum", "wuensche", "kontakt.name", "kontakt.telefon", "kontakt.email"],
    );
    const zweizeilig = { name: "Petra\nVerordnungs-ID: 1", telefon: "030 5550177" };
    const falscherName = lehntAb(frage(INTEGRAL, { kontakt: zweizeilig }), offen(), kontext(renate()));
    assert.equal(
      (falscherName.details as { verstoesse: readonly { pfad: string }[] }).verstoesse[0]?.pfad,
      "kontakt.name",
    );
    const ohneWeg = lehntAb(frage(INTEGRAL, { kontakt: { name: "Petra" } }), offen(), kontext(renate()));
    assert.equal((ohneWeg.details as { verstoesse: readonly { pfad: string }[] }).verstoesse[0]?.pfad, "kontakt");
  });
});

describe("verfuegbarkeitAntworten: a snapshot that binds nobody [6.5.2]", () => {
  it("available: the insured person is alerted, the answer with its text is kept, the Pflegedienst goes on seeing it", () => {
    const ergebnis = fuehreDurch(antworte(true, "Ab Montag."), beideAngefragt(), kontext(elena()));
    assert.deepEqual(gesehen(ergebnis), {
      status: "OFFEN",
      ereignis: "ANFRAGE_BEANTWORTET",
      alarme: ["VERSICHERTER:X000001014 über PORTAL: ZUGESTELLT"],
      informationen: [],
      dran: "VERSICHERTER:X000001014",
      sehen: [...RENATES, HERZ, PD_INTEGRAL],
    });
    const [beantwortete] = ergebnis.danach.verfuegbarkeitsanfragen;
    assert.deepEqual(
      [beantwortete?.zustand, beantwortete?.antwort, beantwortete?.beantwortetAm, beantwortete?.automatisch],
      ["VERFUEGBAR", "Ab Montag.", new Date("2026-03-02T11:00:00Z"), false],
    );
  });

  it("not available: its access ends; the others' Anfragen and Alarme go on", () => {
    const vorher = beideAngefragt();
    const { aenderung, danach } = fuehreDurch(antworte(false), vorher, kontext(elena()));
    assert.deepEqual(gesehen({ aenderung, danach })["sehen"], [...RENATES, PD_INTEGRAL]);
    assert.deepEqual(ZUSTAND(danach), ["NICHT_VERFUEGBAR", "OFFEN"]);
    assert.deepEqual(
      vorher.ausgang.map((auftrag) => istUeberholt(auftrag, danach)),
      [true, false],
    );
  });

  it("an available one may think better of it, and the insured person hears of it; one that declined is no longer asked", () => {
    const ja = fuehreDurch(antworte(true), beideAngefragt(), kontext(elena())).danach;
    const nein = fuehreDurch(antworte(false, "Doch nicht."), ja, kontext(elena()));
    assert.deepEqual(gesehen(nein)["alarme"], ["VERSICHERTER:X000001014 über PORTAL: ZUGESTELLT"]);
    assert.equal(lehntAb(antworte(true), nein.danach, kontext(elena())).code, "VERBOTEN");
  });

  it("only whoever was asked answers, and with a text of at most 1000 characters", () => {
    const nurHerz = offen({ verfuegbarkeitsanfragen: [anfrage()] });
    assert.equal(lehntAb(antworte(true), nurHerz, kontext(miriam())).code, "VERBOTEN");
    assert.equal(lehntAb(antworte(true, "y".repeat(1001)), nurHerz, kontext(elena())).code, "EINGABE_UNGUELTIG");
    assert.equal(lehntAb(antworte(true, "  "), nurHerz, kontext(elena())).code, "EINGABE_UNGUELTIG");
  });

  it("does not lead to accepting: that needs the Zuweisung or a proof", () => {
    const ja = fuehreDurch(antworte(true), beideAngefragt(), kontext(elena())).danach;
    assert.equal(lehntAb({ aktion: "annehmen" }, ja, kontext(elena())).code, "ZUWEISUNG_FEHLT");
    const mitKarte = { ...kontext(elena()), nachgewiesen: true };
    assert.deepEqual(fuehreDurch({ aktion: "annehmen" }, ja, mitKarte).danach.pflegedienst, HAND_UND_HERZ);
    const zugewiesen = fuehreDurch({ aktion: "zuweisen", pflegedienst: HAND_UND_HERZ }, ja, kontext(renate())).danach;
    assert.equal(fuehreDurch({ aktion: "annehmen" }, zugewiesen, kontext(elena())).danach.status, "ZUGEWIESEN");
  });
});

describe("verfuegbarkeitZurueckziehen", () => {
  it("ends access and unsent Alarm of the one; it is informed", () => {
    const vorher = beideAngefragt();
    const befehl = {
      aktion: "verfuegbarkeitZurueckziehen",
      anfrage: vorher.verfuegbarkeitsanfragen[0]?.id ?? "",
    } as const;
    const ergebnis = fuehreDurch(befehl, vorher, kontext(renate()));
    const { alarme, informationen, sehen } = gesehen(ergebnis);
    assert.deepEqual(
      { alarme, informationen, sehen },
      {
        alarme: [],
        informationen: [HERZ],
        sehen: [...RENATES, PD_INTEGRAL],
      },
    );
    assert.deepEqual(
      vorher.ausgang.map((auftrag) => istUeberholt(auftrag, ergebnis.danach)),
      [true, false],
    );
    assert.equal(lehntAb(befehl, ergebnis.danach, kontext(renate())).code, "VERFUEGBARKEITSANFRAGE_UNBEKANNT");
  });
});

describe("the end of all Anfragen: whatever decides where the Verordnung goes", () => {
  /** Hand & Herz has answered available, Integral not yet. */
  const start = (abweichung: Partial<Vorgang> = {}): Vorgang =>
    fuehreDurch(antworte(true), beideAngefragt(offen(abweichung)), kontext(elena())).danach;
  const unverschickt = (vorher: Vorgang, danach: Vorgang) =>
    vorher.ausgang
      .filter(({ ereignis }) => ereignis === "UNVERBINDLICHE_ANFRAGE")
      .map((auftrag) => istUeberholt(auftrag, danach));
  const entschieden = ({ aenderung }: ReturnType<typeof fuehreDurch>) =>
    aenderung.meldungen
      .filter(({ ereignis }) => ereignis === "ANFRAGE_ENTSCHIEDEN")
      .map(({ art, empfaenger }) => `${art} ${empfaenger.rolle}:${empfaenger.kennung}`);

  it("zuweisen: the chosen one gets its Alarm and nothing else, the other one learns that it is decided", () => {
    const vorher = start();
    const ergebnis = fuehreDurch({ aktion: "zuweisen", pflegedienst: HAND_UND_HERZ }, vorher, kontext(renate()));
    assert.deepEqual(gesehen(ergebnis), {
      status: "OFFEN",
      ereignis: "ZUGEWIESEN,ANFRAGE_ENTSCHIEDEN",
      alarme: [`${HERZ} über KIM: WARTET`],
      informationen: [PD_INTEGRAL],
      dran: HERZ,
      sehen: [...RENATES, HERZ],
    });
    assert.deepEqual(ZUSTAND(ergebnis.danach), ["ENTSCHIEDEN", "ENTSCHIEDEN"]);
    assert.deepEqual(unverschickt(vorher, ergebnis.danach), [true, true]);
  });

  it("accepting by another one, with a proof", () => {
    const vorher = fuehreDurch(frage(INTEGRAL), offen(), kontext(renate())).danach;
    const ergebnis = fuehreDurch({ aktion: "annehmen" }, vorher, kontext(elena()));
    assert.deepEqual(entschieden(ergebnis), [`INFORMATION ${PD_INTEGRAL}`]);
    assert.deepEqual(unverschickt(vorher, ergebnis.danach), [true]);
    assert(!(gesehen(ergebnis)["sehen"] as string[]).includes(PD_INTEGRAL));
  });

  it("accepting by an asked one, with a proof: only the other one is told", () => {
    const mitKarte = { ...kontext(elena()), nachgewiesen: true };
    assert.deepEqual(entschieden(fuehreDurch({ aktion: "annehmen" }, start(), mitKarte)), [
      `INFORMATION ${PD_INTEGRAL}`,
    ]);
  });

  const ENDEN = {
    "AP1, the application for Kostenerstattung": () =>
      fuehreDurch({ aktion: "antragKostenerstattung" }, start({ kostentraegerHatZugriff: true }), kontext(kasse())),
    "4, closing by the Kostenträger": () => {
      const wahl = offen({ kostentraegerHatZugriff: true }, verordnung({ wahlKostenerstattung: true }));
      return fuehreDurch({ aktion: "abschliessen" }, beideAngefragt(wahl), kontext(kasse()));
    },
    "ML2, deletion by the insured person": () => fuehreDurch({ aktion: "loeschen" }, start(), kontext(renate())),
    "ML2, deletion by the practice": () => fuehreDurch({ aktion: "loeschen" }, start(), kontext(arzt())),
    "AA1, the end of the period": () =>
      fuehreDurch(
        { aktion: "abschliessen", frist: "AA1" } as never,
        start(),
        kontext(system(), "2026-03-29T22:00:00Z"),
      ),
    "AA1 out of a Korrekturanfrage (D4)": () =>
      fuehreDurch(
        { aktion: "abschliessen", frist: "AA1" } as never,
        { ...start(), status: "KORREKTURANFRAGE", korrektur: AUS_OFFEN_AN_PRAXIS },
        kontext(system(), "2026-03-29T22:00:00Z"),
      ),
  };
  for (const [titel, ende] of Object.entries(ENDEN))
    it(`${titel}: both are told once, without an Alarm, and see it no longer`, () => {
      const ergebnis = ende();
      assert.deepEqual(entschieden(ergebnis), [`INFORMATION ${HERZ}`, `INFORMATION ${PD_INTEGRAL}`]);
      const sehen = gesehen(ergebnis)["sehen"] as string[];
      assert(!sehen.includes(HERZ) && !sehen.includes(PD_INTEGRAL));
      const geloescht = ergebnis.danach.status === "GELOESCHT";
      assert.deepEqual(ZUSTAND(ergebnis.danach), geloescht ? [] : ["ENTSCHIEDEN", "ENTSCHIEDEN"]);
      const empfaenger = ergebnis.aenderung.meldungen.map((m) => `${m.empfaenger.rolle}:${m.empfaenger.kennung}`);
      assert.equal(new Set(empfaenger).size, empfaenger.length, "nobody is told twice");
    });

  it("not by an own correction of the practice, which the asked ones are informed of", () => {
    const ergebnis = fuehreDurch(bringeNeueVersion(verordnung()), start(), kontext(arzt()));
    assert.deepEqual(ZUSTAND(ergebnis.danach), ["VERFUEGBAR", "OFFEN"]);
    assert.deepEqual(gesehen(ergebnis)["informationen"], ["VERSICHERTER:X000001014", HERZ, PD_INTEGRAL]);
  });

  it("not by a Korrekturanfrage out of OFFEN: they go on, and may be answered meanwhile", () => {
    const vorher = beideAngefragt(offen({ kostentraegerHatZugriff: true }));
    const wunsch = {
      zuVersion: 1,
      aenderungen: [{ art: "HINZUFUEGEN", einschraenkung: "x", begruendung: "y" }],
    } as const;
    const laufend = fuehreDurch(
      { aktion: "korrekturAnfragen", an: "VERORDNENDER", wunsch },
      vorher,
      kontext(kasse()),
    ).danach;
    // The status is left, but what the unsent Alarme ask is still asked.
    assert.deepEqual(unverschickt(laufend, laufend), [false, false]);
    const ersteAntwort = fuehreDurch(antworte(true), laufend, kontext(elena())).danach;
    assert.deepEqual(unverschickt(laufend, ersteAntwort), [true, false]);
    const { danach } = fuehreDurch(antworte(true), ersteAntwort, kontext(miriam()));
    assert.deepEqual([danach.status, ZUSTAND(danach)], ["KORREKTURANFRAGE", ["VERFUEGBAR", "VERFUEGBAR"]]);
  });
});

describe("contact data with a Zuweisung [6.5.5, Versicherter 14]", () => {
  const KONTAKT = { telefon: "030 5550177" };
  const zuweisen = (pflegedienst: Teilnehmer, kontakt?: { telefon?: string }) =>
    ({ aktion: "zuweisen", pflegedienst, ...(kontakt === undefined ? {} : { kontakt }) }) as const;

  it("are kept for the chosen one, also after it has accepted; another Zuweisung or another one's accepting ends them", () => {
    const { danach } = fuehreDurch(zuweisen(HAND_UND_HERZ, KONTAKT), offen(), kontext(renate()));
    assert.deepEqual(danach.kontakt, KONTAKT);
    assert.deepEqual(fuehreDurch({ aktion: "annehmen" }, danach, kontext(elena())).danach.kontakt, KONTAKT);
    assert.equal(fuehreDurch({ aktion: "annehmen" }, danach, kontext(miriam())).danach.kontakt, null);
    assert.equal(fuehreDurch(zuweisen(INTEGRAL), danach, kontext(renate())).danach.kontakt, null);
  });

  it("go with the Vorgang, and with giving back", () => {
    const { danach } = fuehreDurch(zuweisen(HAND_UND_HERZ, KONTAKT), offen(), kontext(renate()));
    assert.equal(fuehreDurch({ aktion: "loeschen" }, danach, kontext(renate())).danach.kontakt, null);
    const angenommen = fuehreDurch({ aktion: "annehmen" }, danach, kontext(elena())).danach;
    assert.equal(fuehreDurch({ aktion: "zurueckgeben" }, angenommen, kontext(elena())).danach.kontakt, null);
  });

  it("are checked", () => {
    assert.equal(lehntAb(zuweisen(INTEGRAL, {}), offen(), kontext(renate())).code, "EINGABE_UNGUELTIG");
  });
});
