import assert from "node:assert/strict";
import { raumarbeit, raumpflegeNach } from "../../../src/domain/hkp/raumpflege.js";
import { NIE_UEBERHOLT } from "../../../src/domain/hkp/sendeauftrag.js";
import type { Sendeauftrag } from "../../../src/domain/hkp/sendeauftrag.js";
import type { Vorgang } from "../../../src/domain/hkp/vorgang.js";
import { aenderung, auftrag, neuerVorgang, um } from "../../store/beispiele.js";

const GESENDET = { kanal: "TIM", zustand: "UEBERGEBEN", naechsterVersuch: null, adresse: "@pflege:tim.test" } as const;
const NACHLAUF_MS = 60_000;

/** At Alarmstand 5. */
const mit = (auftraege: readonly Sendeauftrag[], felder: Partial<Vorgang> = {}): Vorgang =>
  neuerVorgang({ alarmstand: 5, ausgang: auftraege, ...felder });
const zuErledigen = (vorgang: Vorgang): readonly string[] =>
  raumarbeit(vorgang, um(10), NACHLAUF_MS).zuErledigende.map(({ id }) => id);

describe("Raumpflege: what is left to do in chat rooms", () => {
  it("an overtaken Alarm that went into a room is to be settled, once", () => {
    const ueberholt = auftrag({ ...GESENDET, stand: 4 });
    assert.deepEqual(zuErledigen(mit([ueberholt])), [ueberholt.id]);
    assert.deepEqual(zuErledigen(mit([{ ...ueberholt, erledigtSeit: um(9) }])), []);
    assert.deepEqual(raumarbeit(mit([ueberholt]), um(10), NACHLAUF_MS).wiederAm, null);
  });

  it("what was overtaken on its own is settled too; what still holds, and what nothing overtakes, is not", () => {
    const einzeln = auftrag({ ...GESENDET, stand: NIE_UEBERHOLT });
    assert.deepEqual(zuErledigen(mit([einzeln])), []);
    assert.deepEqual(zuErledigen(mit([einzeln], { ueberholteAuftraege: [einzeln.id] })), [einzeln.id]);
    assert.deepEqual(zuErledigen(mit([auftrag({ ...GESENDET, stand: 5 })])), []);
  });

  it("never a mail, never the feed, never what did not reach the channel", () => {
    assert.deepEqual(
      zuErledigen(
        mit([
          auftrag({ ...GESENDET, kanal: "KIM", stand: 4 }),
          auftrag({ ...GESENDET, kanal: "PORTAL", stand: 4 }),
          auftrag({ ...GESENDET, stand: 4, adresse: null, zustand: "ZURUECKGEZOGEN" }),
        ]),
      ),
      [],
    );
  });

  it("what was withdrawn or given up after an attempt may have arrived, so it is looked for", () => {
    for (const zustand of ["ZURUECKGEZOGEN", "UNZUSTELLBAR", "UNBEKANNT"] as const) {
      const einer = auftrag({ ...GESENDET, stand: 4, zustand });
      assert.deepEqual(zuErledigen(mit([einer])), [einer.id], zustand);
    }
  });

  it("what is on its way is looked at again when the Versand has moved it on", () => {
    const unterwegs = auftrag({ ...GESENDET, zustand: "WARTET", stand: 4, naechsterVersuch: um(12) });
    const arbeit = raumarbeit(mit([unterwegs]), um(10), NACHLAUF_MS);
    assert.deepEqual([arbeit.zuErledigende, arbeit.wiederAm], [[], um(12)]);
    const faellig = { ...unterwegs, naechsterVersuch: um(9) };
    assert.deepEqual(
      raumarbeit(mit([faellig]), um(10), NACHLAUF_MS).wiederAm,
      new Date(um(10).getTime() + 2_000),
      "not all the while",
    );
  });

  describe("of a deleted Vorgang", () => {
    const geloescht = (auftraege: readonly Sendeauftrag[]): Vorgang =>
      mit(auftraege, { status: "GELOESCHT", geaendertAm: um(10) });

    it("its notices go out first, and stay readable; then the rooms are left", () => {
      const hinweis = auftrag({ kanal: "TIM", naechsterVersuch: um(11) });
      assert.deepEqual(raumarbeit(geloescht([hinweis]), um(10), NACHLAUF_MS), {
        zuErledigende: [],
        verlasse: null,
        wiederAm: um(11),
      });
      const gesendet = auftrag(GESENDET);
      assert.deepEqual(raumarbeit(geloescht([gesendet]), um(11), NACHLAUF_MS), {
        zuErledigende: [],
        verlasse: { behalte: [gesendet.id] },
        wiederAm: null,
      });
    });

    it("a hand-over that began before the deletion gets its time, then the rooms are left once more", () => {
      assert.deepEqual(raumarbeit(geloescht([]), um(10), NACHLAUF_MS), {
        zuErledigende: [],
        verlasse: { behalte: [] },
        wiederAm: um(11),
      });
    });
  });

  describe("the order, set by the transition", () => {
    const nach = (ausgang: readonly Sendeauftrag[], felder: Parameters<typeof aenderung>[1]): Date | null =>
      raumpflegeNach({ ausgang }, aenderung(neuerVorgang(), { zeit: um(3), auftraege: [], ...felder }));
    const chat = auftrag(GESENDET);
    const mail = auftrag({ ...GESENDET, kanal: "KIM" });

    it("where an Alarm is overtaken and something went into a room", () => {
      assert.deepEqual(nach([chat], { ueberholtAlarme: true }), um(3));
      assert.deepEqual(nach([chat], { ueberholtAlarme: false, ueberholteAuftraege: [chat.id] }), um(3));
      assert.equal(nach([chat], { ueberholtAlarme: false }), null);
      assert.equal(nach([mail], { ueberholtAlarme: true }), null);
    });

    it("at a deletion wherever anything was sent: an order may have changed its channel meanwhile", () => {
      assert.deepEqual(nach([mail], { status: "GELOESCHT" }), um(3));
      assert.deepEqual(nach([], { status: "GELOESCHT", auftraege: [chat] }), um(3));
      assert.equal(nach([auftrag({ kanal: "PORTAL" })], { status: "GELOESCHT" }), null);
    });
  });
});
