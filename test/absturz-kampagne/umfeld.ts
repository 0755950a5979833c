import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Db } from "mongodb";
import { starteSandbox } from "../../sandbox/sandbox.js";
import type { Sandbox } from "../../sandbox/sandbox.js";
import { Welt } from "../../sandbox/szenario/welt.js";
import { installiereSynapse } from "../../sandbox/tim/installation.js";
import { TIM_SERVERNAME } from "../../sandbox/tim/konten.js";
import { starteHomeserver } from "../../sandbox/tim/synapse.js";
import type { Homeserver } from "../../sandbox/tim/synapse.js";
import { verbinde } from "../../src/store/verbindung.js";
import { stoppeTestserver, tempOrdner, testUri, WERKZEUGE } from "../helfer/mongo.js";
import { startePost } from "../live/postbuehne.js";
import type { Post } from "../live/postbuehne.js";

/** Servers that outlive every gateway of the campaign: MongoDB, Postfix, Dovecot, Synapse, and the sandbox with its Clientmodul. */
export interface Umfeld {
  readonly sandbox: Sandbox;
  readonly post: Post;
  readonly homeserver: Homeserver;
  readonly db: Db;
  /** Settings of a gateway here; without the TI-Messenger it starts faster. */
  umgebung(kanal: "KIM" | "TIM"): Record<string, string>;
  welt(url: string): Welt;
  schliesse(): Promise<void>;
}

/**
 * Short, but longer than an attempt and than a proof of delivery takes here: what is repeated is repeated because of a kill, not of
 * haste.
 */
const ZEITEN = {
  VERSAND_LEASE_MS: "3000",
  VERSAND_ERSTE_RUECKKEHR_MS: "100",
  VERSAND_LAENGSTE_RUECKKEHR_MS: "1000",
  VERSAND_NACHWEISFRIST_MS: "4000",
  NACHWEIS_INTERVALL_MS: "300",
  POST_LEASE_MS: "1500",
  POST_HOECHSTENS_JE_STUNDE: "1000",
  TIM_LEASE_MS: "1500",
} as const;

export async function baueUmfeld(melde: (text: string) => void): Promise<Umfeld> {
  const ordner = tempOrdner();
  const abbau: (() => unknown)[] = [() => rmSync(ordner, { recursive: true, force: true }), stoppeTestserver];
  const schliesse = async (): Promise<void> => {
    for (const einer of abbau.splice(0).reverse()) await einer();
  };
  try {
    const programm = await installiereSynapse(WERKZEUGE, melde);
    const homeserver = await starteHomeserver({
      ordner: join(ordner, "synapse"),
      programm,
      servername: TIM_SERVERNAME,
      ohneGrenzen: true,
    });
    abbau.push(() => homeserver.schliesse());
    const halter: { post?: Post } = {};
    abbau.push(() => halter.post?.schliesse());
    const sandbox = await starteSandbox({
      ordner,
      homeserver,
      fachdienst: async (adressen) => (halter.post = await startePost(adressen)).fachdienst,
    });
    abbau.push(() => sandbox.schliesse());
    const { post } = halter;
    if (post === undefined) throw new Error("the sandbox did not ask for its mail service");
    const datenbank = `kampagne-${randomUUID().slice(0, 8)}`;
    const uri = await testUri();
    const verbindung = await verbinde(uri, { datenbank });
    abbau.push(() => verbindung.schliesse());
    // A killed process leaves its transaction open, and the next one waits for its end (BETRIEB.md): kills shall hit work, not waiting.
    await verbindung.db.admin().command({ setParameter: 1, transactionLifetimeLimitSeconds: 1 });
    const alle: Record<string, string> = {
      ...sandbox.einstellungen,
      MONGODB_URI: uri,
      MONGODB_DATENBANK: datenbank,
      PORT: "0",
      LOG_STUFE: "silent",
      ...ZEITEN,
    };
    return {
      sandbox,
      post,
      homeserver,
      db: verbindung.db,
      umgebung: (kanal) =>
        kanal === "TIM" ? alle : Object.fromEntries(Object.entries(alle).filter(([name]) => !name.startsWith("TIM_"))),
      welt: (url) => new Welt(url, sandbox),
      schliesse,
    };
  } catch (fehler) {
    await schliesse();
    throw fehler;
  }
}
