import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { testDatenbank } from "../helfer/mongo.js";
import { STERBEPUNKTE } from "./tim-absturz-kind.js";
import type { Kindauftrag, Kindbericht, Sterbepunkt } from "./tim-absturz-kind.js";
import { ELENA, GATEWAY, oeffneBuehne } from "./tim-buehne.js";
import type { Timbuehne } from "./tim-buehne.js";

const KIND = new URL("./tim-absturz-kind.js", import.meta.url);

describe("TI-Messenger: kill -9 of the process with the device", function () {
  this.timeout(600_000);
  const mongo = testDatenbank("tim-absturz");
  let buehne: Timbuehne;
  before(async () => {
    buehne = await oeffneBuehne();
  });
  after(async () => {
    await buehne?.schliesse();
  });

  /** One life of the process; null: it was killed. */
  async function lebe(auftragId: string, stirb: Sterbepunkt | null): Promise<Kindbericht | null> {
    const kind = fork(KIND, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
    let bericht: Kindbericht | null = null;
    kind.on("message", (nachricht) => (bericht = nachricht as Kindbericht));
    const auftrag: Kindauftrag = {
      mongo: mongo.uri,
      datenbank: mongo.name,
      homeserver: buehne.server.url,
      mxid: GATEWAY,
      empfaenger: ELENA,
      auftragId,
      stirb,
    };
    kind.send(auftrag);
    const [code, signal] = (await once(kind, "exit")) as [number | null, string | null];
    assert.deepEqual([code, signal], stirb === null ? [0, null] : [null, "SIGKILL"]);
    return bericht;
  }

  it("same device, same keys; every order arrives once and readable; old messages stay readable", async () => {
    const erstes = await lebe("auftrag-0", null);
    assert.equal(erstes?.urteil, "uebergeben");
    assert.match(erstes.schluessel, /^[A-Za-z0-9+/]{43}$/);
    const alle = ["auftrag-0"];
    for (const [stelle, punkt] of STERBEPUNKTE.entries()) {
      const auftragId = `auftrag-${stelle + 1}`;
      alle.push(auftragId);
      assert.equal(await lebe(auftragId, punkt), null, punkt);
      // Whoever takes the device over sends the order again.
      const naechstes = await lebe(auftragId, null);
      assert.equal(naechstes?.urteil, "uebergeben", punkt);
      assert.equal(naechstes.geraetId, erstes.geraetId, punkt);
      assert.equal(naechstes.schluessel, erstes.schluessel, punkt);
      await buehne.leser.bis(alle.length);
      assert.deepEqual(
        buehne.leser.gelesen.map(({ text }) => text.split("Auftrag ")[1]),
        alle,
        punkt,
      );
      assert.deepEqual(new Set(naechstes.lesbar.map((text) => text.split("Auftrag ")[1])), new Set(alle), punkt);
    }
    assert.equal(new Set(buehne.leser.gelesen.map(({ raum }) => raum)).size, 1);
  });
});
