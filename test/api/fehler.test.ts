import assert from "node:assert/strict";
import { request } from "node:http";
import { SignJWT, generateKeyPair } from "jose";
import { ANMELDE_AUSSTELLER, ANMELDE_ZIELGRUPPE } from "../../sandbox/anmeldung/anmeldestelle.js";
import { FEHLER } from "../../src/domain/kern/fehler.js";
import { arzt, elena, renate } from "../helfer/akteure.js";
import { einTestserver } from "./helfer/ein-testserver.js";
import { codes, HOECHSTENS_BYTES } from "./helfer/testserver.js";
import type { Antwort } from "./helfer/testserver.js";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const ICH = "{ ich { rolle } }";

/** Refused as a whole: status, one error with German text from the table, and the id of the request. */
function verweigert(antwort: Antwort, status: number, code: keyof typeof FEHLER): void {
  assert.equal(antwort.status, status);
  assert.deepEqual(codes(antwort), [code]);
  assert.equal(antwort.errors?.[0]?.message, FEHLER[code]);
  assert.match(antwort.errors?.[0]?.extensions.anfrageId ?? "", UUID);
  assert.ok(antwort.data === undefined || antwort.data === null);
}

const details = ({ errors }: Antwort): unknown => errors?.[0]?.extensions.details;

