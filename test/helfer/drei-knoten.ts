import { MongoClient } from "mongodb";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { freierPort } from "../../src/store/mongod/port.js";
import { starteMongod } from "../../src/store/mongod/prozess.js";
import type { Mongodprozess } from "../../src/store/mongod/prozess.js";
import { laufenderMongod } from "../../src/store/mongod/verwaist.js";
import { tempOrdner, testMongod } from "./mongo.js";

interface Knoten {
  readonly host: string;
  readonly dbPfad: string;
  readonly prozess: Mongodprozess;
}

export interface DreiKnoten {
  /** All three members; a client connected by it follows the primary. */
  readonly uri: string;
  /** SIGKILL to the present primary, which stays dead; resolves with its address when it is gone. */
  toetePrimaer(): Promise<string>;
  stoppe(): Promise<void>;
}

/** A replica set of three mongods on this machine that elects within about 3 s. Each ends with this process. */
export async function starteDreiKnoten(): Promise<DreiKnoten> {
  const ordner = tempOrdner();
  const programm = await testMongod();
  const knoten: Knoten[] = [];
  for (const name of ["a", "b", "c"]) {
    const dbPfad = join(ordner, name);
    mkdirSync(dbPfad);
    const port = await freierPort();
    const prozess = starteMongod({ programm, dbPfad, port, cacheGB: 0.25 });
    knoten.push({ host: `127.0.0.1:${port}`, dbPfad, prozess });
  }
  const stoppe = async (): Promise<void> => {
    // Hard: the data are thrown away, and a clean end of a primary waits for its secondaries.
    for (const { dbPfad } of knoten) await toete(dbPfad);
    await Promise.all(knoten.map(({ prozess }) => prozess.beende()));
    rmSync(ordner, { recursive: true, force: true });
  };
  const uri = `mongodb://${knoten.map(({ host }) => host).join(",")}/?replicaSet=rs0`;
  try {
    await initiiere(knoten);
    await primaer(uri);
  } catch (fehler) {
    await stoppe();
    throw fehler;
  }
  return {
    uri,
    stoppe,
    toetePrimaer: async () => {
      const host = await primaer(uri);
      const opfer = knoten.find((einer) => einer.host === host);
      if (opfer === undefined) throw new Error(`Der Primäre ${host} gehört nicht zum Test.`);
      await toete(opfer.dbPfad);
      await opfer.prozess.beendet;
      return host;
    },
  };
}

async function toete(dbPfad: string): Promise<void> {
  const pid = await laufenderMongod(dbPfad);
  if (pid !== undefined) process.kill(pid, "SIGKILL");
}

async function initiiere(knoten: readonly Knoten[]): Promise<void> {
  const [erster] = knoten;
  const client = new MongoClient(`mongodb://${erster?.host}/?directConnection=true`, { heartbeatFrequencyMS: 500 });
  try {
    // A member that does not answer yet makes the initiation fail.
    for (const { host } of knoten) {
      const probe = new MongoClient(`mongodb://${host}/?directConnection=true`, { heartbeatFrequencyMS: 500 });
      await probe.connect();
      await probe.close();
    }
    const members = knoten.map(({ host }, _id) => ({ _id, host }));
    await client
      .db("admin")
      .command({ replSetInitiate: { _id: "rs0", members, settings: { electionTimeoutMillis: 2_000 } } });
  } finally {
    await client.close();
  }
}

/** Address of the present primary; waits for one. */
async function primaer(uri: string): Promise<string> {
  const client = new MongoClient(uri, { heartbeatFrequencyMS: 500 });
  try {
    await client.connect();
    const antwort = await client.db("admin").command({ hello: 1 });
    return antwort["me"] as string;
  } finally {
    await client.close();
  }
}
