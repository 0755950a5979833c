import assert from "node:assert/strict";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { jeTestEineBuehne } from "../absturz/buehne.js";
import { alarmiereKasse, bisZustand } from "../absturz/handlung.js";
import { Kindprozess, raeumeKinderAuf } from "../absturz/kindprozess.js";
import { Leitung } from "../absturz/leitung.js";
import { warteBis } from "../absturz/warte-bis.js";
import { tempOrdner } from "../helfer/mongo.js";
import { grundumgebung, prozesseMit, start } from "./umgebung.js";

const ENDE_HOECHSTENS_MS = 10_000;

/** Settings without a default. KIM_PASSWORT may lie in a file instead. */
const PFLICHT = [
  "ANMELDUNG_AUSSTELLER",
  "ANMELDUNG_ZIELGRUPPE",
  "ANMELDUNG_JWKS_URL",
  "POPP_AUSSTELLER",
  "POPP_JWKS_URL",
  "VERTRAUENSANKER",
  "VZD_URL",
  "KIM_SMTP_PORT",
  "KIM_POP3_PORT",
  "KIM_ADRESSE",
  "KIM_SMTP_DIENST",
  "KIM_POP3_DIENST",
  "KIM_MANDANT",
  "KIM_CLIENTSYSTEM",
  "KIM_ARBEITSPLATZ",
  "KIM_PASSWORT",
];

describe("NODE_ENV=production", function () {
  this.timeout(60_000);
  let ordner: string;
  beforeEach(() => {
    ordner = tempOrdner();
  });
  afterEach(async () => {
    await raeumeKinderAuf();
    rmSync(ordner, { recursive: true, force: true });
  });

  const produktiv = (mehr: Readonly<Record<string, string>> = {}): Kindprozess =>
    new Kindprozess(start(ordner, { NODE_ENV: "production", ...mehr }));

  describe("Konfiguration", () => {
    it("nennt alle fehlenden Einstellungen auf einmal und endet mit 1", async () => {
      const kind = produktiv();
      assert.deepEqual(await kind.ende, { code: 1, signal: null });
      const [kopf, ...faelle] = kind.fehlerausgabe.trimEnd().split("\n");
      assert.equal(kopf, "Die Konfiguration ist unvollständig oder fehlerhaft:");
      const fehlende = faelle.map((fall) => /^ {2}- (\w+).* fehlt\./.exec(fall)?.[1] ?? fall);
      assert.deepEqual(fehlende.sort(), [...PFLICHT].sort());
      assert.deepEqual(kind.zeilen, []);
      assert.ok(!existsSync(join(ordner, "sandbox")) && !existsSync(join(ordner, "db")), "nichts wurde begonnen");
    });

    it("nennt falsche Werte mit ihrer Einstellung, ohne den Wert zu zeigen", async () => {
      const geheim = "streng-geheim-4711";
      const falsch = {
        PORT: geheim,
        KIM_ADRESSE: geheim,
        KIM_PASSWORT_DATEI: `/gibt/es/nicht/${geheim}`,
        VZD_URL: `ftp://nutzer:${geheim}@verzeichnis.example`,
        VERSAND_LEASE_MS: geheim,
        ANMELDUNG_ALGORITHMEN: geheim,
      };
      const kind = produktiv(falsch);
      assert.deepEqual(await kind.ende, { code: 1, signal: null });
      for (const name of Object.keys(falsch)) assert.match(kind.fehlerausgabe, new RegExp(`- ${name}[ :]`));
      assert.ok(!kind.fehlerausgabe.includes(geheim), kind.fehlerausgabe);
    });

    it("gilt auch in der Sandbox: ein falscher Wert beendet den Start mit 1 und lässt nichts zurück", async () => {
      const kind = new Kindprozess(start(ordner, { PORT: "achttausend" }));
      assert.deepEqual(await kind.ende, { code: 1, signal: null });
      assert.match(kind.fehlerausgabe, /- PORT ist ungültig/);
      assert.ok(!kind.fehlerausgabe.includes("achttausend"));
      assert.deepEqual(prozesseMit(ordner), []);
    });
  });

  describe("mit Einstellungen", () => {
    const buehne = jeTestEineBuehne("produktion");
    const einstellungen = (): Record<string, string> => buehne().umgebung({ LOG_STUFE: "info" });

    it("dient ohne Sandbox, S1, GraphiQL und Introspection, sendet einen Alarm und endet mit 0", async () => {
      const kind = produktiv(einstellungen());
      const url = await kind.bereit();
      const zeilen = [`bereit: ${url}`];
      assert.deepEqual(kind.zeilen, zeilen, "keine Sandbox, kein S1");
      assert.ok(!existsSync(join(ordner, "sandbox")) && !existsSync(join(ordner, "db")));
      const graphiql = await fetch(new URL("/graphiql", url));
      assert.equal(graphiql.status, 404);
      await graphiql.arrayBuffer();

      const welt = buehne().welt(url);
      const aerztin = await welt.als("aerztin");
      await assert.rejects(aerztin.frage(`{ __schema { types { name } } }`), { code: "ANFRAGE_UNGUELTIG" });
      await bisZustand(welt, await alarmiereKasse(welt), "ZUGESTELLT");

      const seit = performance.now();
      assert.deepEqual(await kind.toete("SIGTERM"), { code: 0, signal: null });
      assert.ok(performance.now() - seit < ENDE_HOECHSTENS_MS);
      // The log names no person: neither a KVNR nor a name of the cast.
      assert.doesNotMatch(kind.fehlerausgabe, /X0000\d{5}|Renate|Berger|Sommer/);
    });

    it("endet auch bei verschwundener Datenbank und hängendem Clientmodul innerhalb der Frist mit 0", async () => {
      const b = buehne();
      const leitung = await Leitung.zu(Number(new URL(b.mongoUri).port));
      const uri = `mongodb://127.0.0.1:${leitung.port}/?directConnection=true`;
      const kind = produktiv({ ...einstellungen(), MONGODB_URI: uri });
      const url = await kind.bereit();
      const welt = b.welt(url);
      await b.smtp.verstumme();
      await alarmiereKasse(welt);
      await leitung.schliesse();
      await warteBis("/readyz sagt nein", async () => (await fetch(new URL("/readyz", url))).status === 503);
      const seit = performance.now();
      assert.deepEqual(await kind.toete("SIGTERM"), { code: 0, signal: null });
      assert.ok(performance.now() - seit < ENDE_HOECHSTENS_MS);
    });

    it("ohne erreichbare Datenbank: ein Satz ohne die Zugangsdaten, Ende mit 1", async () => {
      const geschlossen = await Leitung.zu(1);
      const { port } = geschlossen;
      await geschlossen.schliesse();
      const uri = `mongodb://nutzer:streng-geheim@127.0.0.1:${port}/?replicaSet=rs0`;
      const kind = produktiv({ ...einstellungen(), MONGODB_URI: uri });
      assert.deepEqual(await kind.ende, { code: 1, signal: null });
      assert.match(kind.fehlerausgabe, /^Der MongoDB-Server unter MONGODB_URI ist nicht erreichbar\./);
      assert.doesNotMatch(kind.fehlerausgabe, /streng-geheim|nutzer|\n {4}at /);
      assert.deepEqual(kind.zeilen, []);
    });
  });

  it("der Prozess des Tests gibt keine Einstellungen weiter", () => {
    assert.deepEqual(Object.keys(grundumgebung()).sort(), ["HOME", "PATH"]);
  });
});
