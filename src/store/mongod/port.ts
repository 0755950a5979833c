import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

async function binde(port: number): Promise<number | undefined> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch {
    return undefined;
  }
  const { port: gebunden } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return gebunden;
}

/** A TCP port on loopback that is free now; whoever binds it later may still lose the race and must ask again. */
export async function freierPort(): Promise<number> {
  const port = await binde(0);
  if (port === undefined) throw new Error("Auf 127.0.0.1 ist kein Port frei.");
  return port;
}

const merkzettel = (dbPfad: string): string => join(dbPfad, "gateway-port");

export async function merkePort(dbPfad: string, port: number): Promise<void> {
  await writeFile(merkzettel(dbPfad), `${port}\n`);
}

/** The port of the last start if it is free again: then the member of the replica set keeps its address. */
export async function letzterPort(dbPfad: string): Promise<number | undefined> {
  const text = await readFile(merkzettel(dbPfad), "utf8").catch(() => "");
  const port = Number.parseInt(text, 10);
  return port > 1023 && port < 65_536 ? binde(port) : undefined;
}
