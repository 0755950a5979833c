import assert from "node:assert/strict";
import { VERSANDPLAN_VORGABE, vermerkZu } from "../../src/app/versandplan.js";
import type { Versandplan } from "../../src/app/versandplan.js";
import type { Kanal, Urteil } from "../../src/domain/ports/zustellung.js";

/* What a verdict means for an order, by hand from architektur.md, promises 4 and 5. Round times, so that they can be read. */
const PLAN: Versandplan = {
  ersteRueckkehrMs: 10_000,
  laengsteRueckkehrMs: 60_000,
  aufgebenNachMs: 48 * 3_600_000,
  nachweisfristMs: 120_000,
};
const JETZT = new Date("2026-03-02T11:00:00Z");
const vor = (ms: number): Date => new Date(JETZT.getTime() - ms);
const inSekunden = (zeit: Date | null): number | null =>
  zeit === null ? null : (zeit.getTime() - JETZT.getTime()) / 1000;

const GRUND = { code: "450", text: "Postfach belegt" };
const UEBERGEBEN: Urteil = { art: "uebergeben", nachrichtId: "<1@x>" };
const SPAETER: Urteil = { art: "spaeter", grund: GRUND };
const UNBEKANNT: Urteil = { art: "unbekannt", grund: GRUND, nachrichtId: "<1@x>" };
const ABGELEHNT: Urteil = { art: "abgelehnt", grund: GRUND };

interface Fall {
  readonly titel: string;
  readonly urteil: Urteil;
  /** Attempts so far, the judged one included; of these, earlier ones that ended unknown; age of the order. */
  readonly versuche?: number;
  readonly unbekannt?: number;
  readonly alterMs?: number;
  readonly streuung?: number;
  readonly kanal?: Kanal;
  readonly zustand: string;
  /** Seconds until the next attempt; null: none. */
  readonly wieder: number | null;
  readonly grund?: string | null;
}

const STUNDE = 3_600_000;
const FAELLE: readonly Fall[] = [
  { titel: "taken: done for the Versand", urteil: UEBERGEBEN, zustand: "UEBERGEBEN", wieder: null, grund: null },
  {
    titel: "taken at the repetition of an unknown one: done",
    urteil: UEBERGEBEN,
    versuche: 2,
    unbekannt: 1,
    zustand: "UEBERGEBEN",
    wieder: null,
    grund: null,
  },
  { titel: "refused for good: dead letter with its reason", urteil: ABGELEHNT, zustand: "UNZUSTELLBAR", wieder: null },

  { titel: "temporary, 1st attempt: the first pause", urteil: SPAETER, versuche: 1, zustand: "WARTET", wieder: 10 },
  { titel: "temporary, 2nd attempt: doubled", urteil: SPAETER, versuche: 2, zustand: "WARTET", wieder: 20 },
  { titel: "temporary, 3rd attempt: doubled again", urteil: SPAETER, versuche: 3, zustand: "WARTET", wieder: 40 },
  { titel: "temporary, 4th attempt: capped", urteil: SPAETER, versuche: 4, zustand: "WARTET", wieder: 60 },
  { titel: "temporary, 5000th attempt: still capped", urteil: SPAETER, versuche: 5000, zustand: "WARTET", wieder: 60 },
  {
    titel: "temporary, spread by at most a quarter",
    urteil: SPAETER,
    versuche: 1,
    streuung: 0.5,
    zustand: "WARTET",
    wieder: 11.25,
  },
  {
    titel: "temporary, the other side asks for a longer pause",
    urteil: { ...SPAETER, nachMs: 300_000 },
    zustand: "WARTET",
    wieder: 300,
  },
  {
    titel: "temporary, the other side would take it sooner: our pause holds",
    urteil: { ...SPAETER, nachMs: 1_000 },
    zustand: "WARTET",
    wieder: 10,
  },
  {
    titel: "temporary after 48 h: given up, visibly",
    urteil: SPAETER,
    versuche: 200,
    alterMs: 48 * STUNDE,
    zustand: "UNZUSTELLBAR",
    wieder: null,
    grund: "AUFGEGEBEN",
  },
  {
    titel: "temporary after 48 h, but repeated by BETRIEB just now: it gets a few attempts",
    urteil: SPAETER,
    versuche: 4,
    alterMs: 72 * STUNDE,
    zustand: "WARTET",
    wieder: 60,
  },
  {
    titel: "temporary after 48 h, unknown before: it may have arrived, so it stays unknown",
    urteil: SPAETER,
    versuche: 200,
    unbekannt: 1,
    alterMs: 48 * STUNDE,
    zustand: "UNBEKANNT",
    wieder: null,
    grund: "AUFGEGEBEN",
  },
  {
    titel: "temporary just before 48 h: once more",
    urteil: SPAETER,
    versuche: 200,
    alterMs: 48 * STUNDE - 1,
    zustand: "WARTET",
    wieder: 60,
  },
  {
    titel: "taken after 48 h counts",
    urteil: UEBERGEBEN,
    alterMs: 50 * STUNDE,
    zustand: "UEBERGEBEN",
    wieder: null,
    grund: null,
  },

  {
    titel: "unknown for the first time: once more, after waiting for a proof",
    urteil: UNBEKANNT,
    versuche: 1,
    zustand: "UNBEKANNT",
    wieder: 120,
  },
  {
    titel: "unknown for the second time: stays so, no third copy",
    urteil: UNBEKANNT,
    versuche: 2,
    unbekannt: 1,
    zustand: "UNBEKANNT",
    wieder: null,
  },
  {
    titel: "unknown for the seventh time over a channel that recognises a repetition: again",
    urteil: UNBEKANNT,
    kanal: "TIM",
    versuche: 7,
    unbekannt: 6,
    zustand: "UNBEKANNT",
    wieder: 120,
  },
  {
    titel: "temporary at the repetition of an unknown one: tells nothing about the first, so it stays unknown",
    urteil: SPAETER,
    versuche: 2,
    unbekannt: 1,
    zustand: "UNBEKANNT",
    wieder: 20,
  },
];

