import { stoppeTestserver } from "./mongo.js";

/** The server starts when the first spec asks for it (a run without a database needs none), and is stopped here. */
export async function mochaGlobalTeardown(): Promise<void> {
  await stoppeTestserver();
}
