import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { ClientEvent, MatrixEventEvent, RoomEvent } from "matrix-js-sdk";
import type { MatrixEvent } from "matrix-js-sdk";
import { oeffneGeraet } from "../../src/adapters/tim/geraet.js";
import type { Geraet } from "../../src/adapters/tim/geraet.js";
import { TimAdapter } from "../../src/adapters/tim/tim-adapter.js";
import type { Homeserver } from "../../sandbox/tim/synapse.js";
import { Merkgeraet } from "../helfer/geraetespeicher.js";
import { ELENA, gatewayKonfig, sendung, starteSynapse } from "./tim-buehne.js";
import { timKonfig } from "./tim-leser.js";

describe("TI-Messenger over Synapse", function () {
  this.timeout(600_000);
  let server: Homeserver;
  let elena: Geraet;
  const gelesen: string[] = [];

  before(async () => {
    server = await starteSynapse({ ohneGrenzen: false });
    await server.legeKontoAn("gateway", "geheim", "HKP-Gateway (Chatbot)");
    await server.legeKontoAn("elena", "geheim", "Elena");
    elena = await oeffneGeraet({ konfig: timKonfig(server.url, ELENA, "geheim"), speicher: new Merkgeraet().nimm() });
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
  });

  async function wartAuf(anzahl: number): Promise<void> {
    while (gelesen.length < anzahl)
      await new Promise((weiter) => elena.client.once(MatrixEventEvent.Decrypted, weiter));
  }

  it("alarms arrive encrypted, once, also after a restart of the device", async () => {
    const speicher = new Merkgeraet();
    const ersteId = randomUUID();
    const erstes = await oeffneGeraet({ konfig: gatewayKonfig(server), speicher: speicher.nimm() });
    const adapter = new TimAdapter(erstes.client, gatewayKonfig(server));
    const signal = new AbortController().signal;
    assert.equal((await adapter.sende(sendung(ersteId), { signal })).art, "uebergeben");
    await wartAuf(1);
    const geraet = erstes.client.getDeviceId();
    await erstes.schliesse();

    const zweites = await oeffneGeraet({ konfig: gatewayKonfig(server), speicher: speicher.nimm() });
    assert.equal(zweites.client.getDeviceId(), geraet);
    const neuer = new TimAdapter(zweites.client, gatewayKonfig(server));
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
    const vorher = gelesen.length;
    const neues = await oeffneGeraet({ konfig: gatewayKonfig(server), speicher: new Merkgeraet().nimm() });
    const krypto = neues.client.getCrypto();
    assert.equal(await krypto?.isCrossSigningReady(), true);
    assert.notEqual(await krypto?.getActiveSessionBackupVersion(), null);
    const signal = new AbortController().signal;
    const adapter = new TimAdapter(neues.client, gatewayKonfig(server));
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