describe("vermerkZu: verdict × history", () => {
  for (const fall of FAELLE)
    it(fall.titel, () => {
      const { versuche = 1, unbekannt = 0, alterMs = 0, streuung = 0 } = fall;
      const auftrag = { kanal: fall.kanal ?? "KIM", versuche, unbekannt, erstelltAm: vor(alterMs) };
      const vermerk = vermerkZu(fall.urteil, auftrag, JETZT, PLAN, streuung);
      assert.deepEqual(
        { zustand: vermerk.zustand, wieder: inSekunden(vermerk.naechsterVersuch), grund: vermerk.grund?.code ?? null },
        { zustand: fall.zustand, wieder: fall.wieder, grund: fall.grund === undefined ? "450" : fall.grund },
      );
    });

  it("keeps the message id where something may have been taken, and counts the unknown", () => {
    const auftrag = { kanal: "KIM" as const, versuche: 1, unbekannt: 0, erstelltAm: JETZT };
    assert.equal(vermerkZu(UEBERGEBEN, auftrag, JETZT, PLAN, 0).nachrichtId, "<1@x>");
    assert.equal(vermerkZu(UEBERGEBEN, auftrag, JETZT, PLAN, 0).unbekannt, undefined);
    assert.equal(vermerkZu(UNBEKANNT, auftrag, JETZT, PLAN, 0).nachrichtId, "<1@x>");
    assert.equal(vermerkZu(UNBEKANNT, auftrag, JETZT, PLAN, 0).unbekannt, true);
    assert.equal(vermerkZu(SPAETER, auftrag, JETZT, PLAN, 0).nachrichtId, undefined);
  });

  it("gives up by default after 48 h and never waits longer than a quarter of an hour, spread aside", () => {
    const auftrag = { kanal: "KIM" as const, versuche: 40, unbekannt: 0, erstelltAm: vor(47 * STUNDE) };
    assert.equal(inSekunden(vermerkZu(SPAETER, auftrag, JETZT, VERSANDPLAN_VORGABE, 0).naechsterVersuch), 900);
    const alter = { ...auftrag, erstelltAm: vor(48 * STUNDE) };
    assert.equal(vermerkZu(SPAETER, alter, JETZT, VERSANDPLAN_VORGABE, 0).zustand, "UNZUSTELLBAR");
  });

  it("an order that had to wait for the end of quiet hours is as old as its waiting for the channel", () => {
    const auftrag = {
      kanal: "KIM" as const,
      versuche: 40,
      unbekannt: 0,
      erstelltAm: vor(72 * STUNDE),
      nichtVor: vor(47 * STUNDE),
    };
    assert.equal(vermerkZu(SPAETER, auftrag, JETZT, VERSANDPLAN_VORGABE, 0).zustand, "WARTET");
    const alter = { ...auftrag, nichtVor: vor(48 * STUNDE) };
    assert.equal(vermerkZu(SPAETER, alter, JETZT, VERSANDPLAN_VORGABE, 0).zustand, "UNZUSTELLBAR");
  });
});
