import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { AUFTRAGSFELD } from "../../src/adapters/tim/nachricht.js";
import { starteSandbox } from "../../sandbox/sandbox.js";
import type { Sandbox } from "../../sandbox/sandbox.js";
import { TIM_PASSWORT, timMxid } from "../../sandbox/tim/konten.js";
import type { Homeserver } from "../../sandbox/tim/synapse.js";
import { Auftraege } from "../absturz-kampagne/auftraege.js";
import { Antworten } from "../absturz-kampagne/antworten.js";
import { Befund } from "../absturz-kampagne/befund.js";
import { Kindprozess, raeumeKinderAuf } from "../absturz/kindprozess.js";
import type { Sollbruchstelle } from "../absturz/sollbruchstellen.js";
import { warteBis } from "../absturz/warte-bis.js";
import { tempOrdner, testDatenbank } from "../helfer/mongo.js";
import { starteSynapse } from "./tim-buehne.js";
import { timKonfig } from "./tim-leser.js";
import { TimPerson } from "./tim-person.js";

const KIND = fileURLToPath(new URL("../absturz/gateway-kind.js", import.meta.url));
/** A takeover waits for two leases, and for the transaction that the dead process may have left. */
const GEDULD_MS = 120_000;

/** Points of the outbox; whether the event is in the room when the process dies. Those inside the device: tim-absturz.live.ts. */
const HINAUS: readonly (readonly [Sollbruchstelle, 0 | 1])[] = [
  ["nachAnspruch", 0],
  ["vorUebergabe", 0],
  ["nachUebergabebeginn", 0],
  ["vorVermerk", 1],
  ["nachVermerk", 1],
];
/** Around the write of the command that a message in the room becomes. */
const HEREIN: readonly Sollbruchstelle[] = ["vorBefehl", "nachBefehl"];

describe("TI-Messenger: kill -9 of the whole gateway at each named point", function () {
  this.timeout(300_000);
  const mongo = testDatenbank("tim-absturz-punkte");
  const ordner = tempOrdner();
  let server: Homeserver;
  let sandbox: Sandbox;
  let person: TimPerson;
  let auftraege: Auftraege;
  let vorgangId: string;
  before(async () => {
    server = await starteSynapse();
    sandbox = await starteSandbox({ ordner, homeserver: server });
    person = await TimPerson.oeffne(timKonfig(server.url, timMxid("hand-und-herz"), TIM_PASSWORT));
    auftraege = new Auftraege(mongo.db, "TIM");
    vorgangId = await auftraege.neuerVorgang();
  });
  afterEach(raeumeKinderAuf);
  after(async () => {
    await person?.schliesse();
    await sandbox?.schliesse();
    await server?.schliesse();
    rmSync(ordner, { recursive: true, force: true });
  });

  function kind(stelle?: Sollbruchstelle): Kindprozess {
    const umgebung = {
      ...sandbox.einstellungen,
      MONGODB_URI: mongo.uri,
      MONGODB_DATENBANK: mongo.name,
      PORT: "0",
      LOG_STUFE: "silent",
      VERSAND_LEASE_MS: "3000",
      VERSAND_NACHWEISFRIST_MS: "300",
      TIM_LEASE_MS: "1500",
    };
    return new Kindprozess({ argumente: stelle === undefined ? [KIND] : [KIND, stelle], umgebung });
  }
  const eventsVon = (auftragId: string): number =>
    person.gesehen.filter(({ inhalt }) => (inhalt[AUFTRAGSFELD] as { id?: string } | undefined)?.id === auftragId)
      .length;

  for (const [stelle, imRaum] of HINAUS)
    it(`out, ${stelle}: the order is in the room once`, async () => {
      await auftraege.schreibe(vorgangId);
      const { id } = (await auftraege.gespeicherte()).at(-1) ?? assert.fail("no order");
      assert.deepEqual(await kind(stelle).ende, { code: null, signal: "SIGKILL" });
      if (imRaum === 1) await warteBis("the event", () => eventsVon(id) === 1);
      else assert.equal(eventsVon(id), 0);

      const naechstes = kind();
      const uebergeben = async (): Promise<boolean> =>
        (await auftraege.gespeicherte()).find((einer) => einer.id === id)?.zustand === "UEBERGEBEN";
      await warteBis("the order is recorded as sent", uebergeben, GEDULD_MS);
      await warteBis("the event", () => eventsVon(id) === 1);
      // One more goes through the same room: what was doubled would be there before it.
      await auftraege.schreibe(vorgangId);
      const { id: letzter } = (await auftraege.gespeicherte()).at(-1) ?? assert.fail("no order");
      await warteBis("the order after it", () => eventsVon(letzter) === 1, GEDULD_MS);
      assert.equal(eventsVon(id), 1);
      assert.equal((await naechstes.toete("SIGTERM")).code, 0);
    });

  for (const stelle of HEREIN)
    it(`in, ${stelle}: the message is in the conversation once`, async () => {
      const raum = person.gesehen.find(({ inhalt }) => AUFTRAGSFELD in inhalt)?.raum ?? assert.fail("no room");
      const antworten = new Antworten(mongo.db, stelle);
      const text = antworten.naechsterText();
      antworten.merke(text, vorgangId);
      const ereignis = await person.schreibe(raum, text);
      assert.deepEqual(await kind(stelle).ende, { code: null, signal: "SIGKILL" });
      const naechstes = kind();
      await warteBis("the message", async () => (await antworten.offene()).length === 0, GEDULD_MS);
      const zweiter = antworten.naechsterText();
      antworten.merke(zweiter, vorgangId);
      await person.schreibe(raum, zweiter);
      await warteBis("the message after it", async () => (await antworten.offene()).length === 0, GEDULD_MS);
      const zeilen: string[] = [];
      const befund = new Befund((zeile) => zeilen.push(zeile));
      await antworten.pruefe(befund);
      assert.equal(befund.gescheitert, 0, zeilen.join("\n"));
      assert.ok(person.antwortenAuf(ereignis).length <= 1);
      assert.equal((await naechstes.toete("SIGTERM")).code, 0);
    });
});
