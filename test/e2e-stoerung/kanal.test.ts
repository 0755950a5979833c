import assert from "node:assert/strict";
import { KIM_DOMAENE } from "../../sandbox/personen.js";
import type { Welt } from "../../sandbox/szenario/welt.js";
import type { Buehne } from "../absturz/buehne.js";
import { jeTestEineBuehne } from "../absturz/buehne.js";
import {
  alarmiereKasse,
  bisZustand,
  bisZustellung,
  entscheide,
  KASSE,
  kimZustellungen,
  PFLEGEDIENST,
  reicheEin,
  wiederhole,
  zustellung,
} from "../absturz/handlung.js";
import type { Zustellung } from "../absturz/handlung.js";
import { warteBis } from "../absturz/warte-bis.js";

const EIGENE_ZUSTELLUNGEN = `query($id: ID!) { vorgang(id: $id) { zustellungen { id zustand grund { code } } } }`;
const KASSE_IK = "109500969";

/** The delivery ends well, and the Kasse has exactly this one mail; no proof is left in the gateway's mailbox. */
async function pruefeEinmalZugestellt(b: Buehne, welt: Welt, vorgangId: string): Promise<Zustellung> {
  const fertig = await bisZustand(welt, vorgangId, "ZUGESTELLT");
  assert.equal(fertig.naechsterVersuch, null);
  await warteBis("der Nachweis ist abgeholt", async () =>
    (await b.mails()).every(({ adresse }) => adresse !== b.sandbox.gatewayPostfach.adresse),
  );
  assert.deepEqual(await b.mails(), [{ adresse: KASSE, messageId: fertig.nachrichtId }]);
  return fertig;
}

/** Waits for an attempt that failed for a while. */
const bisGescheitert = (welt: Welt, vorgangId: string, versuche = 1): Promise<Zustellung> =>
  bisZustellung(welt, vorgangId, "vorübergehend gescheitert", (z) => z.versuche >= versuche && z.grund !== null);

