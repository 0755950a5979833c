import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ClientEvent, MatrixEventEvent, RoomEvent } from "matrix-js-sdk";
import type { MatrixEvent } from "matrix-js-sdk";
import { oeffneGeraet } from "../../src/adapters/tim/geraet.js";
import type { Geraet } from "../../src/adapters/tim/geraet.js";
import { timKonfiguration } from "../../src/adapters/tim/konfiguration.js";
import { TimAdapter } from "../../src/adapters/tim/tim-adapter.js";
import { installiereSynapse } from "../../sandbox/tim/installation.js";
import { starteHomeserver } from "../../sandbox/tim/synapse.js";
import type { Homeserver } from "../../sandbox/tim/synapse.js";
import { Merkgeraet } from "../helfer/geraetespeicher.js";
import { WERKZEUGE } from "../helfer/mongo.js";

const schluessel = Buffer.alloc(32, 7).toString("base64");

describe("TI-Messenger over Synapse", function () {
  this.timeout(600_000);
  const ordner = mkdtempSync(join(tmpdir(), "hkp-tim-"));
  let server: Homeserver;
  let elena: Geraet;
  const gelesen: string[] = [];

  const konfig = (mxid: string) =>
    timKonfiguration.parse({
      homeserver: server.url,
      mxid,
      passwort: "geheim",
      speicherschluessel: schluessel,
      wiederherstellung: schluessel,
    });
  const sendung = (auftragId: string) => ({
    auftragId,
    adresse: "@elena:tim.hkp-sandbox.test",
    fadenId: "faden-1",
    vorgaenger: [],
    nachrichtentyp: "Verordnung",
    betreff: "Verordnung zugewiesen",
    text: `Auftrag ${auftragId}`,
    buendel: { resourceType: "Bundle", type: "message", entry: [] } as const,
  });

  before(async () => {
    const programm = await installiereSynapse(WERKZEUGE, () => undefined);
    server = await starteHomeserver({ ordner, programm, servername: "tim.hkp-sandbox.test" });
    await server.legeKontoAn("gateway", "geheim", "HKP-Gateway (Chatbot)");
    await server.legeKontoAn("elena", "geheim", "Elena");
    elena = await oeffneGeraet({ konfig: konfig("@elena:tim.hkp-sandbox.test"), speicher: new Merkgeraet().nimm() });
    elena.client.on(RoomEvent.MyMembership, (raum, mitgliedschaft) => {
      if (mitgliedschaft === "invite") void elena.client.joinRoom(raum.roomId);
    });
    const merke = (ereignis: MatrixEvent): void => {
      if (ereignis.getType() === "m.room.message") gelesen.push(String(ereignis.getContent()["body"]));
    };
    elena.client.on(MatrixEventEvent.Decrypted, merke);
  });
  after(async () => {
    await elena?.schliesse();
    await server?.schliesse();
    rmSync(ordner, { recursive: true, force: true });
  });

  async function wartAuf(anzahl: number): Promise<void> {
    while (gelesen.length < anzahl)
      await new Promise((weiter) => elena.client.once(MatrixEventEvent.Decrypted, weiter));
  }

  it("alarms arrive encrypted, once, also after a restart of the device", async () => {
    const speicher = new Merkgeraet();
    const ersteId = randomUUID();
    const erstes = await oeffneGeraet({ konfig: konfig("@gateway:tim.hkp-sandbox.test"), speicher: speicher.nimm() });
    const adapter = new TimAdapter(erstes.client, konfig("@gateway:tim.hkp-sandbox.test"));
    const signal = new AbortController().signal;
    assert.equal((await adapter.sende(sendung(ersteId), { signal })).art, "uebergeben");
    await wartAuf(1);
    const geraet = erstes.client.getDeviceId();
    await erstes.schliesse();

    const zweites = await oeffneGeraet({ konfig: konfig("@gateway:tim.hkp-sandbox.test"), speicher: speicher.nimm() });
    assert.equal(zweites.client.getDeviceId(), geraet);
    const neuer = new TimAdapter(zweites.client, konfig("@gateway:tim.hkp-sandbox.test"));
    // The same order again: the homeserver takes it once.
    assert.equal((await neuer.sende(sendung(ersteId), { signal })).art, "uebergeben");
    const zweiteId = randomUUID();
    assert.equal((await neuer.sende(sendung(zweiteId), { signal })).art, "uebergeben");
    await wartAuf(2);
    await zweites.schliesse();
    assert.deepEqual(
      gelesen.map((text) => text.split("Auftrag ")[1]),
      [ersteId, zweiteId],
    );
  });

  it("a lost device: a new one takes the keys up from the homeserver and goes on", async () => {
    const mxid = "@gateway:tim.hkp-sandbox.test";
    const vorher = gelesen.length;
    const neues = await oeffneGeraet({ konfig: konfig(mxid), speicher: new Merkgeraet().nimm() });
    const krypto = neues.client.getCrypto();
    assert.equal(await krypto?.isCrossSigningReady(), true);
    assert.notEqual(await krypto?.getActiveSessionBackupVersion(), null);
    const signal = new AbortController().signal;
    const adapter = new TimAdapter(neues.client, konfig(mxid));
    assert.equal((await adapter.sende(sendung(randomUUID()), { signal })).art, "uebergeben");
    await wartAuf(vorher + 1);
    let abrufe = 0;
    const zaehle = (): void => void abrufe++;
    elena.client.on(ClientEvent.Sync, zaehle);
    await neues.schliesse();
    elena.client.off(ClientEvent.Sync, zaehle);
    // An idle reader hears from the homeserver every 30 s: the device is gone at once, not when the SDK's memory is collected.
    assert.ok(abrufe <= 2, `${abrufe} syncs of the reader while the device was closed`);
  });
});
