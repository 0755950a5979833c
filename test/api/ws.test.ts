import assert from "node:assert/strict";
import { FEHLER } from "../../src/domain/kern/fehler.js";
import { arzt, fremderArzt, renate } from "../helfer/akteure.js";
import { einTestserver } from "./helfer/ein-testserver.js";
import { abonniereEinmal, alsErgebnis, angemeldet, WsClient } from "./helfer/ws-client.js";

const GEAENDERT =
  "subscription($nach: Cursor) { vorgangGeaendert(nach: $nach) { cursor aenderung { aktion version } } }";
const ANLEGEN = "mutation { anlegen { vorgang { id } } }";

describe("Subscriptions over WebSocket", () => {
  const api = einTestserver();
  const einmal = (query: string, variables: Record<string, unknown> = {}) =>
    abonniereEinmal(api.server.url, api.umgebung.tokenFuer(arzt()), query, variables);

  describe("sign-in", () => {
    const faelle: [string, () => Promise<Record<string, unknown> | null>, string][] = [
      ["no parameters", async () => null, "NICHT_ANGEMELDET"],
      ["no token", async () => ({}), "NICHT_ANGEMELDET"],
      ["a token that is none", async () => ({ authorization: "Bearer abc" }), "ANMELDUNG_UNGUELTIG"],
      [
        "an expired token",
        async () => ({
          authorization: `Bearer ${await api.umgebung.anmeldung.token("renate", { gueltigSekunden: -60 })}`,
        }),
        "ANMELDUNG_ABGELAUFEN",
      ],
    ];
    for (const [name, parameter, grund] of faelle)
      it(`${name}: closed with 4401 ${grund}`, async () => {
        const client = new WsClient(api.server.url);
        assert.equal(await client.melde(await parameter()), null);
        assert.deepEqual(await client.geschlossen, { code: 4401, grund });
      });

    it("a real token of the issuer, also under the name GraphiQL uses", async () => {
      const client = new WsClient(api.server.url);
      const ack = await client.melde({ Authorization: `Bearer ${await api.umgebung.anmeldung.token("renate")}` });
      assert.equal(ack?.type, "connection_ack");
      await client.schliesse();
    });

    it("a subscribe before the sign-in: closed with 4401", async () => {
      const client = await new WsClient(api.server.url).offen();
      client.abonniere("1", GEAENDERT);
      assert.equal((await client.geschlossen).code, 4401);
    });

    it("the token's end closes the connection with 4401", async () => {
      const token = api.umgebung.tokenFuer(renate(), new Date(Date.now() + 300));
      const client = await angemeldet(api.server.url, token);
      client.abonniere("1", GEAENDERT);
      assert.equal((await client.naechste())?.type, "next");
      assert.equal(api.server.speicher.abonnenten, 1);
      assert.deepEqual(await client.geschlossen, { code: 4401, grund: "ANMELDUNG_ABGELAUFEN" });
      await api.server.speicher.ohneAbonnenten();
    });

    it("another subprotocol is refused", async () => {
      const client = new WsClient(api.server.url, "graphql-ws");
      assert.notEqual((await client.geschlossen).code, 1000);
    });

    it("another address than /graphql is refused", async () => {
      const client = new WsClient(`${api.server.basis}/andere`);
      assert.equal((await client.geschlossen).code, 1006);
    });
  });

  describe("events", () => {
    it("the first says that the subscription stands; each transition follows once, to participants only", async () => {
      const eigene = await angemeldet(api.server.url, api.umgebung.tokenFuer(arzt()));
      const fremde = await angemeldet(api.server.url, api.umgebung.tokenFuer(fremderArzt()));
      for (const client of [eigene, fremde]) {
        client.abonniere("1", GEAENDERT);
        assert.deepEqual(alsErgebnis((await client.naechste()) ?? assert.fail()).data, {
          vorgangGeaendert: { cursor: api.server.speicher.stand(), aenderung: null },
        });
      }
      await api.server.als(arzt())(ANLEGEN);
      await api.server.als(fremderArzt())(ANLEGEN);
      for (const client of [eigene, fremde]) {
        const { data } = alsErgebnis((await client.naechste()) ?? assert.fail());
        assert.deepEqual((data as { vorgangGeaendert: unknown }).vorgangGeaendert, {
          cursor: String(api.server.speicher.impulse.length - (client === eigene ? 1 : 0)),
          aenderung: { aktion: "anlegen", version: 1 },
        });
      }
      await eigene.schliesse();
      await fremde.schliesse();
    });

    it("goes on behind a cursor", async () => {
      await api.server.als(arzt())(ANLEGEN);
      const letzter = api.server.speicher.impulse.length;
      const client = await angemeldet(api.server.url, api.umgebung.tokenFuer(arzt()));
      client.abonniere("1", GEAENDERT, { nach: String(letzter - 1) });
      const erstes = alsErgebnis((await client.naechste()) ?? assert.fail()).data;
      assert.deepEqual(erstes, { vorgangGeaendert: { cursor: String(letzter - 1), aenderung: null } });
      const zweites = alsErgebnis((await client.naechste()) ?? assert.fail()).data;
      assert.deepEqual(zweites, {
        vorgangGeaendert: { cursor: String(letzter), aenderung: { aktion: "anlegen", version: 1 } },
      });
      await client.schliesse();
    });

    it("complete ends the source although nothing happens in it", async () => {
      const client = await angemeldet(api.server.url, api.umgebung.tokenFuer(arzt()));
      client.abonniere("1", GEAENDERT);
      await client.naechste();
      assert.equal(api.server.speicher.abonnenten, 1);
      client.sende({ id: "1", type: "complete" });
      client.sende({ type: "ping" });
      assert.equal((await client.naechste())?.type, "pong");
      await api.server.speicher.ohneAbonnenten();
      await client.schliesse();
    });
  });

  describe("errors have the same codes as over HTTP", () => {
    const faelle: [string, string, Record<string, unknown>, string][] = [
      ["a query", "{ ich { rolle } }", {}, "ANFRAGE_UNGUELTIG"],
      ["a mutation", ANLEGEN, {}, "ANFRAGE_UNGUELTIG"],
      ["a syntax error", "subscription { meldungen { cursor ", {}, "ANFRAGE_UNGUELTIG"],
      ["an unknown field", "subscription { meldungen { curso } }", {}, "ANFRAGE_UNGUELTIG"],
      ["a wrong variable", GEAENDERT, { nach: { kvnr: "X000001014" } }, "ANFRAGE_UNGUELTIG"],
      ["a cursor that is none", GEAENDERT, { nach: "kein-cursor" }, "CURSOR_UNGUELTIG"],
      [
        "too many aliases",
        `subscription { meldungen { ${Array.from({ length: 31 }, (_, i) => `a${i}: cursor`).join(" ")} } }`,
        {},
        "ANFRAGE_ZU_AUFWENDIG",
      ],
      ["too many tokens", `subscription { meldungen { ${"cursor ".repeat(4_100)} } }`, {}, "ANFRAGE_ZU_AUFWENDIG"],
    ];
    for (const [name, query, variables, code] of faelle)
      it(`${name}: ${code}`, async () => {
        assert.deepEqual(await einmal(query, variables), { art: "fehler", codes: [code] });
      });

    it("too deep", async () => {
      const ergebnis = await einmal(`subscription { meldungen { ${"a { ".repeat(12)} b ${"} ".repeat(12)} } }`);
      assert.ok(ergebnis.art === "fehler" && ergebnis.codes.includes("ANFRAGE_ZU_AUFWENDIG"));
    });

    it("a bug in the source: INTERN, masked, the connection stays", async () => {
      const client = await angemeldet(api.server.url, api.umgebung.tokenFuer(arzt()));
      api.server.speicher.kaputt = new Error("change stream broke at X000001014");
      client.abonniere("1", GEAENDERT);
      const { errors } = alsErgebnis((await client.naechste()) ?? assert.fail());
      api.server.speicher.kaputt = null;
      assert.deepEqual(
        errors?.map(({ message, extensions }) => [message, extensions.code]),
        [[FEHLER.INTERN, "INTERN"]],
      );
      client.sende({ type: "ping" });
      assert.equal((await client.naechste())?.type, "pong");
      await client.schliesse();
      assert.doesNotMatch(api.server.zeilen.join(""), /X000001014/);
    });

    it("more subscriptions than a portal needs: ZU_VIELE_ANFRAGEN", async () => {
      const client = await angemeldet(api.server.url, api.umgebung.tokenFuer(arzt()));
      for (let nummer = 1; nummer <= 20; nummer++) {
        client.abonniere(String(nummer), GEAENDERT);
        assert.equal((await client.naechste())?.type, "next");
      }
      client.abonniere("21", GEAENDERT);
      const { errors } = alsErgebnis((await client.naechste()) ?? assert.fail());
      assert.deepEqual(
        errors?.map(({ extensions }) => extensions.code),
        ["ZU_VIELE_ANFRAGEN"],
      );
      await client.schliesse();
    });

    it("a message over the limit: closed with 1009", async () => {
      const client = await angemeldet(api.server.url, api.umgebung.tokenFuer(arzt()));
      client.sende(" ".repeat(70_000));
      assert.equal((await client.geschlossen).code, 1009);
    });

    it("a message that is none: closed with 4400", async () => {
      const client = await angemeldet(api.server.url, api.umgebung.tokenFuer(arzt()));
      client.sende("kein JSON");
      assert.equal((await client.geschlossen).code, 4400);
    });
  });
});
