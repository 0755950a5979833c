import { MongoClient } from "mongodb";
import type { Db, Document } from "mongodb";
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as warte } from "node:timers/promises";
import type { Mongodprozess } from "./prozess.js";

const ANTWORT_MS = 5_000;
const WAHL_MS = 30_000;
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

async function mache(admin: Db, host: string, dbPfad: string, abbruch: AbortSignal): Promise<Bereitschaft> {
  // A foreign server may have won the race for the port, and must not be reconfigured.
  const { parsed } = (await admin.command({ getCmdLineOpts: 1 })) as { parsed?: { storage?: { dbPath?: string } } };
  if (parsed?.storage?.dbPath !== dbPfad) return { art: "fremd" };
  await richteEin(admin, host);
  const ende = Date.now() + WAHL_MS;
  while (!(await istPrimaer(admin))) {
    if (Date.now() > ende || abbruch.aborted) throw new Error("Der Knoten wird nicht primär.");
    await warte(ABSTAND_MS);
  }
  return { art: "bereit" };
}

/** mongod listens only after its recovery, so that this is the long wait. False if the signal came first. */
async function horcht(port: number, abbruch: AbortSignal): Promise<boolean> {
  while (!abbruch.aborted) {
    const socket = connect(port, "127.0.0.1");
    try {
      await once(socket, "connect");
      return true;
    } catch {
      await warte(ABSTAND_MS);
    } finally {
      socket.destroy();
    }
  }
  return false;
}

async function erreiche(port: number, dbPfad: string, abbruch: AbortSignal): Promise<Bereitschaft> {
  // Before the client is made: one that is closed while it still searches keeps the process alive for its whole time-out.
  if (!(await horcht(port, abbruch))) throw new Error("Der Server ist nicht mehr da.");
  const host = `127.0.0.1:${port}`;
  const client = new MongoClient(`mongodb://${host}/?directConnection=true`, {
    serverSelectionTimeoutMS: ANTWORT_MS,
    maxPoolSize: 1,
  });
  try {
    await client.connect();
    return await mache(client.db("admin"), host, dbPfad, abbruch);
  } finally {
    await client.close();
  }
}

/** Waits until the started mongod takes writes as the primary of rs0, or has ended. */
export async function warteAufPrimaer(prozess: Mongodprozess, port: number, dbPfad: string): Promise<Bereitschaft> {
  const abbruch = new AbortController();
  const ende = prozess.beendet.then((code) => {
    abbruch.abort();
    return { art: "beendet" as const, code };
  });
  try {
    return await Promise.race([ende, erreiche(port, dbPfad, abbruch.signal)]);
  } catch (fehler) {
    // A server that dies in the middle breaks the connection first and is seen to have ended a moment later.
    const beendet = await Promise.race([ende, warte(1_000, undefined, { ref: false })]);
    if (beendet !== undefined) return beendet;
    throw fehler;
  } finally {
    abbruch.abort();
  }
}
