import assert from "node:assert/strict";
import { oeffneGeraet } from "../../src/adapters/tim/geraet.js";
import type { Geraet } from "../../src/adapters/tim/geraet.js";
import type { Homeserver } from "../../sandbox/tim/synapse.js";
import { Merkgeraet } from "../helfer/geraetespeicher.js";
import { GATEWAY, SERVER, gatewayKonfig, starteSynapse } from "./tim-buehne.js";

const BERECHTIGUNG = "de.gematik.tim.account.permissionconfig.pro.v1";

describe("TI-Messenger: the account", function () {
  this.timeout(120_000);
  let server: Homeserver;
  before(async function () {
    this.timeout(900_000);
    server = await starteSynapse();
    await server.legeKontoAn("gateway", "geheim", "gateway");
  });
  after(async () => {
    await server?.schliesse();
  });
  async function mit<T>(anzeigename: string | undefined, arbeite: (geraet: Geraet) => Promise<T>): Promise<T> {
    const konfig = {
      ...gatewayKonfig(server),
      ...(anzeigename === undefined ? {} : { anzeigename }),
    };
    const geraet = await oeffneGeraet({ konfig, speicher: new Merkgeraet().nimm() });
    try {
      return await arbeite(geraet);
    } finally {
      await geraet.schliesse();
    }
  }
  const stand = async ({ client }: Geraet): Promise<unknown> => ({
    name: (await client.getProfileInfo(GATEWAY, "displayname")).displayname,
    berechtigung: await client.getAccountDataFromServer(BERECHTIGUNG as never),
  });

  it("shows the configured name and lets everybody in; what an administrator set stays", async () => {
    assert.deepEqual(await mit("Praxis Sommer (Chatbot)", stand), {
      name: "Praxis Sommer (Chatbot)",
      berechtigung: { defaultSetting: "allow all" },
    });
    const strenger = { defaultSetting: "block all", serverExceptions: { [SERVER]: {} } };
    await mit(undefined, ({ client }) => client.setAccountData(BERECHTIGUNG as never, strenger as never));
    assert.deepEqual(await mit(undefined, stand), { name: "Praxis Sommer (Chatbot)", berechtigung: strenger });
  });
});
