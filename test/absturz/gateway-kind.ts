/**
 * The gateway as a process that is to be killed: `node gateway-kind.js [point]`, configured by the environment like the real
 * one and run by the same code. With a point (sollbruchstellen.ts) it ends itself there by SIGKILL.
 */
import { leseKonfiguration, umgebung } from "../../src/config.js";
import { starteGateway } from "../../src/gateway.js";
import { betreibe } from "../../src/prozess.js";
import { VERSION } from "../../src/version.js";
import { istSollbruchstelle, mitSollbruchstelle } from "./sollbruchstellen.js";

const [, , stelle] = process.argv;
if (stelle !== undefined && !istSollbruchstelle(stelle)) throw new Error(`unknown point ${stelle}`);

function brich(): Promise<never> {
  process.kill(process.pid, "SIGKILL");
  return new Promise(() => undefined);
}

await betreibe(async (melde) =>
  starteGateway(leseKonfiguration(umgebung(), VERSION), {
    version: VERSION,
    melde,
    ...(stelle === undefined ? {} : { umhuelle: (teile) => mitSollbruchstelle(teile, stelle, brich) }),
  }),
);
