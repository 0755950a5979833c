import assert from "node:assert/strict";
import { perMail } from "../../sandbox/szenario/andere-wege.js";
import { PER_MAIL } from "../../sandbox/szenario/ohne-portal.js";
import { spieleSzenario } from "../../sandbox/szenario/szenario.js";
import { testGateway } from "../helfer/gateway.js";

/* Acceptance scenarios with a practice that has nothing but its mailbox: what it knows came by mail, what it does goes by mail. */
for (const szenario of PER_MAIL)
  describe(`${szenario.name} with the practice by mail: ${szenario.titel}`, () => {
    const gateway = testGateway(`per-mail-${szenario.name.toLowerCase()}`);

    it("runs, and everybody sees at each step what the tables say", async function () {
      this.timeout(120_000);
      const { welt, betrieb } = gateway;
      const wege = { praxis: perMail(welt, betrieb.sandbox, "praxis") };
      const ergebnis = await spieleSzenario(szenario, welt, () => undefined, wege);
      assert.deepEqual(ergebnis.abweichungen, []);
      assert(ergebnis.ok);
    });
  });
