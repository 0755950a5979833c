import { MongoClient } from "mongodb";
import type { Db, Document } from "mongodb";
import { setTimeout as warte } from "node:timers/promises";
import type { Mongodprozess } from "./prozess.js";

/** Recovery after a crash replays the journal and may take long on a large data folder. */
const HOECHSTENS_MS = 120_000;
const ABSTAND_MS = 20;
const NICHT_EINGERICHTET = 94;

export type Bereitschaft =
  | { readonly art: "bereit" }
  | { readonly art: "beendet"; readonly code: number }
  /** Somebody else answers on this port. */
  | { readonly art: "fremd" };

async function konfiguration(admin: Db): Promise<Document | undefined> {
  try {
    return ((await admin.command({ replSetGetConfig: 1 })) as { config: Document }).config;
  } catch (fehler) {
    if ((fehler as { code?: unknown }).code === NICHT_EINGERICHTET) return undefined;
    throw fehler;
  }
}

/**
 * Makes this one node the set rs0 under its present address. Initialised under another port it has no valid configuration and
 * would wait for ever; only a forced reconfiguration works then, and with one member it cannot lose a write.
 */
async function richteEin(admin: Db, host: string): Promise<void> {
  const vorhanden = await konfiguration(admin);
  const mitglieder = [{ _id: 0, host }];
  if (vorhanden === undefined) {
    await admin.command({ replSetInitiate: { _id: "rs0", members: mitglieder } });
    return;
  }
  const [erstes] = vorhanden["members"] as { host: string }[];
  if (erstes?.host === host) return;
  const neu = { ...vorhanden, version: Number(vorhanden["version"]) + 1, members: mitglieder };
  await admin.command({ replSetReconfig: neu, force: true });
}

async function istPrimaer(admin: Db): Promise<boolean> {
  const antwort = await admin.command({ hello: 1 });
  return antwort["isWritablePrimary"] === true;
}

async function erreiche(client: MongoClient, host: string, dbPfad: string): Promise<Bereitschaft> {
  await client.connect();
  const admin = client.db("admin");
  // A foreign server may have won the race for the port, and must not be reconfigured.
  const { parsed } = (await admin.command({ getCmdLineOpts: 1 })) as { parsed?: { storage?: { dbPath?: string } } };
  if (parsed?.storage?.dbPath !== dbPfad) return { art: "fremd" };
  await richteEin(admin, host);
  const ende = Date.now() + HOECHSTENS_MS;
  while (!(await istPrimaer(admin))) {
    if (Date.now() > ende) throw new Error("Der Knoten wird nicht primär.");
    await warte(ABSTAND_MS);
  }
  return { art: "bereit" };
}

/** Waits until the started mongod takes writes as the primary of rs0, or has ended. */
export async function warteAufPrimaer(prozess: Mongodprozess, port: number, dbPfad: string): Promise<Bereitschaft> {
  const host = `127.0.0.1:${port}`;
  const client = new MongoClient(`mongodb://${host}/?directConnection=true`, {
    serverSelectionTimeoutMS: HOECHSTENS_MS,
    heartbeatFrequencyMS: 500,
    minHeartbeatFrequencyMS: ABSTAND_MS,
    maxPoolSize: 1,
  });
  const ende = prozess.beendet.then((code) => ({ art: "beendet" as const, code }));
  try {
    return await Promise.race([ende, erreiche(client, host, dbPfad)]);
  } catch (fehler) {
    // A server that dies in the middle breaks the connection first and is seen to have ended a moment later.
    const beendet = await Promise.race([ende, warte(1_000)]);
    if (beendet !== undefined) return beendet;
    throw fehler;
  } finally {
    await client.close();
  }
}
