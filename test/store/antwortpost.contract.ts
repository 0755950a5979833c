import assert from "node:assert/strict";
import type { Antwortpost, BeanspruchteAntwort, NeueAntwort } from "../../src/domain/ports/antwortpost.js";
import type { Vermerk } from "../../src/domain/ports/ausgang.js";
import type { Zustellnachweis } from "../../src/domain/ports/zustellung.js";
import { um, ZEIT } from "./beispiele.js";

const KIM = ["KIM"] as const;
const LEASE_MS = 60_000;
const GRUND = { code: "X", text: "Grund" };
const BUENDEL = { resourceType: "Bundle", id: "b-1", type: "message", entry: [{ resource: { resourceType: "X" } }] };

export const neueAntwort = (felder: Partial<NeueAntwort> = {}): NeueAntwort => ({
  zu: { absender: "praxis@kim.test", nachrichtId: "frage-1@praxis.test" },
  auf: "frage-1@praxis.test",
  bezuege: ["auftrag-2", "auftrag-1"],
  vorgangId: null,
  inhalt: { text: "Ihre Nachricht wurde ausgeführt.", buendel: { ...BUENDEL, resourceType: "Bundle" } },
  erstelltAm: ZEIT,
  verfaelltAm: um(60 * 24 * 14),
  ...felder,
});

