import assert from "node:assert/strict";
import net from "node:net";
import { once } from "node:events";
import { KimAdapter } from "../../../src/adapters/kim/kim-adapter.js";
import { URTEILE } from "../../../src/adapters/kim/urteile.js";
import type { Urteil } from "../../../src/domain/ports/zustellung.js";
import { alsTestXml, kimTestkonfig, testbuendel, testsendung } from "../../helfer/clientmodul.js";
import { starteDrehbuch, type Drehbuch } from "./smtp-drehbuch.js";

const uhr = { jetzt: () => new Date("2026-11-22T10:15:00Z") };
/** Much more than the kernel's buffers hold: a server that stops reading keeps the final dot in this process. */
const GROSS = testbuendel("x".repeat(14 * 1024 * 1024));
const VIERTELSTUNDE = 900_000;

interface Fall {
  readonly name: string;
  readonly drehbuch: Drehbuch;
  readonly gross?: true;
  readonly art: Urteil["art"];
  readonly code: string;
  readonly nachMs?: number;
  /** Complete contents that the server got. */
  readonly inhalte?: number;
}

const FAELLE: readonly Fall[] = [
  { name: "greets with 554", drehbuch: { gruss: "554 nein" }, art: "spaeter", code: "KIM_NICHT_ERREICHBAR" },
  { name: "greets with 421", drehbuch: { gruss: "421 voll" }, art: "spaeter", code: "KIM_NICHT_ERREICHBAR" },
  { name: "cuts before the greeting", drehbuch: { gruss: "trennen" }, art: "spaeter", code: "KIM_NICHT_ERREICHBAR" },
  { name: "never greets", drehbuch: { gruss: null }, art: "spaeter", code: "KIM_NICHT_ERREICHBAR" },
  { name: "never answers EHLO", drehbuch: { antworten: { EHLO: null } }, art: "spaeter", code: "KIM_NICHT_ERREICHBAR" },
  {
    name: "AUTH 535",
    drehbuch: { antworten: { AUTH: "535 5.7.8 falsch" } },
    art: "spaeter",
    code: "KIM_ANMELDUNG_FALSCH",
    nachMs: VIERTELSTUNDE,
  },
  {
    name: "AUTH 501",
    drehbuch: { antworten: { AUTH: "501 5.5.4 unvollstaendig" } },
    art: "spaeter",
    code: "KIM_AUFRUFKONTEXT_FALSCH",
    nachMs: VIERTELSTUNDE,
  },
  {
    name: "AUTH 504",
    drehbuch: { antworten: { AUTH: "504 5.7.4 Verfahren" } },
    art: "spaeter",
    code: "KIM_ANMELDEVERFAHREN",
    nachMs: VIERTELSTUNDE,
  },
  {
    name: "AUTH 530",
    drehbuch: { antworten: { AUTH: "530 5.7.0 erst anmelden" } },
    art: "spaeter",
    code: "KIM_ANMELDUNG_ABGELEHNT",
    nachMs: VIERTELSTUNDE,
  },
  {
    name: "AUTH 454",
    drehbuch: { antworten: { AUTH: "454 4.7.0 MTA weg" } },
    art: "spaeter",
    code: "KIM_FACHDIENST_NICHT_ERREICHBAR",
  },
  {
    name: "AUTH 421",
    drehbuch: { antworten: { AUTH: "421 Ende" } },
    art: "spaeter",
    code: "KIM_ANMELDUNG_UNTERBROCHEN",
  },
  {
    name: "AUTH cut",
    drehbuch: { antworten: { AUTH: "trennen" } },
    art: "spaeter",
    code: "KIM_ANMELDUNG_UNTERBROCHEN",
  },
  { name: "AUTH silent", drehbuch: { antworten: { AUTH: null } }, art: "spaeter", code: "KIM_ANMELDUNG_UNTERBROCHEN" },
  {
    name: "MAIL 530",
    drehbuch: { antworten: { MAIL: "530 5.7.0 erst anmelden" } },
    art: "spaeter",
    code: "KIM_ANMELDUNG_VERLANGT",
    nachMs: VIERTELSTUNDE,
  },
  {
    name: "MAIL 550",
    drehbuch: { antworten: { MAIL: "550 fremder Absender" } },
    art: "spaeter",
    code: "KIM_ABSENDER_ABGELEHNT",
    nachMs: VIERTELSTUNDE,
  },
  { name: "MAIL 552", drehbuch: { antworten: { MAIL: "552 zu gross" } }, art: "abgelehnt", code: "KIM_ZU_GROSS" },
  { name: "MAIL 451", drehbuch: { antworten: { MAIL: "451 spaeter" } }, art: "spaeter", code: "KIM_VORUEBERGEHEND" },
  { name: "MAIL 503", drehbuch: { antworten: { MAIL: "503 Reihenfolge" } }, art: "spaeter", code: "KIM_REIHENFOLGE" },
  { name: "MAIL 421", drehbuch: { antworten: { MAIL: "421 Ende" } }, art: "spaeter", code: "KIM_VORUEBERGEHEND" },
  { name: "MAIL cut", drehbuch: { antworten: { MAIL: "trennen" } }, art: "spaeter", code: "KIM_GETRENNT" },
  { name: "RCPT 450", drehbuch: { antworten: { RCPT: "450 spaeter" } }, art: "spaeter", code: "KIM_VORUEBERGEHEND" },
  {
    name: "RCPT 550",
    drehbuch: { antworten: { RCPT: "550 kennt niemand" } },
    art: "abgelehnt",
    code: "KIM_EMPFAENGER_ABGELEHNT",
  },
  { name: "RCPT cut", drehbuch: { antworten: { RCPT: "trennen" } }, art: "spaeter", code: "KIM_GETRENNT" },
  {
    name: "DATA 451",
    drehbuch: { antworten: { DATA: "451 niemand uebrig" } },
    art: "spaeter",
    code: "KIM_VORUEBERGEHEND",
  },
  { name: "DATA 554", drehbuch: { antworten: { DATA: "554 nein" } }, art: "abgelehnt", code: "KIM_INHALT_ABGELEHNT" },
  { name: "DATA silent", drehbuch: { antworten: { DATA: null } }, art: "spaeter", code: "KIM_ZEITUEBERSCHREITUNG" },
  {
    name: "DATA cut before the 354",
    drehbuch: { antworten: { DATA: "trennen" } },
    art: "spaeter",
    code: "KIM_GETRENNT",
  },
  {
    name: "cut in the middle of the content",
    drehbuch: { trenneNachBytes: 100_000 },
    gross: true,
    art: "spaeter",
    code: "KIM_GETRENNT",
  },
  {
    name: "after the dot 451: no recipient is left",
    drehbuch: { antworten: { ".": "451 niemand uebrig" } },
    art: "spaeter",
    code: "KIM_KEIN_EMPFAENGER",
    inhalte: 1,
  },
  {
    name: "after the dot 452",
    drehbuch: { antworten: { ".": "452 voll" } },
    art: "spaeter",
    code: "KIM_VORUEBERGEHEND",
    inhalte: 1,
  },
  {
    name: "after the dot 421",
    drehbuch: { antworten: { ".": "421 Ende" } },
    art: "spaeter",
    code: "KIM_VORUEBERGEHEND",
    inhalte: 1,
  },
  {
    name: "after the dot 503",
    drehbuch: { antworten: { ".": "503 Reihenfolge" } },
    art: "spaeter",
    code: "KIM_REIHENFOLGE",
    inhalte: 1,
  },
  {
    name: "after the dot 552",
    drehbuch: { antworten: { ".": "552 zu gross" } },
    art: "abgelehnt",
    code: "KIM_ZU_GROSS",
    inhalte: 1,
  },
  {
    name: "after the dot 554",
    drehbuch: { antworten: { ".": "554 nein" } },
    art: "abgelehnt",
    code: "KIM_INHALT_ABGELEHNT",
    inhalte: 1,
  },
  {
    name: "after the dot cut",
    drehbuch: { antworten: { ".": "trennen" } },
    art: "unbekannt",
    code: "KIM_ANTWORT_VERLOREN",
    inhalte: 1,
  },
  {
    name: "after the dot silent",
    drehbuch: { antworten: { ".": null } },
    art: "unbekannt",
    code: "KIM_ANTWORT_AUSGEBLIEBEN",
    inhalte: 1,
  },
  {
    name: "after the dot nonsense",
    drehbuch: { antworten: { ".": "was war das?" } },
    art: "unbekannt",
    code: "KIM_ANTWORT_VERLOREN",
    inhalte: 1,
  },
];