describe("Errors at the edge (HTTP)", () => {
  const api = einTestserver();

  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const alsArzt = (rumpf: unknown, kopf: Record<string, string> = {}) =>
    api.server.sende(rumpf, { ...bearer(api.umgebung.tokenFuer(arzt())), ...kopf });

  describe("sign-in", () => {
    it("no token", async () => {
      const antwort = await api.server.sende({ query: ICH });
      verweigert(antwort, 401, "NICHT_ANGEMELDET");
      assert.equal(antwort.kopf.get("www-authenticate"), "Bearer");
    });
    it("another scheme is no token", async () =>
      verweigert(await api.server.sende({ query: ICH }, { authorization: "Basic YTpi" }), 401, "NICHT_ANGEMELDET"));
    it("a real token of the issuer signs in", async () => {
      const antwort = await api.server.sende({ query: ICH }, bearer(await api.umgebung.anmeldung.token("aerztin")));
      assert.deepEqual(antwort.data, { ich: { rolle: "VERORDNENDER" } });
    });
    it("an expired token", async () => {
      const token = await api.umgebung.anmeldung.token("aerztin", { gueltigSekunden: -60 });
      verweigert(await api.server.sende({ query: ICH }, bearer(token)), 401, "ANMELDUNG_ABGELAUFEN");
    });
    it("a changed token", async () => {
      const [kopf, , signatur] = (await api.umgebung.anmeldung.token("mfa")).split(".");
      const rumpf = Buffer.from(JSON.stringify({ rolle: "BETRIEB", name: "X" })).toString("base64url");
      verweigert(
        await api.server.sende({ query: ICH }, bearer(`${kopf}.${rumpf}.${signatur}`)),
        401,
        "ANMELDUNG_UNGUELTIG",
      );
    });
    it("a token of a foreign issuer", async () => {
      const { privateKey } = await generateKeyPair("ES256");
      const token = await new SignJWT({ rolle: "BETRIEB", name: "X" })
        .setProtectedHeader({ alg: "ES256" })
        .setIssuer(ANMELDE_AUSSTELLER)
        .setAudience(ANMELDE_ZIELGRUPPE)
        .setIssuedAt()
        .setExpirationTime("1h")
        .sign(privateKey);
      verweigert(await api.server.sende({ query: ICH }, bearer(token)), 401, "ANMELDUNG_UNGUELTIG");
    });
    for (const alg of ["none", "HS256"])
      it(`algorithm ${alg}`, async () => {
        const teil = (wert: unknown) => Buffer.from(JSON.stringify(wert)).toString("base64url");
        const exp = Math.floor(Date.now() / 1000) + 60;
        const anspruch = {
          rolle: "BETRIEB",
          name: "X",
          iss: ANMELDE_AUSSTELLER,
          aud: ANMELDE_ZIELGRUPPE,
          iat: exp - 60,
          exp,
        };
        const token = `${teil({ alg, typ: "JWT" })}.${teil(anspruch)}.${alg === "none" ? "" : "AAAA"}`;
        verweigert(await api.server.sende({ query: ICH }, bearer(token)), 401, "ANMELDUNG_UNGUELTIG");
      });
  });

  describe("the request itself", () => {
    const faelle: [string, () => Promise<Antwort>, number, string | null][] = [
      ["GraphQL with a syntax error", () => alsArzt({ query: '{ ich { rolle "X000001014" ' }), 400, "Syntax error."],
      ["no operation at all", () => alsArzt({}), 400, null],
      [
        "an unknown field",
        () => alsArzt({ query: "{ icj { rolle } }" }),
        400,
        'Cannot query field "icj" on type "Query".',
      ],
      [
        "an unknown argument",
        () => alsArzt({ query: "{ ich(ids: 1) { rolle } }" }),
        400,
        'Unknown argument "ids" on field "Query.ich".',
      ],
      ["broken JSON", () => alsArzt('{ "query": '), 400, "The body must be JSON `{ query, variables }`."],
      ["batching", () => alsArzt([{ query: ICH }, { query: ICH }]), 400, null],
      ["a form that a foreign page could send", () => alsArzt("query=x", { "content-type": "text/plain" }), 400, null],
      [
        "another content type",
        () => alsArzt("<x/>", { "content-type": "application/xml" }),
        400,
        "The body must be JSON `{ query, variables }`.",
      ],
      [
        "two operations without a name",
        () => alsArzt({ query: "query a { ich { rolle } } query b { ich { rolle } }" }),
        400,
        null,
      ],
      ["a subscription over HTTP", () => alsArzt({ query: "subscription { meldungen { cursor } }" }), 400, null],
    ];
    for (const [name, sende, status, grund] of faelle)
      it(name, async () => {
        const antwort = await sende();
        verweigert(antwort, status, "ANFRAGE_UNGUELTIG");
        if (grund !== null) assert.deepEqual(details(antwort), { grund, pfad: null });
        assert.doesNotMatch(JSON.stringify(antwort), /X000001014|Did you mean|stack/);
      });

    it("a persisted query", async () => {
      const antwort = await alsArzt({ extensions: { persistedQuery: { version: 1, sha256Hash: "ab" } } });
      assert.deepEqual(codes(antwort), ["ANFRAGE_UNGUELTIG"]);
      assert.deepEqual(details(antwort), { grund: "Persisted queries are not supported.", pfad: null });
    });

    it("a query or mutation by GET", async () => {
      for (const query of [ICH, "mutation { anlegen { status } }"]) {
        const antwort = await fetch(`${api.server.url}?query=${encodeURIComponent(query)}`, {
          headers: { ...bearer(api.umgebung.tokenFuer(arzt())), "apollo-require-preflight": "1" },
        });
        assert.equal(antwort.status, 405);
        assert.equal(antwort.headers.get("allow"), "POST");
        const { errors } = (await antwort.json()) as Antwort;
        assert.deepEqual(codes({ errors: errors ?? [] }), ["ANFRAGE_UNGUELTIG"]);
      }
      assert.equal(api.server.speicher.vorgaenge.size, 0);
    });

    it("an unknown address", async () => {
      const antwort = await fetch(`${api.server.basis}/etwas/X000001014`);
      assert.equal(antwort.status, 404);
      const { errors } = (await antwort.json()) as Antwort;
      assert.deepEqual(codes({ errors: errors ?? [] }), ["ANFRAGE_UNGUELTIG"]);
    });

    it("a body over the limit is refused by its announced length", async () => {
      const { promise, resolve, reject } = Promise.withResolvers<{ status: number; text: string }>();
      const anfrage = request(api.server.url, {
        method: "POST",
        headers: {
          ...bearer(api.umgebung.tokenFuer(arzt())),
          "content-type": "application/json",
          "content-length": HOECHSTENS_BYTES + 1,
        },
      });
      anfrage.on("error", reject);
      anfrage.on("response", (antwort) => {
        let text = "";
        antwort.setEncoding("utf8").on("data", (teil: string) => (text += teil));
        antwort.on("end", () => resolve({ status: antwort.statusCode ?? 0, text }));
      });
      anfrage.write(" ");
      const { status, text } = await promise;
      anfrage.destroy();
      const { errors } = JSON.parse(text) as Antwort;
      assert.equal(status, 413);
      assert.equal(errors?.[0]?.extensions.code, "ANFRAGE_ZU_GROSS");
      assert.deepEqual(errors?.[0]?.extensions.details, { hoechstensBytes: HOECHSTENS_BYTES });
    });

    it("a signed data set of 2 MB passes the limits (and is refused for its signature)", async () => {
      const als = api.server.als(arzt());
      const angelegt = await als("mutation { anlegen { vorgang { id } } }");
      const { id } = (angelegt.data?.["anlegen"] as unknown as { vorgang: { id: string } }).vorgang;
      const antwort = await als(
        "mutation($id: ID!, $cms: Base64!) { aktivieren(vorgangId: $id, signiert: $cms) { status } }",
        {
          id,
          cms: Buffer.alloc(2_000_000, 0x41).toString("base64"),
        },
      );
      assert.equal(antwort.status, 200);
      assert.deepEqual(codes(antwort), ["SIGNATUR_UNGUELTIG"]);
      assert.deepEqual(antwort.errors?.[0]?.path, ["aktivieren"]);
      api.server.speicher.vorgaenge.clear();
    });

    it("an impossible Host header is refused, not a bug", async () => {
      const { promise, resolve, reject } = Promise.withResolvers<number>();
      const anfrage = request(api.server.url, {
        method: "POST",
        headers: { ...bearer(api.umgebung.tokenFuer(arzt())), "content-type": "application/json", host: "[::" },
      });
      anfrage.on("error", reject).on("response", (antwort) => resolve(antwort.resume().statusCode ?? 0));
      anfrage.end(JSON.stringify({ query: ICH }));
      assert.equal(await promise, 400);
    });
  });

  describe("variables that do not fit leak no value", () => {
    const geheim = "X000001014-Renate-Berger";
    const VORLAGE =
      'query($v: VerordnungEingabe!) { verordnungZuSignieren(vorgangId: "1", verordnung: $v) { bundle } }';
    const faelle: [string, string, Record<string, unknown>, string, string | null][] = [
      [
        "missing",
        "query($id: ID!) { vorgang(id: $id) { id } }",
        {},
        'Variable "$id" of required type "ID!" was not provided.',
        null,
      ],
      [
        "an object for an id",
        "query($id: ID!) { vorgang(id: $id) { id } }",
        { id: { kvnr: geheim } },
        "A variable does not fit its type.",
        "$id",
      ],
      [
        "a wrong UUID",
        "mutation($a: UUID) { anlegen(anfrageId: $a) { status } }",
        { a: geheim },
        "A variable does not fit its type.",
        "$a",
      ],
      [
        "broken Base64",
        'mutation($s: Base64!) { aktivieren(vorgangId: "1", signiert: $s) { status } }',
        { s: geheim },
        "A variable does not fit its type.",
        "$s",
      ],
      [
        "an unknown enum value",
        "query($s: [Status!]) { arbeitsliste(status: $s) { pageInfo { hasNextPage } } }",
        { s: ["OFFEN", geheim] },
        "A variable does not fit its type.",
        "$s[1]",
      ],
      [
        "a wrong member deep inside",
        VORLAGE,
        { v: { versicherter: { kvnr: 5, nachname: geheim } } },
        "A variable does not fit its type.",
        "$v.versicherter.kvnr",
      ],
      ["an unknown member", VORLAGE, { v: { [`kvnr`]: geheim } }, "A variable does not fit its type.", null],
    ];
    for (const [name, query, variables, grund, pfad] of faelle)
      it(name, async () => {
        const antwort = await alsArzt({ query, variables });
        assert.equal(antwort.status, 400);
        assert.ok(codes(antwort).every((code) => code === "ANFRAGE_UNGUELTIG") && codes(antwort).length > 0);
        const gefunden = (antwort.errors ?? []).map(
          ({ extensions }) => extensions.details as unknown as { grund: string; pfad: string | null },
        );
        assert.ok(
          gefunden.some((einer) => einer.grund === grund && (pfad === null || einer.pfad === pfad)),
          JSON.stringify(gefunden),
        );
        assert.doesNotMatch(JSON.stringify(antwort), /X000001014|Renate/);
      });

    it("a literal that does not fit", async () => {
      const antwort = await alsArzt({ query: `{ arbeitsliste(first: "${geheim}") { pageInfo { hasNextPage } } }` });
      verweigert(antwort, 400, "ANFRAGE_UNGUELTIG");
      assert.doesNotMatch(JSON.stringify(antwort), /X000001014|Renate/);
    });

    it("and none reaches the log", () => assert.doesNotMatch(api.server.zeilen.join(""), /X000001014|Renate/));
  });

  describe("limits", () => {
    const tief = `{ vorgang(id: "1") { verordnung { inhalt { versicherter { anschrift { ort } } } } } }`;
    const faelle: [string, string][] = [
      ["aliases", `{ ${Array.from({ length: 31 }, (_, i) => `a${i}: __typename`).join(" ")} }`],
      ["root fields", `{ ${Array.from({ length: 11 }, () => "ich { rolle }").join(" ")} }`],
      [
        "root fields by fragments",
        `{ ${"...f ".repeat(1)} } fragment f on Query { ${Array.from({ length: 11 }, () => "ich { rolle }").join(" ")} }`,
      ],
      [
        "cost",
        "{ a: arbeitsliste(first: 100) { edges { node { zustaendig { rolle } " +
          "id version status ".repeat(40) +
          "} } } }",
      ],
      [
        "cost with the page size in a variable",
        "query($n: Int!) { arbeitsliste(first: $n) { edges { node { " + "id version status ".repeat(40) + "} } } }",
      ],
      ["tokens", `{ ich { ${"rolle ".repeat(4_100)} } }`],
    ];
    for (const [name, query] of faelle)
      it(name, async () => {
        const antwort = await alsArzt({ query, variables: { n: 1 } });
        verweigert(antwort, 400, "ANFRAGE_ZU_AUFWENDIG");
      });

    it("depth", async () => {
      const ebenen = 13;
      const query = `{ ich { ${"... on Ich { ".repeat(3)} rolle ${"} ".repeat(3)} } }`;
      assert.equal((await alsArzt({ query })).status, 200, "inline fragments are no depth");
      const unsinn = `{ ${"a { ".repeat(ebenen)} b ${"} ".repeat(ebenen)} }`;
      const antwort = await alsArzt({ query: unsinn });
      assert.ok(codes(antwort).includes("ANFRAGE_ZU_AUFWENDIG"));
    });

    it("a fragment that spreads itself is refused without looping", async () => {
      const antwort = await alsArzt({ query: "{ ...f } fragment f on Query { ...f }" });
      assert.deepEqual(codes(antwort), ["ANFRAGE_UNGUELTIG"]);
    });

    it("an ordinary operation is far below them", async () => {
      const antwort = await alsArzt({ query: tief });
      assert.deepEqual(codes(antwort), ["VORGANG_UNBEKANNT"]);
    });

    it("arguments out of range name the field", async () => {
      for (const first of [0, 101]) {
        const antwort = await alsArzt({ query: `{ meldungen(first: ${first}) { pageInfo { hasNextPage } } }` });
        assert.deepEqual(codes(antwort), ["EINGABE_UNGUELTIG"]);
        assert.equal((details(antwort) as { verstoesse: { pfad: string }[] }).verstoesse[0]?.pfad, "first");
      }
    });

    it("exactly one proof, exactly one form of the decision", async () => {
      const zugang = await api.server.als(elena())(
        '{ vorgang(id: "1", zugang: { poppToken: "a", zugriffscode: "b" }) { id } }',
      );
      assert.deepEqual(codes(zugang), ["EINGABE_UNGUELTIG"]);
      const keiner = await api.server.als(elena())('{ vorgang(id: "1", zugang: {}) { id } }');
      assert.deepEqual(codes(keiner), ["EINGABE_UNGUELTIG"]);
    });
  });

  describe("what the inside throws", () => {
    afterEach(() => {
      api.server.speicher.gestoert = false;
      api.server.speicher.kaputt = null;
    });

    it("a lost database on a read: NICHT_VERFUEGBAR", async () => {
      api.server.speicher.gestoert = true;
      const antwort = await alsArzt({ query: '{ vorgang(id: "1") { id } }' });
      assert.equal(antwort.status, 200);
      assert.deepEqual(codes(antwort), ["NICHT_VERFUEGBAR"]);
    });
    it("a lost database on a write: ERGEBNIS_UNBEKANNT", async () => {
      api.server.speicher.gestoert = true;
      const antwort = await alsArzt({ query: "mutation { anlegen { status } }" });
      assert.deepEqual(codes(antwort), ["ERGEBNIS_UNBEKANNT"]);
    });
    it("a bug: INTERN, masked; the log has it under the same id, without its message", async () => {
      api.server.speicher.kaputt = new TypeError("cannot read Renate Berger of X000001014");
      const antwort = await alsArzt({ query: '{ vorgang(id: "1") { id } }' });
      assert.deepEqual(codes(antwort), ["INTERN"]);
      assert.equal(antwort.errors?.[0]?.message, FEHLER.INTERN);
      const zeile = api.server.zeilen.find((eine) => eine.includes(antwort.errors?.[0]?.extensions.anfrageId ?? "-"));
      assert.match(zeile ?? "", /"art":"TypeError"/);
      assert.doesNotMatch(zeile ?? "", /Renate|X000001014/);
      assert.doesNotMatch(JSON.stringify(antwort), /Renate|X000001014|TypeError/);
    });
    it("a cursor that is none", async () => {
      const antwort = await api.server.als(renate())(
        '{ meldungen(after: "kein-cursor") { pageInfo { hasNextPage } } }',
      );
      assert.deepEqual(codes(antwort), ["CURSOR_UNGUELTIG"]);
    });
  });

  it("too many requests: by actor, and by address while nobody is signed in", async () => {
    const knapp = await api.umgebung.starte({ anfragenJeMinute: 3 });
    try {
      const als = knapp.als(arzt());
      for (let nummer = 0; nummer < 3; nummer++) assert.equal((await als(ICH)).status, 200);
      const antwort = await als(ICH);
      verweigert(antwort, 429, "ZU_VIELE_ANFRAGEN");
      assert.ok(Number(antwort.kopf.get("retry-after")) > 0);
      assert.equal((await knapp.als(renate())(ICH)).status, 200, "somebody else is not affected");
      for (let nummer = 0; nummer < 3; nummer++) assert.equal((await knapp.sende({ query: ICH })).status, 401);
      assert.equal((await knapp.sende({ query: ICH })).status, 429);
    } finally {
      await knapp.schliesse();
    }
  });

  it("production: no introspection, no suggestions", async () => {
    const produktiv = await api.umgebung.starte({ produktion: true });
    try {
      const als = produktiv.als(arzt());
      const introspektion = await als("{ __schema { types { name } } }");
      assert.equal(introspektion.status, 400);
      assert.ok(codes(introspektion).every((code) => code === "ANFRAGE_UNGUELTIG"));
      assert.doesNotMatch(JSON.stringify(await als("{ icj { rolle } }")), /mean/);
      assert.equal((await fetch(`${produktiv.basis}/graphiql`)).status, 404);
      assert.deepEqual(await (await fetch(`${produktiv.basis}/readyz`)).json(), { bereit: true });
    } finally {
      await produktiv.schliesse();
    }
  });
});
