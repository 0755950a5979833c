import { leseKonfiguration, umgebung } from "./config.js";
import { starteGateway } from "./gateway.js";
import { betreibe } from "./prozess.js";
import { VERSION } from "./version.js";

/** Production: everything from the configuration, no sandbox. */
export async function starteProduktiv(): Promise<void> {
  await betreibe(async (melde) => starteGateway(leseKonfiguration(umgebung(), VERSION), { version: VERSION, melde }));
}
