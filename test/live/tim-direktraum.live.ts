import assert from "node:assert/strict";
import { TIM_GATEWAY, TIM_PASSWORT, TIM_SERVERNAME, timMxid } from "../../sandbox/tim/konten.js";
import { oeffneMessenger } from "../../sandbox/tim/messenger.js";
import type { Chatnachricht, Messenger } from "../../sandbox/tim/messenger.js";
import type { Homeserver } from "../../sandbox/tim/synapse.js";
import { MongoVorgangStore } from "../../src/store/vorgang-store.mongo.js";
import { PERSONEN, TELEMATIK_ID } from "../e2e/daten.js";
import { bisOffen } from "../e2e/handlungen.js";
import { testGateway } from "../helfer/gateway.js";
import { starteSynapse } from "./tim-buehne.js";

/** The whole gateway; nobody takes part in the Vorgang yet, so no room of it is there. */
describe("A Pflegedienst that opens a room with the gateway", function () {
  this.timeout(600_000);
  const offene: Messenger[] = [];
  let server: Homeserver;
  before(async () => {
    server = await starteSynapse();
    await server.legeKontoAn("fremder", TIM_PASSWORT, "Fremder");
  });
  const gateway = testGateway(
    "live-tim-direktraum",
    {},
    {
      get homeserver() {
        return server;
      },
    },
  );
  after(async () => {
    for (const einer of offene) await einer.schliesse();
    await server?.schliesse();
  });

  async function als(mxid: string): Promise<Messenger> {
    const einer = await oeffneMessenger({ homeserver: server.url, mxid, passwort: TIM_PASSWORT });
    offene.push(einer);
    return einer;
  }
  const antwortAuf = (wem: Messenger, ereignisId: string): Promise<Chatnachricht> =>
    wem.bis((eine) => eine.antwortAuf === ereignisId, "an answer");

  it("is let in, unlike strangers and third persons, and redeems with the code of the printout", async () => {
    const fremder = await als(`@fremder:${TIM_SERVERNAME}`);
    const seinRaum = await fremder.oeffneDirektraum(TIM_GATEWAY);
    await fremder.schreibe(seinRaum, "!hilfe");
    const haus = await als(timMxid("hand-und-herz"));
    const zuDritt = await haus.oeffneDirektraum(TIM_GATEWAY);
    await haus.ladeEin(zuDritt, fremder.mxid);
    const unerhoert = await haus.schreibe(zuDritt, "!hilfe");
    const raum = await haus.oeffneDirektraum(TIM_GATEWAY);
    const hilfe = await antwortAuf(haus, await haus.schreibe(raum, "!hilfe"));
    assert.match(hilfe.text, /^Hier nehmen Sie als Pflegedienst eine Verordnung an/);

    const id = await bisOffen(gateway);
    const store = new MongoVorgangStore(gateway.mongo.db);
    const code = (await store.lade(id, { art: "ALLE" }))?.zugriffscodes?.annehmen ?? "";
    const frage = await antwortAuf(haus, await haus.schreibe(raum, `!annehmen ${id} ${code}`));
    assert.match(frage.text, /^Sie nehmen die Verordnung verbindlich an\./);
    assert.equal((await store.lade(id, { art: "ALLE" }))?.status, "OFFEN");
    const ja = await haus.schreibe(raum, "!ja");
    assert.match((await antwortAuf(haus, ja)).text, /^Sie haben die Verordnung angenommen\./);

    const angenommen = await store.lade(id, { art: "ALLE" });
    assert.deepEqual(
      [angenommen?.status, angenommen?.pflegedienst?.kennung],
      ["ZUGEWIESEN", TELEMATIK_ID["hand-und-herz"]],
    );
    // The Vorgang's own room, in which it goes on; without TIM_INHALTE nothing of the Verordnung is in either.
    const imVorgang = await haus.bis((eine) => eine.raum !== raum && eine.text.includes(id), "a message in its room");
    assert.match(imVorgang.text, /^Sie haben die Verordnung angenommen\./);
    // It is for this party alone.
    await assert.rejects(haus.ladeEin(imVorgang.raum, fremder.mxid), { errcode: "M_FORBIDDEN" });
    const stand = await antwortAuf(haus, await haus.schreibe(imVorgang.raum, "!status"));
    assert.ok(stand.text.startsWith(`Verordnung ${id}: von einem Pflegedienst angenommen.`), stand.text);
    const { nachname, vorname, kvnr } = PERSONEN["renate"];
    for (const persoenlich of [nachname, vorname, kvnr])
      assert.ok(!JSON.stringify(haus.gelesen).includes(persoenlich), persoenlich);

    assert.equal((await haus.zustand(raum, "m.room.member", TIM_GATEWAY))["membership"], "join");
    assert.equal((await fremder.zustand(seinRaum, "m.room.member", TIM_GATEWAY))["membership"], "invite");
    assert.ok(haus.gelesen.every((eine) => eine.antwortAuf !== unerhoert));
  });
});