/** What every outbox of answers must do. `gib` hands out an empty one for each test. */
export function vertragAntwortpost(gib: () => Promise<Antwortpost>): void {
  let post: Antwortpost;
  beforeEach(async () => {
    post = await gib();
  });

  async function beanspruche(jetzt = um(1)): Promise<BeanspruchteAntwort> {
    const beansprucht = await post.beanspruche(KIM, jetzt, LEASE_MS);
    assert.ok(beansprucht);
    return beansprucht;
  }
  async function uebergib(jetzt = um(1)): Promise<BeanspruchteAntwort> {
    const beansprucht = await beanspruche(jetzt);
    assert.equal(await post.beginneUebergabe(beansprucht, "<a@hkp>", jetzt), true);
    return beansprucht;
  }
  const vermerk = (felder: Partial<Vermerk>): Vermerk => ({
    zustand: "UEBERGEBEN",
    naechsterVersuch: null,
    grund: null,
    ...felder,
  });
  const nachweis = (auftragId: string, ergebnis: Zustellnachweis["ergebnis"]): Zustellnachweis => ({
    auftragId,
    ergebnis,
    grund: GRUND,
    zeit: um(5),
  });

  it("hands out what was put in, word for word", async () => {
    await post.lege(neueAntwort());
    const { antwort } = await beanspruche();
    const { id, anspruch, ...rest } = antwort;
    assert.match(id, /^[0-9a-f-]{36}$/);
    assert.deepEqual(anspruch?.uebergabeSeit, null);
    assert.deepEqual(rest, {
      kanal: "KIM",
      adresse: "praxis@kim.test",
      auf: "frage-1@praxis.test",
      bezuege: ["auftrag-2", "auftrag-1"],
      vorgangId: null,
      inhalt: { text: "Ihre Nachricht wurde ausgeführt.", buendel: BUENDEL },
      erstelltAm: ZEIT,
      verfaelltAm: um(60 * 24 * 14),
      zustand: "WARTET",
      zustandSeit: ZEIT,
      naechsterVersuch: um(2),
      versuche: 1,
      unbekannt: 0,
      nachrichtId: null,
      grund: null,
    });
  });

  it("the same mail is answered once, also by several at the same time; another sender's with the same id is another mail", async () => {
    const fremd = { zu: { absender: "anders@kim.test", nachrichtId: "frage-1@praxis.test" } };
    await Promise.all([neueAntwort(), neueAntwort(), neueAntwort(fremd), neueAntwort()].map((eine) => post.lege(eine)));
    const adressen = [(await beanspruche()).antwort.adresse, (await beanspruche()).antwort.adresse];
    assert.deepEqual(adressen.sort(), ["anders@kim.test", "praxis@kim.test"]);
    assert.equal(await post.beanspruche(KIM, um(1), LEASE_MS), null);
  });

  it("knows which mails have been answered", async () => {
    await post.lege(neueAntwort());
    const absender = "praxis@kim.test";
    assert.equal(await post.kennt({ absender, nachrichtId: "frage-1@praxis.test" }), true);
    assert.equal(await post.kennt({ absender, nachrichtId: "frage-2@praxis.test" }), false);
  });

  it("is claimed by one only, for the channels asked, and says when something will be due", async () => {
    await post.lege(neueAntwort());
    assert.equal(await post.beanspruche(["TIM"], um(1), LEASE_MS), null);
    assert.equal(await post.naechsteFaelligkeit(["TIM"]), null);
    assert.deepEqual(await post.naechsteFaelligkeit(KIM), ZEIT);
    const alle = await Promise.all([1, 2, 3].map(() => post.beanspruche(KIM, um(1), LEASE_MS)));
    assert.equal(alle.filter((eine) => eine !== null).length, 1);
    assert.deepEqual(await post.naechsteFaelligkeit(KIM), um(2));
  });

  it("handed over: content and claim are gone, nothing is due", async () => {
    await post.lege(neueAntwort());
    const beansprucht = await uebergib();
    assert.equal(await post.vermerke(beansprucht, vermerk({ nachrichtId: "<a@hkp>" }), um(1)), true);
    assert.equal(await post.naechsteFaelligkeit(KIM), null);
    assert.deepEqual(await post.liegengebliebene(10), []);
    assert.equal(await post.wiederhole(beansprucht.antwort.id, um(2)), false);
  });

  it("a claim that was lost records nothing and begins nothing", async () => {
    await post.lege(neueAntwort());
    const erster = await beanspruche(um(1));
    const zweiter = await beanspruche(um(3));
    assert.equal(zweiter.antwort.zustand, "WARTET");
    assert.equal(zweiter.antwort.versuche, 2);
    assert.equal(await post.beginneUebergabe(erster, "<a@hkp>", um(3)), false);
    assert.equal(await post.verlaengere(erster, um(9)), false);
    assert.equal(await post.vermerke(erster, vermerk({}), um(3)), false);
    assert.equal(await post.verlaengere(zweiter, um(9)), true);
    assert.equal(await post.beanspruche(KIM, um(5), LEASE_MS), null);
  });

  it("a claim that has ended begins no hand-over, even if nobody took it over", async () => {
    await post.lege(neueAntwort());
    const beansprucht = await beanspruche(um(1));
    assert.equal(await post.beginneUebergabe(beansprucht, "<a@hkp>", um(3)), false);
  });

  it("a lease that ended in the channel: unknown, claimed once more, then at rest", async () => {
    await post.lege(neueAntwort());
    await uebergib(um(1));
    const zweiter = await uebergib(um(3));
    assert.deepEqual([zweiter.antwort.zustand, zweiter.antwort.unbekannt], ["UNBEKANNT", 1]);
    assert.deepEqual(zweiter.antwort.zustandSeit, um(3));
    assert.deepEqual(zweiter.antwort.nachrichtId, "<a@hkp>");
    assert.equal(await post.beanspruche(KIM, um(5), LEASE_MS), null);
    const [ruhende] = await post.liegengebliebene(10);
    assert.deepEqual([ruhende?.zustand, ruhende?.unbekannt, ruhende?.naechsterVersuch], ["UNBEKANNT", 2, null]);
  });

  it("a temporary failure waits for its time; an unknown outcome is counted", async () => {
    await post.lege(neueAntwort());
    await post.vermerke(await uebergib(), vermerk({ zustand: "WARTET", naechsterVersuch: um(4), grund: GRUND }), um(1));
    assert.equal(await post.beanspruche(KIM, um(3), LEASE_MS), null);
    const zweiter = await uebergib(um(4));
    const unbekannt = vermerk({ zustand: "UNBEKANNT", naechsterVersuch: um(6), grund: GRUND, unbekannt: true });
    assert.equal(await post.vermerke(zweiter, unbekannt, um(4)), true);
    const { antwort } = await beanspruche(um(6));
    assert.deepEqual([antwort.zustand, antwort.unbekannt, antwort.versuche], ["UNBEKANNT", 1, 3]);
    assert.notEqual(antwort.inhalt, null);
  });

  it("refused for good: seen by BETRIEB, who may give it another go", async () => {
    await post.lege(neueAntwort());
    const beansprucht = await uebergib();
    await post.vermerke(beansprucht, vermerk({ zustand: "UNZUSTELLBAR", grund: GRUND }), um(1));
    const { id } = beansprucht.antwort;
    assert.deepEqual(
      (await post.liegengebliebene(10)).map((eine) => [eine.id, eine.grund]),
      [[id, GRUND]],
    );
    assert.equal(await post.wiederhole("gibt-es-nicht", um(2)), false);
    assert.equal(await post.wiederhole(id, um(2)), true);
    assert.equal(await post.wiederhole(id, um(2)), false);
    const { antwort } = await beanspruche(um(2));
    assert.deepEqual([antwort.versuche, antwort.unbekannt, antwort.zustand], [1, 0, "WARTET"]);
  });

  it("proofs: delivered is final, a failure after the hand-over is seen; of other ids nothing", async () => {
    await post.lege(neueAntwort());
    const { antwort } = await uebergib();
    await post.vermerkeNachweis(nachweis("fremd", "zugestellt"));
    await post.vermerkeNachweis(nachweis(antwort.id, "verzoegert"));
    await post.vermerkeNachweis(nachweis(antwort.id, "zugestellt"));
    await post.vermerkeNachweis(nachweis(antwort.id, "gelesen"));
    await post.vermerkeNachweis(nachweis(antwort.id, "unzustellbar"));
    assert.equal(await post.naechsteFaelligkeit(KIM), null);
    assert.deepEqual(await post.liegengebliebene(10), []);

    await post.lege(neueAntwort({ zu: { absender: "praxis@kim.test", nachrichtId: "zweite" } }));
    const zweite = await uebergib();
    await post.vermerke(zweite, vermerk({}), um(1));
    await post.vermerkeNachweis(nachweis(zweite.antwort.id, "unzustellbar"));
    const [eine] = await post.liegengebliebene(10);
    assert.deepEqual([eine?.id, eine?.zustand, eine?.inhalt], [zweite.antwort.id, "UNZUSTELLBAR", null]);
    assert.equal(await post.wiederhole(zweite.antwort.id, um(2)), false, "there is nothing left to send");
  });

  it("a proof says nothing about an answer that was never tried", async () => {
    await post.lege(neueAntwort());
    const { antwort } = await beanspruche(um(1));
    await post.lege(neueAntwort({ zu: { absender: "x@kim.test", nachrichtId: "zweite" } }));
    await post.vermerkeNachweis(nachweis(antwort.id, "unzustellbar"));
    assert.deepEqual((await beanspruche(um(1))).antwort.adresse, "x@kim.test");
  });

  it("is removed when it has expired, whatever became of it", async () => {
    await post.lege(neueAntwort({ verfaelltAm: um(100) }));
    await post.raeumeAuf(um(99));
    assert.deepEqual(await post.naechsteFaelligkeit(KIM), ZEIT);
    await post.raeumeAuf(um(100));
    assert.equal(await post.naechsteFaelligkeit(KIM), null);
  });
}