describe("Störungen des Kanals", function () {
  this.timeout(40_000);
  const buehne = jeTestEineBuehne("kanal");

  describe("Clientmodul", () => {
    it("nimmt keine Verbindung an: es wartet sichtbar und geht danach einmal hinaus", async () => {
      const b = buehne();
      const welt = b.welt((await b.gateway()).url);
      await b.smtp.schliesse();
      const vorgangId = await alarmiereKasse(welt);
      const wartend = await bisGescheitert(welt, vorgangId, 2);
      assert.equal(wartend.zustand, "WARTET");
      assert.equal(wartend.grund?.code, "KIM_NICHT_ERREICHBAR");
      await b.smtp.oeffne();
      await pruefeEinmalZugestellt(b, welt, vorgangId);
    });

    it("antwortet nicht: die Frist beendet den Versuch, danach geht es einmal hinaus", async () => {
      const b = buehne();
      const welt = b.welt((await b.gateway({}, { fristen: { verbindenMs: 300 } })).url);
      await b.smtp.verstumme();
      const vorgangId = await alarmiereKasse(welt);
      const wartend = await bisGescheitert(welt, vorgangId);
      assert.equal(wartend.zustand, "WARTET");
      assert.equal(wartend.grund?.code, "KIM_NICHT_ERREICHBAR");
      await b.smtp.oeffne();
      await pruefeEinmalZugestellt(b, welt, vorgangId);
    });

    it("braucht länger, als ein Anspruch ohne Lebenszeichen hält: es bleibt bei einer Mail", async () => {
      const b = buehne();
      const welt = b.welt((await b.gateway({ VERSAND_LEASE_MS: "1000" })).url);
      let punkte = 0;
      b.stoerung = async (punkt) => {
        if (punkt !== "nachPunkt" || punkte++ > 0) return undefined;
        // The Clientmodul signs and encrypts until the lease has been prolonged past its first end.
        const anspruch = (): Promise<number> =>
          kimZustellungen(welt).then(([einzige]) => Date.parse(einzige?.naechsterVersuch ?? ""));
        const ende = await anspruch();
        await warteBis("das Lebenszeichen", async () => (await anspruch()) > ende + 1_000);
        return undefined;
      };
      const vorgangId = await alarmiereKasse(welt);
      const { versuche } = await pruefeEinmalZugestellt(b, welt, vorgangId);
      assert.deepEqual({ versuche, punkte }, { versuche: 1, punkte: 1 });
    });

    it("trennt mitten im Senden: am Ende liegt eine Mail da", async () => {
      const b = buehne();
      const welt = b.welt((await b.gateway()).url);
      let getrennt = 0;
      b.stoerung = async (punkt) => (punkt === "data" && getrennt++ === 0 ? "trennen" : undefined);
      const vorgangId = await alarmiereKasse(welt);
      const { versuche } = await pruefeEinmalZugestellt(b, welt, vorgangId);
      assert.equal(versuche, 2);
      assert.equal(getrennt, 2);
    });

    it("lehnt dreimal vorübergehend ab (451): die Pausen verdoppeln sich, Grund und nächster Versuch sind sichtbar", async () => {
      const b = buehne();
      const plan = { VERSAND_ERSTE_RUECKKEHR_MS: "200", VERSAND_LAENGSTE_RUECKKEHR_MS: "10000" };
      const welt = b.welt((await b.gateway(plan)).url);
      const zeiten: number[] = [];
      b.stoerung = async (punkt) => {
        if (punkt !== "rcpt") return undefined;
        zeiten.push(performance.now());
        return zeiten.length <= 3 ? { antwort: 451 } : undefined;
      };
      const vorgangId = await alarmiereKasse(welt);
      const wartend = await bisGescheitert(welt, vorgangId);
      assert.equal(wartend.zustand, "WARTET");
      assert.deepEqual(wartend.grund, {
        code: "KIM_VORUEBERGEHEND",
        text: "Das Clientmodul hat die Nachricht vorübergehend nicht angenommen. (Antwort 451)",
      });
      assert.notEqual(wartend.naechsterVersuch, null);
      const { versuche } = await pruefeEinmalZugestellt(b, welt, vorgangId);
      assert.equal(versuche, 4);
      const pausen = zeiten.slice(1).map((zeit, nr) => zeit - (zeiten[nr] ?? 0));
      for (const [nr, mindestens] of [200, 400, 800].entries())
        assert.ok((pausen[nr] ?? 0) >= mindestens, `Pause ${nr + 1}: ${pausen[nr]} ms, mindestens ${mindestens} ms`);
    });

    it("lehnt den Empfänger endgültig ab (550): unzustellbar mit Grund; BETRIEB wiederholt, und es geht einmal hinaus", async () => {
      const b = buehne();
      const welt = b.welt((await b.gateway()).url);
      b.stoerung = async (punkt) => (punkt === "rcpt" ? { antwort: 550 } : undefined);
      const vorgangId = await alarmiereKasse(welt);
      const tot = await bisZustand(welt, vorgangId, "UNZUSTELLBAR");
      assert.equal(tot.grund?.code, "KIM_EMPFAENGER_ABGELEHNT");
      assert.equal(tot.naechsterVersuch, null);
      assert.equal(tot.versuche, 1);
      const { vorgang } = await (
        await welt.als("aerztin")
      ).frage<{ vorgang: { zustellungen: readonly object[] } }>(EIGENE_ZUSTELLUNGEN, { id: vorgangId });
      assert.deepEqual(vorgang.zustellungen, [
        { id: tot.id, zustand: "UNZUSTELLBAR", grund: { code: "KIM_EMPFAENGER_ABGELEHNT" } },
      ]);

      b.stoerung = undefined;
      assert.equal(await wiederhole(welt, tot), true);
      await pruefeEinmalZugestellt(b, welt, vorgangId);
      assert.equal(await wiederhole(welt, tot), false, "was zugestellt ist, wird nicht wiederholt");
    });

    it("bleibt zu lange gestört: aufgegeben und sichtbar; die Wiederholung durch BETRIEB geht einmal hinaus", async () => {
      const b = buehne();
      const welt = b.welt((await b.gateway({ VERSAND_AUFGEBEN_NACH_MS: "1000" })).url);
      b.stoerung = async (punkt) => (punkt === "rcpt" ? { antwort: 451 } : undefined);
      const vorgangId = await alarmiereKasse(welt);
      const tot = await bisZustand(welt, vorgangId, "UNZUSTELLBAR");
      assert.equal(tot.grund?.code, "AUFGEGEBEN");
      assert.ok(tot.versuche > 1);
      b.stoerung = undefined;
      assert.equal(await wiederhole(welt, tot), true);
      await pruefeEinmalZugestellt(b, welt, vorgangId);
    });

    it("kennt den Empfänger nicht (Fehlermail): unzustellbar mit dem Code des Clientmoduls", async () => {
      const b = buehne();
      aendereKasse(b, { kimAdresse: `verzogen@${KIM_DOMAENE}` });
      const welt = b.welt((await b.gateway()).url);
      const vorgangId = await alarmiereKasse(welt);
      const { grund, naechsterVersuch } = await bisZustand(welt, vorgangId, "UNZUSTELLBAR");
      assert.deepEqual(grund, {
        code: "KIM_4003",
        text: "Zum Empfänger gibt es im Verzeichnisdienst kein eindeutiges Verschlüsselungszertifikat.",
      });
      assert.equal(naechsterVersuch, null);
      await warteBis("die Fehlermail ist abgeholt", async () => (await b.mails()).length === 0);
    });
  });

  describe("Verbindung bricht nach dem Punkt ab", () => {
    it("Empfänger hat die Mail: unbekannt, dann zugestellt durch den Nachweis, keine zweite Kopie", async () => {
      const b = buehne();
      const welt = b.welt((await b.gateway({ VERSAND_NACHWEISFRIST_MS: "20000" })).url);
      await b.pop3.verstumme();
      let begonnene = 0;
      b.stoerung = async (punkt) => {
        if (punkt === "data") begonnene++;
        return punkt === "nachPunkt" ? "trennen" : undefined;
      };
      const vorgangId = await alarmiereKasse(welt);
      const offen = await bisZustand(welt, vorgangId, "UNBEKANNT");
      assert.equal(offen.grund?.code, "KIM_ANTWORT_VERLOREN");
      assert.notEqual(offen.naechsterVersuch, null);
      await b.pop3.oeffne();
      await pruefeEinmalZugestellt(b, welt, vorgangId);
      assert.equal(begonnene, 1);
    });

    it("Empfänger hat die Mail nicht: nach der Frist genau ein weiterer Versuch mit derselben Message-ID", async () => {
      const b = buehne();
      const welt = b.welt((await b.gateway({ VERSAND_NACHWEISFRIST_MS: "1000" })).url);
      let begonnene = 0;
      b.stoerung = async (punkt) => {
        if (punkt === "data") begonnene++;
        return punkt === "ablage" && begonnene === 1 ? "trennen" : undefined;
      };
      const vorgangId = await alarmiereKasse(welt);
      const offen = await bisZustand(welt, vorgangId, "UNBEKANNT");
      assert.deepEqual(await b.mails(), []);
      const fertig = await pruefeEinmalZugestellt(b, welt, vorgangId);
      assert.equal(fertig.nachrichtId, offen.nachrichtId);
      assert.equal(begonnene, 2);
    });

    it("zweimal: es bleibt sichtbar unbekannt und ruht; ein drittes Mal wird nicht gesendet", async () => {
      const b = buehne();
      const welt = b.welt((await b.gateway()).url);
      let begonnene = 0;
      b.stoerung = async (punkt) => {
        if (punkt === "data") begonnene++;
        return punkt === "ablage" ? "trennen" : undefined;
      };
      const vorgangId = await alarmiereKasse(welt);
      const ruhend = await bisZustellung(
        welt,
        vorgangId,
        "ruht unbekannt",
        ({ zustand, versuche, naechsterVersuch }) =>
          zustand === "UNBEKANNT" && versuche === 2 && naechsterVersuch === null,
      );
      // A second Alarm goes its whole way meanwhile: the Versand has looked again and left the first alone.
      b.stoerung = undefined;
      const weiterer = await alarmiereKasse(welt);
      const { nachrichtId } = await bisZustand(welt, weiterer, "ZUGESTELLT");
      assert.deepEqual(await zustellung(welt, vorgangId), ruhend);
      assert.equal(begonnene, 2);
      const beiDerKasse = (await b.mails()).filter(({ adresse }) => adresse === KASSE);
      assert.deepEqual(beiDerKasse, [{ adresse: KASSE, messageId: nachrichtId }]);
    });
  });

  describe("Verzeichnisdienst", () => {
    it("antwortet nicht: später, dann einmal hinaus", async () => {
      const b = buehne();
      const welt = b.welt((await b.gateway()).url);
      await b.verzeichnis.schliesse();
      const vorgangId = await alarmiereKasse(welt);
      const wartend = await bisGescheitert(welt, vorgangId, 2);
      assert.equal(wartend.zustand, "WARTET");
      assert.equal(wartend.grund?.code, "VERZEICHNIS_NICHT_ERREICHBAR");
      await b.verzeichnis.oeffne();
      await pruefeEinmalZugestellt(b, welt, vorgangId);
    });

    it("kennt zwei passende Empfänger: keiner wird geraten; nach der Bereinigung wiederholt BETRIEB", async () => {
      const b = buehne();
      const [kasse] = b.verzeichniseintraege.filter(({ ik }) => ik === KASSE_IK);
      assert.ok(kasse !== undefined);
      b.verzeichniseintraege.push({ ...kasse, telematikId: "8-01-DOPPELT", kimAdresse: PFLEGEDIENST });
      const welt = b.welt((await b.gateway()).url);
      const vorgangId = await alarmiereKasse(welt);
      const tot = await bisZustand(welt, vorgangId, "UNZUSTELLBAR");
      assert.equal(tot.grund?.code, "EMPFAENGER_MEHRDEUTIG");
      assert.deepEqual(await b.mails(), []);
      b.verzeichniseintraege.pop();
      assert.equal(await wiederhole(welt, tot), true);
      await pruefeEinmalZugestellt(b, welt, vorgangId);
    });

    it("kennt den Empfänger nicht: unzustellbar mit Grund", async () => {
      const b = buehne();
      b.verzeichniseintraege.splice(
        b.verzeichniseintraege.findIndex(({ ik }) => ik === KASSE_IK),
        1,
      );
      const welt = b.welt((await b.gateway()).url);
      const vorgangId = await alarmiereKasse(welt);
      assert.equal((await bisZustand(welt, vorgangId, "UNZUSTELLBAR")).grund?.code, "EMPFAENGER_UNBEKANNT");
      assert.deepEqual(await b.mails(), []);
    });
  });

  it("ein überholter Alarm wird nie gesendet und ist als zurückgezogen zu sehen", async () => {
    const b = buehne();
    const welt = b.welt((await b.gateway()).url);
    await b.smtp.schliesse();
    const vorgangId = await reicheEin(welt);
    await bisGescheitert(welt, vorgangId);
    // The Kasse finds it in its work list and decides; the alarm of the submission is settled.
    await entscheide(welt, vorgangId);
    const zustaende = async (): Promise<Record<string, string>> =>
      Object.fromEntries(
        (await kimZustellungen(welt)).map(({ empfaengerRolle, zustand }) => [empfaengerRolle, zustand] as const),
      );
    await warteBis("zurückgezogen", async () => (await zustaende())["KOSTENTRAEGER"] === "ZURUECKGEZOGEN");
    await b.smtp.oeffne();
    await warteBis("der neue Alarm ist zugestellt", async () => (await zustaende())["PFLEGEDIENST"] === "ZUGESTELLT");
    assert.deepEqual(await zustaende(), { KOSTENTRAEGER: "ZURUECKGEZOGEN", PFLEGEDIENST: "ZUGESTELLT" });
    const angekommen = (await b.mails()).filter(({ adresse }) => adresse !== b.sandbox.gatewayPostfach.adresse);
    assert.deepEqual(
      angekommen.map(({ adresse }) => adresse),
      [PFLEGEDIENST],
    );
  });
});

function aendereKasse(b: Buehne, teil: { readonly kimAdresse: string }): void {
  const stelle = b.verzeichniseintraege.findIndex(({ ik }) => ik === KASSE_IK);
  const alt = b.verzeichniseintraege[stelle];
  assert.ok(alt !== undefined);
  b.verzeichniseintraege[stelle] = { ...alt, ...teil };
}
