import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { KimAdapter } from "../../src/adapters/kim/kim-adapter.js";
import { freierPort } from "../../src/store/mongod/port.js";
import { testzertifikat } from "../adapters/kim/testzertifikat.js";
import type { Testzertifikat } from "../adapters/kim/testzertifikat.js";
import { alsTestXml, kimTestkonfig, testsendung } from "../helfer/clientmodul.js";
import { sorgeFuerPakete } from "./debian.js";

/** What a Clientmodul says, by the first word of the command. */
const ANTWORTEN: Readonly<Record<string, string>> = {
  EHLO: "250-cm\r\n250-SIZE 35882577\r\n250-AUTH LOGIN PLAIN\r\n250-8BITMIME\r\n250 DSN",
  AUTH: "235 2.7.0 ok",
  MAIL: "250 ok",
  RCPT: "250 ok",
  DATA: "354 go",
  ".": "250 taken",
  RSET: "250 ok",
  QUIT: "221 bye",
};

/** Whether it still runs after a moment. */
async function lebtNach(kind: ChildProcess): Promise<boolean> {
  await setTimeout(100);
  return kind.exitCode === null;
}

/** One TLS connection to `openssl s_server`, which verifies the client's certificate itself and says what it is told to. */
async function sendeAnOpenssl(client: Testzertifikat | null, ordner: string) {
  const ca = testzertifikat({ name: "Server-CA", ca: true });
  const server = testzertifikat({ name: "cm", ip: "127.0.0.1", aussteller: ca });
  const datei = (name: string, inhalt: string) => {
    writeFileSync(join(ordner, name), inhalt);
    return join(ordner, name);
  };
  const smtpPort = await freierPort();
  const kind = spawn("openssl", [
    ...["s_server", "-accept", `127.0.0.1:${smtpPort}`, "-naccept", "1", "-quiet"],
    // Else it refuses the client's curve; the Clientmodul of the TI has to know it.
    ...["-groups", "X25519:P-256:brainpoolP256r1"],
    ...["-cert", datei("server.pem", server.pem), "-key", datei("server.key", server.schluessel)],
    ...["-CAfile", join(ordner, "client-ca.pem"), "-Verify", "2", "-verify_return_error"],
  ]);
  const ende = once(kind, "exit");
  kind.stdin.on("error", () => undefined);
  kind.stdin.write("220 cm\r\n");
  const gehoert: string[] = [];
  createInterface({ input: kind.stdout }).on("line", (zeile) => {
    gehoert.push(zeile);
    const antwort = ANTWORTEN[zeile.split(/[ :]/, 1)[0] ?? ""];
    if (antwort !== undefined) kind.stdin.write(`${antwort}\r\n`);
  });
  const tls = {
    art: "direkt",
    vertrauen: [ca.pem],
    ...(client === null ? {} : { client: { zertifikat: client.pem, schluessel: client.schluessel } }),
  };
  const uhr = { jetzt: () => new Date() };
  const adapter = new KimAdapter({ konfig: kimTestkonfig({ smtpPort }, { tls }), alsXml: alsTestXml, uhr });
  try {
    for (;;) {
      const urteil = await adapter.sende(testsendung(), { signal: new AbortController().signal });
      // Not listening yet: it ends by itself after the one connection that it accepts.
      const nochNicht = urteil.art === "spaeter" && urteil.grund.code === "KIM_NICHT_ERREICHBAR";
      if (!nochNicht || !(await lebtNach(kind))) return { art: urteil.art, gehoert };
    }
  } finally {
    await adapter.schliesse();
    kind.kill();
    await ende;
  }
}

describe("KIM over TLS with openssl s_server, brainpool on both sides", function () {
  this.timeout(60_000);
  const clientCa = testzertifikat({ name: "Client-CA", ca: true });
  const ordner = mkdtempSync(join(tmpdir(), "hkp-tls-"));
  before(async () => {
    await sorgeFuerPakete(["openssl"]);
    writeFileSync(join(ordner, "client-ca.pem"), clientCa.pem);
  });
  after(() => rmSync(ordner, { recursive: true, force: true }));

  it("openssl takes the client certificate of the CA it trusts, and the message", async () => {
    const ausweis = testzertifikat({ name: "hkp-gateway", aussteller: clientCa, zweck: "client" });
    const { art, gehoert } = await sendeAnOpenssl(ausweis, ordner);
    assert.equal(art, "uebergeben");
    assert.ok(gehoert.some((zeile) => zeile.startsWith("AUTH PLAIN ")));
    assert.deepEqual(
      gehoert.filter((zeile) => /^x-kim-/i.test(zeile)),
      [
        "X-KIM-Dienstkennung: eVO-HKP;Alarm;V0.9",
        "X-KIM-Sendersystem: HKP-Gateway;0.1.0",
        "X-KIM-Support: support@hkp.example",
      ],
    );
  });

  for (const [was, ausweis] of [
    ["none", null],
    ["one of a foreign CA", testzertifikat({ name: "hkp-gateway", zweck: "client" })],
  ] as const)
    it(`with ${was} nothing is sent, the message waits, and the process lives on`, async () => {
      const { art, gehoert } = await sendeAnOpenssl(ausweis, ordner);
      assert.equal(art, "spaeter");
      assert.ok(!gehoert.some((zeile) => /^(?:AUTH|MAIL|DATA)/.test(zeile)));
    });
});
