import { rmSync } from "node:fs";
import type { Db } from "mongodb";
import type { TimKonfiguration } from "../../src/adapters/tim/konfiguration.js";
import { TimKanal } from "../../src/adapters/tim/tim-kanal.js";
import type { Sendung } from "../../src/domain/ports/zustellung.js";
import { geraetelease, MongoGeraetespeicher } from "../../src/store/timgeraet.mongo.js";
import { installiereSynapse } from "../../sandbox/tim/installation.js";
import { TIM_SERVERNAME } from "../../sandbox/tim/konten.js";
import { starteHomeserver } from "../../sandbox/tim/synapse.js";
import type { Homeserver } from "../../sandbox/tim/synapse.js";
import { tempOrdner, WERKZEUGE } from "../helfer/mongo.js";
import { oeffneLeser, timKonfig } from "./tim-leser.js";
import type { Leser } from "./tim-leser.js";

export const SERVER = TIM_SERVERNAME;
export const GATEWAY = `@gateway:${SERVER}`;
export const ELENA = `@elena:${SERVER}`;
const PASSWORT = "geheim";

/** False keeps the rate limits that Synapse has by default. */
interface Grenzen {
  readonly ohneGrenzen?: boolean;
}

/** A Synapse without accounts; its folder goes with it. */
export async function starteSynapse({ ohneGrenzen = true }: Grenzen = {}): Promise<Homeserver> {
  const programm = await installiereSynapse(WERKZEUGE, () => undefined);
  const ordner = tempOrdner();
  const server = await starteHomeserver({ ordner, programm, servername: SERVER, ohneGrenzen });
  return {
    ...server,
    async schliesse() {
      await server.schliesse();
      rmSync(ordner, { recursive: true, force: true });
    },
  };
}

export interface Timbuehne {
  readonly server: Homeserver;
  /** Elena's client. */
  readonly leser: Leser;
  schliesse(): Promise<void>;
}

/** A Synapse with the gateway's account and Elena's, and Elena reading. */
export async function oeffneBuehne(grenzen?: Grenzen): Promise<Timbuehne> {
  const server = await starteSynapse(grenzen);
  try {
    await server.legeKontoAn("gateway", PASSWORT, "HKP-Gateway (Chatbot)");
    await server.legeKontoAn("elena", PASSWORT, "Elena");
    const leser = await oeffneLeser(timKonfig(server.url, ELENA, PASSWORT));
    return {
      server,
      leser,
      async schliesse() {
        await leser.schliesse();
        await server.schliesse();
      },
    };
  } catch (fehler) {
    await server.schliesse();
    throw fehler;
  }
}

export const gatewayKonfig = ({ url }: Homeserver, passwort = PASSWORT): TimKonfiguration =>
  timKonfig(url, GATEWAY, passwort);

/** An instance of the channel under the gateway's account, its device kept in this database. */
export function oeffneKanal(
  db: Db,
  konfig: TimKonfiguration,
  eigenes: { readonly inhaber: string; readonly leaseMs: number; readonly beiFehler: (fehler: unknown) => void },
): TimKanal {
  return new TimKanal({
    konfig,
    leases: geraetelease(db, konfig.mxid),
    speicherUnter: (lease) => new MongoGeraetespeicher(db, konfig.mxid, lease),
    ...eigenes,
  });
}

/** Its text ends with the order's id. */
export const sendung = (auftragId: string, adresse = ELENA): Sendung => ({
  auftragId,
  adresse,
  fadenId: "faden-1",
  vorgaenger: [],
  nachrichtentyp: "Verordnung",
  betreff: "Verordnung zugewiesen",
  text: `Auftrag ${auftragId}`,
  buendel: { resourceType: "Bundle", type: "message", entry: [] },
});
