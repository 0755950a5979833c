import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import net from "node:net";
import tls from "node:tls";
import { SMTPServer } from "smtp-server";
import { KimAdapter } from "../../../src/adapters/kim/kim-adapter.js";
import { kimKonfiguration } from "../../../src/adapters/kim/konfiguration.js";
import { Pop3 } from "../../../src/adapters/kim/pop3.js";
import { istVertraut } from "../../../src/adapters/kim/tls-verbindung.js";
import { alsTestXml, kimTestkonfig, testsendung } from "../../helfer/clientmodul.js";
import { testzertifikat, type Testzertifikat } from "./testzertifikat.js";

const uhr = { jetzt: () => new Date("2026-11-22T10:15:00Z") };

interface Aufbau {
  readonly art: "starttls" | "direkt";
  readonly server: Testzertifikat;
  readonly kette?: readonly Testzertifikat[];
  readonly vertrauen: readonly Testzertifikat[];
  readonly hoechstens?: "TLSv1.2";
}

/** Sends one message over TLS; tells the verdict, and what the server saw. */
async function sende({ art, server, kette = [], vertrauen, hoechstens }: Aufbau) {
  const passwoerter: string[] = [];
  let nachrichten = 0;
  const smtp = new SMTPServer({
    secure: art === "direkt",
    key: server.schluessel,
    cert: [server, ...kette].map((z) => z.pem).join(""),
    ...(hoechstens === undefined ? {} : { maxVersion: hoechstens }),
    disableReverseLookup: true,
    hideDSN: false,
    closeTimeout: 1,
    onAuth: ({ password }, _sitzung, rueckruf) => {
      passwoerter.push(password ?? "");
      rueckruf(null, { user: "ja" });
    },
    onData: (strom, _sitzung, rueckruf) => {
      strom.resume();
      strom.once("end", () => {
        nachrichten++;
        rueckruf();
      });
    },
  });
  smtp.on("error", () => undefined);
  smtp.listen(0, "127.0.0.1");
  await once(smtp.server, "listening");
  const { port } = smtp.server.address() as net.AddressInfo;
  const tlsKonfig = { art, vertrauen: vertrauen.map((z) => z.pem) };
  const adapter = new KimAdapter({
    konfig: kimTestkonfig({ smtpPort: port }, { tls: tlsKonfig }),
    alsXml: alsTestXml,
    uhr,
  });
  const urteil = await adapter.sende(testsendung(), { signal: new AbortController().signal });
  await adapter.schliesse();
  await new Promise<void>((zu) => smtp.close(() => zu()));
  return { art: urteil.art, code: "grund" in urteil ? urteil.grund.code : null, passwoerter, nachrichten };
}

/**
 * The same to a server that asks for a certificate of the client. It looks at what it was shown by itself: that the handshake proves the
 * key is OpenSSL's, and Node's own check of a trusted brainpool certificate ends the process (libraries.md, section 2).
 */
async function sendeMitAusweis({ art, server, vertrauen, client }: Aufbau & { client?: object }) {
  let gezeigt: X509Certificate | undefined;
  let nachrichten = 0;
  const smtp = new SMTPServer({
    secure: art === "direkt",
    key: server.schluessel,
    cert: server.pem,
    requestCert: true,
    rejectUnauthorized: false,
    disableReverseLookup: true,
    hideDSN: false,
    closeTimeout: 1,
    onSecure: (socket, _sitzung, rueckruf) => {
      gezeigt = (socket as tls.TLSSocket).getPeerX509Certificate();
      rueckruf();
    },
    onAuth: (_anmeldung, _sitzung, rueckruf) => rueckruf(null, { user: "ja" }),
    onData: (strom, _sitzung, rueckruf) => {
      nachrichten++;
      strom.resume().once("end", () => rueckruf());
    },
  });
  smtp.on("error", () => undefined);
  smtp.listen(0, "127.0.0.1");
  await once(smtp.server, "listening");
  const { port: smtpPort } = smtp.server.address() as net.AddressInfo;
  const tlsKonfig = { art, vertrauen: vertrauen.map((z) => z.pem), ...(client === undefined ? {} : { client }) };
  const adapter = new KimAdapter({ konfig: kimTestkonfig({ smtpPort }, { tls: tlsKonfig }), alsXml: alsTestXml, uhr });
  const urteil = await adapter.sende(testsendung(), { signal: new AbortController().signal });
  await adapter.schliesse();
  await new Promise<void>((zu) => smtp.close(() => zu()));
  return { art: urteil.art, nachrichten, gezeigt };
}

const GESENDET = { art: "uebergeben", code: null, passwoerter: ["geheim-gateway"], nachrichten: 1 };
/** Above all: no password goes to a peer that is not trusted. */
const ABGEWIESEN = { art: "spaeter", code: "KIM_TLS_NICHT_VERTRAUT", passwoerter: [], nachrichten: 0 };

