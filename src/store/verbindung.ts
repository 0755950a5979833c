import { MongoBulkWriteError, MongoClient, MongoError, MongoServerError, MongoWriteConcernError } from "mongodb";
import type { Db } from "mongodb";
import { DatenbankFehler } from "./mongod/fehler.js";

export interface Verbindungsoptionen {
  readonly datenbank: string;
  /** How long one operation waits for a primary; an election takes up to 12 s with the defaults of a replica set. */
  readonly wartezeitMs?: number;
  readonly maxPoolSize?: number;
  /** Makes the client emit `commandStarted` and the like (tests, tracing). */
  readonly monitorCommands?: boolean;
}

export interface Verbindung {
  readonly client: MongoClient;
  readonly db: Db;
  /** Whether a primary answers within 2 s; never rejects. */
  ping(): Promise<boolean>;
  schliesse(): Promise<void>;
}

const PING_MS = 2_000;
const MAJORITY_HOECHSTENS_MS = 20_000;

/**
 * Connects with the durability the product promises; options in the URI cannot weaken it.
 * @throws DatenbankFehler DATENBANK_UNERREICHBAR, DATENBANK_UNGEEIGNET
 */
export async function verbinde(uri: string, o: Verbindungsoptionen): Promise<Verbindung> {
  const client = erzeugeClient(uri, o);
  try {
    await client.connect();
    await pruefeServer(client);
  } catch (fehler) {
    await client.close();
    if (fehler instanceof DatenbankFehler) throw fehler;
    // Not the driver's message: it names hosts, and for a malformed URI the credentials in it.
    throw new DatenbankFehler("DATENBANK_UNERREICHBAR", (fehler as Error).name, { cause: fehler });
  }
  const db = client.db(o.datenbank);
  return {
    client,
    db,
    ping: () =>
      db.command({ ping: 1 }, { signal: AbortSignal.timeout(PING_MS) }).then(
        () => true,
        () => false,
      ),
    schliesse: () => client.close(),
  };
}

function erzeugeClient(uri: string, o: Verbindungsoptionen): MongoClient {
  const wartezeitMs = o.wartezeitMs ?? 15_000;
  try {
    return new MongoClient(uri, {
      appName: "hkp-gateway",
      // One by one and not as `writeConcern`: only then each wins over the same option of the URI.
      w: "majority",
      journal: true,
      wtimeoutMS: MAJORITY_HOECHSTENS_MS,
      readConcernLevel: "majority",
      readPreference: "primary",
      retryWrites: true,
      retryReads: true,
      serverSelectionTimeoutMS: wartezeitMs,
      waitQueueTimeoutMS: wartezeitMs,
      connectTimeoutMS: 5_000,
      heartbeatFrequencyMS: 2_000,
      monitorCommands: o.monitorCommands ?? false,
      ...(o.maxPoolSize === undefined ? {} : { maxPoolSize: o.maxPoolSize }),
    });
  } catch (fehler) {
    throw new DatenbankFehler("DATENBANK_UNERREICHBAR", "Die Adresse ist keine gültige MongoDB-URI.", {
      cause: fehler,
    });
  }
}

async function pruefeServer(client: MongoClient): Promise<void> {
  const admin = client.db("admin");
  const hello = await admin.command({ hello: 1 });
  // A standalone server has neither majority writes nor change streams.
  if (hello["setName"] === undefined && hello["msg"] !== "isdbgrid")
    throw new DatenbankFehler("DATENBANK_UNGEEIGNET", "Der Server gehört zu keinem Replica Set.");
  const { version } = (await admin.command({ buildInfo: 1 })) as unknown as { version: string };
  if (Number.parseInt(version, 10) < 6) throw new DatenbankFehler("DATENBANK_UNGEEIGNET", `Version ${version}.`);
}

const DOPPELTER_SCHLUESSEL = 11_000;

/** Answers of the server that mean: refused, nothing was written. */
const ABGELEHNT: ReadonlySet<number> = new Set([
  DOPPELTER_SCHLUESSEL,
  2, // BadValue
  9, // FailedToParse
  13, // Unauthorized
  14, // TypeMismatch
  18, // AuthenticationFailed
  26, // NamespaceNotFound
  40, // ConflictingUpdateOperators
  56, // EmptyFieldName
  59, // CommandNotFound
  66, // ImmutableField
  73, // InvalidNamespace
  112, // WriteConflict
  121, // DocumentValidationFailure
  10_334, // BSONObjectTooLarge
  17_280, // KeyTooLong
]);

/** A unique index refused the write of this one document. */
export function istDoppelterSchluessel(fehler: unknown): boolean {
  return fehler instanceof MongoServerError && fehler.code === DOPPELTER_SCHLUESSEL;
}

/** Whether the unique index that was met holds this field. */
export function betrifftFeld(fehler: unknown, feld: string): boolean {
  const muster: unknown = fehler instanceof MongoServerError ? fehler["keyPattern"] : undefined;
  return typeof muster === "object" && muster !== null && feld in muster;
}

/**
 * Errors of the operating system and of Node's streams by their codes. The driver wraps most of them, but not all: what the
 * write to a socket answers that the server has just ended (EPIPE) comes through as it is, seen with a killed primary.
 */
const LEITUNGSFEHLER = /^(?:E(?:AI_)?[A-Z0-9]+|ERR_(?:STREAM|SOCKET)_[A-Z_]+)$/;

function istLeitungsfehler(fehler: unknown): boolean {
  if (!(fehler instanceof Error) || fehler instanceof TypeError || fehler instanceof RangeError) return false;
  const { code } = fehler as { code?: unknown };
  return typeof code === "string" && LEITUNGSFEHLER.test(code);
}

/**
 * Whether a write that ended with this error may have been carried out. True for every error of the driver except the refusals
 * that are known to write nothing: a lost connection, a time-out, a stepped-down primary, an unconfirmed majority all leave it
 * open (with three nodes and a killed primary, one write in thousands failed for the client and was carried out all the same).
 * False for errors that come neither from the driver nor from the connection.
 */
export function istErgebnisUnbekannt(fehler: unknown): boolean {
  if (!(fehler instanceof MongoError)) return istLeitungsfehler(fehler);
  if (!(fehler instanceof MongoServerError)) return true;
  // Part of a bulk may be written before the refused one; a missing confirmation says nothing about the write.
  if (fehler instanceof MongoBulkWriteError || fehler instanceof MongoWriteConcernError) return true;
  if (fehler.hasErrorLabel("RetryableWriteError")) return true;
  return typeof fehler.code !== "number" || !ABGELEHNT.has(fehler.code);
}
