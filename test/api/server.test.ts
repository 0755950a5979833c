import assert from "node:assert/strict";
import { connect } from "node:net";
import { arzt } from "../helfer/akteure.js";
import { codes, testumgebung } from "./helfer/testserver.js";
import type { Testserver, Testumgebung } from "./helfer/testserver.js";
import { angemeldet } from "./helfer/ws-client.js";

describe("Server", () => {
  let umgebung: Testumgebung;
  before(async () => (umgebung = await testumgebung()));
  after(() => umgebung.schliesse());

  async function mit(
    optionen: Parameters<Testumgebung["starte"]>[0],
    tu: (server: Testserver) => Promise<void>,
  ): Promise<void> {
    const server = await umgebung.starte(optionen);
    try {
      await tu(server);
    } finally {
      await server.schliesse();
    }
  }
  const hole = async (server: Testserver, pfad: string) => {
    const antwort = await fetch(server.basis + pfad);
    return { status: antwort.status, kopf: antwort.headers, text: await antwort.text() };
  };

  describe("health and metrics, without a sign-in", () => {
    it("/livez and /readyz", () =>
      mit({}, async (server) => {
        assert.deepEqual(JSON.parse((await hole(server, "/livez")).text), { lebt: true });
        const bereit = await hole(server, "/readyz");
        assert.equal(bereit.status, 200);
        assert.deepEqual(JSON.parse(bereit.text), {
          bereit: true,
          version: "0.0.0-test",
          datenbank: true,
          aenderungsstrom: true,
          beendet: false,
        });
      }));

    it("/readyz says 503 while the database does not answer, without details in production", () =>
      mit(
        { produktion: true, bereit: () => Promise.reject(new Error("mongodb://user:secret@host")) },
        async (server) => {
          const { status, text } = await hole(server, "/readyz");
          assert.deepEqual([status, JSON.parse(text)], [503, { bereit: false }]);
          assert.equal((await hole(server, "/livez")).status, 200);
        },
      ));

    it("/metrics counts operations, errors and requests by names of few values", () =>
      mit({}, async (server) => {
        await server.als(arzt())("{ ich { rolle } }");
        await server.als(arzt())('{ vorgang(id: "X000001014") { id } }');
        const { text } = await hole(server, "/metrics");
        assert.match(text, /hkp_graphql_operationen_total\{operation="ich"\} 1/);
        assert.match(text, /hkp_fehler_total\{code="VORGANG_UNBEKANNT"\} 1/);
        assert.match(text, /hkp_http_anfragen_sekunden_count\{route="\/graphql",status="200"\} 2/);
        assert.match(text, /hkp_websocket_verbindungen 0/);
        assert.doesNotMatch(text, /X000001014/);
      }));
  });

  it("answers carry security headers and an answer to nobody else", () =>
    mit({}, async (server) => {
      const { kopf } = await hole(server, "/livez");
      assert.match(kopf.get("content-security-policy") ?? "", /default-src 'none'/);
      assert.equal(kopf.get("x-content-type-options"), "nosniff");
      assert.equal(kopf.get("access-control-allow-origin"), null);
    }));

  it("GraphiQL comes from the server itself and asks nobody else", () =>
    mit({ anmeldeseite: "http://127.0.0.1:1/anmeldung" }, async (server) => {
      const { text, kopf, status } = await hole(server, "/graphiql");
      assert.equal(status, 200);
      assert.match(text, /href="http:\/\/127\.0\.0\.1:1\/anmeldung"/);
      const verweise = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, ziel]) => ziel ?? "");
      const eigene = verweise.filter((ziel) => ziel.startsWith("/graphiql/"));
      assert.equal(eigene.length, 5);
      assert.deepEqual(
        verweise.filter((ziel) => !eigene.includes(ziel)),
        ["data:,", "http://127.0.0.1:1/anmeldung"],
      );
      for (const ziel of eigene) assert.equal((await hole(server, ziel)).status, 200, ziel);
      assert.match(kopf.get("content-security-policy") ?? "", /script-src 'self';/);
      assert.doesNotMatch(kopf.get("content-security-policy") ?? "", /https:|\*/);
    }));

  it("the log has neither tokens nor queries nor addresses with ids", () =>
    mit({}, async (server) => {
      await server.als(arzt())("query($id: ID!) { vorgang(id: $id) { id } }", { id: "163.X000001014" });
      await hole(server, "/unbekannt/163.X000001014");
      const log = server.zeilen.join("");
      assert.match(log, /Server bereit/);
      assert.doesNotMatch(log, /erfunden|X000001014|query|authorization/i);
    }));

  describe("stopping", () => {
    it("a running request gets its answer, a subscription is closed with 1001, then nothing listens", async () => {
      const server = await umgebung.starte();
      const client = await angemeldet(server.url, umgebung.tokenFuer(arzt()));
      client.abonniere("1", "subscription { meldungen { cursor } }");
      await client.naechste();

      const laeuft = Promise.withResolvers<undefined>();
      const weiter = Promise.withResolvers<undefined>();
      server.speicher.halt = weiter.promise;
      server.speicher.beiLaden = () => laeuft.resolve(undefined);
      const anfrage = server.als(arzt())('{ vorgang(id: "1") { id } }');
      await laeuft.promise;

      const ende = server.schliesse();
      assert.equal((await client.geschlossen).code, 1001);
      weiter.resolve(undefined);
      assert.deepEqual(codes(await anfrage), ["VORGANG_UNBEKANNT"]);
      await ende;
      assert.equal(server.speicher.abonnenten, 0);
      await assert.rejects(
        new Promise((verbunden, gescheitert) =>
          connect(server.port, "127.0.0.1", () => verbunden(undefined)).on("error", gescheitert),
        ),
        { code: "ECONNREFUSED" },
      );
    });

    it("a client that says nothing does not hold it up", async () => {
      const server = await umgebung.starte({ geduldMs: 200 });
      const stumm = connect(server.port, "127.0.0.1");
      stumm.on("error", () => undefined);
      await new Promise((offen) => stumm.once("connect", offen));
      stumm.write("POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n");
      const beginn = performance.now();
      await server.schliesse();
      assert.ok(performance.now() - beginn < 3_000);
      stumm.destroy();
    });
  });
});
