import assert from "node:assert/strict";
import { Ausfall } from "../../../src/adapters/tim/ausfall.js";
import { timKonfiguration } from "../../../src/adapters/tim/konfiguration.js";
import { TimKanal } from "../../../src/adapters/tim/tim-kanal.js";
import type { Sendung } from "../../../src/domain/ports/zustellung.js";
import { warteBis } from "../../absturz/warte-bis.js";

const MINUTE = 60_000;
const STUNDE = 60 * MINUTE;
const GRUND = { code: "TIM_STOERUNG", text: "Der Homeserver war nicht erreichbar oder gestört." };

describe("A device of the TI-Messenger that does not come up", () => {
  function ausfall() {
    let jetzt = 0;
    const einer = new Ausfall(48 * STUNDE, () => jetzt);
    const scheitere = (): void => einer.gescheitert(GRUND, new Date(jetzt));
    return {
      einer,
      scheitere,
      vor: (ms: number) => void (jetzt += ms),
      /** Attempts in vain, one in 15 minutes. */
      dauere: (ms: number): void => {
        for (const ende = jetzt + ms; jetzt < ende; scheitere()) jetzt += 15 * MINUTE;
      },
    };
  }

  it("after 48 hours without a break orders are let through, so that they may be given up", () => {
    const { einer, scheitere, dauere } = ausfall();
    scheitere();
    dauere(47 * STUNDE);
    assert.equal(einer.istZuLang, false);
    dauere(STUNDE);
    assert.equal(einer.istZuLang, true);
    assert.deepEqual(einer.stoerung?.zeit, new Date(0));
    einer.behoben();
    assert.deepEqual([einer.istZuLang, einer.stoerung], [false, null]);
  });

  it("what another instance has brought up meanwhile is no failure of this one any more", () => {
    const { einer, scheitere, dauere, vor } = ausfall();
    scheitere();
    dauere(47 * STUNDE);
    vor(2 * STUNDE);
    assert.deepEqual([einer.istZuLang, einer.stoerung], [false, null]);
    scheitere();
    assert.equal(einer.istZuLang, false);
    assert.deepEqual(einer.stoerung?.zeit, new Date(49 * STUNDE));
  });

  it("the channel hands out its orders then, and answers that they come later", async () => {
    const konfig = timKonfiguration.parse({
      // Nobody listens there.
      homeserver: "http://127.0.0.1:1",
      mxid: "@gateway:tim.test",
      passwort: "geheim",
      speicherschluessel: Buffer.alloc(32).toString("base64"),
      wiederherstellung: Buffer.alloc(32).toString("base64"),
      ausfallHoechstensMs: 1,
    });
    const kanal = new TimKanal({
      konfig,
      leases: {
        nimmLease: async () => ({ zaun: 1 }),
        verlaengere: async () => true,
        gibZurueck: async () => undefined,
      },
      speicherUnter: () => ({ lade: async () => [], schreibe: async () => undefined }),
      inhaber: "a",
      leaseMs: 30,
      beiFehler: () => undefined,
    });
    try {
      assert.equal(kanal.bereit, false);
      await warteBis("the outage is too long", async () => kanal.bereit);
      assert.ok(kanal.stand.gesperrtSeit);
      const sendung: Sendung = {
        auftragId: "auftrag-1",
        adresse: "@elena:tim.test",
        fadenId: "faden-1",
        vorgaenger: [],
        nachrichtentyp: "Verordnung",
        betreff: "Verordnung zugewiesen",
        text: "Bitte prüfen.",
        buendel: null,
      };
      const urteil = await kanal.sende(sendung, { signal: new AbortController().signal });
      assert.deepEqual(urteil, { art: "spaeter", grund: kanal.stand.grund });
    } finally {
      await kanal.schliesse();
    }
  });
});
