import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { Sendeauftrag } from "../../src/domain/hkp/sendeauftrag.js";
import type { Vorgang } from "../../src/domain/hkp/vorgang.js";
import type { Ausgang } from "../../src/domain/ports/ausgang.js";
import type { Sammelausgang, Sammlung } from "../../src/domain/ports/sammelausgang.js";
import type { VorgangStore } from "../../src/domain/ports/vorgang-store.js";
import { aenderung, auftrag, offenerVorgang, um } from "./beispiele.js";

const KIM = ["KIM"] as const;
const LEASE_MS = 60_000;
const PRAXIS = { rolle: "VERORDNENDER", kennung: "1-SMC-B-Praxis" } as const;
const KASSE = { rolle: "KOSTENTRAEGER", kennung: "109500969" } as const;
const GRUND = { code: "X", text: "Grund" };
const UEBERGEBEN = { zustand: "UEBERGEBEN", naechsterVersuch: null, grund: null, nachrichtId: "m1" } as const;

export interface Sammelteile {
  readonly sammelausgang: Sammelausgang;
  readonly ausgang: Ausgang;
  readonly store: VorgangStore;
}

/** What every outbox must do with orders that go out together. `gib` hands out an empty one for each test. */
export function vertragSammelausgang(gib: () => Promise<Sammelteile>): void {
  let sammelausgang: Sammelausgang;
  let ausgang: Ausgang;
  let store: VorgangStore;
  beforeEach(async () => {
    ({ sammelausgang, ausgang, store } = await gib());
  });

  const information = (felder: Partial<Sendeauftrag> = {}): Sendeauftrag =>
    auftrag({
      empfaenger: PRAXIS,
      sammelbar: true,
      stand: Number.MAX_SAFE_INTEGER,
      naechsterVersuch: um(1),
      ...felder,
    });
  async function lege(...auftraege: readonly Sendeauftrag[]): Promise<Vorgang> {
    const vorgang = offenerVorgang({ alarmstand: 1, ausgang: auftraege });
    assert.equal(await store.legeAn(vorgang), "ANGELEGT");
    return vorgang;
  }
  async function lies(id: string): Promise<Vorgang> {
    return (await store.lade(id, { art: "ALLE" })) ?? assert.fail("gone");
  }
  const auftraegeVon = async ({ id }: Vorgang): Promise<readonly Sendeauftrag[]> => (await lies(id)).ausgang;
  async function nimm(jetzt = um(1)): Promise<Sammlung> {
    const sammlung = await sammelausgang.beanspruche(KIM, jetzt, LEASE_MS);
    assert.ok(sammlung !== null && sammlung !== "BESETZT");
    return sammlung;
  }
  const vorgaenge = ({ posten }: Sammlung): readonly string[] => posten.map(({ vorgang }) => vorgang.id);
  async function loesche(vorgang: Vorgang): Promise<void> {
    const gelesen = await lies(vorgang.id);
    const schritt = aenderung(gelesen, { status: "GELOESCHT", auftraege: [], ueberholtAlarme: true });
    assert.equal(await store.schreibe(gelesen, schritt), "GESCHRIEBEN");
  }

  it("fasst alles Fällige eines Empfängers über Vorgänge hinweg zusammen, Ältestes zuerst", async () => {
    const b = await lege(information({ erstelltAm: um(0.2) }));
    const a = await lege(information({ erstelltAm: um(0.1) }), information({ erstelltAm: um(0.3) }));
    const sammlung = await nimm();
    assert.deepEqual(vorgaenge(sammlung), [a.id, b.id, a.id]);
    assert.deepEqual([sammlung.empfaenger, sammlung.kanal], [PRAXIS, "KIM"]);
    const [erster] = await auftraegeVon(b);
    assert.deepEqual(erster, {
      ...b.ausgang[0],
      sammelId: sammlung.sammelId,
      versuche: 1,
      naechsterVersuch: um(2),
      anspruch: { marke: sammlung.marke, bis: um(2), uebergabeSeit: null },
    });
    assert.equal(await sammelausgang.beanspruche(KIM, um(1.99), LEASE_MS), null);
  });

  it("lässt liegen, was nicht fällig, einzeln, für andere oder auf einem anderen Kanal ist", async () => {
    const fremd = await lege(information({ empfaenger: KASSE }));
    const vorgang = await lege(
      information(),
      information({ naechsterVersuch: um(5) }),
      auftrag({ empfaenger: PRAXIS, naechsterVersuch: um(1) }),
      information({ kanal: "TIM" }),
    );
    const erste = await nimm();
    const zweite = await nimm();
    assert.deepEqual([vorgaenge(erste), vorgaenge(zweite)].sort(), [[fremd.id], [vorgang.id]].sort());
    assert.notEqual(erste.sammelId, zweite.sammelId);
    assert.equal(await sammelausgang.beanspruche(KIM, um(1), LEASE_MS), null);
    const [, spaeterer, einzelner, andererKanal] = await auftraegeVon(vorgang);
    for (const einer of [spaeterer, einzelner, andererKanal]) assert.equal(einer?.versuche, 0);
  });

  it("was einzeln überholt ist, bevor es in einer Sammlung ist, geht nicht mit und wird zurückgezogen", async () => {
    const ueberholter = information();
    const allein = offenerVorgang({ alarmstand: 1, ausgang: [ueberholter], ueberholteAuftraege: [ueberholter.id] });
    assert.equal(await store.legeAn(allein), "ANGELEGT");
    assert.equal(await sammelausgang.beanspruche(KIM, um(1), LEASE_MS), null);
    const [einer] = await auftraegeVon(allein);
    assert.deepEqual(
      [einer?.zustand, einer?.zustandSeit, einer?.naechsterVersuch, einer?.sammelId],
      ["ZURUECKGEZOGEN", um(1), null, undefined],
    );
    const [weg, bleibt] = [information(), information()];
    const beides = offenerVorgang({ alarmstand: 1, ausgang: [weg, bleibt], ueberholteAuftraege: [weg.id] });
    assert.equal(await store.legeAn(beides), "ANGELEGT");
    const sammlung = await nimm();
    assert.deepEqual(
      sammlung.posten.map(({ auftrag: { id } }) => id),
      [bleibt.id],
    );
  });

  it("ein Auftrag für eine Sammelmeldung wird nie einzeln herausgegeben, weckt aber zu seiner Zeit", async () => {
    await lege(information({ naechsterVersuch: um(1) }));
    assert.equal(await ausgang.beanspruche(KIM, um(1), LEASE_MS), null);
    assert.deepEqual(await ausgang.naechsteFaelligkeit(KIM), um(1));
  });

  it("von vielen Arbeitern zugleich bekommt sie einer, ganz", async () => {
    const alle = await Promise.all(Array.from({ length: 6 }, () => lege(information())));
    const ergebnisse = await Promise.all(
      Array.from({ length: 8 }, () => sammelausgang.beanspruche(KIM, um(1), LEASE_MS)),
    );
    const sammlungen = ergebnisse.filter((eine) => eine !== null && eine !== "BESETZT");
    assert.equal(sammlungen.length, 1);
    assert.deepEqual([...vorgaenge(sammlungen[0] ?? assert.fail())].sort(), alle.map(({ id }) => id).sort());
  });

  it("was danach fällig wird, ist eine neue Sammlung; die laufende bleibt, wie sie ist", async () => {
    await lege(information());
    const erste = await nimm();
    const spaeter = await lege(information());
    const zweite = await nimm();
    assert.deepEqual(vorgaenge(zweite), [spaeter.id]);
    assert.equal((await sammelausgang.beginneUebergabe(erste, "a@x", "m1", um(1)))?.posten.length, 1);
  });

  it("der Vermerk steht an jedem Auftrag; danach ist nichts mehr zu tun", async () => {
    const [a, b] = [await lege(information()), await lege(information())];
    const sammlung = await nimm();
    const uebergeben = await sammelausgang.beginneUebergabe(sammlung, "a@x", "m1", um(1.1));
    assert.equal(uebergeben?.posten.length, 2);
    assert.equal(await sammelausgang.vermerke(sammlung, UEBERGEBEN, um(1.2)), true);
    for (const vorgang of [a, b]) {
      const [{ zustand, zustandSeit, adresse, nachrichtId, anspruch, naechsterVersuch } = assert.fail()] =
        await auftraegeVon(vorgang);
      assert.deepEqual(
        { zustand, zustandSeit, adresse, nachrichtId, anspruch, naechsterVersuch },
        {
          zustand: "UEBERGEBEN",
          zustandSeit: um(1.2),
          adresse: "a@x",
          nachrichtId: "m1",
          anspruch: null,
          naechsterVersuch: null,
        },
      );
    }
    assert.equal(await sammelausgang.vermerke(sammlung, UEBERGEBEN, um(1.3)), false);
    assert.equal(await sammelausgang.beanspruche(KIM, um(99), LEASE_MS), null);
  });

  it("eine vorübergehende Störung: dieselbe Sammlung später noch einmal", async () => {
    await lege(information());
    await lege(information());
    const erste = await nimm();
    await sammelausgang.vermerke(erste, { zustand: "WARTET", naechsterVersuch: um(3), grund: GRUND }, um(1.1));
    assert.equal(await sammelausgang.beanspruche(KIM, um(2.9), LEASE_MS), null);
    const zweite = await nimm(um(3));
    assert.equal(zweite.sammelId, erste.sammelId);
    assert.deepEqual(vorgaenge(zweite), vorgaenge(erste));
    assert.deepEqual(
      zweite.posten.map(({ auftrag: { versuche, zustand } }) => [versuche, zustand]),
      [
        [2, "WARTET"],
        [2, "WARTET"],
      ],
    );
  });

  it("Absturz vor der Übergabe: nach der Lease dieselbe Sammlung, als wäre nichts gewesen", async () => {
    await lege(information());
    await lege(information());
    const erste = await nimm();
    const zweite = await nimm(um(2));
    assert.equal(zweite.sammelId, erste.sammelId);
    assert.equal(zweite.posten[0]?.auftrag.zustand, "WARTET");
    assert.equal(await sammelausgang.beginneUebergabe(erste, "a@x", "m", um(2)), null);
    assert.equal(await sammelausgang.vermerke(erste, UEBERGEBEN, um(2)), false);
    assert.equal(await sammelausgang.verlaengere(erste, um(9)), false);
    assert.equal((await sammelausgang.beginneUebergabe(zweite, "a@x", "m", um(2)))?.posten.length, 2);
  });

  it("Absturz in der Übergabe: UNBEKANNT mit einer Wiederholung, danach ruht sie", async () => {
    const vorgang = await lege(information());
    await lege(information());
    await sammelausgang.beginneUebergabe(await nimm(), "a@x", "m1", um(1.5));
    const zweite = await nimm(um(2));
    for (const { auftrag: einer } of zweite.posten)
      assert.deepEqual([einer.zustand, einer.zustandSeit, einer.unbekannt], ["UNBEKANNT", um(2), 1]);
    await sammelausgang.beginneUebergabe(zweite, "a@x", "m1", um(2.5));
    assert.equal(await sammelausgang.beanspruche(KIM, um(3), LEASE_MS), null);
    const [einer] = await auftraegeVon(vorgang);
    assert.deepEqual([einer?.zustand, einer?.unbekannt, einer?.naechsterVersuch], ["UNBEKANNT", 2, null]);
    assert.equal(await ausgang.naechsteFaelligkeit(KIM), null);
  });

  it("Absturz mitten im Vermerk: was an einem Auftrag steht, gilt für alle, und nichts geht noch einmal hinaus", async () => {
    const a = await lege(
      information({ sammelId: "s", zustand: "UEBERGEBEN", zustandSeit: um(1), versuche: 1, naechsterVersuch: null }),
    );
    const mitten = { marke: "tot", bis: um(2), uebergabeSeit: um(1) };
    const b = await lege(information({ sammelId: "s", versuche: 1, naechsterVersuch: um(2), anspruch: mitten }));
    assert.equal(await sammelausgang.beanspruche(KIM, um(2), LEASE_MS), null);
    const [einer] = await auftraegeVon(b);
    assert.deepEqual(
      [einer?.zustand, einer?.zustandSeit, einer?.naechsterVersuch, einer?.anspruch],
      ["UEBERGEBEN", um(1), null, null],
    );
    assert.deepEqual((await auftraegeVon(a))[0], a.ausgang[0]);
  });

  it("Absturz mitten im Zusammenstellen: was noch keine Sammlung hat, bildet die nächste", async () => {
    const a = await lege(information({ sammelId: "s" }));
    const b = await lege(information());
    const beide = [await nimm(), await nimm()];
    assert.deepEqual(beide.map(vorgaenge).flat().sort(), [a.id, b.id].sort());
    assert.equal(beide.filter(({ sammelId }) => sammelId === "s").length, 1);
  });

  it("ein gelöschter Vorgang geht nicht mehr mit hinaus, auch zwischen Anspruch und Übergabe", async () => {
    const [a, b, c] = [await lege(information()), await lege(information()), await lege(information())];
    await loesche(a);
    const sammlung = await nimm();
    assert.deepEqual([...vorgaenge(sammlung)].sort(), [b.id, c.id].sort());
    await loesche(b);
    const uebergeben = await sammelausgang.beginneUebergabe(sammlung, "a@x", "m", um(1.1));
    assert.deepEqual(vorgaenge(uebergeben ?? assert.fail()), [c.id]);
    await loesche(c);
    assert.equal(await sammelausgang.vermerke(sammlung, UEBERGEBEN, um(1.2)), false);
    assert.equal(await sammelausgang.beanspruche(KIM, um(9), LEASE_MS), null);
  });

  it("alle gelöscht: nichts zu senden", async () => {
    const vorgang = await lege(information());
    const sammlung = await nimm();
    await loesche(vorgang);
    assert.equal(await sammelausgang.beginneUebergabe(sammlung, "a@x", "m", um(1.1)), null);
    assert.equal(await sammelausgang.beanspruche(KIM, um(9), LEASE_MS), null);
  });

  it("ein Übergang überholt sie nicht", async () => {
    const vorgang = await lege(information());
    const schritt = aenderung(vorgang, { status: "ZUGEWIESEN", auftraege: [], ueberholtAlarme: true });
    assert.equal(await store.schreibe(vorgang, schritt), "GESCHRIEBEN");
    const sammlung = await nimm();
    assert.equal((await sammelausgang.beginneUebergabe(sammlung, "a@x", "m", um(1.1)))?.posten.length, 1);
  });

  it("hält den Anspruch mit einem Lebenszeichen", async () => {
    await lege(information());
    const sammlung = await nimm();
    assert.equal(await sammelausgang.verlaengere({ ...sammlung, marke: randomUUID() }, um(99)), false);
    assert.equal(await sammelausgang.verlaengere(sammlung, um(5)), true);
    assert.equal(await sammelausgang.beanspruche(KIM, um(4), LEASE_MS), null);
    assert.equal((await nimm(um(5))).sammelId, sammlung.sammelId);
  });

  describe("Ersatz auf dem nächsten Kanal", () => {
    const UNZUSTELLBAR = { zustand: "UNZUSTELLBAR", naechsterVersuch: null, grund: GRUND } as const;
    const ueberTim = (felder: Partial<Sendeauftrag> = {}): Sendeauftrag =>
      information({ ersatzkanaele: [{ kanal: "TIM", auftragId: randomUUID() }], ...felder });
    async function pruefeSammlungUeberTim(jetzt: Date, erwartete: readonly Vorgang[]): Promise<void> {
      const naechste = await sammelausgang.beanspruche(["TIM"], jetzt, LEASE_MS);
      assert.ok(naechste !== null && naechste !== "BESETZT");
      assert.deepEqual([...vorgaenge(naechste)].sort(), erwartete.map(({ id }) => id).sort());
      assert.deepEqual(
        naechste.posten.map(({ auftrag: { id } }) => id).sort(),
        erwartete.map(({ ausgang: [erster] }) => erster?.ersatzkanaele?.[0]?.auftragId).sort(),
      );
      assert.equal(await sammelausgang.beanspruche(["TIM"], jetzt, LEASE_MS), null);
    }

    it("das Urteil macht ihn für jeden Auftrag, und sie gehen wieder zusammen hinaus", async () => {
      const beide = [await lege(ueberTim()), await lege(ueberTim())];
      const sammlung = await nimm();
      assert.equal(await sammelausgang.vermerke(sammlung, UNZUSTELLBAR, um(1.5)), true);
      const [erster, ersatz] = await auftraegeVon(beide[0] ?? assert.fail());
      assert.deepEqual([erster?.zustand, erster?.sammelId], ["UNZUSTELLBAR", sammlung.sammelId]);
      assert.ok(ersatz && !("sammelId" in ersatz));
      assert.equal(ersatz.ersatzFuer, erster?.id);
      await pruefeSammlungUeberTim(um(1.5), beide);
    });

    it("ebenso der Nachweis, einmal", async () => {
      const beide = [await lege(ueberTim()), await lege(ueberTim())];
      const sammlung = await nimm();
      await sammelausgang.vermerke(sammlung, UEBERGEBEN, um(1.2));
      for (const mal of [2, 3])
        await ausgang.vermerkeNachweis({
          auftragId: sammlung.sammelId,
          ergebnis: "unzustellbar",
          grund: GRUND,
          zeit: um(mal),
        });
      await pruefeSammlungUeberTim(um(4), beide);
    });

    it("Absturz mitten im Vermerk: der nächste Anspruch holt ihn für die übrigen nach", async () => {
      const mitten = { marke: "tot", bis: um(2), uebergabeSeit: um(1) };
      const erster = ueberTim({ sammelId: "s", ...UNZUSTELLBAR, zustandSeit: um(1), versuche: 1 });
      const { kanal, auftragId: id } = erster.ersatzkanaele?.[0] ?? assert.fail();
      const ersatz = information({ id, kanal, ersatzFuer: erster.id, ersatzkanaele: [] });
      const a = await lege(erster, ersatz);
      const b = await lege(ueberTim({ sammelId: "s", versuche: 1, naechsterVersuch: um(2), anspruch: mitten }));
      assert.equal(await sammelausgang.beanspruche(KIM, um(2), LEASE_MS), null);
      assert.deepEqual(await auftraegeVon(a), a.ausgang);
      assert.deepEqual(
        (await auftraegeVon(b)).map(({ zustand, anspruch }) => [zustand, anspruch]),
        [
          ["UNZUSTELLBAR", null],
          ["WARTET", null],
        ],
      );
      await pruefeSammlungUeberTim(um(2), [a, b]);
    });

    it("solange er für einen der Aufträge unterwegs ist, wiederholt der Betrieb die Sammlung nicht", async () => {
      const mitErsatz = async (zustand: "UNZUSTELLBAR" | "UEBERGEBEN"): Promise<Sendeauftrag> => {
        const erster = ueberTim({ sammelId: "s", ...UNZUSTELLBAR, zustandSeit: um(1), versuche: 1 });
        const { kanal, auftragId: id } = erster.ersatzkanaele?.[0] ?? assert.fail();
        const ruht = { naechsterVersuch: null, zustand, versuche: 1 };
        await lege(erster, information({ id, kanal, ersatzFuer: erster.id, ersatzkanaele: [], ...ruht }));
        return erster;
      };
      const gescheitert = await mitErsatz("UNZUSTELLBAR");
      assert.equal(await ausgang.wiederhole(gescheitert.id, um(2)), true);
      await sammelausgang.vermerke(await nimm(um(2)), UNZUSTELLBAR, um(2));
      const angekommen = await mitErsatz("UEBERGEBEN");
      for (const { id } of [gescheitert, angekommen]) assert.equal(await ausgang.wiederhole(id, um(3)), false);
      assert.equal(await sammelausgang.beanspruche(KIM, um(3), LEASE_MS), null);
    });

    it("wird mit dem ersten überholt", async () => {
      const vorgang = await lege(ueberTim());
      await sammelausgang.vermerke(await nimm(), UNZUSTELLBAR, um(1.5));
      const ueberholteAuftraege = vorgang.ausgang.map(({ id }) => id);
      const schritt = aenderung(vorgang, { auftraege: [], ueberholtAlarme: false, ueberholteAuftraege });
      assert.equal(await store.schreibe(vorgang, schritt), "GESCHRIEBEN");
      assert.equal(await sammelausgang.beanspruche(["TIM"], um(2), LEASE_MS), null);
      assert.equal((await auftraegeVon(vorgang))[1]?.zustand, "ZURUECKGEZOGEN");
    });
  });

  it("ein Nachweis gilt für alle Aufträge der Sammlung und für keinen anderen", async () => {
    const [a, b] = [await lege(information()), await lege(information())];
    const sammlung = await nimm();
    await sammelausgang.beginneUebergabe(sammlung, "a@x", "m", um(1.1));
    await sammelausgang.vermerke(sammlung, UEBERGEBEN, um(1.2));
    const anderer = await lege(information());
    await ausgang.vermerkeNachweis({ auftragId: sammlung.sammelId, ergebnis: "zugestellt", grund: null, zeit: um(2) });
    for (const vorgang of [a, b])
      assert.deepEqual(
        (await auftraegeVon(vorgang)).map(({ zustand, zustandSeit }) => [zustand, zustandSeit]),
        [["ZUGESTELLT", um(2)]],
      );
    assert.equal((await auftraegeVon(anderer))[0]?.zustand, "WARTET");
  });

  it("der Betrieb wiederholt mit einem Auftrag die ganze Sammlung", async () => {
    const [a, b] = [await lege(information()), await lege(information())];
    const sammlung = await nimm();
    await sammelausgang.vermerke(sammlung, { zustand: "UNZUSTELLBAR", naechsterVersuch: null, grund: GRUND }, um(1.1));
    assert.equal(await sammelausgang.beanspruche(KIM, um(9), LEASE_MS), null);
    assert.equal(await ausgang.wiederhole(b.ausgang[0]?.id ?? "", um(9)), true);
    assert.equal(await ausgang.wiederhole(a.ausgang[0]?.id ?? "", um(9)), false);
    const zweite = await nimm(um(9));
    assert.deepEqual([zweite.sammelId, zweite.posten.length], [sammlung.sammelId, 2]);
    assert.deepEqual(
      zweite.posten.map(({ auftrag: { versuche } }) => versuche),
      [1, 1],
    );
  });
}
