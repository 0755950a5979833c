import assert from "node:assert/strict";
import { holePostfach } from "../../sandbox/clientmodul/postfach-holen.js";
import type { Welt } from "../../sandbox/szenario/welt.js";
import { verbinde } from "../../src/store/verbindung.js";
import { jeTestEineBuehne, KURZER_ANSPRUCH } from "./buehne.js";
import type { Buehne } from "./buehne.js";
import { kimZustellungen, reicheEin } from "./handlung.js";
import type { Zustellung } from "./handlung.js";
import { raeumeKinderAuf } from "./kindprozess.js";
import type { Sollbruchstelle } from "./sollbruchstellen.js";
import { warteBis } from "./warte-bis.js";

const PRAXIS = "praxis-sommer@hkp-sandbox.kim.telematik-test";
const SETZEN = `mutation($eingabe: EinstellungenEingabe!) { einstellungenSetzen(eingabe: $eingabe) { version } }`;

/** The practice wants Informationen once a day, half a day from now: not while the test lasts. */
async function wuenscheSammelmeldung(welt: Welt): Promise<void> {
  const um = new Date(Date.now() + 12 * 3_600_000);
  const sammelzeit = new Intl.DateTimeFormat("de-DE", { timeStyle: "short", timeZone: "Europe/Berlin" }).format(um);
  const eingabe = { kanaele: ["KIM"], alleInformationen: true, informationen: [], ruhezeiten: [], sammelzeit };
  await (await welt.als("aerztin")).frage(SETZEN, { eingabe });
}

/** Two Vorgaenge with the Informationen that each sends to the practice: accepted, Angaben, submitted. */
async function zweiVorgaenge(welt: Welt): Promise<readonly string[]> {
  return [await reicheEin(welt), await reicheEin(welt)];
}

/** The half day is over. */
async function kommeZurSammelzeit(b: Buehne): Promise<void> {
  const verbindung = await verbinde(b.mongoUri, { datenbank: b.datenbank });
  const faellig = { $set: { "ausgang.$[einer].naechsterVersuch": new Date() } };
  await verbindung.db.collection("vorgaenge").updateMany({}, faellig, { arrayFilters: [{ "einer.sammelbar": true }] });
  await verbindung.schliesse();
}

const anPraxis = async (welt: Welt): Promise<readonly Zustellung[]> =>
  (await kimZustellungen(welt)).filter(({ empfaengerRolle }) => empfaengerRolle === "VERORDNENDER");

const zugestellt = (welt: Welt): Promise<readonly Zustellung[]> =>
  warteBis("alle Informationen zugestellt", async () => {
    const alle = await anPraxis(welt);
    return alle.every(({ zustand }) => zustand === "ZUGESTELLT") ? alle : null;
  });

async function pruefeDenEinenBrief(b: Buehne, welt: Welt, vorgaenge: readonly string[]): Promise<void> {
  const zustellungen = await zugestellt(welt);
  assert.equal(zustellungen.length, 6);
  const { pop3Port: port } = b.sandbox.clientmodul;
  const briefe = await holePostfach({ host: "127.0.0.1", port, benutzer: PRAXIS, passwort: "sandbox" });
  assert.deepEqual(
    [...new Set(zustellungen.map(({ nachrichtId }) => nachrichtId))],
    briefe.map(({ mail }) => mail.messageId),
  );
  const [brief] = briefe;
  assert.ok(brief !== undefined && briefe.length === 1);
  const zeilen = (brief.mail.text ?? "").split("\n").filter((zeile) => zeile.startsWith("- "));
  assert.deepEqual(
    zeilen.map((zeile) => /Verordnungs-ID (\S+):/.exec(zeile)?.[1]),
    vorgaenge.flatMap((id) => [id, id, id]),
  );
}

const STELLEN: readonly (readonly [Sollbruchstelle, string, number])[] = [
  ["nachSammelanspruch", "nach dem Zusammenstellen", 0],
  ["vorSammeluebergabe", "vor dem Beginn der Übergabe", 0],
  ["nachSammeluebergabebeginn", "nach dem Beginn der Übergabe, vor dem Senden", 0],
  ["nachUebergabe", "nach der Antwort auf den Punkt", 1],
  ["vorSammelvermerk", "vor dem Vermerk", 1],
];

describe("Sammelmeldung: Absturz und mehrere Instanzen", function () {
  this.timeout(60_000);
  const buehne = jeTestEineBuehne("sammel");
  afterEach(raeumeKinderAuf);

  for (const [stelle, wann, mailsBeimAbsturz] of STELLEN)
    it(`SIGKILL ${wann}: eine Mail mit allen Informationen`, async () => {
      const b = buehne();
      const erstes = b.kind();
      const anfangs = b.welt(await erstes.bereit());
      await wuenscheSammelmeldung(anfangs);
      const vorgaenge = await zweiVorgaenge(anfangs);
      await warteBis("die Alarme an die Kasse sind fort", async () =>
        (await kimZustellungen(anfangs)).every(
          ({ empfaengerRolle, zustand }) => empfaengerRolle !== "KOSTENTRAEGER" || zustand === "ZUGESTELLT",
        ),
      );
      assert.equal((await erstes.toete("SIGTERM")).code, 0);

      await kommeZurSammelzeit(b);
      const zweites = b.kind(stelle, { ...KURZER_ANSPRUCH, NACHWEIS_INTERVALL_MS: "60000" });
      await zweites.bereit().catch(() => undefined);
      assert.equal((await zweites.ende).signal, "SIGKILL");
      assert.equal((await b.mails()).filter(({ adresse }) => adresse === PRAXIS).length, mailsBeimAbsturz);

      const drittes = b.kind();
      await pruefeDenEinenBrief(b, b.welt(await drittes.bereit()), vorgaenge);
      assert.equal((await drittes.toete("SIGTERM")).code, 0);
    });

  it("zwei Instanzen finden sie zugleich: eine Mail mit allen Informationen", async () => {
    const b = buehne();
    const [eine] = await Promise.all([b.gateway(), b.gateway()]);
    const welt = b.welt(eine.url);
    await wuenscheSammelmeldung(welt);
    // The other instance, which may have read the practice's settings before, is not asked here.
    const vorgaenge = await zweiVorgaenge(welt);
    assert.ok((await anPraxis(welt)).every(({ zustand }) => zustand === "WARTET"));
    await kommeZurSammelzeit(b);
    await pruefeDenEinenBrief(b, welt, vorgaenge);
  });
});
