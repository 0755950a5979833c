import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { createHmac, randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as warte } from "node:timers/promises";
import { z } from "zod";
import { freierPort } from "../../src/store/mongod/port.js";
import { starteVordergrund } from "../vordergrund.js";

export interface Homeserver {
  readonly url: string;
  readonly servername: string;
  /** Creates the account if it does not exist yet. @returns the MXID */
  legeKontoAn(name: string, passwort: string, anzeigename: string): Promise<string>;
  schliesse(): Promise<void>;
}

export interface Homeserveroptionen {
  /** Keeps database, media and keys; outlives a restart. */
  readonly ordner: string;
  /** PYTHONPATH of the installed homeserver. */
  readonly programm: string;
  readonly servername: string;
  /** Without it the rate limits that Synapse has by default hold. */
  readonly ohneGrenzen?: boolean;
  /** 0 or absent: a free one. */
  readonly port?: number;
}

const START_MS = 60_000;
const nonce = z.object({ nonce: z.string() });
const fehlerantwort = z.object({ errcode: z.string() });

/** A Synapse of one's own on loopback, with SQLite. */
export async function starteHomeserver(o: Homeserveroptionen): Promise<Homeserver> {
  const ordner = resolve(o.ordner);
  await mkdir(ordner, { recursive: true });
  const geheimnis = await merke(join(ordner, "registrierung.geheimnis"));
  const port = o.port === undefined || o.port === 0 ? await freierPort() : o.port;
  const datei = join(ordner, "homeserver.yaml");
  // JSON is YAML.
  await writeFile(datei, JSON.stringify(konfiguration({ ...o, ordner, port, geheimnis })));
  // By env, which hands the rest of the environment on.
  const synapse = [`PYTHONPATH=${o.programm}`, "python3", "-m", "synapse.app.homeserver", "-c", datei];
  if (!existsSync(join(ordner, "signing.key"))) {
    const kind = spawn("env", [...synapse, "--generate-keys"], { stdio: "ignore" });
    await once(kind, "exit");
  }
  const { kind, beende } = starteVordergrund("env", synapse, "ignore");
  const url = `http://127.0.0.1:${port}`;
  await bisBereit(url, kind, ordner);
  return {
    url,
    servername: o.servername,
    legeKontoAn: (name, passwort, anzeigename) =>
      legeAn({ url, geheimnis, servername: o.servername }, name, passwort, anzeigename),
    schliesse: beende,
  };
}

async function merke(pfad: string): Promise<string> {
  if (existsSync(pfad)) return readFile(pfad, "utf8");
  const neu = randomBytes(32).toString("hex");
  await writeFile(pfad, neu, { mode: 0o600 });
  return neu;
}

interface Angaben extends Homeserveroptionen {
  readonly port: number;
  readonly geheimnis: string;
}

function konfiguration({ ordner, servername, port, geheimnis, ohneGrenzen }: Angaben): object {
  const listener = {
    port,
    bind_addresses: ["127.0.0.1"],
    type: "http",
    tls: false,
    resources: [{ names: ["client"], compress: false }],
  };
  return {
    server_name: servername,
    pid_file: join(ordner, "homeserver.pid"),
    listeners: [listener],
    database: { name: "sqlite3", args: { database: join(ordner, "homeserver.db") } },
    media_store_path: join(ordner, "medien"),
    signing_key_path: join(ordner, "signing.key"),
    registration_shared_secret: geheimnis,
    macaroon_secret_key: geheimnis,
    form_secret: geheimnis,
    trusted_key_servers: [],
    report_stats: false,
    ...(ohneGrenzen === true ? OHNE_GRENZEN : {}),
  };
}

const viel = { per_second: 10_000, burst_count: 10_000 };
const OHNE_GRENZEN = {
  rc_message: viel,
  rc_login: { address: viel, account: viel, failed_attempts: viel },
  rc_joins: { local: viel, remote: viel },
  rc_joins_per_room: viel,
  rc_invites: { per_room: viel, per_user: viel, per_issuer: viel },
  rc_room_creation: viel,
};

async function bisBereit(url: string, kind: ChildProcess, ordner: string): Promise<void> {
  const bis = Date.now() + START_MS;
  while (Date.now() < bis) {
    if (kind.exitCode !== null) throw new Error(`Synapse endete mit ${kind.exitCode}; siehe ${ordner}`);
    const antwort = await fetch(`${url}/_matrix/client/versions`).catch(() => null);
    if (antwort?.ok === true) return;
    await warte(100);
  }
  throw new Error("Synapse antwortet nicht.");
}

async function legeAn(
  { url, geheimnis, servername }: { readonly url: string; readonly geheimnis: string; readonly servername: string },
  name: string,
  passwort: string,
  anzeigename: string,
): Promise<string> {
  const pfad = `${url}/_synapse/admin/v1/register`;
  const { nonce: einmalig } = nonce.parse(await (await fetch(pfad)).json());
  const mac = createHmac("sha1", geheimnis).update([einmalig, name, passwort, "notadmin"].join("\0")).digest("hex");
  const koerper = { nonce: einmalig, username: name, password: passwort, displayname: anzeigename, admin: false, mac };
  const antwort = await fetch(pfad, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(koerper),
  });
  const mxid = `@${name}:${servername}`;
  if (antwort.ok) return mxid;
  const { errcode } = fehlerantwort.parse(await antwort.json());
  if (errcode !== "M_USER_IN_USE") throw new Error(`Konto ${name}: ${errcode}`);
  return mxid;
}
