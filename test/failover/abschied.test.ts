import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { baueHttp } from "../../src/server/http.js";
import { Metriken } from "../../src/server/metriken.js";

describe("Anfragen an ein Gateway, das gerade endet", () => {
  it("auf einer noch offenen Verbindung: NICHT_VERFUEGBAR in der Form aller Fehler", async () => {
    const optionen = {
      host: "127.0.0.1",
      port: 0,
      hoechstensBytes: 1_000,
      unterlageHoechstensBytes: 1_000,
      anfragenJeMinute: 10,
    };
    const abgewiesen = Promise.withResolvers<string>();
    const protokoll = { unerwartet: () => undefined, gezaehlt: (code: string) => abgewiesen.resolve(code) };
    const app = await baueHttp(
      { ...optionen, produktion: true, version: "0", bereit: async () => true },
      { hoechstensBytes: 1_000, protokoll },
      new Metriken(() => [], new Map()),
    );
    const laeuft = Promise.withResolvers<undefined>();
    const fertig = Promise.withResolvers<string>();
    app.get("/lang", async () => {
      laeuft.resolve(undefined);
      return fertig.promise;
    });
    await app.listen({ host: optionen.host, port: optionen.port });
    const { port } = app.server.address() as AddressInfo;

    const socket = connect(port, optionen.host);
    const antworten = text(socket);
    socket.write("GET /lang HTTP/1.1\r\nHost: x\r\n\r\n");
    await laeuft.promise;
    const ende = app.close();
    while (await nimmtAn(port)) continue;
    socket.write("GET /lang HTTP/1.1\r\nHost: x\r\n\r\n");
    assert.equal(await abgewiesen.promise, "NICHT_VERFUEGBAR");
    fertig.resolve("erledigt");
    const [erste, zweite] = (await antworten).split(/(?<=erledigt)/);
    await ende;

    assert.match(erste ?? "", /^HTTP\/1\.1 200 /);
    assert.match(zweite ?? "", /^HTTP\/1\.1 503 /);
    const { errors } = JSON.parse((zweite ?? "").split("\r\n\r\n")[1] ?? "") as {
      errors: { message: string; extensions: { code: string } }[];
    };
    assert.deepEqual(
      errors.map(({ extensions }) => extensions.code),
      ["NICHT_VERFUEGBAR"],
    );
  });
});

async function nimmtAn(port: number): Promise<boolean> {
  const probe = connect(port, "127.0.0.1");
  try {
    await once(probe, "connect");
    return true;
  } catch {
    return false;
  } finally {
    probe.destroy();
  }
}
