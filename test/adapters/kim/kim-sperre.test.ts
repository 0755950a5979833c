import assert from "node:assert/strict";
import net from "node:net";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { KimAdapter } from "../../../src/adapters/kim/kim-adapter.js";
import type { Kanalstand } from "../../../src/domain/ports/zustellung.js";
import { alsTestXml, kimTestkonfig, testsendung } from "../../helfer/clientmodul.js";
import { starteDrehbuch, type Drehbuch } from "./smtp-drehbuch.js";

const JETZT = new Date("2026-11-22T10:15:00Z");
const offen = () => ({ signal: new AbortController().signal });

function adapterAn(smtpPort: number, ersteMs: number) {
  const staende: Kanalstand[] = [];
  const konfig = kimTestkonfig({ smtpPort }, { sperre: { nach: 3, ersteMs, laengsteMs: ersteMs } });
  const uhr = { jetzt: () => JETZT };
  const adapter = new KimAdapter({ konfig, alsXml: alsTestXml, uhr, beiSperre: (stand) => staende.push(stand) });
  const sende = (auftragId: string) => adapter.sende(testsendung({ auftragId }), offen());
  return { adapter, staende, sende };
}

async function dreimal(sende: (auftragId: string) => Promise<unknown>): Promise<void> {
  for (const id of ["a", "b", "c"]) await sende(id);
}

/** A port on which nobody listens. */
async function freierPort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function mitServer(drehbuch: Drehbuch, pruefe: (sende: Aufbau) => Promise<void>): Promise<void> {
  const server = await starteDrehbuch(drehbuch);
  const aufbau = adapterAn(server.port, 60_000);
  try {
    await pruefe(aufbau);
  } finally {
    await aufbau.adapter.schliesse();
    await server.schliesse();
  }
}
type Aufbau = ReturnType<typeof adapterAn>;

describe("KIM adapter: circuit breaker", () => {
  it("closes when nobody listens, says so, and opens by its own probe when the server is back, without a message", async () => {
    const port = await freierPort();
    const { adapter, staende, sende } = adapterAn(port, 20);
    try {
      assert.deepEqual([adapter.bereit, adapter.stand], [true, { kanal: "KIM", gesperrtSeit: null, grund: null }]);
      await dreimal(sende);
      assert.equal(adapter.bereit, false);
      const { kanal, gesperrtSeit, grund } = adapter.stand;
      assert.deepEqual([kanal, gesperrtSeit, grund?.code], ["KIM", JETZT, "KIM_NICHT_ERREICHBAR"]);
      const wieder = new Promise<void>((weiter) => adapter.beiBereitschaft(weiter));
      const server = await starteDrehbuch({ port });
      await wieder;
      assert.equal(adapter.bereit, true);
      assert.deepEqual(
        staende.map((stand) => stand.gesperrtSeit !== null),
        [true, false],
      );
      assert.ok(!server.befehle.some((befehl) => befehl.startsWith("MAIL")));
      assert.equal((await sende("d")).art, "uebergeben");
      await adapter.schliesse();
      await server.schliesse();
    } finally {
      await adapter.schliesse();
    }
  });

  it("closes when the sign-in is refused", () =>
    mitServer({ antworten: { AUTH: "535 5.7.8 no" } }, async ({ adapter, sende }) => {
      await dreimal(sende);
      assert.deepEqual([adapter.bereit, adapter.stand.grund?.code], [false, "KIM_ANMELDUNG_FALSCH"]);
    }));

  it("stays open when recipients or contents are refused, as often as it may be", () =>
    mitServer({ antworten: { RCPT: "550 no" } }, async ({ adapter, sende }) => {
      await dreimal(sende);
      await dreimal(sende);
      assert.equal(adapter.bereit, true);
    }));

  it("stays open when a message breaks the connection: that may be the message's fault", () =>
    mitServer({ antworten: { DATA: "trennen" } }, async ({ adapter, sende }) => {
      await dreimal(sende);
      assert.equal(adapter.bereit, true);
    }));

  it("does not count attempts that were called off", async () => {
    const { adapter } = adapterAn(await freierPort(), 60_000);
    for (let mal = 0; mal < 4; mal++) await adapter.sende(testsendung(), { signal: AbortSignal.abort() });
    assert.equal(adapter.bereit, true);
    await adapter.schliesse();
  });
});
