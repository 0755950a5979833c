import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { NIE_UEBERHOLT } from "../../src/domain/hkp/sendeauftrag.js";
import type { Sendeauftrag } from "../../src/domain/hkp/sendeauftrag.js";
import type { Vorgang } from "../../src/domain/hkp/vorgang.js";
import type { Ausgang, Beanspruchter } from "../../src/domain/ports/ausgang.js";
import type { VorgangStore } from "../../src/domain/ports/vorgang-store.js";
import type { Zustellnachweis } from "../../src/domain/ports/zustellung.js";
import { aenderung, auftrag, offenerVorgang, um, ZEIT } from "./beispiele.js";

const KIM = ["KIM"] as const;
const LEASE_MS = 60_000;
const GRUND = { code: "X", text: "Grund" };

export interface Ausgangspaar {
  readonly ausgang: Ausgang;
  readonly store: VorgangStore;
}

/** What every outbox must do. `gib` hands out an empty one for each test. */
export function vertragAusgang(gib: () => Promise<Ausgangspaar>): void {
  let ausgang: Ausgang;
  let store: VorgangStore;
  beforeEach(async () => {
    ({ ausgang, store } = await gib());
  });

  /** A Vorgang with these orders, or with one that is due. */
  async function lege(...auftraege: readonly Partial<Sendeauftrag>[]): Promise<Vorgang> {
    const ausgang = (auftraege.length === 0 ? [{}] : auftraege).map((felder) => auftrag(felder));
    const vorgang = offenerVorgang({ alarmstand: 1, ausgang });
    assert.equal(await store.legeAn(vorgang), "ANGELEGT");
    return vorgang;
  }
  async function lies(id: string): Promise<Vorgang> {
    const vorgang = await store.lade(id, { art: "ALLE" });
    assert.ok(vorgang);
    return vorgang;
  }
  async function einziger(id: string): Promise<Sendeauftrag> {
    const [auftrag] = (await lies(id)).ausgang;
    assert.ok(auftrag);
    return auftrag;
  }
  async function beanspruche(jetzt = um(1)): Promise<Beanspruchter> {
    const beanspruchter = await ausgang.beanspruche(KIM, jetzt, LEASE_MS);
    assert.ok(beanspruchter);
    return beanspruchter;
  }
  /** The status is left: everything not sent is overtaken. */
  async function ueberhole(id: string): Promise<void> {
    const vorgang = await lies(id);
    const schritt = aenderung(vorgang, { status: "ZUGEWIESEN", auftraege: [], ueberholtAlarme: true });
    assert.equal(await store.schreibe(vorgang, schritt), "GESCHRIEBEN");
  }

  /** Only this order is overtaken; the status stays. */
  async function ueberholeEinzeln(vorgang: Vorgang, auftragId: string): Promise<void> {
    const schritt = aenderung(vorgang, { auftraege: [], ueberholtAlarme: false, ueberholteAuftraege: [auftragId] });
    assert.equal(await store.schreibe(vorgang, schritt), "GESCHRIEBEN");
  }

  describe("beanspruche", () => {
    it("gibt den fälligen Auftrag mit seinem Vorgang heraus und hält ihn für die Dauer der Lease", async () => {
      const vorgang = await lege({ naechsterVersuch: um(1) });
      const { auftrag, marke, vorgang: gelesener } = await beanspruche(um(1));
      const [angelegter] = vorgang.ausgang;
      const erwartet = {
        ...angelegter,
        versuche: 1,
        naechsterVersuch: um(2),
        anspruch: { marke, bis: um(2), uebergabeSeit: null },
      };
      assert.deepEqual(auftrag, erwartet);
      assert.deepEqual(gelesener, { ...vorgang, ausgang: [erwartet] });
      assert.deepEqual(await lies(vorgang.id), gelesener);
      assert.equal(await ausgang.beanspruche(KIM, um(1.99), LEASE_MS), null);
    });

    it("gibt nichts heraus, was noch nicht fällig, erledigt oder auf einem anderen Kanal ist", async () => {
      await lege({ naechsterVersuch: um(2) });
      await lege({ naechsterVersuch: null, zustand: "UEBERGEBEN" });
      await lege({ kanal: "TIM" });
      assert.equal(await ausgang.beanspruche(KIM, um(1), LEASE_MS), null);
      assert.equal(await ausgang.beanspruche([], um(1), LEASE_MS), null);
    });

    it("nimmt den zuerst, der am längsten wartet", async () => {
      const [b, a, c] = [
        await lege({ naechsterVersuch: um(-2) }),
        await lege({ naechsterVersuch: um(-3) }),
        await lege(),
      ];
      const reihe = [await beanspruche(), await beanspruche(), await beanspruche()];
      assert.deepEqual(
        reihe.map(({ vorgang }) => vorgang.id),
        [a.id, b.id, c.id],
      );
    });

    it("beansprucht von mehreren Aufträgen eines Vorgangs einen nach dem anderen", async () => {
      const vorgang = await lege({ naechsterVersuch: null, zustand: "UEBERGEBEN" }, {}, { kanal: "TIM" }, {});
      const ids = [(await beanspruche()).auftrag.id, (await beanspruche()).auftrag.id];
      assert.deepEqual(ids, [vorgang.ausgang[1]?.id, vorgang.ausgang[3]?.id]);
      assert.equal(await ausgang.beanspruche(KIM, um(1), LEASE_MS), null);
      const danach = await lies(vorgang.id);
      assert.deepEqual([danach.ausgang[0], danach.ausgang[2]], [vorgang.ausgang[0], vorgang.ausgang[2]]);
    });

    it("gibt bei acht gleichzeitigen Arbeitern keinen von 200 Aufträgen zweimal heraus", async () => {
      for (let i = 0; i < 100; i++) await lege({}, {});
      const ids: string[] = [];
      const arbeiter = async (): Promise<void> => {
        for (let b; (b = await ausgang.beanspruche(KIM, um(1), LEASE_MS)) !== null;) ids.push(b.auftrag.id);
      };
      await Promise.all(Array.from({ length: 8 }, arbeiter));
      assert.equal(ids.length, 200);
      assert.equal(new Set(ids).size, 200);
    });

    it("gibt ihn nach abgelaufener Lease erneut heraus, wenn die Übergabe nicht begonnen war", async () => {
      await lege();
      const erster = await beanspruche(um(1));
      const zweiter = await beanspruche(um(2));
      assert.equal(zweiter.auftrag.id, erster.auftrag.id);
      assert.notEqual(zweiter.marke, erster.marke);
      assert.deepEqual(
        [zweiter.auftrag.zustand, zweiter.auftrag.versuche, zweiter.auftrag.unbekannt],
        ["WARTET", 2, 0],
      );
      assert.equal(await ausgang.beginneUebergabe(erster, "a@x", "m", um(2)), false);
      assert.equal(
        await ausgang.vermerke(erster, { zustand: "UEBERGEBEN", naechsterVersuch: null, grund: null }, um(2)),
        false,
      );
      assert.deepEqual((await lies(erster.vorgang.id)).ausgang, [zweiter.auftrag]);
    });

    it("gibt ihn als UNBEKANNT heraus, wenn die Lease während der Übergabe endete", async () => {
      await lege();
      const erster = await beanspruche(um(1));
      assert.equal(await ausgang.beginneUebergabe(erster, "a@x", "m1", um(1.5)), true);
      const { auftrag, marke } = await beanspruche(um(2));
      assert.deepEqual(auftrag, {
        ...erster.auftrag,
        zustand: "UNBEKANNT",
        zustandSeit: um(2),
        unbekannt: 1,
        versuche: 2,
        adresse: "a@x",
        nachrichtId: "m1",
        naechsterVersuch: um(3),
        anspruch: { marke, bis: um(3), uebergabeSeit: null },
      });
    });

    it("hält den Anspruch mit einem Lebenszeichen, aber nicht mit dem eines anderen", async () => {
      await lege();
      const beanspruchter = await beanspruche(um(1));
      const fremder = { ...beanspruchter, marke: randomUUID() };
      assert.equal(await ausgang.verlaengere(fremder, um(99)), false);
      assert.equal(await ausgang.verlaengere(beanspruchter, um(5)), true);
      assert.equal(await ausgang.beanspruche(KIM, um(4), LEASE_MS), null);
      assert.notEqual(await ausgang.beanspruche(KIM, um(5), LEASE_MS), null);
      assert.equal(await ausgang.verlaengere(beanspruchter, um(99)), false);
    });

    it("gibt ihn nach dem zweiten unbekannten Ausgang nicht mehr heraus", async () => {
      const { id } = await lege();
      assert.equal(await ausgang.beginneUebergabe(await beanspruche(um(1)), "a@x", "m", um(1)), true);
      assert.equal(await ausgang.beginneUebergabe(await beanspruche(um(2)), "a@x", "m", um(2)), true);
      assert.equal(await ausgang.beanspruche(KIM, um(3), LEASE_MS), null);
      const { zustand, unbekannt, naechsterVersuch, anspruch } = await einziger(id);
      assert.deepEqual(
        { zustand, unbekannt, naechsterVersuch, anspruch },
        {
          zustand: "UNBEKANNT",
          unbekannt: 2,
          naechsterVersuch: null,
          anspruch: null,
        },
      );
      assert.equal(await ausgang.naechsteFaelligkeit(KIM), null);
    });

    it("gibt ihn über einen Kanal, der eine Wiederholung erkennt, immer wieder heraus", async () => {
      const { id } = await lege({ kanal: "TIM" });
      for (const mal of [1, 2, 3, 4]) {
        const tim = await ausgang.beanspruche(["TIM"], um(mal), LEASE_MS);
        assert.ok(tim);
        assert.deepEqual([tim.auftrag.versuche, tim.auftrag.unbekannt], [mal, mal - 1]);
        assert.equal(await ausgang.beginneUebergabe(tim, "@a:x", "m", um(mal)), true);
      }
      // Overtaken in the middle of the hand-over: perhaps taken, and not repeated.
      await ueberhole(id);
      assert.equal(await ausgang.beanspruche(["TIM"], um(5), LEASE_MS), null);
      const { zustand, unbekannt, naechsterVersuch } = await einziger(id);
      assert.deepEqual([zustand, unbekannt, naechsterVersuch], ["UNBEKANNT", 4, null]);
    });

    it("zieht überholte Aufträge zurück und geht zum nächsten", async () => {
      const ueberholter = await lege({ naechsterVersuch: um(-5) });
      await ueberhole(ueberholter.id);
      const gueltiger = await lege();
      assert.equal((await beanspruche()).vorgang.id, gueltiger.id);
      const { zustand, zustandSeit, naechsterVersuch, anspruch, versuche } = await einziger(ueberholter.id);
      assert.deepEqual(
        { zustand, zustandSeit, naechsterVersuch, anspruch, versuche },
        {
          zustand: "ZURUECKGEZOGEN",
          zustandSeit: um(1),
          naechsterVersuch: null,
          anspruch: null,
          versuche: 0,
        },
      );
    });

    it("gibt einen Auftrag, den nichts überholt, auch nach jedem Übergang heraus und übergibt ihn", async () => {
      const { id } = await lege({ stand: NIE_UEBERHOLT }, { stand: 1 });
      for (let mal = 0; mal < 3; mal++) await ueberhole(id);
      const beanspruchter = await beanspruche();
      assert.equal(beanspruchter.auftrag.stand, NIE_UEBERHOLT);
      await ueberhole(id);
      assert.equal(await ausgang.beginneUebergabe(beanspruchter, "a@x", "m1", um(1)), true);
      assert.equal(await ausgang.beanspruche(KIM, um(1), LEASE_MS), null, "the other one is withdrawn");
      assert.deepEqual(
        (await lies(id)).ausgang.map(({ zustand }) => zustand),
        ["WARTET", "ZURUECKGEZOGEN"],
      );
    });

    it("zieht einen einzeln überholten zurück, alle anderen nicht", async () => {
      const vorgang = await lege({}, {}, {});
      const [erster, zweiter, dritter] = vorgang.ausgang.map(({ id }) => id);
      assert.ok(erster !== undefined && zweiter !== undefined);
      await ueberholeEinzeln(vorgang, erster);
      assert.deepEqual([(await beanspruche()).auftrag.id, (await beanspruche()).auftrag.id], [zweiter, dritter]);
      assert.equal(await ausgang.beanspruche(KIM, um(1), LEASE_MS), null);
      const danach = await lies(vorgang.id);
      assert.deepEqual([danach.ausgang[0]?.zustand, danach.ausgang[0]?.naechsterVersuch], ["ZURUECKGEZOGEN", null]);
    });

    it("wiederholt einen überholten UNBEKANNTEN nicht und nennt ihn nicht zurückgezogen", async () => {
      const wartet = await lege({ zustand: "UNBEKANNT", unbekannt: 1, versuche: 1 });
      const mitten = await lege();
      await ausgang.beginneUebergabe(
        await beanspruche(um(1)).then((b) => (b.vorgang.id === mitten.id ? b : beanspruche(um(1)))),
        "a@x",
        "m",
        um(1),
      );
      await ueberhole(wartet.id);
      await ueberhole(mitten.id);
      assert.equal(await ausgang.beanspruche(KIM, um(9), LEASE_MS), null);
      for (const { id } of [wartet, mitten]) {
        const { zustand, unbekannt, naechsterVersuch, anspruch } = await einziger(id);
        assert.deepEqual([zustand, unbekannt, naechsterVersuch, anspruch], ["UNBEKANNT", 1, null, null]);
      }
    });

    it("lässt Version und Übrigen des Vorgangs unberührt, auch neben einem Übergang", async () => {
      const vorgang = await lege();
      const beanspruchter = await beanspruche();
      assert.equal(await store.schreibe(vorgang, aenderung(vorgang, { ueberholtAlarme: false })), "GESCHRIEBEN");
      assert.equal(await ausgang.beginneUebergabe(beanspruchter, "a@x", "m", um(1)), true);
      const danach = await lies(vorgang.id);
      assert.equal(danach.version, 2);
      assert.equal(danach.ausgang.length, 2);
      assert.equal(danach.ausgang[0]?.adresse, "a@x");
    });
  });

  describe("beginneUebergabe", () => {
    it("vermerkt Adresse, Nachricht und Zeit", async () => {
      const { id } = await lege();
      const beanspruchter = await beanspruche(um(1));
      assert.equal(await ausgang.beginneUebergabe(beanspruchter, "a@x", "m1", um(1.5)), true);
      assert.deepEqual(await einziger(id), {
        ...beanspruchter.auftrag,
        adresse: "a@x",
        nachrichtId: "m1",
        anspruch: { marke: beanspruchter.marke, bis: um(2), uebergabeSeit: um(1.5) },
      });
    });

    it("verweigert und zieht zurück, wenn der Auftrag seit dem Anspruch überholt wurde", async () => {
      const { id } = await lege();
      const beanspruchter = await beanspruche(um(1));
      await ueberhole(id);
      assert.equal(await ausgang.beginneUebergabe(beanspruchter, "a@x", "m1", um(1)), false);
      const { zustand, naechsterVersuch, anspruch, adresse } = await einziger(id);
      assert.deepEqual([zustand, naechsterVersuch, anspruch, adresse], ["ZURUECKGEZOGEN", null, null, null]);
    });

    it("verweigert und zieht zurück, wenn er seit dem Anspruch einzeln überholt wurde; der andere geht hinaus", async () => {
      const vorgang = await lege({}, {});
      const [erster, zweiter] = [await beanspruche(), await beanspruche()];
      await ueberholeEinzeln(vorgang, erster.auftrag.id);
      assert.equal(await ausgang.beginneUebergabe(erster, "a@x", "m1", um(1)), false);
      assert.equal(await ausgang.beginneUebergabe(zweiter, "a@x", "m2", um(1)), true);
      const zustaende = (await lies(vorgang.id)).ausgang.map(({ zustand, adresse }) => [zustand, adresse]);
      assert.deepEqual(zustaende, [
        ["ZURUECKGEZOGEN", null],
        ["WARTET", "a@x"],
      ]);
    });

    it("lässt einen überholten UNBEKANNTEN unbekannt", async () => {
      const { id } = await lege({ zustand: "UNBEKANNT", unbekannt: 1 });
      const beanspruchter = await beanspruche(um(1));
      await ueberhole(id);
      assert.equal(await ausgang.beginneUebergabe(beanspruchter, "a@x", "m1", um(1)), false);
      const { zustand, naechsterVersuch, anspruch } = await einziger(id);
      assert.deepEqual([zustand, naechsterVersuch, anspruch], ["UNBEKANNT", null, null]);
    });

    it("verweigert nach Ende der Lease, auch wenn noch niemand anders sie hat", async () => {
      await lege();
      const beanspruchter = await beanspruche(um(1));
      assert.equal(await ausgang.beginneUebergabe(beanspruchter, "a@x", "m1", um(2)), false);
    });
  });

  describe("vermerke", () => {
    it("hält das Urteil fest und gibt den Anspruch frei", async () => {
      const { id } = await lege();
      const beanspruchter = await beanspruche(um(1));
      const vermerk = { zustand: "WARTET", naechsterVersuch: um(7), grund: GRUND } as const;
      assert.equal(await ausgang.vermerke(beanspruchter, vermerk, um(1.5)), true);
      assert.deepEqual(await einziger(id), {
        ...beanspruchter.auftrag,
        ...vermerk,
        zustandSeit: ZEIT,
        anspruch: null,
      });
      assert.equal(await ausgang.vermerke(beanspruchter, vermerk, um(1.5)), false);
    });

    it("zählt unbekannte Ausgänge und nennt Nachricht und Zeit des neuen Zustands", async () => {
      const { id } = await lege();
      const vermerk = {
        zustand: "UNBEKANNT",
        naechsterVersuch: um(7),
        grund: GRUND,
        nachrichtId: "m9",
        unbekannt: true,
      } as const;
      assert.equal(await ausgang.vermerke(await beanspruche(um(1)), vermerk, um(1.5)), true);
      const { zustand, zustandSeit, unbekannt, nachrichtId } = await einziger(id);
      assert.deepEqual(
        { zustand, zustandSeit, unbekannt, nachrichtId },
        {
          zustand: "UNBEKANNT",
          zustandSeit: um(1.5),
          unbekannt: 1,
          nachrichtId: "m9",
        },
      );
    });
  });

  describe("vermerkeNachweis", () => {
    const nachweis = (auftragId: string, ergebnis: Zustellnachweis["ergebnis"]): Zustellnachweis => ({
      auftragId,
      ergebnis,
      grund: ergebnis === "zugestellt" ? null : GRUND,
      zeit: um(5),
    });
    const offen = [
      { zustand: "UEBERGEBEN", versuche: 1, naechsterVersuch: null },
      { zustand: "UNBEKANNT", versuche: 1, naechsterVersuch: um(9) },
      { zustand: "WARTET", versuche: 1, naechsterVersuch: um(9) },
    ] as const;

    for (const felder of offen)
      it(`${felder.zustand}: zugestellt, unzustellbar und verzögert`, async () => {
        for (const [ergebnis, zustand] of [
          ["zugestellt", "ZUGESTELLT"],
          ["unzustellbar", "UNZUSTELLBAR"],
        ] as const) {
          const vorgang = await lege({}, felder);
          const [anderer, gemeinter] = vorgang.ausgang;
          assert.ok(gemeinter);
          await ausgang.vermerkeNachweis(nachweis(gemeinter.id, "verzoegert"));
          assert.deepEqual((await lies(vorgang.id)).ausgang, [anderer, { ...gemeinter, grund: GRUND }]);
          await ausgang.vermerkeNachweis(nachweis(gemeinter.id, ergebnis));
          const danach = {
            ...gemeinter,
            zustand,
            zustandSeit: um(5),
            naechsterVersuch: null,
            grund: ergebnis === "zugestellt" ? null : GRUND,
          };
          assert.deepEqual((await lies(vorgang.id)).ausgang, [anderer, danach]);
        }
      });

    it("UNZUSTELLBAR, und doch angekommen: ZUGESTELLT; nichts anderes ändert es", async () => {
      const vorgang = await lege({ zustand: "UNZUSTELLBAR", versuche: 1, naechsterVersuch: null, grund: GRUND });
      const [auftrag] = vorgang.ausgang;
      const id = auftrag?.id ?? "";
      for (const ergebnis of ["unzustellbar", "verzoegert"] as const)
        await ausgang.vermerkeNachweis(nachweis(id, ergebnis));
      assert.deepEqual((await lies(vorgang.id)).ausgang, vorgang.ausgang);
      await ausgang.vermerkeNachweis(nachweis(id, "zugestellt"));
      assert.deepEqual(await einziger(vorgang.id), {
        ...auftrag,
        zustand: "ZUGESTELLT",
        zustandSeit: um(5),
        grund: null,
      });
    });

    for (const zustand of ["ZUGESTELLT", "ZURUECKGEZOGEN"] as const)
      it(`${zustand} bleibt`, async () => {
        const vorgang = await lege({ zustand, versuche: 1, naechsterVersuch: null });
        const id = vorgang.ausgang[0]?.id ?? "";
        for (const ergebnis of ["zugestellt", "unzustellbar", "verzoegert"] as const)
          await ausgang.vermerkeNachweis(nachweis(id, ergebnis));
        assert.deepEqual((await lies(vorgang.id)).ausgang, vorgang.ausgang);
      });

    for (const zustand of ["UEBERGEBEN", "UNBEKANNT", "WARTET", "UNZUSTELLBAR", "ZUGESTELLT"] as const)
      it(`${zustand}, dann gelesen: GELESEN, und dabei bleibt es`, async () => {
        const vorgang = await lege({ zustand, versuche: 1, naechsterVersuch: null });
        const id = vorgang.ausgang[0]?.id ?? "";
        await ausgang.vermerkeNachweis({ ...nachweis(id, "gelesen"), grund: null });
        const danach = await einziger(vorgang.id);
        assert.deepEqual([danach.zustand, danach.zustandSeit, danach.grund], ["GELESEN", um(5), null]);
        for (const ergebnis of ["zugestellt", "unzustellbar", "verzoegert", "gelesen"] as const)
          await ausgang.vermerkeNachweis({ ...nachweis(id, ergebnis), zeit: um(7) });
        assert.deepEqual(await einziger(vorgang.id), danach);
      });

    it("ZURUECKGEZOGEN und was nie versucht wurde bleibt auch bei einer Lesebestätigung", async () => {
      const vorgang = await lege({ zustand: "ZURUECKGEZOGEN", versuche: 1, naechsterVersuch: null }, { versuche: 0 });
      for (const { id } of vorgang.ausgang) await ausgang.vermerkeNachweis(nachweis(id, "gelesen"));
      assert.deepEqual((await lies(vorgang.id)).ausgang, vorgang.ausgang);
    });

    it("gilt nicht für einen Auftrag, der nie versucht wurde, und nicht für einen fremden", async () => {
      const vorgang = await lege({});
      await ausgang.vermerkeNachweis(nachweis(vorgang.ausgang[0]?.id ?? "", "zugestellt"));
      await ausgang.vermerkeNachweis(nachweis(randomUUID(), "zugestellt"));
      assert.deepEqual((await lies(vorgang.id)).ausgang, vorgang.ausgang);
    });

    it("nimmt dem laufenden Versuch den Anspruch: sein Urteil kommt zu spät", async () => {
      const { id } = await lege();
      const beanspruchter = await beanspruche();
      await ausgang.beginneUebergabe(beanspruchter, "a@x", "m", um(1));
      await ausgang.vermerkeNachweis(nachweis(beanspruchter.auftrag.id, "zugestellt"));
      const spaet = { zustand: "UNBEKANNT", naechsterVersuch: um(9), grund: GRUND, unbekannt: true } as const;
      assert.equal(await ausgang.vermerke(beanspruchter, spaet, um(2)), false);
      assert.equal((await einziger(id)).zustand, "ZUGESTELLT");
    });
  });

  describe("Ersatz auf dem nächsten Kanal", () => {
    const ENDGUELTIG = { zustand: "UNZUSTELLBAR", naechsterVersuch: null, grund: GRUND } as const;
    const ueberTim = (): Partial<Sendeauftrag> => ({ ersatzkanaele: [{ kanal: "TIM", auftragId: randomUUID() }] });
    /** What stands in the place of `erster`. */
    const ersatzVon = (erster: Sendeauftrag, seit: Date): Sendeauftrag => ({
      ...erster,
      id: erster.ersatzkanaele?.[0]?.auftragId ?? "",
      kanal: "TIM",
      ersatzkanaele: [],
      ersatzFuer: erster.id,
      nichtVor: seit,
      zustand: "WARTET",
      zustandSeit: seit,
      naechsterVersuch: seit,
    });
    const rueckschein = (auftragId: string, ergebnis: Zustellnachweis["ergebnis"] = "unzustellbar") =>
      ausgang.vermerkeNachweis({ auftragId, ergebnis, grund: GRUND, zeit: um(5) });
    const zustaende = async (id: string): Promise<readonly (readonly [string, string])[]> =>
      (await lies(id)).ausgang.map(({ kanal, zustand }) => [kanal, zustand]);

    it("entsteht mit dem Urteil, fällig sofort, und wird über seinen Kanal beansprucht", async () => {
      const { id, ausgang: angelegte } = await lege(ueberTim());
      const [erster] = angelegte;
      assert.ok(erster);
      const beanspruchter = await beanspruche(um(1));
      assert.equal(await ausgang.beginneUebergabe(beanspruchter, "a@x", "m1", um(1)), true);
      assert.equal(await ausgang.vermerke(beanspruchter, ENDGUELTIG, um(1.5)), true);
      const danach = (await lies(id)).ausgang;
      const gescheitert = {
        ...erster,
        ...ENDGUELTIG,
        versuche: 1,
        zustandSeit: um(1.5),
        adresse: "a@x",
        nachrichtId: "m1",
      };
      assert.deepEqual(danach, [gescheitert, ersatzVon(erster, um(1.5))]);
      assert.equal(await ausgang.naechsteFaelligkeit(KIM), null);
      assert.deepEqual(await ausgang.naechsteFaelligkeit(["TIM"]), um(1.5));
      const naechster = await ausgang.beanspruche(["TIM"], um(2), LEASE_MS);
      assert.equal(naechster?.auftrag.id, danach[1]?.id);
      // The end of the list: nothing follows, and it stays to be seen.
      assert.ok(naechster);
      assert.equal(await ausgang.vermerke(naechster, ENDGUELTIG, um(2)), true);
      assert.deepEqual(await zustaende(id), [
        ["KIM", "UNZUSTELLBAR"],
        ["TIM", "UNZUSTELLBAR"],
      ]);
    });

    it("ein zweites Urteil macht keinen zweiten", async () => {
      const { id } = await lege(ueberTim());
      const beanspruchter = await beanspruche(um(1));
      assert.equal(await ausgang.vermerke(beanspruchter, ENDGUELTIG, um(1.5)), true);
      assert.equal(await ausgang.vermerke(beanspruchter, ENDGUELTIG, um(1.6)), false);
      assert.equal((await lies(id)).ausgang.length, 2);
    });

    it("nur mit dem Anspruch", async () => {
      const vorgang = await lege(ueberTim());
      const verlorener = await beanspruche(um(1));
      await beanspruche(um(3));
      assert.equal(await ausgang.vermerke(verlorener, ENDGUELTIG, um(3)), false);
      assert.deepEqual(await zustaende(vorgang.id), [["KIM", "WARTET"]]);
    });

    it("nicht für einen überholten, auch wenn er es erst seit dem Anspruch ist", async () => {
      for (const ueberhole_ of [
        ({ id }: Vorgang) => ueberhole(id),
        (vorgang: Vorgang) => ueberholeEinzeln(vorgang, vorgang.ausgang[0]?.id ?? ""),
      ]) {
        const vorgang = await lege(ueberTim());
        const beanspruchter = await beanspruche(um(1));
        assert.equal(await ausgang.beginneUebergabe(beanspruchter, "a@x", "m1", um(1)), true);
        await ueberhole_(vorgang);
        assert.equal(await ausgang.vermerke(beanspruchter, ENDGUELTIG, um(1.5)), true);
        assert.deepEqual(await zustaende(vorgang.id), [["KIM", "UNZUSTELLBAR"]]);
      }
    });

    it("nicht, wenn ein Versuch unbekannt ausging: er kann angekommen sein", async () => {
      const { id } = await lege({ ...ueberTim(), zustand: "UNBEKANNT", unbekannt: 1, versuche: 1 });
      const beanspruchter = await beanspruche(um(1));
      assert.equal(await ausgang.vermerke(beanspruchter, ENDGUELTIG, um(1.5)), true);
      assert.deepEqual(await zustaende(id), [["KIM", "UNZUSTELLBAR"]]);
      const zweiter = await lege({
        ...ueberTim(),
        zustand: "UNBEKANNT",
        unbekannt: 1,
        versuche: 1,
        naechsterVersuch: null,
      });
      await rueckschein(zweiter.ausgang[0]?.id ?? "");
      assert.deepEqual(await zustaende(zweiter.id), [["KIM", "UNZUSTELLBAR"]]);
    });

    it("entsteht mit dem Nachweis, dass er unzustellbar war, einmal", async () => {
      const vorgang = await lege({}, { ...ueberTim(), zustand: "UEBERGEBEN", versuche: 1, naechsterVersuch: null });
      const [anderer, gemeinter] = vorgang.ausgang;
      assert.ok(gemeinter);
      await rueckschein(gemeinter.id);
      await rueckschein(gemeinter.id);
      const ersatz = { ...ersatzVon(gemeinter, um(5)), versuche: 0 };
      assert.deepEqual((await lies(vorgang.id)).ausgang, [
        anderer,
        { ...gemeinter, zustand: "UNZUSTELLBAR", zustandSeit: um(5), grund: GRUND },
        ersatz,
      ]);
    });

    it("entsteht nicht mehr nach dem Übergang, der ihn überholt", async () => {
      const { id, ausgang: angelegte } = await lege({ ...ueberTim(), zustand: "UEBERGEBEN", versuche: 1 });
      await ueberhole(id);
      await rueckschein(angelegte[0]?.id ?? "");
      assert.deepEqual(await zustaende(id), [["KIM", "UNZUSTELLBAR"]]);
    });

    it("ein Nachweis aus der Zukunft hält ihn nicht auf", async () => {
      const { id, ausgang: angelegte } = await lege({ ...ueberTim(), zustand: "UEBERGEBEN", versuche: 1 });
      const zeit = new Date(Date.now() + 3_600_000);
      const auftragId = angelegte[0]?.id ?? "";
      await ausgang.vermerkeNachweis({ auftragId, ergebnis: "unzustellbar", grund: GRUND, zeit });
      const ersatz = (await lies(id)).ausgang[1];
      assert.ok((ersatz?.naechsterVersuch?.getTime() ?? Infinity) < zeit.getTime() - 1_800_000);
    });

    it("kommt der erste doch an, steht das an ihm; der Ersatz geht seinen Weg", async () => {
      const { id, ausgang: angelegte } = await lege({ ...ueberTim(), zustand: "UEBERGEBEN", versuche: 1 });
      const auftragId = angelegte[0]?.id ?? "";
      await rueckschein(auftragId);
      await rueckschein(auftragId, "zugestellt");
      assert.deepEqual(await zustaende(id), [
        ["KIM", "ZUGESTELLT"],
        ["TIM", "WARTET"],
      ]);
      assert.ok(await ausgang.beanspruche(["TIM"], um(9), LEASE_MS));
    });

    it("wird mit dem ersten überholt, auch von einem Übergang, der ihn nicht kannte", async () => {
      const vorgang = await lege({ ...ueberTim(), zustand: "UEBERGEBEN", versuche: 1 }, { ...ueberTim() });
      const [erster, zweiter] = vorgang.ausgang;
      assert.ok(erster && zweiter);
      await rueckschein(erster.id);
      const beanspruchter = await beanspruche(um(6));
      assert.equal(await ausgang.vermerke(beanspruchter, ENDGUELTIG, um(6)), true);
      const uebergabe = await ausgang.beanspruche(["TIM"], um(6), LEASE_MS);
      assert.equal(uebergabe?.auftrag.ersatzFuer, erster.id);
      await ueberholeEinzeln(vorgang, erster.id);
      assert.equal(await ausgang.beginneUebergabe(uebergabe, "@a:x", "m", um(6)), false);
      await ueberholeEinzeln(await lies(vorgang.id), zweiter.id);
      assert.equal(await ausgang.beanspruche(["TIM"], um(7), LEASE_MS), null);
      assert.deepEqual(
        (await lies(vorgang.id)).ausgang.filter(({ kanal }) => kanal === "TIM").map(({ zustand }) => zustand),
        ["ZURUECKGEZOGEN", "ZURUECKGEZOGEN"],
      );
    });

    it("solange er unterwegs ist, wiederholt der Betrieb den ersten nicht; scheitert auch er, dann wohl, ohne weiteren Ersatz", async () => {
      const { id, ausgang: angelegte } = await lege(ueberTim());
      const auftragId = angelegte[0]?.id ?? "";
      await ausgang.vermerke(await beanspruche(um(1)), ENDGUELTIG, um(1));
      assert.equal(await ausgang.wiederhole(auftragId, um(2)), false);
      const ersatz = await ausgang.beanspruche(["TIM"], um(2), LEASE_MS);
      assert.ok(ersatz);
      await ausgang.vermerke(ersatz, ENDGUELTIG, um(2));
      assert.equal(await ausgang.wiederhole(auftragId, um(3)), true);
      await ausgang.vermerke(await beanspruche(um(3)), ENDGUELTIG, um(3));
      assert.equal((await lies(id)).ausgang.length, 2);
      assert.equal(await ausgang.wiederhole(ersatz.auftrag.id, um(4)), true);
    });

    it("nach dem Löschen des Vorgangs entsteht keiner", async () => {
      const { id } = await lege(ueberTim());
      const beanspruchter = await beanspruche(um(1));
      const vorgang = await lies(id);
      const loeschung = aenderung(vorgang, { status: "GELOESCHT", auftraege: [], ueberholtAlarme: true });
      assert.equal(await store.schreibe(vorgang, loeschung), "GESCHRIEBEN");
      assert.equal(await ausgang.vermerke(beanspruchter, ENDGUELTIG, um(1.5)), false);
      assert.deepEqual((await lies(id)).ausgang, []);
    });
  });

  describe("naechsteFaelligkeit", () => {
    it("ist der früheste Zeitpunkt, auch der einer endenden Lease, und nur der genannten Kanäle", async () => {
      assert.equal(await ausgang.naechsteFaelligkeit(KIM), null);
      await lege(
        { naechsterVersuch: null, zustand: "ZUGESTELLT" },
        { naechsterVersuch: um(30) },
        { naechsterVersuch: um(20) },
      );
      await lege({ naechsterVersuch: um(3), kanal: "TIM" }, { naechsterVersuch: um(40) });
      assert.deepEqual(await ausgang.naechsteFaelligkeit(KIM), um(20));
      assert.deepEqual(await ausgang.naechsteFaelligkeit(["KIM", "TIM"]), um(3));
      await lege({ naechsterVersuch: um(1) });
      await beanspruche(um(1));
      assert.deepEqual(await ausgang.naechsteFaelligkeit(KIM), um(2));
    });
  });

  describe("für den Betrieb", () => {
    it("listet die Zustellungen, jüngste zuerst, nach Zustand und seitenweise", async () => {
      const a = await lege({ erstelltAm: um(1), zustand: "UNZUSTELLBAR" }, { erstelltAm: um(4) });
      const b = await lege(
        { erstelltAm: um(3), zustand: "UNZUSTELLBAR" },
        { erstelltAm: um(2), zustand: "UEBERGEBEN" },
      );
      const alle = await ausgang.zustellungen({ first: 10 });
      assert.deepEqual(
        alle.eintraege.map(({ knoten }) => knoten),
        [
          { vorgangId: a.id, auftrag: a.ausgang[1] },
          { vorgangId: b.id, auftrag: b.ausgang[0] },
          { vorgangId: b.id, auftrag: b.ausgang[1] },
          { vorgangId: a.id, auftrag: a.ausgang[0] },
        ],
      );
      const eine = await ausgang.zustellungen({ zustand: ["UNZUSTELLBAR"], first: 1 });
      assert.equal(eine.gibtWeitere, true);
      const after = eine.eintraege[0]?.cursor ?? "";
      const rest = await ausgang.zustellungen({ zustand: ["UNZUSTELLBAR"], first: 1, after });
      assert.deepEqual(
        [...eine.eintraege, ...rest.eintraege].map(({ knoten }) => knoten.auftrag.id),
        [b.ausgang[0]?.id, a.ausgang[0]?.id],
      );
      assert.equal(rest.gibtWeitere, false);
    });

    it("zählt je Kanal, was wartet und jetzt hinausdarf", async () => {
      await lege(
        { kanal: "TIM" },
        { kanal: "TIM", nichtVor: um(5) },
        { kanal: "TIM", zustand: "UEBERGEBEN", naechsterVersuch: null },
      );
      await lege({ kanal: "KIM" }, { kanal: "TIM", nichtVor: um(-5) });
      assert.deepEqual(await ausgang.zaehleWartende(um(1)), { KIM: 1, TIM: 2, PORTAL: 0 });
      assert.deepEqual(await ausgang.zaehleWartende(um(5)), { KIM: 1, TIM: 3, PORTAL: 0 });
    });

    it("zählt jeden Zustand", async () => {
      await lege({}, { zustand: "UNZUSTELLBAR" }, {});
      await lege({ zustand: "ZUGESTELLT" });
      assert.deepEqual(await ausgang.zaehle(), {
        WARTET: 2,
        UEBERGEBEN: 0,
        ZUGESTELLT: 1,
        GELESEN: 0,
        UNBEKANNT: 0,
        UNZUSTELLBAR: 1,
        ZURUECKGEZOGEN: 0,
      });
    });

    it("wiederholt einen UNBEKANNTEN erst, wenn er nicht mehr von selbst wiederholt wird", async () => {
      const vorgang = await lege(
        { zustand: "UNBEKANNT", versuche: 2, unbekannt: 2, naechsterVersuch: null },
        { zustand: "UNBEKANNT", versuche: 1, unbekannt: 1, naechsterVersuch: um(5) },
      );
      const [ruhender, wartender] = vorgang.ausgang;
      assert.ok(ruhender && wartender);
      assert.equal(await ausgang.wiederhole(wartender.id, um(3)), false);
      assert.equal(await ausgang.wiederhole(ruhender.id, um(3)), true);
      const [danach] = (await lies(vorgang.id)).ausgang;
      assert.deepEqual([danach?.zustand, danach?.versuche, danach?.unbekannt], ["WARTET", 0, 0]);
    });

    it("wiederholt nur, was endgültig ruht", async () => {
      const vorgang = await lege(
        { zustand: "UNZUSTELLBAR", versuche: 7, unbekannt: 2, grund: GRUND, naechsterVersuch: null },
        { zustand: "UEBERGEBEN", naechsterVersuch: null },
      );
      const [toter, anderer] = vorgang.ausgang;
      assert.ok(toter && anderer);
      assert.equal(await ausgang.wiederhole(toter.id, um(9)), true);
      assert.equal(await ausgang.wiederhole(toter.id, um(9)), false);
      assert.equal(await ausgang.wiederhole(anderer.id, um(9)), false);
      assert.equal(await ausgang.wiederhole(randomUUID(), um(9)), false);
      const neu = {
        zustand: "WARTET",
        zustandSeit: um(9),
        naechsterVersuch: um(9),
        versuche: 0,
        unbekannt: 0,
        grund: null,
      };
      assert.deepEqual((await lies(vorgang.id)).ausgang, [{ ...toter, ...neu }, anderer]);
      assert.equal((await beanspruche(um(9))).auftrag.id, toter.id);
    });
  });
}
