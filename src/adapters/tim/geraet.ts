import { ClientEvent, createClient, IndexedDBStore, SyncState } from "matrix-js-sdk";
import type { MatrixClient } from "matrix-js-sdk";
import type { Geraetespeicher } from "../../domain/ports/geraetespeicher.js";
import { Abbildung } from "./abbildung.js";
import { datenbanken, entferne, stelleHer } from "./indexeddb-abbild.js";
import { oeffne } from "./geraetestand.js";
import type { TimKonfiguration } from "./konfiguration.js";
import { richteSchluesselEin } from "./schluesselsicherung.js";
import { still } from "./stiller-logger.js";

/** The gateway's own Matrix device, signed in, in sync, with keys that survive kill -9. */
export interface Geraet {
  readonly client: MatrixClient;
  /** Leaves the homeserver alone and keeps the state; the account stays signed in. */
  schliesse(): Promise<void>;
}

/** Databases of one device; the SDK adds suffixes of its own. */
const vorsilbeVon = (mxid: string): string => `hkp:${mxid}:`;

/**
 * Takes up the stored device or makes a new one. The state is written before every request that leaves: what the homeserver has
 * seen of the ratchets, and what the next sync acknowledges, is then never lost (libraries.md section 9).
 * @throws GeraetVerloren; MatrixError if the homeserver refuses the sign-in; Error if it does not answer in time
 */
export async function oeffneGeraet(konfig: TimKonfiguration, speicher: Geraetespeicher): Promise<Geraet> {
  const vorsilbe = vorsilbeVon(konfig.mxid);
  const geheim = Buffer.from(konfig.speicherschluessel, "base64");
  const gespeichert = await speicher.lade();
  const stand = gespeichert === null ? null : oeffne(gespeichert, geheim);
  // A device that was closed in this process may have left its databases in memory.
  await entferne(vorsilbe);
  if (stand !== null) await stelleHer(stand.datenbanken);
  const { geraetId, zugriffstoken } = stand ?? (await meldeAn(konfig));
  const abbildung = new Abbildung({ vorsilbe, geheim, geraetId, zugriffstoken }, speicher);
  const store = new IndexedDBStore({ indexedDB: datenbanken as never, dbName: `${vorsilbe}sync` });
  const client = createClient({
    baseUrl: konfig.homeserver,
    userId: konfig.mxid,
    deviceId: geraetId,
    accessToken: zugriffstoken,
    store,
    logger: still,
    localTimeoutMs: konfig.anfrageMs,
    fetchFn: async (ziel, optionen) => {
      await abbildung.sichere();
      return fetch(ziel, optionen);
    },
    cryptoCallbacks: {
      getSecretStorageKey: async ({ keys }) => {
        const [id] = Object.keys(keys);
        return id === undefined ? null : [id, new Uint8Array(Buffer.from(konfig.wiederherstellung, "base64"))];
      },
    },
  });
  // The SDK writes its sync state every five minutes; here it must be as new as the keys.
  client.on(ClientEvent.Sync, (zustand) => {
    if (zustand === SyncState.Syncing || zustand === SyncState.Prepared) void store.save(true);
  });
  await store.startup();
  await client.initRustCrypto({ cryptoDatabasePrefix: `${vorsilbe}crypto` });
  await richteSchluesselEin(client, konfig);
  await abbildung.sichere();
  await starte(client, konfig.startMs);
  return {
    client,
    async schliesse() {
      await store.save(true);
      client.stopClient();
      await abbildung.schliesse();
      await entferne(vorsilbe);
    },
  };
}

async function meldeAn(konfig: TimKonfiguration): Promise<{ geraetId: string; zugriffstoken: string }> {
  const client = createClient({ baseUrl: konfig.homeserver, logger: still, localTimeoutMs: konfig.anfrageMs });
  const { device_id: geraetId, access_token: zugriffstoken } = await client.loginRequest({
    type: "m.login.password",
    identifier: { type: "m.id.user", user: konfig.mxid },
    password: konfig.passwort,
    initial_device_display_name: konfig.geraetename,
  });
  return { geraetId, zugriffstoken };
}

async function starte(client: MatrixClient, hoechstensMs: number): Promise<void> {
  const bereit = new Promise<void>((fertig, gescheitert) => {
    const frist = setTimeout(() => gescheitert(new Error("the homeserver does not answer")), hoechstensMs);
    client.on(ClientEvent.Sync, (zustand) => {
      if (zustand !== SyncState.Prepared && zustand !== SyncState.Syncing) return;
      clearTimeout(frist);
      fertig();
    });
  });
  await client.startClient({ lazyLoadMembers: true, initialSyncLimit: 20 });
  await bereit;
}
