import { rmSync } from "node:fs";
import type { Umgebung } from "../../src/config.js";
import type { Startoptionen } from "../../src/gateway.js";
import { starteSandboxGateway } from "../../sandbox/betrieb.js";
import type { Sandboxbetrieb } from "../../sandbox/betrieb.js";
import type { Sandboxoptionen } from "../../sandbox/sandbox.js";
import { Welt } from "../../sandbox/szenario/welt.js";
import { tempOrdner, testDatenbank } from "./mongo.js";
import type { Testdatenbank } from "./mongo.js";

export interface Testgateway {
  readonly mongo: Testdatenbank;
  readonly betrieb: Sandboxbetrieb;
  readonly url: string;
  /** Data folder of the sandbox. */
  readonly ordner: string;
  /** The public API as any person of the cast, cards, card reader, mailboxes. */
  readonly welt: Welt;
}

/**
 * The whole gateway with its sandbox for one spec file: real mongod, real HTTP, WebSocket, SMTP and POP3 on free ports.
 * Call it in the body of `describe`; use the fields inside hooks and tests only.
 */
export function testGateway(
  name: string,
  umgebung: Umgebung = {},
  optionen: Pick<Sandboxoptionen, "stoerung" | "fachdienst" | "homeserver"> & Pick<Startoptionen, "uhr"> = {},
): Testgateway {
  const mongo = testDatenbank(name, { monitorCommands: true });
  let offen: { readonly betrieb: Sandboxbetrieb; readonly ordner: string } | undefined;
  const jetzt = (): NonNullable<typeof offen> => {
    if (offen === undefined) throw new Error("Das Testgateway ist nur in Hooks und Tests offen.");
    return offen;
  };
  before("Testgateway", async function () {
    this.timeout(60_000);
    const ordner = tempOrdner();
    const betrieb = await starteSandboxGateway(
      {
        DATEN_VERZEICHNIS: ordner,
        MONGODB_URI: mongo.uri,
        MONGODB_DATENBANK: mongo.name,
        PORT: "0",
        LOG_STUFE: "silent",
        FEHLVERSUCH_MS: "0",
        ...umgebung,
      },
      () => undefined,
      optionen,
    );
    offen = { betrieb, ordner };
  });
  after("Testgateway", async function () {
    this.timeout(30_000);
    await offen?.betrieb.schliesse();
    if (offen !== undefined) rmSync(offen.ordner, { recursive: true, force: true });
    offen = undefined;
  });
  return {
    mongo,
    get betrieb() {
      return jetzt().betrieb;
    },
    get url() {
      return jetzt().betrieb.url;
    },
    get ordner() {
      return jetzt().ordner;
    },
    get welt() {
      return new Welt(jetzt().betrieb.url, jetzt().betrieb.sandbox);
    },
  };
}