describe("KIM adapter: TLS", () => {
  const ca = testzertifikat({ name: "Test-CA", ca: true });
  const zwischen = testzertifikat({ name: "Zwischen-CA", ca: true, aussteller: ca });
  const fremde = testzertifikat({ name: "Test-CA", ca: true });
  const gut = testzertifikat({ name: "cm", ip: "127.0.0.1", aussteller: ca });

  for (const art of ["direkt", "starttls"] as const) {
    it(`${art}: takes a brainpool Clientmodul whose CA is trusted, and lives on`, async () => {
      assert.deepEqual(await sende({ art, server: gut, vertrauen: [ca] }), GESENDET);
    });

    it(`${art}: takes a brainpool Clientmodul that knows nothing newer than TLS 1.2`, async () => {
      assert.deepEqual(await sende({ art, server: gut, vertrauen: [ca], hoechstens: "TLSv1.2" }), GESENDET);
    });

    it(`${art}: takes a chain over an intermediate CA`, async () => {
      const server = testzertifikat({ name: "cm", ip: "127.0.0.1", aussteller: zwischen });
      assert.deepEqual(await sende({ art, server, kette: [zwischen], vertrauen: [ca] }), GESENDET);
    });

    it(`${art}: takes a self-signed Clientmodul that is trusted itself`, async () => {
      const server = testzertifikat({ name: "cm", ip: "127.0.0.1" });
      assert.deepEqual(await sende({ art, server, vertrauen: [server] }), GESENDET);
    });

    it(`${art}: gives no password to a foreign CA of the same name`, async () => {
      assert.deepEqual(await sende({ art, server: gut, vertrauen: [fremde] }), ABGEWIESEN);
    });

    it(`${art}: gives no password to a certificate for another host`, async () => {
      const server = testzertifikat({ name: "cm", ip: "127.0.0.2", aussteller: ca });
      assert.deepEqual(await sende({ art, server, vertrauen: [ca] }), ABGEWIESEN);
    });

    it(`${art}: gives no password to an expired certificate`, async () => {
      const gueltigBis = new Date(Date.now() - 1000);
      const server = testzertifikat({ name: "cm", ip: "127.0.0.1", aussteller: ca, gueltigBis });
      assert.deepEqual(await sende({ art, server, vertrauen: [ca] }), ABGEWIESEN);
    });
  }

  describe("with a client certificate", () => {
    const clientCa = testzertifikat({ name: "Client-CA", ca: true });
    const ausweis = testzertifikat({ name: "hkp-gateway", aussteller: clientCa, zweck: "client" });
    const client = { zertifikat: ausweis.pem, schluessel: ausweis.schluessel };

    for (const art of ["direkt", "starttls"] as const)
      it(`${art}: shows its brainpool certificate to a Clientmodul that wants one`, async () => {
        const { gezeigt, ...rest } = await sendeMitAusweis({ art, server: gut, vertrauen: [ca], client });
        assert.deepEqual(rest, { art: "uebergeben", nachrichten: 1 });
        assert.ok(gezeigt?.raw.equals(new X509Certificate(ausweis.pem).raw));
      });

    it("shows none where none is configured", async () => {
      const { gezeigt } = await sendeMitAusweis({ art: "direkt", server: gut, vertrauen: [ca] });
      assert.equal(gezeigt, undefined);
    });
  });

  it("POP3: changes to TLS with STLS before the password, and only for a trusted peer", async () => {
    for (const [vertrauen, erwartet] of [
      [ca, ["STLS", "TLS: USER u", "TLS: PASS p"]],
      [fremde, ["STLS"]],
    ] as const) {
      const befehle: string[] = [];
      const bediene = (socket: net.Socket, vorsatz: string) =>
        socket
          .on("error", () => undefined)
          .on("data", (stueck) => {
            const zeile = stueck.toString().trim();
            befehle.push(vorsatz + zeile);
            socket.write("+OK\r\n");
            if (zeile !== "STLS") return;
            socket.removeAllListeners("data");
            bediene(new tls.TLSSocket(socket, { isServer: true, key: gut.schluessel, cert: gut.pem }), "TLS: ");
          });
      const server = net.createServer((socket) => {
        socket.write("+OK\r\n");
        bediene(socket, "");
      });
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      const verbinden = Pop3.verbinde({
        ziel: {
          host: "127.0.0.1",
          port: (server.address() as net.AddressInfo).port,
          tls: { art: "starttls", vertrauen: [vertrauen.pem] },
        },
        benutzer: "u",
        passwort: "p",
        fristMs: 2000,
        signal: new AbortController().signal,
      });
      if (vertrauen === ca) (await verbinden).trenne();
      else await assert.rejects(verbinden, { code: "NICHT_VERTRAUT" });
      server.close();
      await once(server, "close");
      assert.deepEqual(befehle, erwartet);
    }
  });

  it("takes no leaf as a CA, and no client certificate as a server", () => {
    const jetzt = new Date();
    const x509 = (z: Testzertifikat) => new X509Certificate(z.pem);
    const untergeschoben = testzertifikat({ name: "cm", ip: "127.0.0.1", aussteller: gut });
    assert.equal(istVertraut(x509(gut), [x509(ca)], "127.0.0.1", jetzt), true);
    assert.equal(istVertraut(x509(untergeschoben), [x509(gut)], "127.0.0.1", jetzt), false);
    const client = testzertifikat({ name: "cm", ip: "127.0.0.1", aussteller: ca, zweck: "client" });
    assert.equal(istVertraut(x509(client), [x509(ca)], "127.0.0.1", jetzt), false);
  });

  it("refuses a configuration without TLS to another machine", () => {
    const konfig = kimTestkonfig({ smtpPort: 25 });
    assert.equal(kimKonfiguration.safeParse({ ...konfig, host: "clientmodul.praxis.example" }).success, false);
    assert.equal(kimKonfiguration.safeParse({ ...konfig, host: "localhost" }).success, true);
  });
});
