import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Method } from "matrix-js-sdk";
import { oeffneGeraet } from "../../src/adapters/tim/geraet.js";
import type { Geraet } from "../../src/adapters/tim/geraet.js";
import { TimAdapter } from "../../src/adapters/tim/tim-adapter.js";
import type { Erledigung } from "../../src/domain/ports/raumpflege.js";
import type { Sendung } from "../../src/domain/ports/zustellung.js";
import { installiereSynapse } from "../../sandbox/tim/installation.js";
import { starteHomeserver } from "../../sandbox/tim/synapse.js";
import type { Homeserver } from "../../sandbox/tim/synapse.js";
import { Merkgeraet } from "../helfer/geraetespeicher.js";
import { WERKZEUGE } from "../helfer/mongo.js";
import { oeffneLeser, timKonfig } from "./tim-leser.js";
import type { Leser } from "./tim-leser.js";

const SERVER = "tim.hkp-sandbox.test";
const GATEWAY = `@gateway:${SERVER}`;

/** A new device has no transaction ids of the old one: the homeserver would take everything a second time. */
describe("TI-Messenger: repeated from a new device", function () {
  this.timeout(120_000);
  const ordner = mkdtempSync(join(tmpdir(), "hkp-tim-"));
  const offene: Geraet[] = [];
  let server: Homeserver;
  let leser: Leser;
  before(async function () {
    this.timeout(900_000);
    const programm = await installiereSynapse(WERKZEUGE, () => undefined);
    server = await starteHomeserver({ ordner, programm, servername: SERVER, ohneGrenzen: true });
    await server.legeKontoAn("gateway", "geheim", "HKP-Gateway (Chatbot)");
    await server.legeKontoAn("elena", "geheim", "Elena");
    leser = await oeffneLeser(timKonfig(server.url, `@elena:${SERVER}`, "geheim"));
  });
  after(async () => {
    for (const geraet of offene) await geraet.schliesse();
    await leser?.schliesse();
    await server?.schliesse();
    rmSync(ordner, { recursive: true, force: true });
  });

  /** Nothing is stored, so each is a new device with the account's keys. */
  async function neuesGeraet(): Promise<{ geraet: Geraet; adapter: TimAdapter }> {
    for (const geraet of offene.splice(0)) await geraet.schliesse();
    const konfig = timKonfig(server.url, GATEWAY, "geheim");
    const geraet = await oeffneGeraet({ konfig, speicher: new Merkgeraet().nimm() });
    offene.push(geraet);
    return { geraet, adapter: new TimAdapter(geraet.client, konfig) };
  }
  /** The keys of what was sent are in the account's backup. */
  async function gesichert({ client }: Geraet, anzahl: number): Promise<void> {
    for (let da = 0; da < anzahl;)
      da = (await client.http.authedRequest<{ count: number }>(Method.Get, "/room_keys/version")).count;
  }
  const sendung = (auftragId: string): Sendung => ({
    auftragId,
    adresse: `@elena:${SERVER}`,
    fadenId: "faden-1",
    vorgaenger: [],
    nachrichtentyp: "Verordnung",
    betreff: "Verordnung zugewiesen",
    text: `Auftrag ${auftragId}`,
    buendel: { resourceType: "Bundle", type: "message", entry: [] },
  });
  const erledigung = (auftragId: string): Erledigung => ({
    auftragId,
    adresse: `@elena:${SERVER}`,
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
    await leser.bis(1);
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
    await leser.bis(2);
    assert.deepEqual(
      leser.gelesen.map(({ text }) => text.split("Auftrag ")[1]),
      ["a", "b"],
    );
    await gesichert(zweites.geraet, 2);
  });

  it("a message that is settled already is not edited again; one that never arrived is nothing to edit", async () => {
    const erstes = await neuesGeraet();
    assert.equal(await erstes.adapter.erledige(erledigung("a"), signal()), true);
    assert.equal(await erstes.adapter.erledige(erledigung("a"), signal()), true);
    assert.equal(await erstes.adapter.erledige(erledigung("nie gesendet"), signal()), false);
    await leser.bis(3);
    await gesichert(erstes.geraet, 3);

    const zweites = await neuesGeraet();
    await zweites.adapter.erledige(erledigung("a"), signal());
    await zweites.adapter.erledige(erledigung("b"), signal());
    await leser.bis(4);
    for (const { raum, ereignisId } of leser.gelesen.slice(0, 2))
      assert.equal(await leser.bearbeitungen(raum, ereignisId), 1);
    assert.equal(leser.gelesen.length, 4);
  });
});
