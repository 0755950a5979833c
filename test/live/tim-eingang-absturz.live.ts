import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { starteSandbox } from "../../sandbox/sandbox.js";
import type { Sandbox } from "../../sandbox/sandbox.js";
import { Welt } from "../../sandbox/szenario/welt.js";
import { TIM_PASSWORT, timMxid } from "../../sandbox/tim/konten.js";
import type { Homeserver } from "../../sandbox/tim/synapse.js";
import { versionen } from "../../src/domain/hkp/vorgang.js";
import type { Vorgang } from "../../src/domain/hkp/vorgang.js";
import { MongoVorgangStore } from "../../src/store/vorgang-store.mongo.js";
import { Kindprozess, raeumeKinderAuf } from "../absturz/kindprozess.js";
import { TELEMATIK_ID } from "../e2e/daten.js";
import { bisOffen, tue } from "../e2e/handlungen.js";
import { als } from "../e2e/portal.js";
import { testDatenbank } from "../helfer/mongo.js";
import { starteSynapse } from "./tim-buehne.js";
import { EINGANGSPUNKTE } from "./tim-eingang-kind.js";
import type { Eingangspunkt } from "./tim-eingang-kind.js";
import { timKonfig } from "./tim-leser.js";
import { TimPerson } from "./tim-person.js";

const KIND = fileURLToPath(new URL("./tim-eingang-kind.js", import.meta.url));
const SETZEN = `mutation($eingabe: EinstellungenEingabe!) { einstellungenSetzen(eingabe: $eingabe) { version } }`;
const HERZ = TELEMATIK_ID["hand-und-herz"];

describe("TI-Messenger: kill -9 while an event of a room is dealt with", function () {
  this.timeout(600_000);
  const mongo = testDatenbank("tim-eingang-absturz");
  const ordner = mkdtempSync(join(tmpdir(), "hkp-tim-"));
  let server: Homeserver;
  let sandbox: Sandbox;
  let haus: TimPerson;
  before(async () => {
    server = await starteSynapse();
    sandbox = await starteSandbox({ ordner: join(ordner, "sandbox"), homeserver: server });
    haus = await TimPerson.oeffne(timKonfig(server.url, timMxid("hand-und-herz"), TIM_PASSWORT));
  });
  afterEach(raeumeKinderAuf);
  after(async () => {
    await haus?.schliesse();
    await sandbox?.schliesse();
    await server?.schliesse();
    rmSync(ordner, { recursive: true, force: true });
  });

  const starte = (punkt: Eingangspunkt | null): Kindprozess =>
    new Kindprozess({
      argumente: punkt === null ? [KIND] : [KIND, punkt],
      umgebung: {
        ...sandbox.einstellungen,
        MONGODB_URI: mongo.uri,
        MONGODB_DATENBANK: mongo.name,
        PORT: "0",
        LOG_STUFE: "silent",
        FEHLVERSUCH_MS: "0",
        TIM_LEASE_MS: "2000",
      },
    });
  const stand = async (id: string): Promise<Vorgang> => {
    const vorgang = await new MongoVorgangStore(mongo.db).lade(id, { art: "ALLE" });
    assert.ok(vorgang !== null);
    return vorgang;
  };
  /** Dies there; the next one goes on until it has read the room to its end, and ends as it should. */
  async function stirb(punkt: Eingangspunkt, raum: string): Promise<void> {
    assert.deepEqual(await starte(punkt).ende, { code: null, signal: "SIGKILL" }, punkt);
    const naechstes = starte(null);
    await naechstes.bereit();
    await haus.antwortAuf(await haus.schreibe(raum, "!status"));
    assert.deepEqual(await naechstes.toete("SIGTERM"), { code: 0, signal: null });
  }

  for (const punkt of EINGANGSPUNKTE)
    it(`${punkt}: words and a confirmed command act once and are answered once`, async () => {
      const vorher = starte(null);
      const url = await vorher.bereit();
      const gateway = {
        mongo,
        ordner,
        url,
        welt: new Welt(url, sandbox),
        get betrieb(): never {
          throw new Error("the gateway is a process of its own");
        },
      };
      const eingabe = { kanaele: ["TIM"], alleInformationen: false, informationen: [], ruhezeiten: [] };
      await (await als(gateway, "elena")).frage(SETZEN, { eingabe });
      const id = await bisOffen(gateway);
      await tue(gateway, "renate", "zuweisen", { vorgangId: id, pflegedienst: HERZ });
      const alarm = await haus.warte(({ text }) => text.startsWith("Verordnung zugewiesen\n") && text.includes(id));
      const { raum } = alarm;
      assert.deepEqual(await vorher.toete("SIGTERM"), { code: 0, signal: null });

      const worte = await haus.antworte(raum, alarm.ereignisId, "Wir melden uns.");
      const befehl = await haus.schreibe(raum, "!ablehnen Keine Kapazität");
      await stirb(punkt, raum);
      assert.equal((await stand(id)).zuweisung?.kennung, HERZ);
      const ja = await haus.schreibe(raum, "!ja");
      await stirb(punkt, raum);

      const danach = await stand(id);
      assert.equal(danach.zuweisung, null);
      assert.deepEqual(
        danach.protokoll.filter(({ wer }) => wer.kennung === HERZ).map(({ aktion }) => aktion),
        ["nachrichtSchreiben", "zuweisungAblehnen"],
      );
      assert.deepEqual(
        versionen(danach, "NACHRICHT").map(({ inhalt }) => inhalt.text),
        ["Wir melden uns."],
      );
      const texte = [worte, befehl, ja].map((einer) => haus.antwortenAuf(einer).map(({ text }) => text.slice(0, 32)));
      assert.deepEqual(texte, [
        ["Ihre Nachricht steht im Vorgang."],
        ["Sie lehnen die Zuweisung ab. Ihr"],
        ["Sie haben die Zuweisung abgelehn"],
      ]);
    });
});
