import { installiereSynapse } from "../../sandbox/tim/installation.js";
import { testMongod, WERKZEUGE } from "../helfer/mongo.js";
import { sorgeFuerPakete } from "./debian.js";
import { POSTPAKETE } from "./postbuehne.js";

/**
 * Everything that is installed, once and before the specs: they run in two processes, and Debian's installer admits one at a time.
 * Two, because most of their time is waiting for leases, keys and rate limits.
 */
export async function mochaGlobalSetup(): Promise<void> {
  await sorgeFuerPakete(POSTPAKETE);
  await installiereSynapse(WERKZEUGE, (text) => process.stderr.write(`${text}\n`));
  await testMongod();
}
