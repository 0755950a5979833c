import assert from "node:assert/strict";
import { bearbeite } from "../../src/app/versand.js";
import type { Verzeichnisergebnis } from "../../src/domain/ports/verzeichnis.js";
import type { Ausgang } from "../../src/domain/ports/ausgang.js";
import type { Urteil, Zustelladapter, Zustellnachweis } from "../../src/domain/ports/zustellung.js";
import { auftrag, beanspruchter, buehne, GEFUNDEN } from "./versandteile.js";
import type { Buehne } from "./versandteile.js";

const NIE = new AbortController().signal;
const zustaende = ({ vermerke }: Buehne): readonly string[] => vermerke.map(({ zustand }) => zustand);
const gruende = ({ vermerke }: Buehne): readonly (string | undefined)[] => vermerke.map(({ grund }) => grund?.code);

describe("Versand: one claimed order up to its recorded verdict", () => {
  it("goes to the address of the Verzeichnisdienst, known to the outbox before the channel is entered", async () => {
    const b = buehne();
    await bearbeite(beanspruchter(), b.teile, NIE);
    assert.deepEqual(b.verlauf, ["Übergabe", "Senden", "Vermerk"]);
    assert.deepEqual(b.uebergaben, [{ adresse: "kasse@kim.test", nachrichtId: "<auftrag-1@kim.test>" }]);
    assert.deepEqual(
      b.gesendet.map(({ adresse, auftragId }) => [adresse, auftragId]),
      [["kasse@kim.test", "auftrag-1"]],
    );
    assert.deepEqual(zustaende(b), ["UEBERGEBEN"]);
  });

  it("an order that the state has overtaken is not sent and not recorded", async () => {
    const b = buehne();
    await bearbeite(beanspruchter(auftrag({ stand: 2 }), { alarmstand: 3 }), b.teile, NIE);
    assert.deepEqual(b.verlauf, []);
  });

  it("an order whose claim was lost is not sent and not recorded", async () => {
    const b = buehne({ anspruchVerloren: true });
    await bearbeite(beanspruchter(), b.teile, NIE);
    assert.deepEqual([b.gesendet, b.vermerke], [[], []]);
  });

  /** Never guess a recipient: what becomes of the order, per answer of the Verzeichnisdienst. */
  const ohneKim: Verzeichnisergebnis =
    GEFUNDEN.art === "gefunden" ? { ...GEFUNDEN, eintrag: { ...GEFUNDEN.eintrag, kim: null } } : GEFUNDEN;
  const VERZEICHNIS: readonly (readonly [string, Verzeichnisergebnis, string, string])[] = [
    ["does not know the recipient", { art: "unbekannt" }, "UNZUSTELLBAR", "EMPFAENGER_UNBEKANNT"],
    ["knows several", { art: "mehrdeutig" }, "UNZUSTELLBAR", "EMPFAENGER_MEHRDEUTIG"],
    ["knows no active KIM address", ohneKim, "UNZUSTELLBAR", "KEINE_KIM_ADRESSE"],
    ["does not answer", { art: "nichtErreichbar" }, "WARTET", "VERZEICHNIS_NICHT_ERREICHBAR"],
  ];
  for (const [titel, verzeichnis, zustand, grund] of VERZEICHNIS)
    it(`the Verzeichnisdienst ${titel}: ${zustand}, nothing is sent`, async () => {
      const b = buehne({ verzeichnis });
      await bearbeite(beanspruchter(), b.teile, NIE);
      assert.deepEqual([zustaende(b), gruende(b), b.gesendet], [[zustand], [grund], []]);
      assert.equal(b.vermerke[0]?.naechsterVersuch !== null, zustand === "WARTET", "tried again only if it may help");
    });

  it("an order over a channel that is not set up becomes visible instead of waiting for ever", async () => {
    const b = buehne({ kanal: "TIM" });
    await bearbeite(beanspruchter(), b.teile, NIE);
    assert.deepEqual([zustaende(b), gruende(b), b.gesendet], [["UNZUSTELLBAR"], ["KANAL_FEHLT"], []]);
  });

  it("the verdict is recorded as soon as the database answers again, and the message is not sent anew", async () => {
    const b = buehne({ datenbankschluckauf: 3 });
    await bearbeite(beanspruchter(), b.teile, NIE);
    assert.deepEqual([zustaende(b), b.gesendet.length], [["UEBERGEBEN"], 1]);
  });

  it("a database that stays away leaves the order to its lease: the failure is reported, nothing is sent anew", async () => {
    const b = buehne({ datenbankschluckauf: 1000 });
    await assert.rejects(bearbeite(beanspruchter(), b.teile, NIE), { name: "ErgebnisUnbekannt" });
    assert.deepEqual([b.vermerke, b.gesendet.length], [[], 1]);
  });

  it("a channel that breaks unexpectedly after the hand-over began leaves the order to its lease", async () => {
    const b = buehne({ urteil: () => Promise.reject(new Error("bug")) });
    await assert.rejects(bearbeite(beanspruchter(), b.teile, NIE), { message: "bug" });
    assert.deepEqual(b.vermerke, []);
  });

  it("keeps its claim while the channel is slow", async () => {
    const { promise: genug, resolve: beende } = Promise.withResolvers<Urteil>();
    const b = buehne({ urteil: () => genug });
    const teile = {
      ...b.teile,
      leaseMs: 3,
      ausgang: {
        ...b.teile.ausgang,
        verlaengere: async (...args: Parameters<Ausgang["verlaengere"]>) => {
          const gehalten = await b.teile.ausgang.verlaengere(...args);
          if (b.verlauf.filter((was) => was === "Lebenszeichen").length === 2)
            beende({ art: "uebergeben", nachrichtId: "<1@x>" });
          return gehalten;
        },
      },
    };
    await bearbeite(beanspruchter(), teile, NIE);
    assert.deepEqual(
      b.vermerke.map(({ zustand }) => zustand),
      ["UEBERGEBEN"],
    );
  });

  it("ends the attempt if the claim was lost all the same", async () => {
    const b = buehne({ anspruchEntzogen: true });
    const kanal = b.teile.adapter.get("KIM");
    assert.ok(kanal);
    const sende: Zustelladapter["sende"] = (_sendung, { signal }) =>
      new Promise((antworte) =>
        signal.addEventListener("abort", () =>
          antworte({ art: "spaeter", grund: { code: "ABGEBROCHEN", text: "Abgebrochen." } }),
        ),
      );
    const langsam: Zustelladapter = {
      kanal: "KIM",
      nachrichtId: (id) => kanal.nachrichtId(id),
      pruefe: () => kanal.pruefe(),
      schliesse: () => kanal.schliesse(),
      sende,
    };
    await bearbeite(beanspruchter(), { ...b.teile, leaseMs: 3, adapter: new Map([["KIM", langsam]]) }, NIE);
    assert.equal(b.vermerke[0]?.grund?.code, "ABGEBROCHEN");
  });

  describe("the repetition of an order whose outcome is unknown", () => {
    assert.ok(GEFUNDEN.art === "gefunden");
    const { eintrag } = GEFUNDEN;
    const unbekannter = auftrag({
      zustand: "UNBEKANNT",
      zustandSeit: new Date("2026-03-02T10:58:00Z"),
      unbekannt: 1,
      versuche: 2,
    });
    const nachweis = (ergebnis: Zustellnachweis["ergebnis"]): Zustellnachweis => ({
      auftragId: "auftrag-1",
      ergebnis,
      grund: null,
      zeit: new Date("2026-03-02T11:00:00Z"),
    });

    it("reads the mailbox first", async () => {
      const b = buehne();
      await bearbeite(beanspruchter(unbekannter), b.teile, NIE);
      assert.deepEqual(b.verlauf, ["Postfach", "Übergabe", "Senden", "Vermerk"]);
    });

    it("waits for its proof if the worker died in the middle of the hand-over just now", async () => {
      const b = buehne();
      const eben = auftrag({ ...unbekannter, zustandSeit: new Date("2026-03-02T10:59:30Z") });
      await bearbeite(beanspruchter(eben), b.teile, NIE);
      assert.deepEqual(b.gesendet, []);
      assert.deepEqual(
        b.vermerke.map(({ zustand, naechsterVersuch }) => [zustand, naechsterVersuch]),
        [["UNBEKANNT", new Date("2026-03-02T11:01:30Z")]],
      );
    });

    it("over a channel that recognises a repetition: at once, without a look for a proof that never comes", async () => {
      const tim = { art: "gefunden", eintrag: { ...eintrag, tim: { mxid: "@kasse:tim.test" } } } as const;
      const b = buehne({ kanal: "TIM", verzeichnis: tim });
      const eben = auftrag({
        ...unbekannter,
        kanal: "TIM",
        zustandSeit: new Date("2026-03-02T10:59:59Z"),
        unbekannt: 7,
      });
      await bearbeite(beanspruchter(eben), b.teile, NIE);
      assert.deepEqual(b.verlauf, ["Übergabe", "Senden", "Vermerk"]);
      assert.deepEqual(zustaende(b), ["UEBERGEBEN"]);
    });

    it("is not sent if the proof of the first copy has come", async () => {
      const b = buehne({ imPostfach: [nachweis("zugestellt")] });
      await bearbeite(beanspruchter(unbekannter), b.teile, NIE);
      assert.deepEqual([b.gesendet, b.vermerke, b.nachweise.length], [[], [], 1]);
    });

    it("is not sent while the mailbox does not answer: the proof could lie there", async () => {
      const b = buehne({ postfachSchweigt: true });
      await assert.rejects(bearbeite(beanspruchter(unbekannter), b.teile, NIE));
      assert.deepEqual([b.gesendet, b.vermerke], [[], []]);
    });

    it("carries the same id as the first copy, so that the receiver can tell", async () => {
      const b = buehne();
      await bearbeite(beanspruchter(), b.teile, NIE);
      await bearbeite(beanspruchter(unbekannter), b.teile, NIE);
      assert.deepEqual(
        b.uebergaben.map(({ nachrichtId }) => nachrichtId),
        ["<auftrag-1@kim.test>", "<auftrag-1@kim.test>"],
      );
    });

    it("ended unknown again, it is left for BETRIEB: no third copy", async () => {
      const urteil = { art: "unbekannt", grund: { code: "X", text: "x" }, nachrichtId: "<1@x>" } as const;
      const b = buehne({ urteil });
      await bearbeite(beanspruchter(unbekannter), b.teile, NIE);
      assert.deepEqual(
        b.vermerke.map(({ zustand, naechsterVersuch }) => [zustand, naechsterVersuch]),
        [["UNBEKANNT", null]],
      );
    });
  });
});
