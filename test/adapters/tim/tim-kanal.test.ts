import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { timKonfiguration } from "../../../src/adapters/tim/konfiguration.js";
import { TimKanal } from "../../../src/adapters/tim/tim-kanal.js";
import type { Leasegeber } from "../../../src/domain/ports/lease.js";
import { Merkgeraet } from "../../helfer/geraetespeicher.js";

const MXID = "@gateway:tim.test";
const SCHLUESSEL = Buffer.alloc(32, 5).toString("base64");
/** The process is ended 9.5 s after the signal (prozess.ts), and other parts have their share of it. */
const HOECHSTENS_MS = 4_000;

const antworte = (antwort: ServerResponse, inhalt: object): void => {
  antwort.setHeader("content-type", "application/json");
  antwort.end(JSON.stringify(inhalt));
};

/** A homeserver that takes every connection and answers only what is named. */
class Schweigsamer {
  readonly #server: Server;
  readonly #wartende = new Map<string, () => void>();

  constructor(antworten: Readonly<Record<string, object>>) {
    this.#server = createServer((anfrage, antwort) => {
      const pfad = new URL(anfrage.url ?? "", "http://tim.test").pathname;
      const inhalt = Object.entries(antworten).find(([ende]) => pfad.endsWith(ende))?.[1];
      if (inhalt !== undefined) return antworte(antwort, inhalt);
      for (const [ende, gefragt] of this.#wartende) if (pfad.endsWith(ende)) gefragt();
    });
  }

  async starte(): Promise<string> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Resolves when somebody waits for this answer. */
  gefragtNach(ende: string): Promise<void> {
    return new Promise((gefragt) => this.#wartende.set(ende, gefragt));
  }

  async schliesse(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }
}

describe("The TI-Messenger's channel is stopped while the homeserver says nothing", function () {
  this.timeout(60_000);
  const ANMELDUNG = { "/login": { user_id: MXID, access_token: "t", device_id: "D" } };
  const VORWEG = {
    "/versions": { versions: ["v1.11"] },
    "/pushrules/": { global: {} },
    "/filter": { filter_id: "1" },
  };
  const FAELLE = [
    ["at the sign-in", {}, "/login"],
    ["when asked for its versions", ANMELDUNG, "/versions"],
    ["at the first sync", { ...ANMELDUNG, ...VORWEG }, "/sync"],
  ] as const;

  for (const [wann, antworten, letzte] of FAELLE)
    it(`${wann}: it ends in time, and the device is free for another instance`, async () => {
      const homeserver = new Schweigsamer(antworten);
      const url = await homeserver.starte();
      let gehalten = 0;
      const leases: Leasegeber = {
        nimmLease: () => Promise.resolve({ zaun: ++gehalten }),
        verlaengere: () => Promise.resolve(true),
        gibZurueck: () => {
          gehalten--;
          return Promise.resolve();
        },
      };
      const gefragt = homeserver.gefragtNach(letzte);
      const kanal = new TimKanal({
        konfig: timKonfiguration.parse({
          homeserver: url,
          mxid: MXID,
          passwort: "geheim",
          speicherschluessel: SCHLUESSEL,
          wiederherstellung: SCHLUESSEL,
        }),
        leases,
        speicherUnter: () => new Merkgeraet().nimm(),
        inhaber: "diese",
        leaseMs: 30_000,
        beiFehler: () => undefined,
      });
      try {
        await gefragt;
        const beginn = performance.now();
        await kanal.schliesse();
        assert.ok(performance.now() - beginn < HOECHSTENS_MS, `${Math.round(performance.now() - beginn)} ms`);
        assert.equal(gehalten, 0);
      } finally {
        await homeserver.schliesse();
      }
    });
});
