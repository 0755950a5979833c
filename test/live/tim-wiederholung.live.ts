import assert from "node:assert/strict";
import { Method } from "matrix-js-sdk";
import { oeffneGeraet } from "../../src/adapters/tim/geraet.js";
import type { Geraet } from "../../src/adapters/tim/geraet.js";
import { TimAdapter } from "../../src/adapters/tim/tim-adapter.js";
import type { Erledigung } from "../../src/domain/ports/raumpflege.js";
import { Merkgeraet } from "../helfer/geraetespeicher.js";
import { ELENA, gatewayKonfig, oeffneBuehne, sendung } from "./tim-buehne.js";
import type { Timbuehne } from "./tim-buehne.js";

/** A new device has no transaction ids of the old one: the homeserver would take everything a second time. */
describe("TI-Messenger: repeated from a new device", function () {
  this.timeout(120_000);
  const offene: Geraet[] = [];
  let buehne: Timbuehne;
  before(async function () {
    this.timeout(900_000);
    buehne = await oeffneBuehne();
  });
  after(async () => {
    for (const geraet of offene) await geraet.schliesse();
    await buehne?.schliesse();
  });

  /** Nothing is stored, so each is a new device with the account's keys. */
  async function neuesGeraet(): Promise<{ geraet: Geraet; adapter: TimAdapter }> {
    for (const geraet of offene.splice(0)) await geraet.schliesse();
    const konfig = gatewayKonfig(buehne.server);
    const geraet = await oeffneGeraet({ konfig, speicher: new Merkgeraet().nimm() });
    offene.push(geraet);
    return { geraet, adapter: new TimAdapter(geraet.client, konfig) };
  }
  /** The keys of what was sent are in the account's backup. */
  async function gesichert({ client }: Geraet, anzahl: number): Promise<void> {
    for (let da = 0; da < anzahl;)
      da = (await client.http.authedRequest<{ count: number }>(Method.Get, "/room_keys/version")).count;
  }
  const erledigung = (auftragId: string): Erledigung => ({
    auftragId,
    adresse: ELENA,
    fadenId: "faden-1",
    vorgangId: "169.000.000.000.001.62",
    nachrichtentyp: "Verordnung",
    betreff: "Erledigt: Verordnung zugewiesen",
    text: "Zu dieser Nachricht ist nichts mehr zu tun.",
  });
  /** At the call: a whole run comes here minutes after it has read the file. */
  const signal = (): AbortSignal => AbortSignal.timeout(110_000);

  it("an order that was sent before is found in the room and not sent again; one that was not is sent", async () => {
    const erstes = await neuesGeraet();
    assert.equal((await erstes.adapter.sende(sendung("a"), { signal: signal() })).art, "uebergeben");
    await buehne.leser.bis(1);
    await gesichert(erstes.geraet, 1);

    const begonnen = { wiederholtSeit: new Date(Date.now() - 3_600_000) };
    const zweites = await neuesGeraet();
    assert.equal(
      (await zweites.adapter.sende({ ...sendung("a"), ...begonnen }, { signal: signal() })).art,
      "uebergeben",
    );
    assert.equal(
      (await zweites.adapter.sende({ ...sendung("b"), ...begonnen }, { signal: signal() })).art,
      "uebergeben",
    );
    await buehne.leser.bis(2);
    assert.deepEqual(
      buehne.leser.gelesen.map(({ text }) => text.split("Auftrag ")[1]),
      ["a", "b"],
    );
    await gesichert(zweites.geraet, 2);
  });

  it("a message that is settled already is not edited again; one that never arrived is nothing to edit", async () => {
    const erstes = await neuesGeraet();
    assert.equal(await erstes.adapter.erledige(erledigung("a"), signal()), true);
    assert.equal(await erstes.adapter.erledige(erledigung("a"), signal()), true);
    assert.equal(await erstes.adapter.erledige(erledigung("nie gesendet"), signal()), false);
    await buehne.leser.bis(3);
    await gesichert(erstes.geraet, 3);

    const zweites = await neuesGeraet();
    await zweites.adapter.erledige(erledigung("a"), signal());
    await zweites.adapter.erledige(erledigung("b"), signal());
    await buehne.leser.bis(4);
    for (const { raum, ereignisId } of buehne.leser.gelesen.slice(0, 2))
      assert.equal(await buehne.leser.bearbeitungen(raum, ereignisId), 1);
    assert.equal(buehne.leser.gelesen.length, 4);
  });
});
