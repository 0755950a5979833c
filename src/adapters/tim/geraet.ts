import {
  ClientEvent,
  createClient,
  Filter,
  HttpApiEvent,
  MatrixScheduler,
  MemoryStore,
  SyncState,
} from "matrix-js-sdk";
import type { MatrixClient } from "matrix-js-sdk";
import { GeraetVerloren } from "../../domain/ports/geraetespeicher.js";
import type { Geraetespeicher } from "../../domain/ports/geraetespeicher.js";
import { Abbildung } from "./abbildung.js";
import type { Anmeldung } from "./abbildung.js";
import { meldeAn, pruefeAnmeldung } from "./anmeldung.js";
import { entferne } from "./indexeddb-abbild.js";
import type { TimKonfiguration } from "./konfiguration.js";
import { richteKontoEin } from "./konto.js";
import { richteSchluesselEin } from "./schluesselsicherung.js";
import { still } from "./stiller-logger.js";
import { Versiegelung } from "./versiegelung.js";

/** The gateway's own Matrix device, signed in, in sync, with keys that survive kill -9. */
export interface Geraet {
  readonly client: MatrixClient;
  /** Leaves the homeserver alone and keeps the state; the account stays signed in. */
  schliesse(): Promise<void>;
}

export interface Geraeteteile {
  readonly konfig: TimKonfiguration;
  readonly speicher: Geraetespeicher;
  /** The device went to another process: nothing leaves here any more. Called once. */
  readonly beiVerlust?: () => void;
  /** The homeserver no longer knows the sign-in; opened anew the device signs in again. */
  readonly beiAbmeldung?: () => void;
  /** Ends what the homeserver has not answered yet, and lets nothing leave any more: it may take 30 s for each answer. */
  readonly abbruch?: AbortSignal;
}

/** Databases of one device; the SDK adds suffixes of its own. */
const vorsilbeVon = (mxid: string): string => `hkp:${mxid}:`;

/**
 * Takes up the stored device, signs it in again, or makes a new one, which has the old messages' keys from the account's backup. The state is written before every request that leaves: what the homeserver has
 * seen of the ratchets, and what the next sync acknowledges, is then never lost (libraries.md section 9).
 *
 * The sync state is not stored: the homeserver has it, and to-device messages that were not acknowledged come again. Rejected:
 * the SDK's IndexedDBStore, one record with all rooms, written whole.
 * @throws GeraetVerloren; MatrixError if the homeserver refuses the sign-in; Error if it does not answer in time, or `abbruch` came
 */
export async function oeffneGeraet(teile: Geraeteteile): Promise<Geraet> {
  const { konfig, speicher, beiVerlust, beiAbmeldung, abbruch = NIE } = teile;
  const vorsilbe = vorsilbeVon(konfig.mxid);
  const versiegelung = new Versiegelung(Buffer.from(konfig.speicherschluessel, "base64"));
  // A device that was closed in this process may have left its databases in memory.
  await entferne(vorsilbe);
  const abbildung = new Abbildung({ vorsilbe, versiegelung, speicher });
  const hole = abbrechbar(abbruch);
  const anmeldung = await nimmAnmeldung(konfig, hole, abbildung);
  abbildung.merkeAnmeldung(anmeldung);
  let verloren = false;
  const client = createClient({
    baseUrl: konfig.homeserver,
    userId: konfig.mxid,
    deviceId: anmeldung.geraetId,
    accessToken: anmeldung.zugriffstoken,
    store: new MemoryStore(),
    // The outbox decides on repetitions: the SDK's own would hold back all rooms for one.
    scheduler: new MatrixScheduler(
      () => -1,
      () => null,
    ),
    logger: still,
    localTimeoutMs: konfig.anfrageMs,
    fetchFn: async (ziel, optionen) => {
      try {
        await abbildung.sichere();
      } catch (fehler) {
        if (fehler instanceof GeraetVerloren && !verloren) {
          verloren = true;
          beiVerlust?.();
        }
        throw fehler;
      }
      return hole(ziel, optionen);
    },
    cryptoCallbacks: {
      getSecretStorageKey: ({ keys }) => {
        const [id] = Object.keys(keys);
        const geheim = new Uint8Array(Buffer.from(konfig.wiederherstellung, "base64"));
        return Promise.resolve(id === undefined ? null : [id, geheim]);
      },
    },
  });
  client.on(HttpApiEvent.SessionLoggedOut, () => beiAbmeldung?.());
  const beende = async (): Promise<void> => {
    client.stopClient();
    try {
      await abbildung.schliesse();
    } finally {
      await entferne(vorsilbe);
    }
  };
  try {
    await client.initRustCrypto({ cryptoDatabasePrefix: `${vorsilbe}crypto` });
    // After the first sync: an account that has cross-signing already is only known then.
    await starte(client, konfig, abbruch);
    await richteSchluesselEin(client, konfig);
    await richteKontoEin(client, konfig);
    await abbildung.sichere();
  } catch (fehler) {
    // The first failure is the one to tell.
    await beende().catch(() => undefined);
    throw fehler;
  }
  return { client, schliesse: beende };
}

/** The stored sign-in if it still holds, else a new one: of the same device while the homeserver has it, else of another. */
async function nimmAnmeldung(konfig: TimKonfiguration, hole: typeof fetch, abbildung: Abbildung): Promise<Anmeldung> {
  const gespeicherte = await abbildung.ladeStand();
  if (gespeicherte === null) return meldeAn(konfig, hole);
  const stand = await pruefeAnmeldung(konfig, hole, gespeicherte);
  if (stand === "GILT") return gespeicherte;
  if (stand === "ERNEUERN") return meldeAn(konfig, hole, gespeicherte.geraetId);
  await abbildung.verwirf();
  return meldeAn(konfig, hole);
}

const NIE = new AbortController().signal;

const abbrechbar =
  (abbruch: AbortSignal): typeof fetch =>
  (ziel, optionen) =>
    fetch(ziel, { ...optionen, signal: AbortSignal.any([abbruch, ...(optionen?.signal ? [optionen.signal] : [])]) });

/** Events per room and sync: the rooms are many, and who wants older ones asks for them. */
const JE_RAUM = 10;

async function starte(client: MatrixClient, { mxid, startMs }: TimKonfiguration, abbruch: AbortSignal): Promise<void> {
  const filter = new Filter(mxid);
  filter.setDefinition({
    presence: { types: [] },
    room: {
      timeline: { limit: JE_RAUM, lazy_load_members: true },
      state: { lazy_load_members: true },
      ephemeral: { types: [] },
    },
  });
  const bereit = bisAbgeglichen(client, AbortSignal.any([abbruch, AbortSignal.timeout(startMs)]));
  await Promise.all([
    bereit,
    client.startClient({ lazyLoadMembers: true, initialSyncLimit: JE_RAUM, filter, disablePresence: true }),
  ]);
}

/** @throws Error after the signal */
function bisAbgeglichen(client: MatrixClient, ende: AbortSignal): Promise<void> {
  return new Promise((fertig, gescheitert) => {
    const schaue = (zustand: SyncState): void => {
      if (zustand !== SyncState.Prepared && zustand !== SyncState.Syncing) return;
      client.off(ClientEvent.Sync, schaue);
      fertig();
    };
    client.on(ClientEvent.Sync, schaue);
    ende.addEventListener("abort", () => gescheitert(new Error("the homeserver does not answer")), { once: true });
  });
}