describe("KIM adapter: verdicts", () => {
  const getroffen = new Set<string>();
  const fristen = { verbindenMs: 300, anmeldenMs: 300, uebertragenMs: 3000, antwortMs: 300, pop3Ms: 300 };

  async function sende(drehbuch: Drehbuch, gross = false, mehr: object = {}) {
    const server = await starteDrehbuch(drehbuch);
    const adapter = new KimAdapter({
      konfig: kimTestkonfig({ smtpPort: server.port }, { fristen, ...mehr }),
      alsXml: alsTestXml,
      uhr,
    });
    try {
      const sendung = testsendung(gross ? { buendel: GROSS } : {});
      const urteil = await adapter.sende(sendung, { signal: new AbortController().signal });
      if (urteil.art !== "uebergeben") getroffen.add(urteil.grund.code);
      return { urteil, server };
    } finally {
      await adapter.schliesse();
      await server.schliesse();
    }
  }

  for (const fall of FAELLE) {
    it(`${fall.name} → ${fall.art} ${fall.code}`, async () => {
      const kurz = fall.name === "DATA silent" ? { fristen: { ...fristen, uebertragenMs: 300 } } : {};
      const { urteil, server } = await sende(fall.drehbuch, fall.gross, kurz);
      assert.notEqual(urteil.art, "uebergeben");
      if (urteil.art === "uebergeben") return;
      assert.deepEqual(
        { art: urteil.art, code: urteil.grund.code, nachMs: urteil.art === "spaeter" ? urteil.nachMs : undefined },
        { art: fall.art, code: fall.code, nachMs: fall.nachMs },
      );
      assert.equal(server.inhalte.length, fall.inhalte ?? 0);
      if (urteil.art === "unbekannt") {
        assert.equal(urteil.nachrichtId, "<0b6a3c5e-5f0e-4f5b-8d0e-3d1f6a1c2b10@hkp.kim.telematik-test>");
      }
      assert.doesNotMatch(urteil.grund.text, /@/);
    });
  }

  it("connection refused → spaeter", async () => {
    const belegt = net.createServer().listen(0, "127.0.0.1");
    await once(belegt, "listening");
    const { port } = belegt.address() as net.AddressInfo;
    belegt.close();
    await once(belegt, "close");
    const adapter = new KimAdapter({ konfig: kimTestkonfig({ smtpPort: port }), alsXml: alsTestXml, uhr });
    const urteil = await adapter.sende(testsendung(), { signal: new AbortController().signal });
    assert.equal(urteil.art === "spaeter" && urteil.grund.code, "KIM_NICHT_ERREICHBAR");
  });

  it("a host that has no address → spaeter", async () => {
    const konfig = kimTestkonfig(
      { smtpPort: 25 },
      { host: "clientmodul.invalid", tls: { art: "direkt", vertrauen: ["-----BEGIN CERTIFICATE-----"] } },
    );
    const adapter = new KimAdapter({ konfig, alsXml: alsTestXml, uhr });
    const urteil = await adapter.sende(testsendung(), { signal: new AbortController().signal });
    assert.equal(urteil.art === "spaeter" && urteil.grund.code, "KIM_NICHT_ERREICHBAR");
  });

  it("stopped by the caller before the dot → spaeter, after it → unbekannt", async () => {
    for (const [antworten, art, code] of [
      [{ RCPT: null }, "spaeter", "KIM_ABGEBROCHEN"],
      [{ ".": null }, "unbekannt", "KIM_ANTWORT_VERLOREN"],
    ] as const) {
      const server = await starteDrehbuch({ antworten });
      const adapter = new KimAdapter({ konfig: kimTestkonfig({ smtpPort: server.port }), alsXml: alsTestXml, uhr });
      const abbruch = new AbortController();
      const senden = adapter.sende(testsendung(), { signal: abbruch.signal });
      await server.bei(({ befehle, inhalte }) => (art === "unbekannt" ? inhalte.length > 0 : befehle.length > 3));
      abbruch.abort();
      const urteil = await senden;
      await adapter.schliesse();
      await server.schliesse();
      assert.deepEqual([urteil.art, "grund" in urteil && urteil.grund.code], [art, code]);
      getroffen.add(code);
    }
  });

  it("a peer that stops reading → spaeter, and the final dot never comes after that verdict", async () => {
    const server = await starteDrehbuch({ halteBeiInhalt: true });
    const konfig = kimTestkonfig({ smtpPort: server.port }, { fristen: { ...fristen, uebertragenMs: 400 } });
    const adapter = new KimAdapter({ konfig, alsXml: alsTestXml, uhr });
    const urteil = await adapter.sende(testsendung({ buendel: GROSS }), { signal: new AbortController().signal });
    assert.deepEqual([urteil.art, "grund" in urteil && urteil.grund.code], ["spaeter", "KIM_ZEITUEBERSCHREITUNG"]);
    server.liesWeiter();
    await server.ende();
    assert.deepEqual(server.inhalte, []);
    await adapter.schliesse();
    await server.schliesse();
  });

  it("a peer that never ends its greeting → spaeter", async () => {
    const { urteil } = await sende({ gruss: "220-".padEnd(200_000, "x") });
    assert.equal(urteil.art === "spaeter" && urteil.grund.code, "KIM_NICHT_ERREICHBAR");
  });

  it("an unreadable reply before the content → spaeter", async () => {
    const { urteil } = await sende({ antworten: { MAIL: "x".repeat(200_000) } });
    assert.equal(urteil.art === "spaeter" && urteil.grund.code, "KIM_PROTOKOLLFEHLER");
  });

  after(() => {
    getroffen.add("KIM_TLS_NICHT_VERTRAUT"); // fires in tls-verbindung.test.ts
    const ungetroffen = URTEILE.map((zeile) => zeile.code).filter((code) => !getroffen.has(code));
    assert.deepEqual(ungetroffen, [], "every row of the table must have fired");
  });
});
