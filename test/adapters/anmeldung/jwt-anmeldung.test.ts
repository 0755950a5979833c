import assert from "node:assert/strict";
import { UnsecuredJWT } from "jose";
import type { JWTPayload } from "jose";
import { erzeugeJwtAnmeldung } from "../../../src/adapters/anmeldung/jwt-anmeldung.js";
import type { AnmeldungKonfig } from "../../../src/adapters/anmeldung/jwt-anmeldung.js";
import { neuerTestschluessel, starteJwksServer, token } from "../jwks/jwks-server.js";
import type { JwksServer, Testschluessel } from "../jwks/jwks-server.js";

const SEKUNDEN = Date.parse("2026-11-22T10:00:00Z") / 1000;
const ANGABEN = {
  iss: "https://anmeldung.example.test",
  aud: "hkp-gateway",
  iat: SEKUNDEN,
  exp: SEKUNDEN + 3600,
  rolle: "VERSICHERTER",
  name: "Renate Berger",
  kvnr: "A123456780",
};

describe("Anmeldung mit JWT", () => {
  let server: JwksServer;
  let schluessel: Testschluessel;
  let jetzt: Date;
  const anmeldung = (konfig: Partial<AnmeldungKonfig> = {}) =>
    erzeugeJwtAnmeldung({
      aussteller: ANGABEN.iss,
      zielgruppe: ANGABEN.aud,
      schluessel: { url: server.url, abkuehlungMs: 0 },
      jetzt: () => jetzt,
      ...konfig,
    });
  const mit = (angaben: JWTPayload = {}, kopf = {}) => token(schluessel, { ...ANGABEN, ...angaben }, kopf);
  const art = async (jws: string) => (await anmeldung().pruefe(jws)).art;
  const um = (sekunden: number) => (jetzt = new Date((SEKUNDEN + sekunden) * 1000));

  beforeEach(async () => {
    um(0);
    schluessel = await neuerTestschluessel();
    server = await starteJwksServer([schluessel.jwk]);
  });
  afterEach(() => server.schliesse());

  it("signs the person in and says until when", async () => {
    assert.deepEqual(await anmeldung().pruefe(await mit()), {
      art: "angemeldet",
      akteur: { rolle: "VERSICHERTER", name: "Renate Berger", kvnr: "A123456780" },
      laeuftAbAm: new Date("2026-11-22T11:00:00Z"),
    });
  });

  it("accepts one of several audiences, and a configured further algorithm", async () => {
    assert.equal(await art(await mit({ aud: ["anderer-dienst", "hkp-gateway"] })), "angemeldet");
    const ps256 = await neuerTestschluessel("PS256");
    server.schluessel = [ps256.jwk];
    const jws = await token(ps256, ANGABEN, { alg: "PS256" });
    assert.equal((await anmeldung({ algorithmen: ["PS256"] }).pruefe(jws)).art, "angemeldet");
    assert.equal(await art(jws), "ungueltig");
  });

  describe("refuses", () => {
    const faelle: readonly [string, JWTPayload][] = [
      ["another issuer", { iss: "https://andere.example.test" }],
      ["another audience", { aud: "anderer-dienst" }],
      ["no issuer", { iss: undefined as unknown as string }],
      ["no audience", { aud: undefined as unknown as string }],
      ["no end", { exp: undefined as unknown as number }],
      ["an end that is no date", { exp: 1e300 }],
      ["no time of issue", { iat: undefined as unknown as number }],
      ["a token for later", { nbf: SEKUNDEN + 60 }],
      ["contradicting claims", { telematikId: "1-20PRAXIS" }],
      ["a KVNR with a wrong check digit", { kvnr: "A123456789" }],
    ];
    for (const [name, angaben] of faelle) {
      it(name, async () => assert.equal(await art(await mit(angaben)), "ungueltig"));
    }

    it("no signature, a foreign one, changed claims, an unknown key", async () => {
      assert.equal(await art(new UnsecuredJWT(ANGABEN).encode()), "ungueltig");
      const fremd = await neuerTestschluessel();
      assert.equal(await art(await token({ ...fremd, jwk: schluessel.jwk }, ANGABEN)), "ungueltig");
      assert.equal(await art(await token(fremd, ANGABEN)), "ungueltig");
      const [kopf, , signatur] = (await mit()).split(".");
      const [, anderer] = (await mit({ kvnr: "X110411319" })).split(".");
      assert.equal(await art(`${kopf}.${anderer}.${signatur}`), "ungueltig");
    });

    it("HMAC with the public key as secret", async () => {
      const { SignJWT } = await import("jose");
      const geheimnis = Buffer.from(JSON.stringify(schluessel.jwk));
      const jws = await new SignJWT(ANGABEN).setProtectedHeader({ alg: "HS256", kid: "x" }).sign(geheimnis);
      assert.equal(await art(jws), "ungueltig");
    });

    it("garbage, without throwing", async () => {
      for (const muell of ["", ".", "..", "a.b.c", "🙂.🙂.🙂", "x".repeat(9000), `Bearer ${await mit()}`]) {
        assert.equal(await art(muell), "ungueltig");
      }
    });
  });

  describe("end of the token", () => {
    it("is abgelaufen after it, with 5 s for clocks that differ", async () => {
      const jws = await mit();
      um(3604);
      assert.equal(await art(jws), "angemeldet");
      um(3605);
      assert.equal(await art(jws), "abgelaufen");
    });

    it("says abgelaufen only to tokens that are authentic", async () => {
      const fremd = { ...(await neuerTestschluessel()), jwk: schluessel.jwk };
      um(4000);
      assert.equal(await art(await token(fremd, ANGABEN)), "ungueltig");
      assert.equal(await art(await mit({ aud: "anderer-dienst" })), "ungueltig");
    });

    it("holds for a remembered token too", async () => {
      const eine = anmeldung({ merkdauerMs: 86_400_000 });
      const jws = await mit();
      assert.equal((await eine.pruefe(jws)).art, "angemeldet");
      um(3606);
      assert.equal((await eine.pruefe(jws)).art, "abgelaufen");
    });
  });

  describe("remembered tokens", () => {
    it("need no keys; after the time for remembering they do", async () => {
      const eine = anmeldung({ schluessel: { url: server.url, dauerMs: 0 }, merkdauerMs: 300_000 });
      const jws = await mit();
      assert.equal((await eine.pruefe(jws)).art, "angemeldet");
      server.zustand = "fehler500";
      um(299);
      assert.deepEqual(await eine.pruefe(jws), {
        art: "angemeldet",
        akteur: { rolle: "VERSICHERTER", name: "Renate Berger", kvnr: "A123456780" },
        laeuftAbAm: new Date("2026-11-22T11:00:00Z"),
      });
      um(300);
      assert.equal((await eine.pruefe(jws)).art, "nichtVerfuegbar");
    });

    it("are refused once their key was withdrawn and the time is over", async () => {
      const eine = anmeldung({ schluessel: { url: server.url, dauerMs: 0 }, merkdauerMs: 300_000 });
      const jws = await mit();
      await eine.pruefe(jws);
      server.schluessel = [(await neuerTestschluessel()).jwk];
      um(300);
      assert.equal((await eine.pruefe(jws)).art, "ungueltig");
    });

    it("are never refused ones", async () => {
      const eine = anmeldung();
      const jws = await mit({ nbf: SEKUNDEN + 60 });
      assert.equal((await eine.pruefe(jws)).art, "ungueltig");
      um(60);
      assert.equal((await eine.pruefe(jws)).art, "angemeldet");
    });
  });

  describe("keys", () => {
    it("of a new generation work at once, and are not asked for more often than the cooldown allows", async () => {
      const eine = anmeldung({ schluessel: { url: server.url, abkuehlungMs: 60_000 } });
      await eine.pruefe(await mit());
      for (let nr = 0; nr < 3; nr++) {
        assert.equal((await eine.pruefe(await token(await neuerTestschluessel(), ANGABEN))).art, "ungueltig");
      }
      assert.equal(server.abrufe, 1);
      const neu = await neuerTestschluessel();
      server.schluessel = [neu.jwk];
      const ohneAbkuehlung = anmeldung();
      assert.equal((await ohneAbkuehlung.pruefe(await token(neu, ANGABEN))).art, "angemeldet");
    });

    for (const zustand of ["fehler500", "keinJson", "haengt"] as const) {
      it(`cannot be had (${zustand}): nichtVerfuegbar, and well again afterwards`, async () => {
        const eine = anmeldung({ schluessel: { url: server.url, zeitlimitMs: 200 } });
        server.zustand = zustand;
        assert.equal((await eine.pruefe(await mit())).art, "nichtVerfuegbar");
        server.zustand = "gut";
        assert.equal((await eine.pruefe(await mit())).art, "angemeldet");
      });
    }
  });
});
