import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installiereSynapse } from "../../sandbox/tim/installation.js";
import { WERKZEUGE } from "../helfer/mongo.js";
import { starteHomeserver } from "../../sandbox/tim/synapse.js";

describe("Synapse as homeserver", function () {
  this.timeout(600_000);
  const ordner = mkdtempSync(join(tmpdir(), "hkp-tim-"));
  after(() => rmSync(ordner, { recursive: true, force: true }));

  it("starts, makes accounts once, and keeps them over a restart", async () => {
    const programm = await installiereSynapse(WERKZEUGE, () => undefined);
    const o = { ordner, programm, servername: "tim.hkp-sandbox.test" };
    const erster = await starteHomeserver(o);
    assert.equal(await erster.legeKontoAn("elena", "geheim", "Elena"), "@elena:tim.hkp-sandbox.test");
    await erster.schliesse();
    const zweiter = await starteHomeserver(o);
    assert.equal(await zweiter.legeKontoAn("elena", "geheim", "Elena"), "@elena:tim.hkp-sandbox.test");
    const koerper = { type: "m.login.password", identifier: { type: "m.id.user", user: "elena" }, password: "geheim" };
    const antwort = await fetch(`${zweiter.url}/_matrix/client/v3/login`, {
      method: "POST",
      body: JSON.stringify(koerper),
    });
    assert.equal(antwort.status, 200);
    await zweiter.schliesse();
  });
});
