import assert from "node:assert/strict";
import { raumalias } from "../../src/adapters/tim/raum.js";
import { TIM_PASSWORT, TIM_SERVERNAME, timMxid } from "../../sandbox/tim/konten.js";
import type { Homeserver } from "../../sandbox/tim/synapse.js";
import { INSTITUTIONEN } from "../../sandbox/personen.js";
import { bisOffen, tue } from "../e2e/handlungen.js";
import { als } from "../e2e/portal.js";
import { testGateway } from "../helfer/gateway.js";
import { starteSynapse } from "./tim-buehne.js";
import { oeffneLeser, timKonfig } from "./tim-leser.js";
import type { Gelesenes, Leser } from "./tim-leser.js";

const SETZEN = `mutation($eingabe: EinstellungenEingabe!) { einstellungenSetzen(eingabe: $eingabe) { version } }`;
const GATEWAY = `@hkp-gateway:${TIM_SERVERNAME}`;
const telematikId = (haus: string): string => INSTITUTIONEN.find(({ id }) => id === haus)?.telematikId ?? "";

/** What happens in a room after the message: settled, and left. */
describe("TI-Messenger: rooms after the message", function () {
  this.timeout(600_000);
  let server: Homeserver;
  let leser: Leser;
  before(async () => {
    server = await starteSynapse();
  });
  // The lease is the time that a hand-over may still take after a deletion.
  const gateway = testGateway(
    "live-tim-raumpflege",
    { TIM_INHALTE: "true", VERSAND_LEASE_MS: "2000" },
    {
      get homeserver() {
        return server;
      },
    },
  );
  before(async () => {
    leser = await oeffneLeser(timKonfig(server.url, timMxid("hand-und-herz"), TIM_PASSWORT));
    const eingabe = { kanaele: ["TIM", "KIM"], alleInformationen: false, informationen: [], ruhezeiten: [] };
    await (await als(gateway, "elena")).frage(SETZEN, { eingabe });
  });
  after(async () => {
    await leser?.schliesse();
    await server?.schliesse();
  });

  const faden = async (vorgangId: string): Promise<string> => {
    const vorgang = await gateway.mongo.db
      .collection<{ _id: string; fadenId: string }>("vorgaenge")
      .findOne({ _id: vorgangId });
    return vorgang?.fadenId ?? "";
  };
  async function zugewiesen(): Promise<{ vorgangId: string; alarm: Gelesenes }> {
    const vorher = leser.gelesen.length;
    const vorgangId = await bisOffen(gateway);
    await tue(gateway, "renate", "zuweisen", { vorgangId, pflegedienst: telematikId("hand-und-herz") });
    await leser.bis(vorher + 1);
    const alarm = leser.gelesen[vorher];
    assert.ok(alarm !== undefined);
    return { vorgangId, alarm };
  }

  it("an alarm that was overtaken is edited to „erledigt“, once", async () => {
    const { vorgangId, alarm } = await zugewiesen();
    assert.match(alarm.text, /^Verordnung zugewiesen\n/);
    assert.ok(alarm.text.includes("Berger"), "contents by setting");
    const vorher = leser.gelesen.length;
    await tue(gateway, "renate", "zuweisen", { vorgangId, pflegedienst: telematikId("integral") });
    await leser.bis(vorher + 1);
    const bearbeitung = leser.gelesen[vorher];
    assert.deepEqual(bearbeitung?.inhalt["m.relates_to"], { rel_type: "m.replace", event_id: alarm.ereignisId });
    const neu = bearbeitung.inhalt["m.new_content"] as Record<string, unknown>;
    assert.equal(
      neu["body"],
      `Erledigt: Verordnung zugewiesen\n\nZu dieser Nachricht ist nichts mehr zu tun.\n\nVerordnungs-ID: ${vorgangId}`,
    );
    assert.ok(!JSON.stringify(bearbeitung.inhalt).includes("Berger"));

    // The order knows it.
    let erledigtSeit: unknown = null;
    while (erledigtSeit === null) {
      const felder = "zustellungen(first: 100) { edges { node { vorgangId kanal erledigtSeit } } }";
      const { zustellungen } = await (
        await als(gateway, "betrieb")
      ).frage<{
        zustellungen: { edges: { node: { vorgangId: string; kanal: string; erledigtSeit: string | null } }[] };
      }>(`query { ${felder} }`);
      const [unserer] = zustellungen.edges.filter(({ node }) => node.vorgangId === vorgangId && node.kanal === "TIM");
      erledigtSeit = unserer?.node.erledigtSeit ?? null;
    }
    assert.equal(await leser.bearbeitungen(alarm.raum, alarm.ereignisId), 1);
  });

  it("the room of a deleted Vorgang: messages taken back, address given up, left", async () => {
    const { vorgangId, alarm } = await zugewiesen();
    assert.ok(alarm.text.includes("Berger"));
    const alias = `#${raumalias({ fadenId: await faden(vorgangId), gegenueber: timMxid("hand-und-herz") })}:${TIM_SERVERNAME}`;
    assert.equal(await leser.gibtEsAlias(alias), true);
    await tue(gateway, "aerztin", "loeschen", { vorgangId });
    await leser.bisMitglied(alarm.raum, GATEWAY, "leave");
    assert.equal(await leser.gibtEsAlias(alias), false);
    const danach = await leser.roh(alarm.raum, alarm.ereignisId);
    assert.deepEqual(danach["content"], {});
    // The work is done when its order is gone; a second look comes after the lease.
    const offen = { _id: vorgangId as never, raumpflegeAm: { $ne: null } };
    while ((await gateway.mongo.db.collection("vorgaenge").countDocuments(offen)) > 0)
      await new Promise((weiter) => setImmediate(weiter));
  });
});
