import assert from "node:assert/strict";
import { SZENARIEN } from "../../sandbox/szenario/katalog.js";
import { spieleSzenario } from "../../sandbox/szenario/szenario.js";
import { testGateway } from "../helfer/gateway.js";

/* The acceptance scenarios of fachregeln.md section 12 over the public API and the mail channel, each on its own gateway. */
for (const szenario of SZENARIEN)
  describe(`${szenario.name}: ${szenario.titel}`, () => {
    const gateway = testGateway(`szenario-${szenario.name.toLowerCase()}`);

    it("everybody sees at each step what the tables say", async function () {
      this.timeout(90_000);
      const ergebnis = await spieleSzenario(szenario, gateway.welt);
      assert.deepEqual(ergebnis.abweichungen, []);
      assert(ergebnis.ok);
    });
  });
